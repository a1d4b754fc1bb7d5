"""A step table after a procedure's facts alone: a draft for people to correct and to approve.

The shape is that of published tables (`facts/published_step_tables.csv`): who appraises, who looks
it over, who signs, who numbers and seals; the appraisal gets what the others leave.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from province.contexts.procedures.contracts import AgencyKind, DoubtAbout
from province.kernel.calendars.contracts import Limit, LimitUnit
from province.kernel.processes.contracts import HolderKind, HolderRule, Step, TaskKind, Way

DECIDES, RECEIVES = "decides", "receives"
NO_LIMIT = Limit(0, LimitUnit.NONE)
APPRAISE = "Thẩm định, soạn dự thảo kết quả"
REVIEW = "Lãnh đạo phòng kiểm tra"
SEAL = "Văn thư cấp số, đóng dấu, phát hành"
DELIVER = "Trả kết quả"
SIGN: Mapping[AgencyKind, str] = {
    AgencyKind.COMMUNE: "Lãnh đạo UBND ký",
    AgencyKind.COMMITTEE: "Lãnh đạo UBND tỉnh ký",
    AgencyKind.DEPARTMENT: "Lãnh đạo Sở ký",
    AgencyKind.POLICE: "Lãnh đạo cơ quan Công an ký",
    AgencyKind.MILITARY: "Chỉ huy cơ quan quân sự ký",
    AgencyKind.INSURANCE: "Lãnh đạo cơ quan bảo hiểm xã hội ký",
}
TITLES = (APPRAISE, REVIEW, SEAL, DELIVER, *SIGN.values())
SHORT_DAYS = 2
FEWEST = 4
HOURS, HALF_DAYS, MINUTES = 8, 2, 60
SAME_DAY_MINUTES = (60, 30, 30)


class Missing(StrEnum):
    """Why no table can be drawn up: which fact is doubtful or says nothing."""

    INTERNAL = "internal"
    TIME = "time"
    AGENCY = "agency"
    RESULT = "result"


@dataclass(frozen=True, slots=True)
class Facts:
    """What a table is drawn up from."""

    agency_kind: AgencyKind
    limit: Limit | None
    result_name: str
    division: str
    is_internal: bool
    doubts: tuple[DoubtAbout, ...]


@dataclass(frozen=True, slots=True)
class _Shares:
    """How a limit is shared out; without ``review`` nobody looks it over before it is signed."""

    unit: LimitUnit
    appraisal: int
    review: int | None
    signing: int
    sealing: int


def missing_of(facts: Facts) -> tuple[Missing, ...]:
    """Return which facts a table would need and that are doubtful, missing or say nothing."""
    doubted = set(facts.doubts)
    no_time = facts.limit is None or facts.limit.unit in {
        LimitUnit.NONE,
        LimitUnit.UNTIL,
        LimitUnit.CLOCK_HOUR,
    }
    found = (
        (Missing.INTERNAL, facts.is_internal),
        (Missing.TIME, no_time or DoubtAbout.TIME in doubted),
        (Missing.AGENCY, facts.agency_kind not in SIGN or DoubtAbout.AGENCY in doubted),
        (Missing.RESULT, not facts.result_name or DoubtAbout.RESULT in doubted),
    )
    return tuple(missing for missing, lacks in found if lacks)


def drawn_up(facts: Facts) -> tuple[Step, ...]:
    """Return the steps of a procedure whose facts lack nothing; none when they do.

    They sum exactly to the limit, in its own unit. A limit too short to be shared out, and one in
    months, is one budget that all steps share.
    """
    if facts.limit is None or missing_of(facts):
        return ()
    shares = _shares(facts.limit)
    if shares is None:
        return _steps(facts, shares=None, budget=facts.limit)
    return _steps(facts, shares=shares, budget=None)


def _shares(limit: Limit) -> _Shares | None:
    """Share a limit out in units small enough; nothing when it stays one budget."""
    if limit.unit is LimitUnit.SAME_DAY:
        appraisal, signing, sealing = SAME_DAY_MINUTES
        return _Shares(LimitUnit.WORK_MINUTE, appraisal, None, signing, sealing)
    unit, amount = _finer(limit)
    if limit.unit is LimitUnit.MONTH or amount < FEWEST:
        return None
    sealing = max(1, min(4, amount // 16))
    signing = max(1, min(10, amount // 7))
    review = max(1, min(10, amount // 8))
    return _Shares(unit, amount - sealing - signing - review, review, signing, sealing)


def _finer(limit: Limit) -> tuple[LimitUnit, int]:
    """Return a limit in a unit in which there is something to share out."""
    if limit.unit is LimitUnit.WORK_DAY:
        if limit.amount <= SHORT_DAYS:
            return LimitUnit.WORK_HOUR, limit.amount * HOURS
        return LimitUnit.HALF_DAY, limit.amount * HALF_DAYS
    if limit.unit is LimitUnit.HALF_DAY and limit.amount < FEWEST:
        return LimitUnit.WORK_HOUR, limit.amount * HOURS // HALF_DAYS
    if limit.unit is LimitUnit.WORK_HOUR and limit.amount < FEWEST:
        return LimitUnit.WORK_MINUTE, limit.amount * MINUTES
    return limit.unit, limit.amount


def _steps(facts: Facts, *, shares: _Shares | None, budget: Limit | None) -> tuple[Step, ...]:
    name = "all" if budget else ""
    division = f".{facts.division}" if facts.division else ""

    def limit_of(amount: int) -> Limit:
        if budget is not None or shares is None:
            return budget or NO_LIMIT
        return Limit(amount, shares.unit)

    def post(role: str) -> HolderRule:
        return HolderRule(HolderKind.POST, f"{role}{division}", DECIDES)

    steps = [
        Step(
            no=1,
            key="appraisal",
            title=APPRAISE,
            kind=TaskKind.WORK,
            holder=post("specialist"),
            limit=limit_of(shares.appraisal if shares else 0),
            budget=name,
            produces="draft",
        )
    ]
    reviewed = shares is None or shares.review is not None
    if reviewed:
        steps.append(
            Step(
                no=2,
                key="review",
                title=REVIEW,
                kind=TaskKind.APPROVE,
                holder=post("head_of_division"),
                limit=limit_of((shares.review or 0) if shares else 0),
                budget=name,
                back=("appraisal",),
            )
        )
    steps += [
        Step(
            no=3,
            key="signing",
            title=SIGN[facts.agency_kind],
            kind=TaskKind.SIGN,
            holder=HolderRule(HolderKind.HEAD, "", DECIDES),
            limit=limit_of(shares.signing if shares else 0),
            budget=name,
            ways=(Way(to="delivery", when={"fact": "result", "is": "eq", "value": "refusal"}),),
            back=("appraisal", "review") if reviewed else ("appraisal",),
            produces="signed",
        ),
        Step(
            no=4,
            key="sealing",
            title=SEAL,
            kind=TaskKind.SEAL,
            holder=HolderRule(HolderKind.DESK, "clerical", DECIDES),
            limit=limit_of(shares.sealing if shares else 0),
            budget=name,
            produces="result",
        ),
        Step(
            no=5,
            key="delivery",
            title=DELIVER,
            kind=TaskKind.DELIVER,
            holder=HolderRule(HolderKind.DESK, "one_stop", RECEIVES),
            limit=NO_LIMIT,
            when={"fact": "delivery", "is": "in", "value": ["counter", "post"]},
        ),
    ]
    return tuple(steps)
