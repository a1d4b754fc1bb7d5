"""A loaded province: by the loader that ./tinhso uses, once for this folder, rolled back."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection, transaction

from province.contexts.one_stop import public as one_stop
from province.contexts.one_stop.contracts.filing import Filed, Filing
from province.contexts.one_stop.contracts.states import Channel, Delivery, Origin
from province.foundation.db.roles import SERVING_ROLE
from province.foundation.identity.actors import Actor
from province.foundation.identity.source import actor_source
from province.kernel.org.models import Account, Agency, Holding
from province.sites.console.loading import load_demonstration, load_facts

NOW = datetime(2026, 11, 19, 2, 0, tzinfo=UTC)  # Thursday 09:00 in Hà Nội
BEFORE = datetime(2026, 11, 2, 2, 0, tzinfo=UTC)
PIN = "260726"


def actor_named(username: str, now: datetime = NOW) -> Actor:
    account = Account.objects.get(username=username)
    return actor_source().actor_for(
        account_id=account.pk, acting_post=None, staff_session=False, now=now
    )


@dataclass(frozen=True)
class Office:
    """The commune of the path: Phường Long Xuyên."""

    agency: Agency
    citizen: Actor
    officer: Actor
    specialist: Actor
    registrar: Actor
    head: Actor
    leader: Actor
    clerk: Actor
    stranger: Actor
    other_citizen: Actor

    def payload(self, **more: Any) -> dict[str, Any]:
        return {
            "filed_for": "self",
            "applicant_name": "Nguyễn Thị Lấp Lánh Ánh",
            "applicant_number": "000190000017",
            "applicant_phone": "0900000000",
            "birth_date": "1945-04-30",
            "sex": "female",
            "commune": str(self.agency.pk),
            "address": "Khóm Bình Thới 3",
            "lives_elsewhere": "no",
            "category": "elderly",
            "household_poverty": "poor",
            "receives_pension": "no",
            "receives_merit": "no",
            "receives_social": "no",
            "marital_state": "widowed",
            "has_supporter": "no",
            "can_care_for_self": "yes",
            "payment_way": "post",
            "result_way": "portal",
            "pledge": ["true"],
            **more,
        }

    def file(
        self,
        *,
        key: str = "",
        delivery: Delivery = Delivery.ELECTRONIC,
        now: datetime = NOW,
        **more: Any,
    ) -> Filed:
        assert self.citizen.party_id is not None
        return one_stop.receive_filing(
            actor=self.citizen,
            filing=Filing(
                origin=Origin.PORTAL,
                channel=Channel.ONLINE,
                procedure_code="1.001776",
                agency_id=self.agency.pk,
                applicant_party_id=self.citizen.party_id,
                payload=self.payload(**more),
                delivery=delivery,
            ),
            key=key,
            now=now,
        )


def _count_rows() -> None:
    """Let the planner know the rows that this very transaction has loaded, as the owner."""
    with connection.cursor() as cursor:
        cursor.execute("SET ROLE NONE")
        cursor.execute("ANALYZE")
        cursor.execute(f"SET ROLE {SERVING_ROLE}")


@pytest.fixture(scope="package")
def _province(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:  # noqa: ARG001 -- the database must be there first
    """Load the province once for this folder, in a transaction that is rolled back at its end."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_facts(now=BEFORE)
        _count_rows()
        load_demonstration(now=BEFORE)
        _count_rows()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def office(_province: None, db: None) -> Office:  # noqa: ARG001 -- the province is loaded, the test rolled back
    return Office(
        agency=Holding.objects.get(official__account__username="chuyenvien.longxuyen").post.agency,
        citizen=actor_named("congdan"),
        officer=actor_named("motcua.longxuyen"),
        specialist=actor_named("chuyenvien.longxuyen"),
        registrar=actor_named("hotich.longxuyen"),
        head=actor_named("truongphong.longxuyen"),
        leader=actor_named("chutich.longxuyen"),
        clerk=actor_named("vanthu.longxuyen"),
        stranger=actor_named("chuyenvien.rachgia"),
        other_citizen=actor_named("congdan2"),
    )
