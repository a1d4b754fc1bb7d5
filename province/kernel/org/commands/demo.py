"""The invented officials and the demonstration accounts of a demonstration install."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils.translation import gettext_lazy as _

from province.foundation.audit.catalogue import register_action
from province.foundation.audit.recording import record
from province.foundation.identity.actors import job_actor
from province.kernel.org import fact_sheets, rules
from province.kernel.org.commands import staffing
from province.kernel.org.commands.drafts import (
    CULTURE,
    ECONOMY,
    MERGED_ON,
    OFFICE,
    PROVINCE_KEY,
)
from province.kernel.org.commands.invented import NameMaker
from province.kernel.org.commands.officials import official_row
from province.kernel.org.errors import NotADemoError
from province.kernel.org.models import Account, Holding, Official, Post
from province.kernel.org.rules import commune_key

STAFFED = register_action("org.demo_staffed", _("Nạp cán bộ minh họa"))
SEED = 1654
KHMER_SHARES = {commune_key("30577"): 0.7}
USUAL_KHMER_SHARE = 0.08
COMMUNES = {
    commune_key("30307"): "longxuyen",
    commune_key("30742"): "rachgia",
    commune_key("30577"): "olam",
}


@dataclass(frozen=True, slots=True)
class _Seat:
    """A post that gets a demonstration account: which of its kind, and the head of its name."""

    head: str
    role: str
    division: str = ""
    is_head: bool = False


COMMUNE_SEATS = (
    _Seat("motcua", "one_stop_officer"),
    _Seat("chuyenvien", "specialist", CULTURE),
    _Seat("truongphong", "head_of_division", CULTURE),
    _Seat("hotich", "specialist", OFFICE),
    _Seat("chanhvanphong", "head_of_division", OFFICE),
    _Seat("kinhte", "specialist", ECONOMY),
    _Seat("truongkinhte", "head_of_division", ECONOMY),
    _Seat("chutich", "leader", is_head=True),
    _Seat("phochutich", "leader"),
    _Seat("vanthu", "clerk"),
    _Seat("quantri", "agency_admin"),
)
PROVINCE_SEATS = (_Seat("quantri", "province_admin"), _Seat("giamsat", "auditor"))


@transaction.atomic
def load_demo_accounts(*, now: datetime) -> int:
    """Staff every post with an invented official, and open the demonstration accounts.

    Runs any number of times; returns how many accounts came.

    :raises NotADemoError: this install is not a demonstration, or has no demonstration password.
    """
    password = demo_password()
    staffing.load_posts(now=now)
    _staff_vacant_posts()
    hashed = make_password(password)
    came = 0
    for key, place in COMMUNES.items():
        came += _open(agency_key=key, place=place, seats=COMMUNE_SEATS, hashed=hashed, now=now)
    came += _open(
        agency_key=PROVINCE_KEY, place="tinh", seats=PROVINCE_SEATS, hashed=hashed, now=now
    )
    if came:
        actor = job_actor("load_demo_accounts")
        record(actor=actor, action=STAFFED, target="org", changes={"accounts": came})
    return came


@transaction.atomic
def open_demo_citizen(*, username: str, display_name: str, party_id: int, now: datetime) -> bool:
    """Open the demonstration account of an invented citizen; tell whether it is new.

    :raises NotADemoError: this install is not a demonstration, or has no demonstration password.
    """
    hashed = make_password(demo_password())
    _row, is_new = Account.objects.get_or_create(
        username=username,
        defaults={
            "password": hashed,
            "party_id": party_id,
            "display_name": display_name,
            "opened_at": now,
            "is_demo": True,
        },
    )
    return is_new


def demo_password() -> str:
    """Return the one password of all demonstration accounts of this install.

    :raises NotADemoError: this install is not a demonstration, or has no demonstration password.
    """
    password: str = getattr(settings, "DEMO_PASSWORD", "")
    if settings.MODE != "demo" or not password:
        raise NotADemoError
    return password


def _staff_vacant_posts() -> None:
    """Let an invented official hold each post that nobody ever held, the unit under test apart."""
    vacant = list(
        Post.objects.filter(holdings__isnull=True, agency__is_test=False)
        .select_related("agency")
        .order_by("agency__source_key", "pk")
    )
    maker = NameMaker(facts=fact_sheets.names(), seed=SEED)
    shares = [KHMER_SHARES.get(str(p.agency.source_key), USUAL_KHMER_SHARE) for p in vacant]
    people = [official_row(full_name=maker.next_name(khmer_share=share)) for share in shares]
    began = DateTimeTZRange(rules.start_of(MERGED_ON), None)
    Holding.objects.bulk_create(
        Holding(post=post, official=official, validity=began)
        for post, official in zip(vacant, Official.objects.bulk_create(people), strict=True)
    )


def _open(
    *, agency_key: str, place: str, seats: Sequence[_Seat], hashed: str, now: datetime
) -> int:
    """Open one account per seat, for whoever holds its post; return how many came."""
    names = [f"{seat.head}.{place}" for seat in seats]
    known = set(Account.objects.filter(username__in=names).values_list("username", flat=True))
    fresh = []
    for seat, name in zip(seats, names, strict=True):
        holder = None if name in known else _holder(agency_key=agency_key, seat=seat, now=now)
        if holder is not None:
            fresh.append(
                Account(
                    username=name,
                    password=hashed,
                    official=holder,
                    display_name=holder.full_name,
                    opened_at=now,
                    is_demo=True,
                )
            )
    return len(Account.objects.bulk_create(fresh))


def _holder(*, agency_key: str, seat: _Seat, now: datetime) -> Official | None:
    """Return who holds the first post of this kind and has no account yet."""
    posts = Post.objects.filter(agency__source_key=agency_key, role=seat.role, is_head=seat.is_head)
    if seat.division:
        posts = posts.filter(division__source_key__endswith=f":{seat.division}")
    # Two steps: one join over freshly loaded tables has been planned to run for half a minute.
    ids = list(posts.values_list("pk", flat=True))
    held = Holding.objects.filter(
        post_id__in=ids, validity__contains=now, official__account__isnull=True
    )
    first = held.select_related("official").order_by("post_id").first()
    return first.official if first else None
