"""Two demo kinds that prove the kernel: a letter without a plan, an incident round the clock."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from province.kernel.calendars.contracts import Limit, LimitUnit
from province.kernel.cases.contracts.kinds import CaseKind, No, PageRef, Yes
from province.kernel.cases.contracts.values import ClockSpec, ClockView, Sight
from province.kernel.processes.contracts import FactType

NOW = datetime(2026, 11, 19, 3, 0, tzinfo=UTC)  # Thursday 10:00 in Hà Nội


class DemoKind(CaseKind):
    """What the demo kinds share."""

    phases = {"new": "Mới", "working": "Đang xử lý", "closed": "Xong"}
    acts = {"done": "Đã làm", "directed": "Bút phê"}
    outcomes = {"done": "Xong", "merged": "Gộp"}
    refusals = {"locked": "đang khóa vì %(reason)s"}

    def may(
        self, act: str, facts: Mapping[str, Any], phase: str, clocks: Sequence[ClockView]
    ) -> Yes | No:
        del act, phase, clocks
        if facts.get("locked"):
            return No(code="locked", params={"reason": "kiểm kê"})
        return Yes()

    def phase_after(self, act: str, facts: Mapping[str, Any], phase: str) -> str:
        del facts, phase
        return "closed" if act == "closed" else "working"

    def page_of(self, case_id: int, code: str) -> PageRef:
        del code
        return PageRef(name="demo:case", kwargs={"case": case_id})


class Letter(DemoKind):
    """A letter: a tree of tasks by hand, two clocks at once, no plan."""

    key = "demo_letter"
    name = "Công văn mẫu"
    facts = {
        "urgent": FactType.YES_NO,
        "locked": FactType.YES_NO,
        "channel": FactType.TEXT,
        "hidden": FactType.YES_NO,
        "public": FactType.YES_NO,
    }

    def sight(self, facts: Mapping[str, Any]) -> Sight:
        if facts.get("hidden"):
            return Sight.NAMED
        return Sight.OPEN if facts.get("public") else Sight.UNIT

    def opening_clocks(self, facts: Mapping[str, Any]) -> tuple[ClockSpec, ...]:
        del facts
        return (
            ClockSpec(name="legal", limit=Limit(5, LimitUnit.WORK_DAY), started_at=NOW),
            ClockSpec(name="local", limit=Limit(7, LimitUnit.DAY), started_at=NOW),
        )

    def columns(self, case_ids: Sequence[int]) -> Mapping[int, Mapping[str, str]]:
        return {case_id: {"sender": "Sở Tài chính"} for case_id in case_ids}


class Incident(DemoKind):
    """An incident: 24/7 time, seen only by those who are named."""

    key = "demo_incident"
    name = "Sự cố mẫu"
    facts = {"severity": FactType.INTEGER, "locked": FactType.YES_NO}

    def opening_clocks(self, facts: Mapping[str, Any]) -> tuple[ClockSpec, ...]:
        del facts
        return (ClockSpec(name="legal", limit=Limit(72, LimitUnit.CLOCK_HOUR), started_at=NOW),)

    def sight(self, facts: Mapping[str, Any]) -> Sight:
        del facts
        return Sight.NAMED


class Errand(DemoKind):
    """A matter that follows a step table."""

    key = "demo_errand"
    name = "Việc theo bước mẫu"
    facts = {"channel": FactType.TEXT, "costly": FactType.YES_NO, "locked": FactType.YES_NO}

    def opening_clocks(self, facts: Mapping[str, Any]) -> tuple[ClockSpec, ...]:
        del facts
        return (ClockSpec(name="legal", limit=Limit(3, LimitUnit.WORK_DAY), started_at=NOW),)
