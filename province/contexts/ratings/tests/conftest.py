"""A commune with a leader, an officer and an applicant, whose result has been returned."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from django.test import Client

from province.contexts.one_stop.contracts.states import Channel, Delivery, Origin
from province.contexts.one_stop.models import Dossier
from province.contexts.ratings import permissions, public
from province.contexts.ratings.contracts import Given, RatingView
from province.foundation.identity.actors import Actor, job_actor
from province.kernel.cases import public as cases
from province.kernel.cases.contracts.values import PartyRole, UnitRole
from province.kernel.cases.tests.conftest import decide_days_off
from province.kernel.org.models import Account, Agency
from province.kernel.org.tests.factories import (
    AgencyFactory,
    HoldingFactory,
    OfficialFactory,
    PostFactory,
)
from province.kernel.parties.models import Party

NOW = datetime(2026, 11, 19, 2, 0, tzinfo=UTC)  # Thursday 09:00 in Hà Nội
MakeResult = Callable[..., Dossier]
GOOD = Given(level="satisfied", answers={"time": 2, "attitude": 1}, words=" Nhanh ")
BAD = Given(level="not_satisfied", is_solved=False, unsolved="Sai tên con tôi")


@dataclass(frozen=True)
class Commune:
    agency: Agency
    leader: Actor
    officer: Actor
    stranger: Actor
    citizen: Actor
    other: Actor


def official_at(agency: Agency, role: str, *abilities: str, head: bool = False) -> Actor:
    post = PostFactory.create(agency=agency, role=role, title=role, is_head=head)
    official = OfficialFactory.create()
    HoldingFactory.create(post=post, official=official)
    account = Account.objects.create(
        username=f"{role}.{agency.pk}", display_name=f"Ông {role}", official=official
    )
    return Actor(
        account_id=account.pk,
        official_id=official.pk,
        posts=frozenset({post.pk}),
        acting_post=post.pk,
        units=frozenset({agency.pk}),
        abilities_by_unit={agency.pk: frozenset(abilities)},
    )


def citizen(name: str) -> Actor:
    party = Party.objects.create(
        kind="person", full_name=name, registered_at=NOW, phone="0900000127"
    )
    account = Account.objects.create(
        username=f"dan{party.pk}", display_name=name, party_id=party.pk
    )
    return Actor(account_id=account.pk, party_id=party.pk)


@pytest.fixture
def commune(db: None) -> Commune:
    del db
    decide_days_off()
    agency = AgencyFactory.create()
    return Commune(
        agency=agency,
        leader=official_at(
            agency, "leader", permissions.SEE_FIGURES, permissions.ANSWER_UNSOLVED, head=True
        ),
        officer=official_at(agency, "one_stop_officer", permissions.ASK_AT_COUNTER),
        stranger=official_at(
            AgencyFactory.create(),
            "leader",
            permissions.SEE_FIGURES,
            permissions.ANSWER_UNSOLVED,
            permissions.ASK_AT_COUNTER,
        ),
        citizen=citizen("Nguyễn Thị Lấp Lánh Ánh"),
        other=citizen("Trần Văn Khác"),
    )


@pytest.fixture
def make_result(commune: Commune) -> MakeResult:
    """Return a maker of returned dossiers; each is asked about unless it is told not to."""
    made = 0

    def make(*, is_asked: bool = True, agency: Agency | None = None) -> Dossier:
        nonlocal made
        made += 1
        unit = agency or commune.agency
        party_id = commune.citizen.party_id
        assert party_id is not None
        ref = cases.open_case(
            actor=job_actor("test"),
            new=cases.NewCase(
                kind="dossier",
                title="Trợ cấp xã hội",
                unit_id=unit.pk,
                units={UnitRole.DECIDES: [unit.pk]},
                parties={PartyRole.OWNER: [party_id]},
            ),
            key="",
            now=NOW,
        )
        dossier = Dossier.objects.create(
            case_id=ref.case_id,
            filing_no=f"NOP-{made}",
            code=f"H01.1-261119-{made:04}",
            origin=Origin.PORTAL,
            channel=Channel.ONLINE,
            delivery=Delivery.ELECTRONIC,
            procedure_code="1.001776",
            procedure_name="Trợ cấp xã hội hằng tháng",
            procedure_version=1,
            supplement_policy="restart",
            agency=unit,
            receiving_agency=unit,
            applicant_id=party_id,
            applicant_name="Nguyễn Thị Lấp Lánh Ánh",
            payload={"applicant_email": "anh@example.vn"},
            filed_at=NOW,
            received_at=NOW,
            finished_at=NOW,
            returned_at=NOW,
        )
        if is_asked:
            public.ask(dossier_id=dossier.pk, now=NOW)
        return dossier

    return make


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


def browser(actor: Actor) -> Client:
    client = Client()
    account = Account.objects.get(pk=actor.account_id or 0)
    client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    return client


def rate(
    commune: Commune, dossier_id: int, given: Given = GOOD, *, now: datetime = NOW
) -> RatingView:
    return public.rate(actor=commune.citizen, dossier_id=dossier_id, given=given, now=now)
