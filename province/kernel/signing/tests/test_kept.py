import pytest
from pytest_django import DjangoAssertNumQueries

from province.foundation.identity.actors import Actor
from province.kernel.signing import public
from province.kernel.signing.contracts import KeptCredential, OfficialHolder
from province.kernel.signing.errors import MayNotManageCredentialsError, NoCredentialError
from province.kernel.signing.models import KeyShare, PinCounter
from province.kernel.signing.rules import TRIES
from province.kernel.signing.tests.samples import (
    AGENCY_ID,
    CLERK_ID,
    CLERK_PIN,
    ISSUED,
    LEADER_ID,
    LEADER_NAME,
)

pytestmark = pytest.mark.django_db


def listed(
    actor: Actor, *, words: str = "", is_locked: bool | None = None
) -> tuple[KeptCredential, ...]:
    rows, _numbers = public.credentials_in_use(
        actor=actor, words=words, is_locked=is_locked, page=1, size=30
    )
    return rows


def lock(*, official_id: int) -> None:
    share = KeyShare.objects.get(official_id=official_id)
    PinCounter.objects.using("access").create(share_id=share.pk, tried=TRIES)


def test_a_manager_sees_keys_and_seals_with_their_keepers(
    manager: Actor, clerk: Actor, leader_credential: int, seal_credential: int
) -> None:
    public.entrust_seal(
        actor=clerk,
        agency_id=AGENCY_ID,
        pin=CLERK_PIN,
        to_official_id=99,
        to_pin="482915",
        now=ISSUED,
    )
    lock(official_id=99)

    seen = {one.credential.credential_id: one for one in listed(manager)}

    leader, seal = seen[leader_credential], seen[seal_credential]
    assert [(k.official_id, k.tries_left) for k in leader.keepers] == [(LEADER_ID, TRIES)]
    assert [(k.official_id, k.tries_left) for k in seal.keepers] == [(CLERK_ID, TRIES), (99, 0)]
    assert (leader.is_seal, leader.is_locked) == (False, False)
    assert (seal.is_seal, seal.is_locked, seal.credential.tries_left) == (True, True, 0)


def test_credentials_are_narrowed_by_words_and_locks(
    manager: Actor, leader_credential: int, seal_credential: int
) -> None:
    lock(official_id=CLERK_ID)

    assert len(listed(manager, words=LEADER_NAME.lower())) == 1
    assert listed(manager, words="zzz") == ()
    locked = listed(manager, is_locked=True)
    assert [one.credential.credential_id for one in locked] == [seal_credential]
    free = listed(manager, is_locked=False)
    assert [one.credential.credential_id for one in free] == [leader_credential]


@pytest.mark.parametrize("item_count", [1, 3])
def test_credentials_take_three_queries_and_one_for_the_tries(
    manager: Actor, item_count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(item_count):
        public.issue_test_credential(
            actor=manager,
            holder=OfficialHolder(official_id=number + 1, organisation="UBND"),
            display_name=f"Người {number}",
            title="",
            pin="482915",
            now=ISSUED,
            must_change_pin=False,
        )

    with django_assert_num_queries(3):
        assert len(listed(manager)) == item_count


@pytest.mark.usefixtures("leader_credential")
def test_others_get_no_list(leader: Actor) -> None:
    with pytest.raises(MayNotManageCredentialsError):
        listed(leader)
    with pytest.raises(MayNotManageCredentialsError):
        public.credentials_of_official(actor=leader, official_id=CLERK_ID)


def test_everybody_knows_the_own_keys(
    leader: Actor, manager: Actor, leader_credential: int
) -> None:
    own = public.credentials_of_official(actor=leader, official_id=LEADER_ID)

    assert [one.credential.credential_id for one in own] == [leader_credential]
    assert public.credentials_of_official(actor=manager, official_id=LEADER_ID) == own


def test_one_credential_until_it_is_revoked(
    leader: Actor, manager: Actor, leader_credential: int
) -> None:
    found = public.get_credential(actor=manager, credential_id=leader_credential)
    assert found.official_id == LEADER_ID
    with pytest.raises(MayNotManageCredentialsError):
        public.get_credential(actor=leader, credential_id=leader_credential)

    public.revoke_credential(actor=manager, credential_id=leader_credential, now=ISSUED)

    with pytest.raises(NoCredentialError):
        public.get_credential(actor=manager, credential_id=leader_credential)
    assert listed(manager) == ()
