"""The one-time link by which a clean province gets its first administrator."""

import hashlib
from datetime import datetime, timedelta

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils.translation import gettext_lazy as _

from province.foundation.audit.catalogue import register_action
from province.foundation.audit.recording import record
from province.foundation.db.locks import locked
from province.foundation.identity.actors import job_actor
from province.foundation.text.folding import normal
from province.kernel.org import rules
from province.kernel.org.commands.accounts import (
    check_password_rules,
    store_new_account,
)
from province.kernel.org.commands.drafts import PROVINCE_KEY
from province.kernel.org.commands.officials import official_row
from province.kernel.org.commands.staffing import staff_province
from province.kernel.org.errors import NameMissingError, SetupLinkError, UsernameGrammarError
from province.kernel.org.models import Account, Holding, Post, SetupToken

VALID_FOR = timedelta(hours=24)
ADMIN_ROLE = "province_admin"
LINK_ISSUED = register_action("org.setup_link_issued", _("Tạo liên kết thiết lập"))
SET_UP = register_action("org.set_up", _("Lập tài khoản quản trị đầu tiên"))


@transaction.atomic
def issue_setup_link(*, token: str, now: datetime) -> None:
    """Keep the digest of a fresh token for a day; earlier links stop working.

    :raises SetupLinkError: the province has an administrator already.
    """
    if _has_administrator(now):
        raise SetupLinkError
    SetupToken.objects.filter(used_at__isnull=True).delete()
    SetupToken.objects.create(
        token_digest=_digest(token), issued_at=now, expires_at=now + VALID_FOR
    )
    record(actor=job_actor("setup_link"), action=LINK_ISSUED, target="org", changes={})


def check_setup_link(*, token: str, now: datetime) -> None:
    """Refuse a link that is unknown, used or too old.

    :raises SetupLinkError: it is.
    """
    rows = SetupToken.objects.filter(token_digest=_digest(token), used_at__isnull=True)
    if not rows.filter(expires_at__gt=now).exists():
        raise SetupLinkError


@transaction.atomic
def set_up_first_administrator(
    *, token: str, full_name: str, username: str, password: str, now: datetime
) -> int:
    """Open the account of the first administrator of the province and use the link up.

    :raises SetupLinkError: the link is unknown, used or too old.
    :raises NameMissingError: the name is empty.
    :raises UsernameGrammarError: the sign-in name has characters that it may not have.
    :raises WeakPasswordError: the password does not satisfy the rules.
    :raises UsernameTakenError: the sign-in name is taken.
    """
    link = locked(SetupToken.objects.filter(token_digest=_digest(token))).first()
    if link is None or link.used_at is not None or link.expires_at <= now:
        raise SetupLinkError
    if not normal(full_name):
        raise NameMissingError
    name = username.strip().lower()
    if not rules.is_username(name):
        raise UsernameGrammarError
    check_password_rules(password=password)
    staff_province(now=now)
    post = locked(Post.objects.filter(agency__source_key=PROVINCE_KEY, role=ADMIN_ROLE)).first()
    if post is None or _has_administrator(now):
        raise SetupLinkError
    official = official_row(full_name=full_name)
    official.save()
    row = Account(username=name, display_name=official.full_name, official=official, opened_at=now)
    row.set_password(password)
    store_new_account(row=row)
    Holding.objects.create(post=post, official=official, validity=DateTimeTZRange(now, None))
    link.used_at = now
    link.save(update_fields=["used_at"])
    record(actor=job_actor("setup_link"), action=SET_UP, target=f"account:{row.pk}", changes={})
    return row.pk


def _has_administrator(now: datetime) -> bool:
    held = Holding.objects.filter(post__role=ADMIN_ROLE, post__agency__is_test=False)
    return held.filter(validity__contains=now).exists()


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
