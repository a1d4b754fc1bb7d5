"""A first PIN is changed by its keeper before the key does anything."""

from datetime import timedelta

import pytest
from django.db import transaction

from province.foundation.audit.models import AuditEntry
from province.foundation.identity.actors import Actor
from province.kernel.signing import public
from province.kernel.signing.contracts import OfficialHolder, SealHolder
from province.kernel.signing.errors import FirstPinError, WrongPinError
from province.kernel.signing.models import KeyShare, PinCounter, SignatureRecord
from province.kernel.signing.tests.samples import (
    AGENCY_ID,
    AGENCY_NAME,
    CLERK_ID,
    CLERK_PIN,
    ISSUED,
    LEADER_ID,
    LEADER_NAME,
    LEADER_PIN,
    paper,
)

pytestmark = pytest.mark.django_db(databases=["default", "access"])
NOW = ISSUED + timedelta(days=1)
OWN_PIN = "736182"


@pytest.fixture
def first_key(manager: Actor) -> int:
    return public.issue_test_credential(
        actor=manager,
        holder=OfficialHolder(official_id=LEADER_ID, organisation=AGENCY_NAME),
        display_name=LEADER_NAME,
        title="Phó Chủ tịch",
        pin=LEADER_PIN,
        now=ISSUED,
    )


def sign(leader: Actor, pin: str) -> None:
    public.sign_as_official(
        actor=leader, official_id=LEADER_ID, pin=pin, pdf=paper(), reason="", now=NOW
    )


@pytest.mark.usefixtures("first_key")
@pytest.mark.parametrize("pin", [LEADER_PIN, "135790"])
def test_a_first_pin_signs_nothing_and_costs_no_try(leader: Actor, pin: str) -> None:
    with pytest.raises(FirstPinError), transaction.atomic():
        sign(leader, pin)

    assert not SignatureRecord.objects.exists()
    assert not PinCounter.objects.using("access").exists()
    assert AuditEntry.objects.count() == 1


def test_a_changed_pin_signs(leader: Actor, first_key: int) -> None:
    assert public.my_credential(actor=leader, official_id=LEADER_ID).must_change_pin

    public.change_pin(
        actor=leader, credential_id=first_key, old_pin=LEADER_PIN, new_pin=OWN_PIN, now=NOW
    )
    sign(leader, OWN_PIN)

    assert SignatureRecord.objects.count() == 1
    assert not public.my_credential(actor=leader, official_id=LEADER_ID).must_change_pin


@pytest.mark.parametrize(
    ("old", "new", "refusal"),
    [(LEADER_PIN, LEADER_PIN, FirstPinError), ("135790", OWN_PIN, WrongPinError)],
)
def test_a_first_pin_is_not_kept(
    leader: Actor, first_key: int, old: str, new: str, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal), transaction.atomic():
        public.change_pin(actor=leader, credential_id=first_key, old_pin=old, new_pin=new, now=NOW)

    assert KeyShare.objects.get().must_change


def test_a_seal_is_entrusted_under_an_own_pin_alone(manager: Actor, clerk: Actor) -> None:
    seal = public.issue_test_credential(
        actor=manager,
        holder=SealHolder(agency_id=AGENCY_ID, keeper_id=CLERK_ID),
        display_name=AGENCY_NAME,
        title="",
        pin=CLERK_PIN,
        now=ISSUED,
    )

    def entrust(pin: str) -> None:
        public.entrust_seal(
            actor=clerk, agency_id=AGENCY_ID, pin=pin, to_official_id=9, to_pin="582047", now=NOW
        )

    with pytest.raises(FirstPinError), transaction.atomic():
        entrust(CLERK_PIN)
    assert KeyShare.objects.count() == 1

    public.change_pin(actor=clerk, credential_id=seal, old_pin=CLERK_PIN, new_pin=OWN_PIN, now=NOW)
    entrust(OWN_PIN)

    assert list(KeyShare.objects.values_list("must_change", flat=True)) == [False, True]
