from datetime import UTC, datetime

import pytest

from province.foundation.identity.actors import Actor, job_actor
from province.kernel.signing import permissions
from province.kernel.signing import public as signing
from province.kernel.signing.contracts import OfficialHolder
from province.kernel.signing.errors import (
    LockedError,
    MayNotManageCredentialsError,
    WrongPinError,
)

pytestmark = pytest.mark.django_db(databases=["default", "access"], transaction=True)
NOW = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
MANAGER = job_actor("manager", permissions.MANAGE)
LEADER = Actor(account_id=7, official_id=70)


def test_a_locked_key_is_listed_for_a_manager_and_can_be_unlocked() -> None:
    key = signing.issue_test_credential(
        actor=MANAGER,
        holder=OfficialHolder(official_id=70, organisation="UBND"),
        display_name="Phan Thị Linh",
        title="Chủ tịch",
        pin="260726",
        now=NOW,
        must_change_pin=False,
    )
    for _attempt in range(5):
        with pytest.raises((WrongPinError, LockedError)):
            signing.sign_as_official(
                actor=LEADER, official_id=70, pin="111222", pdf=b"", reason="x", now=NOW
            )

    assert [one.credential_id for one in signing.locked_credentials(actor=MANAGER)] == [key]
    signing.unlock_credential(actor=MANAGER, credential_id=key)
    assert signing.locked_credentials(actor=MANAGER) == ()


def test_others_do_not_learn_who_is_locked() -> None:
    with pytest.raises(MayNotManageCredentialsError):
        signing.locked_credentials(actor=LEADER)
