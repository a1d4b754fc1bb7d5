"""Puts officials into the list, and corrects what stands there about them."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from province.foundation.audit.catalogue import register_action
from province.foundation.audit.recording import record
from province.foundation.db.locks import locked
from province.foundation.identity.actors import Actor
from province.foundation.text.folding import fold, normal, sort_key
from province.foundation.text.names import is_name
from province.kernel.org import permissions, rules
from province.kernel.org.commands.authority import require_account_of
from province.kernel.org.errors import (
    MayNotManageAccountsError,
    NameMissingError,
    NameOddError,
    OfficialNotFoundError,
    ReasonMissingError,
)
from province.kernel.org.models import Account, Official

OFFICIAL_REGISTERED = register_action("org.official_registered", _("Ghi cán bộ vào danh sách"))
OFFICIAL_CORRECTED = register_action("org.official_corrected", _("Sửa thông tin của cán bộ"))
_NAME = ("full_name", "family_name", "given_name", "sort_name", "folded")
_CORRECTED = ("full_name", "email", "phone")


@transaction.atomic
def register_official(
    *, actor: Actor, full_name: str, email: str = "", phone: str = "", is_test: bool = False
) -> int:
    """Put an official into the list and return the id.

    :raises MayNotManageAccountsError: the actor manages no accounts.
    :raises NameMissingError: the name is empty.
    :raises NameOddError: it has signs that no name has.
    """
    if not actor.can(permissions.MANAGE_ACCOUNTS):
        raise MayNotManageAccountsError
    name = normal(full_name)
    if not name:
        raise NameMissingError
    if not is_name(name):
        raise NameOddError(name=name)
    row = official_row(full_name=name, email=email, phone=phone, is_test=is_test)
    row.save()
    record(actor=actor, action=OFFICIAL_REGISTERED, target=f"official:{row.pk}", changes={})
    return row.pk


@transaction.atomic
def correct_official(  # noqa: PLR0913 -- each is one column of the official
    *,
    actor: Actor,
    official_id: int,
    full_name: str,
    email: str,
    phone: str,
    reason: str,
    now: datetime,
) -> bool:
    """Correct an official's name and contact; return whether anything is another than before.

    The account shows the new name. Papers, signatures and certificates that are there keep the old
    one; what was and what became of it stand in the audit, with the reason.

    :raises OfficialNotFoundError: there is no such official.
    :raises MayNotManageAccountsError: the actor does not manage the account of this official.
    :raises NameMissingError: the name is empty.
    :raises NameOddError: it has signs that no name has.
    :raises ReasonMissingError: no reason is given.
    """
    row = locked(Official.objects.filter(pk=official_id, is_test=False)).first()
    if row is None:
        raise OfficialNotFoundError(official=official_id)
    require_account_of(actor=actor, official_id=official_id, now=now)
    fresh = official_row(full_name=full_name, email=email, phone=phone)
    if not fresh.full_name:
        raise NameMissingError
    if not is_name(fresh.full_name):
        raise NameOddError(name=fresh.full_name)
    if not normal(reason):
        raise ReasonMissingError
    was = {name: getattr(row, name) for name in _CORRECTED}
    changes = {
        name: [was[name], becomes]
        for name in _CORRECTED
        if (becomes := getattr(fresh, name)) != was[name]
    }
    if not changes:
        return False
    for name in (*_NAME, "email", "phone"):
        setattr(row, name, getattr(fresh, name))
    row.save(update_fields=[*_NAME, "email", "phone"])
    Account.objects.filter(official=row).update(display_name=fresh.full_name)
    record(
        actor=actor,
        action=OFFICIAL_CORRECTED,
        target=f"official:{official_id}",
        changes={**changes, "reason": normal(reason)},
    )
    return True


def official_row(
    *, full_name: str, email: str = "", phone: str = "", is_test: bool = False
) -> Official:
    """Return the row of an official, with the name taken apart for sorting and search."""
    name = normal(full_name)
    family, given = rules.name_parts(name)
    return Official(
        full_name=name,
        family_name=family,
        given_name=given,
        sort_name=sort_key(rules.name_order(name)),
        folded=fold(name),
        email=email.strip(),
        phone=phone.strip(),
        is_test=is_test,
    )
