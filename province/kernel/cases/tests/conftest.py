from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date

import pytest

from province.foundation.identity.actors import Actor, job_actor
from province.kernel.calendars import public as calendars
from province.kernel.calendars.contracts import (
    DayOverride,
    DecidedDays,
    Limit,
    LimitUnit,
    OverrideKind,
)
from province.kernel.calendars.permissions import MANAGE_PROVINCE
from province.kernel.cases import public as cases
from province.kernel.cases.contracts.kinds import KINDS
from province.kernel.cases.contracts.values import CaseRef, Holder, TaskMode, TaskRef, UnitRole
from province.kernel.cases.tests.kinds import NOW, Errand, Incident, Letter
from province.kernel.org.models import Agency, Post
from province.kernel.org.tests.factories import (
    AgencyFactory,
    HoldingFactory,
    OfficialFactory,
    PostFactory,
)
from province.kernel.parties.models import Party
from province.kernel.processes import permissions as process_permissions
from province.kernel.processes import public as processes
from province.kernel.processes.contracts import HolderKind, HolderRule, Plan, Step, TaskKind

EDITOR = job_actor("editor", process_permissions.DRAFT, process_permissions.PUBLISH)
Committed = Callable[..., AbstractContextManager[object]]
NO_LIMIT = Limit(0, LimitUnit.NONE)
ROLES = frozenset({"specialist", "leader", "clerk"})


@pytest.fixture(autouse=True)
def _demo_kinds() -> Iterator[None]:
    kinds = [Letter(), Incident(), Errand()]
    for kind in kinds:
        KINDS.register(kind)
    yield
    for kind in kinds:
        KINDS.withdraw(kind.key)


def step(no: int, key: str, holder: HolderRule, **more: object) -> Step:
    values = {"limit": NO_LIMIT, "kind": TaskKind.WORK, "title": key.title(), **more}
    return Step(no=no, key=key, holder=holder, **values)  # type: ignore[arg-type]  # spelled at the call


def post_of(role: str) -> HolderRule:
    return HolderRule(HolderKind.POST, role, "decides")


def publish(steps: list[Step], *, key: str = "demo", total: Limit | None = None) -> Plan:
    draft = processes.draft_version(
        actor=EDITOR,
        process_key=key,
        title="Quy trình mẫu",
        case_kind="demo_errand",
        steps=steps,
        total=total,
        now=NOW,
    )
    return processes.publish_version(
        actor=EDITOR,
        version_id=draft.version_id,
        decision="QĐ 1/QĐ-UBND",
        valid_from=date(2026, 1, 1),
        facts=Errand.facts,
        roles=ROLES,
    )


@dataclass
class Commune:
    """A commune with a desk, a specialist, a leader and a clerk, and a citizen."""

    agency: Agency
    desk_post: Post
    specialist_post: Post
    leader_post: Post
    clerk_post: Post
    officer: Actor
    specialist: Actor
    leader: Actor
    clerk: Actor
    citizen: Actor
    party: Party

    def open_letter(self, *, key: str = "", actor: Actor | None = None) -> CaseRef:
        return cases.open_case(
            actor=actor or self.clerk,
            new=cases.NewCase(
                kind="demo_letter",
                title="Góp ý dự thảo",
                unit_id=self.agency.pk,
                units={UnitRole.DECIDES: [self.agency.pk]},
            ),
            key=key,
            now=NOW,
        )

    def open_errand(self, plan: Plan, *, key: str = "", **facts: object) -> CaseRef:
        return cases.open_case(
            actor=self.officer,
            new=cases.NewCase(
                kind="demo_errand",
                title="Việc mẫu",
                unit_id=self.agency.pk,
                plan=plan,
                facts=facts,
                units={UnitRole.DECIDES: [self.agency.pk], UnitRole.RECEIVES: [self.agency.pk]},
                parties={"applicant": [self.party.pk]},
            ),
            key=key,
            now=NOW,
        )

    def give(
        self,
        case: CaseRef,
        post: Post,
        *,
        limit: Limit | None = None,
        kind: TaskKind = TaskKind.WORK,
        parent: int | None = None,
    ) -> TaskRef:
        return cases.add_task(
            actor=self.clerk,
            case_id=case.case_id,
            parent_id=parent,
            kind=kind,
            holder=Holder(post_id=post.pk),
            title="Tham mưu trả lời",
            limit=limit,
            mode=TaskMode.MUST,
            now=NOW,
            act="directed",
        )


def person(agency: Agency, role: str, account_id: int, *, desk: str = "") -> tuple[Post, Actor]:
    post = PostFactory.create(agency=agency, role=role, title=role)
    official = OfficialFactory.create()
    HoldingFactory.create(post=post, official=official)
    actor = Actor(
        account_id=account_id,
        official_id=official.pk,
        posts=frozenset({post.pk}),
        acting_post=post.pk,
        units=frozenset({agency.pk}),
        desks=frozenset({(agency.pk, desk)}) if desk else frozenset(),
    )
    return post, actor


def make_commune(first_account: int = 100) -> Commune:
    agency = AgencyFactory.create()
    desk_post, officer = person(agency, "one_stop_officer", first_account, desk="one_stop")
    specialist_post, specialist = person(agency, "specialist", first_account + 1)
    leader_post, leader = person(agency, "leader", first_account + 2)
    clerk_post, clerk = person(agency, "clerk", first_account + 3)
    party = Party.objects.create(
        kind="person", full_name="Nguyễn Thị Lấp Lánh Ánh", registered_at=NOW
    )
    citizen = Actor(account_id=first_account + 4, party_id=party.pk)
    return Commune(
        agency,
        desk_post,
        specialist_post,
        leader_post,
        clerk_post,
        officer,
        specialist,
        leader,
        clerk,
        citizen,
        party,
    )


def decide_days_off() -> None:
    """Publish the year 2026 with the one day off that matters to the tests, Tuesday 24 November."""
    clerk = job_actor("calendar", MANAGE_PROVINCE)
    calendars.set_override(
        actor=clerk,
        agency_id=None,
        override=DayOverride(date(2026, 11, 24), OverrideKind.OFF, decision="NQ 80-NQ/TW"),
    )
    calendars.publish_year(
        actor=clerk, decided=DecidedDays(last_date=date(2026, 12, 31), decision="TB 1")
    )


@pytest.fixture
def committed(django_capture_on_commit_callbacks: Committed) -> Committed:
    """What is to be done after the commit is done at the end of the block."""
    return django_capture_on_commit_callbacks


@pytest.fixture
def commune(db: None) -> Commune:
    del db
    decide_days_off()
    return make_commune()


@pytest.fixture
def other(commune: Commune) -> Commune:
    del commune
    return make_commune(200)
