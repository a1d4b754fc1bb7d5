"""Small step tables for tests."""

from datetime import UTC, datetime

from province.foundation.identity.actors import job_actor
from province.kernel.calendars.contracts import Limit, LimitUnit
from province.kernel.processes import permissions
from province.kernel.processes.contracts import (
    FactType,
    HolderKind,
    HolderRule,
    Plan,
    Step,
    TaskKind,
    VersionState,
)

NOW = datetime(2026, 11, 19, 3, 0, tzinfo=UTC)
EDITOR = job_actor("editor", permissions.DRAFT, permissions.PUBLISH)
FACTS = {
    "costly": FactType.YES_NO,
    "amount": FactType.INTEGER,
    "channel": FactType.TEXT,
    "born": FactType.DATE,
    "seen_at": FactType.MOMENT,
}
ROLES = frozenset({"specialist", "leader"})
SPECIALIST = HolderRule(HolderKind.POST, "specialist", "decides")
LEADER = HolderRule(HolderKind.POST, "leader", "decides")
NONE = Limit(0, LimitUnit.NONE)
DAY = Limit(1, LimitUnit.WORK_DAY)
COSTLY = {"fact": "costly", "is": "eq", "value": True}


def step(no: int, key: str, holder: HolderRule = SPECIALIST, **more: object) -> Step:
    values = {"limit": NONE, "kind": TaskKind.WORK, "title": key.title(), **more}
    return Step(no=no, key=key, holder=holder, **values)  # type: ignore[arg-type]  # spelled at the call


def plan_of(*steps: Step) -> Plan:
    return Plan(1, "demo", "Quy trình mẫu", 1, VersionState.PUBLISHED, "QĐ 1", steps)
