"""Guesses made side by side, and two first uses at once."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections

from province.foundation.identity.actors import Actor
from province.kernel.signing import public
from province.kernel.signing.commands.keys import current_authority
from province.kernel.signing.errors import LockedError, WrongPinError
from province.kernel.signing.models import CertificateAuthority, PinCounter, SignatureRecord
from province.kernel.signing.tests.samples import LEADER_ID, LEADER_PIN, NOW, WRONG_PIN, paper

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


def test_two_first_uses_make_one_authority() -> None:
    def make(_index: int) -> int:
        try:
            return current_authority(now=NOW).pk
        finally:
            connections.close_all()

    with ThreadPoolExecutor(max_workers=4) as pool:
        made = set(pool.map(make, range(4)))

    assert made == {CertificateAuthority.objects.get().pk}
