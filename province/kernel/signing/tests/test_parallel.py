"""Guesses made side by side, and two first uses at once."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections

from province.foundation.identity.actors import Actor
from province.foundation.signing.vault import Locked, open_with_pin
from province.kernel.signing import public
from province.kernel.signing.commands import keys
from province.kernel.signing.commands.keys import current_authority
from province.kernel.signing.errors import LockedError, WrongPinError
from province.kernel.signing.models import (
    CertificateAuthority,
    KeyShare,
    PinCounter,
    SignatureRecord,
)
from province.kernel.signing.tests.samples import (
    AGENCY_ID,
    CLERK_PIN,
    LEADER_ID,
    LEADER_PIN,
    NOW,
    OTHER_CLERK_ID,
    OTHER_PIN,
    WRONG_PIN,
    paper,
)

pytestmark = pytest.mark.django_db(transaction=True)


def attempt(actor: Actor, pin: str) -> str:
    try:
        public.sign_as_official(
            actor=actor, official_id=LEADER_ID, pin=pin, pdf=paper(), reason="", now=NOW
        )
    except (WrongPinError, LockedError) as refusal:
        return f"{refusal.code} {refusal.params.get('tries', '')}".strip()
    finally:
        connections.close_all()
    return "signed"


@pytest.mark.usefixtures("leader_credential")
def test_guesses_side_by_side_get_no_more_than_five_tries(leader: Actor) -> None:
    with ThreadPoolExecutor(max_workers=6) as pool:
        answers = Counter(pool.map(lambda _: attempt(leader, WRONG_PIN), range(12)))

    assert answers == {
        "signing.wrong_pin 4": 1,
        "signing.wrong_pin 3": 1,
        "signing.wrong_pin 2": 1,
        "signing.wrong_pin 1": 1,
        "signing.locked": 8,
    }
    assert PinCounter.objects.get().tried == 5
    assert attempt(leader, LEADER_PIN) == "signing.locked"
    assert not SignatureRecord.objects.exists()


@pytest.mark.usefixtures("leader_credential")
def test_two_wrong_pins_side_by_side_count_twice(leader: Actor) -> None:
    with ThreadPoolExecutor(max_workers=2) as pool:
        answers = sorted(pool.map(lambda _: attempt(leader, WRONG_PIN), range(2)))

    assert answers == ["signing.wrong_pin 3", "signing.wrong_pin 4"]
    assert PinCounter.objects.get().tried == 2


@pytest.mark.usefixtures("leader_credential")
def test_a_right_pin_does_not_open_a_lock_that_came_while_it_was_looked_at(
    leader: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = open_with_pin
    meanwhile: list[str] = []

    def slow(*, locked: Locked, pin: str) -> bytes:
        if not meanwhile:
            meanwhile.append("begun")
            with ThreadPoolExecutor(max_workers=1) as pool:
                pins = [LEADER_PIN, *[WRONG_PIN] * 5]
                meanwhile.extend(pool.map(lambda each: attempt(leader, each), pins))
        return opened(locked=locked, pin=pin)

    monkeypatch.setattr(keys, "open_with_pin", slow)

    assert attempt(leader, LEADER_PIN) == "signed"

    assert meanwhile[1:] == [
        "signed",
        "signing.wrong_pin 4",
        "signing.wrong_pin 3",
        "signing.wrong_pin 2",
        "signing.wrong_pin 1",
        "signing.locked",
    ]
    assert PinCounter.objects.get().tried == 5
    assert attempt(leader, LEADER_PIN) == "signing.locked"


@pytest.mark.usefixtures("seal_credential")
def test_a_seal_entrusted_four_times_at_once_has_one_key_for_the_clerk(clerk: Actor) -> None:
    def entrust(_index: int) -> str:
        try:
            public.entrust_seal(
                actor=clerk,
                agency_id=AGENCY_ID,
                pin=CLERK_PIN,
                to_official_id=OTHER_CLERK_ID,
                to_pin=OTHER_PIN,
                now=NOW,
            )
        finally:
            connections.close_all()
        return "entrusted"

    with ThreadPoolExecutor(max_workers=4) as pool:
        assert list(pool.map(entrust, range(4))) == ["entrusted"] * 4

    assert KeyShare.objects.filter(official_id=OTHER_CLERK_ID).count() == 1
    assert not PinCounter.objects.exists()


def test_two_first_uses_make_one_authority() -> None:
    def make(_index: int) -> int:
        try:
            return current_authority(now=NOW).pk
        finally:
            connections.close_all()

    with ThreadPoolExecutor(max_workers=4) as pool:
        made = set(pool.map(make, range(4)))

    assert made == {CertificateAuthority.objects.get().pk}
