"""The one-time people of a self-check: opened before, closed after, whatever happened."""

import secrets
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from province.foundation.db.locks import alone
from province.foundation.identity.actors import job_actor
from province.kernel.org import permissions as org_permissions
from province.kernel.org import public as org
from province.kernel.parties import permissions as party_permissions
from province.kernel.parties import public as parties
from province.kernel.parties.contracts import PersonInput
from province.kernel.signing import permissions as signing_permissions
from province.kernel.signing import public as signing
from province.kernel.signing.contracts import OfficialHolder, SealHolder

CHECKER = job_actor(
    "selfcheck",
    org_permissions.OPEN_ONE_TIME_ACCOUNT,
    party_permissions.REGISTER,
    signing_permissions.MANAGE,
)
ROLES = ("one_stop_officer", "specialist", "head_of_division", "leader", "clerk")
LIFE = timedelta(minutes=30)
CITIZEN = "Nguyễn Thị Lấp Lánh Ánh"
NUMBER = "000145000991"
VARIED = 4  # different digits in a PIN


@dataclass(frozen=True, slots=True)
class Credentials:
    """How one of them signs in, and signs."""

    username: str
    password: str
    pin: str


@contextmanager
def one_time_people(*, now: datetime) -> Iterator[dict[str, Credentials]]:
    """Open one account per role and a citizen in the unit under test; close them at the end.

    One that cannot be closed leaves none of the others open. There is one set at a time: a second
    one would take the seal of the first.

    :raises NotAloneError: another self-check has its people.
    """
    mark = secrets.token_hex(4)
    with alone("selfcheck"), ExitStack() as opened:
        people = {role: _official(role, mark, opened, now) for role in ROLES}
        people["citizen"] = _citizen(mark, opened, now)
        yield people


def _official(role: str, mark: str, opened: ExitStack, now: datetime) -> Credentials:
    name = f"kiemthu.{role.replace('_', '')}.{mark}"
    password, pin = secrets.token_urlsafe(18), _pin()
    account = org.open_one_time_official(
        actor=CHECKER,
        username=name,
        password=password,
        display_name=f"Kiểm thử {mark}",
        role=role,
        now=now,
        closes_at=now + LIFE,
    )
    _close_at_the_end(opened, account.account_id, now)
    if account.official_id is not None:
        _give_key(role, account.official_id, pin, opened, now)
    return Credentials(username=name, password=password, pin=pin)


def _citizen(mark: str, opened: ExitStack, now: datetime) -> Credentials:
    name, password = f"kiemthu.congdan.{mark}", secrets.token_urlsafe(18)
    party = parties.find_or_register(
        actor=CHECKER,
        person=PersonInput(full_name=CITIZEN, personal_number=NUMBER, is_demo=True),
        now=now,
    )
    account = org.open_one_time_citizen(
        actor=CHECKER,
        username=name,
        password=password,
        display_name=CITIZEN,
        party_id=party.party_id,
        now=now,
        closes_at=now + LIFE,
    )
    _close_at_the_end(opened, account.account_id, now)
    return Credentials(username=name, password=password, pin="")


def _close_at_the_end(opened: ExitStack, account_id: int, now: datetime) -> None:
    close = partial(org.close_one_time_account, actor=CHECKER, account_id=account_id, now=now)
    opened.callback(close)


def _give_key(role: str, official_id: int, pin: str, opened: ExitStack, now: datetime) -> None:
    """Give the leader a key, and the clerk the seal of the unit under test, until the end."""
    unit = org.test_agency()
    if role == "leader":
        credential = signing.issue_test_credential(
            actor=CHECKER,
            holder=OfficialHolder(official_id=official_id, organisation=unit.name, is_test=True),
            display_name="Kiểm thử",
            title="Chủ tịch",
            pin=pin,
            now=now,
            must_change_pin=False,
        )
    elif role == "clerk":
        credential = signing.issue_test_credential(
            actor=CHECKER,
            holder=SealHolder(agency_id=unit.id, keeper_id=official_id, is_test=True),
            display_name=unit.name,
            title="Con dấu",
            pin=pin,
            now=now,
            must_change_pin=False,
        )
    else:
        return
    revoke = partial(signing.revoke_credential, actor=CHECKER, credential_id=credential, now=now)
    opened.callback(revoke)


def _pin() -> str:
    while True:
        pin = f"{secrets.randbelow(10**8):08d}"
        if len(set(pin)) >= VARIED:
            return pin
