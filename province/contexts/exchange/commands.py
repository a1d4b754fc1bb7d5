"""Every write of exchange; one function is one transaction."""

import secrets
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from province.contexts.exchange import permissions, rules
from province.contexts.exchange.contracts import IssuedKey, PartnerInput
from province.contexts.exchange.errors import (
    MayNotManagePartnersError,
    PartnerCodeTakenError,
    PartnerEndedError,
    PartnerFaultyError,
    PartnerKeyNotFoundError,
    PartnerNotFoundError,
)
from province.contexts.exchange.models import Partner, PartnerKey
from province.contexts.exchange.registries import SCOPES
from province.foundation.audit.catalogue import register_action
from province.foundation.audit.recording import record
from province.foundation.db.locks import locked
from province.foundation.errors import FieldFault
from province.foundation.identity.actors import Actor
from province.foundation.text.folding import normal

REGISTERED = register_action("exchange.partner_registered", _("Đăng ký hệ thống đối tác"))
ENDED = register_action("exchange.partner_ended", _("Chấm dứt kết nối với hệ thống đối tác"))
KEY_ISSUED = register_action("exchange.key_issued", _("Cấp khóa kết nối"))
KEY_REVOKED = register_action("exchange.key_revoked", _("Thu hồi khóa kết nối"))

SENTENCES: dict[str, str | Promise] = {
    "code_grammar": _("Mã gồm 3–40 chữ thường không dấu, chữ số, gạch nối; bắt đầu bằng chữ."),
    "name_missing": _("Ghi tên hệ thống."),
    "basis_missing": _("Ghi căn cứ: văn bản hoặc thỏa thuận cho phép kết nối."),
    "scopes_unknown": _("Chọn ít nhất một việc mà hệ thống này được làm."),
    "too_long": _("Quá dài. Hãy viết gọn lại."),
    "label_missing": _("Ghi tên gọi của khóa, ví dụ: Máy chủ chính."),
    "term_wrong": _("Thời hạn từ 1 đến 730 ngày."),
}


@transaction.atomic
def register_partner(*, actor: Actor, partner: PartnerInput, now: datetime) -> int:
    """Write down a system that may send to this one; returns its id. It has no key yet.

    :raises MayNotManagePartnersError: the actor does not manage partners.
    :raises PartnerFaultyError: a field is missing or wrong.
    :raises PartnerCodeTakenError: another partner has this code.
    """
    _require(actor)
    given = PartnerInput(
        code=normal(partner.code),
        name=normal(partner.name),
        scopes=tuple(sorted(set(partner.scopes))),
        contact=normal(partner.contact),
        basis=normal(partner.basis),
    )
    known = frozenset(scope.key for scope in SCOPES)
    _refuse(rules.faults_of(given, known_scopes=known))
    try:
        with transaction.atomic():
            row = Partner.objects.create(
                code=given.code,
                name=given.name,
                scopes=list(given.scopes),
                contact=given.contact,
                basis=given.basis,
                registered_by=actor.key,
                registered_at=now,
            )
    except IntegrityError:
        if not Partner.objects.filter(code=given.code).exists():
            raise
        raise PartnerCodeTakenError(partner=given.code) from None
    changes = {"name": given.name, "scopes": list(given.scopes)}
    record(
        actor=actor,
        action=REGISTERED,
        target=f"partner:{given.code}",
        changes=changes | {"basis": given.basis},
    )
    return row.pk


@transaction.atomic
def end_partner(*, actor: Actor, partner_id: int, now: datetime) -> None:
    """End the connection with a partner for good: its keys open nothing from now on.

    :raises MayNotManagePartnersError: the actor does not manage partners.
    :raises PartnerNotFoundError: there is no such partner.
    :raises PartnerEndedError: it has ended already.
    """
    row = _partner(actor, partner_id)
    row.ended_at = now
    row.save(update_fields=["ended_at"])
    row.keys.filter(revoked_at__isnull=True).update(revoked_at=now)
    record(actor=actor, action=ENDED, target=f"partner:{row.code}", changes={})


@transaction.atomic
def issue_key(*, actor: Actor, partner_id: int, label: str, days: int, now: datetime) -> IssuedKey:
    """Give a partner a key that holds for so many days; its secret is in the answer alone.

    :raises MayNotManagePartnersError: the actor does not manage partners.
    :raises PartnerNotFoundError: there is no such partner.
    :raises PartnerEndedError: the connection with it has ended.
    :raises PartnerFaultyError: the label is missing, or the term too short or too long.
    """
    row = _partner(actor, partner_id)
    name = normal(label)
    faults = {}
    if not name:
        faults["label"] = "label_missing"
    elif len(name) > rules.LONGEST_LABEL:
        faults["label"] = "too_long"
    if not rules.is_term(days):
        faults["days"] = "term_wrong"
    _refuse(faults)
    prefix = secrets.token_hex(6)
    secret = rules.secret_of(prefix, secrets.token_urlsafe(32))
    key = PartnerKey.objects.create(
        partner=row,
        prefix=prefix,
        digest=rules.digest_of(secret),
        label=name,
        issued_by=actor.key,
        issued_at=now,
        expires_at=now + timedelta(days=days),
    )
    record(
        actor=actor,
        action=KEY_ISSUED,
        target=f"partner:{row.code}",
        changes={"prefix": prefix, "label": name, "expires_at": key.expires_at.isoformat()},
    )
    return IssuedKey(key_id=key.pk, secret=secret, expires_at=key.expires_at)


@transaction.atomic
def revoke_key(*, actor: Actor, key_id: int, now: datetime) -> None:
    """Revoke a key: it opens nothing from now on.

    :raises MayNotManagePartnersError: the actor does not manage partners.
    :raises PartnerKeyNotFoundError: there is no such key, or it was revoked.
    """
    _require(actor)
    row = locked(PartnerKey.objects.filter(pk=key_id, revoked_at__isnull=True)).first()
    if row is None:
        raise PartnerKeyNotFoundError
    row.revoked_at = now
    row.save(update_fields=["revoked_at"])
    changes = {"prefix": row.prefix, "label": row.label}
    record(actor=actor, action=KEY_REVOKED, target=f"partner:{row.partner.code}", changes=changes)


def note_use(*, key_id: int, now: datetime) -> None:
    """Remember that a key was used; at most once a minute, so that a busy partner writes little."""
    known = PartnerKey.objects.filter(pk=key_id)
    since = now - rules.USE_NOTED_EVERY
    known.filter(last_used_at__isnull=True).update(last_used_at=now)
    known.filter(last_used_at__lt=since).update(last_used_at=now)


def _require(actor: Actor) -> None:
    if not actor.can(permissions.MANAGE_PARTNERS):
        raise MayNotManagePartnersError


def _partner(actor: Actor, partner_id: int) -> Partner:
    _require(actor)
    row = locked(Partner.objects.filter(pk=partner_id)).first()
    if row is None:
        raise PartnerNotFoundError
    if row.ended_at is not None:
        raise PartnerEndedError
    return row


def _refuse(faults: dict[str, str]) -> None:
    if faults:
        raise PartnerFaultyError(
            faults=tuple(
                FieldFault(field=field, code=f"exchange.{code}", sentence=SENTENCES[code])
                for field, code in faults.items()
            )
        )
