"""What a province starts with: facts, the first procedure, in a demonstration its people."""

from datetime import date, datetime
from io import StringIO
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.management import call_command

from province.contexts.one_stop import permissions as one_stop_permissions
from province.contexts.one_stop import public as one_stop
from province.contexts.procedures import permissions as procedure_permissions
from province.contexts.procedures import public as procedures
from province.foundation.identity.actors import job_actor
from province.kernel.factors import public as factors
from province.kernel.org import public as org
from province.kernel.parties import permissions as party_permissions
from province.kernel.parties import public as parties
from province.kernel.parties.contracts import PersonInput, Sex
from province.kernel.processes import permissions as process_permissions
from province.kernel.signing import permissions as signing_permissions
from province.kernel.signing import public as signing
from province.kernel.signing.contracts import OfficialHolder, SealHolder
from province.kernel.signing.errors import NoCredentialError

LOADER = job_actor(
    "load_province",
    procedure_permissions.CURATE,
    procedure_permissions.PUBLISH,
    process_permissions.DRAFT,
    process_permissions.PUBLISH,
    party_permissions.REGISTER,
    party_permissions.READ,
    signing_permissions.MANAGE,
    one_stop_permissions.SET_RATES,
)
LOCAL = ZoneInfo("Asia/Ho_Chi_Minh")
PROCESS_FROM = date(2026, 1, 1)
CITIZENS = (
    ("congdan", "Nguyễn Thị Lấp Lánh Ánh", "000190000017", date(1990, 4, 30), "phường Long Xuyên"),
    ("congdan2", "Néang Sóc Thia", "000158000025", date(1958, 9, 2), "xã Ô Lâm"),
)
PROTECTED = ("province_admin", "agency_admin", "leader", "clerk")
APPROVED_BY = "Quyết định phê duyệt quy trình của bản trình diễn Tỉnh Số, không có giá trị pháp lý"
DEMO_COMMUNES = ("phường Long Xuyên", "phường Rạch Giá", "xã Ô Lâm")


def load_facts(*, now: datetime) -> None:
    """Load agencies, posts, calendar, catalogue, forms and the processes written by hand, once."""
    org.load_agencies(now=now)
    org.load_posts(now=now)
    call_command("load_calendar", verbosity=0, stdout=StringIO())
    procedures.import_procedures(actor=LOADER, now=now)
    call_command("load_forms", approve=True, verbosity=0, stdout=StringIO())
    one_stop.load_rates(actor=LOADER, now=now)
    one_stop.load_processes(actor=LOADER, valid_from=PROCESS_FROM, now=now)
    one_stop.generate_processes(actor=LOADER, now=now)
    procedures.publish_first_procedures(actor=LOADER, now=now, more=one_stop.openings())


def confirm_demonstration(*, now: datetime) -> None:
    """Put the confirmed procedures of a demonstration into force, each act recorded, once."""
    codes = procedures.confirm_facts(actor=LOADER, now=now)
    if not codes:
        return
    one_stop.generate_processes(actor=LOADER, now=now, codes=codes)
    one_stop.approve_drafts(actor=LOADER, codes=codes, decision=APPROVED_BY, now=now)
    procedures.publish_confirmed(actor=LOADER, codes=codes, now=now)


def load_demonstration(*, now: datetime) -> None:
    """Load the invented people of a demonstration: officials, citizens, their test certificates."""
    confirm_demonstration(now=now)
    org.load_demo_accounts(now=now)
    for username, name, number, born, place in CITIZENS:
        commune = org.search_agencies(words=place, on=now.astimezone(LOCAL).date(), limit=1)
        found = parties.find_or_register(
            actor=LOADER,
            person=PersonInput(
                full_name=name,
                personal_number=number,
                birth_date=born,
                sex=Sex.FEMALE,
                phone="0900000000",
                address="Khóm Bình Thới 3",
                commune_id=commune[0].id if commune else None,
                is_demo=True,
            ),
            now=now,
        )
        org.open_demo_citizen(
            username=username, display_name=name, party_id=found.party_id, now=now
        )
    for place in DEMO_COMMUNES:
        for agency in org.search_agencies(words=place, on=now.astimezone(LOCAL).date(), limit=1):
            give_credentials(agency_id=agency.id, name=agency.name, pin=settings.DEMO_PIN, now=now)


def load_protection(*, now: datetime) -> None:
    """Ask a second step of who administers, signs and seals, in an install that is in earnest."""
    factors.load_first_policy(roles=PROTECTED, now=now)


def give_credentials(*, agency_id: int, name: str, pin: str, now: datetime) -> None:
    """Give the leaders of an agency keys of their own and its clerk the seal, once."""
    for leader in org.posts_with_role(role="leader", agency_id=agency_id, at=now):
        if leader.holder_official_id is None or _has_key(leader.holder_official_id):
            continue
        signing.issue_test_credential(
            actor=LOADER,
            holder=OfficialHolder(official_id=leader.holder_official_id, organisation=name),
            display_name=leader.holder_name or "",
            title=leader.title,
            pin=pin,
            now=now,
            must_change_pin=False,
        )
    keepers = [
        clerk.holder_official_id
        for clerk in org.posts_with_role(role="clerk", agency_id=agency_id, at=now)
        if clerk.holder_official_id is not None
    ]
    if keepers and not _has_seal(agency_id):
        signing.issue_test_credential(
            actor=LOADER,
            holder=SealHolder(agency_id=agency_id, keeper_id=keepers[0]),
            display_name=name,
            title="Con dấu",
            pin=pin,
            now=now,
            must_change_pin=False,
        )


def _has_key(official_id: int) -> bool:
    try:
        signing.my_credential(actor=LOADER, official_id=official_id)
    except NoCredentialError:
        return False
    return True


def _has_seal(agency_id: int) -> bool:
    try:
        signing.seal_of(actor=LOADER, agency_id=agency_id)
    except NoCredentialError:
        return False
    return True
