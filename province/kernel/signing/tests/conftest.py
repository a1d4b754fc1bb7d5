from dataclasses import replace

import pytest

from province.foundation.identity.actors import Actor, job_actor
from province.kernel.signing import permissions, public
from province.kernel.signing.contracts import OfficialHolder, SealHolder
from province.kernel.signing.tests.samples import (
    AGENCY_ID,
    AGENCY_NAME,
    CLERK_ID,
    CLERK_PIN,
    ISSUED,
    LEADER_ID,
    LEADER_NAME,
    LEADER_PIN,
)


@pytest.fixture
def manager() -> Actor:
    return job_actor("demo", permissions.MANAGE)


@pytest.fixture
def leader() -> Actor:
    return Actor(account_id=70, official_id=LEADER_ID)


@pytest.fixture
def clerk(leader: Actor) -> Actor:
    return replace(leader, account_id=80, official_id=CLERK_ID)


@pytest.fixture
def leader_credential(manager: Actor) -> int:
    return public.issue_test_credential(
        actor=manager,
        holder=OfficialHolder(official_id=LEADER_ID, organisation=AGENCY_NAME),
        display_name=LEADER_NAME,
        title="Phó Chủ tịch",
        pin=LEADER_PIN,
        now=ISSUED,
        must_change_pin=False,
    )


@pytest.fixture
def seal_credential(manager: Actor) -> int:
    return public.issue_test_credential(
        actor=manager,
        holder=SealHolder(agency_id=AGENCY_ID, keeper_id=CLERK_ID),
        display_name=AGENCY_NAME,
        title="",
        pin=CLERK_PIN,
        now=ISSUED,
        must_change_pin=False,
    )
