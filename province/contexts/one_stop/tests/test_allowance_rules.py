"""What makes a grant of the allowance faulty: pure rules, no database."""

from datetime import date
from typing import Any

import pytest

from province.contexts.one_stop.contracts.legal import Category, Rate
from province.contexts.one_stop.kinds import Fault, Ground
from province.contexts.one_stop.rules.allowance import allowance_of, faults_of

RATES = (
    Rate(date(2027, 1, 1), 650_000, ("1,0", "1,5"), "Nghị định thử", is_recalled=False),
    Rate(date(2024, 7, 1), 500_000, ("1,0", "1,5", "2,0", "2,5"), "Nghị định", is_recalled=False),
)
ELDERLY = Category("Người cao tuổi", "elderly", 60, None, "Điểm a", is_recalled=False)
OLDEST = Category("Người từ đủ 80 tuổi", "elderly", 80, None, "Điểm c", is_recalled=False)
CHILD = Category("Trẻ em dưới 16 tuổi", "orphan", 0, 15, "Khoản 1", is_recalled=False)
PARENT = Category("Người đơn thân", "single_parent", None, None, "Khoản 4", is_recalled=False)
CATEGORIES = (ELDERLY, OLDEST, CHILD, PARENT)
OLD = {"category": "elderly", "birth_date": "1940-11-20"}  # 86 from the 20th of the month on
RIGHT = {
    "category": OLDEST.name,
    "coefficient": "1,5",
    "monthly_amount": 750_000,
    "from_month": "2026-12-01",
    "deviation": "",
}
DIFFERS = {"base": "500.000", "coefficient": "1,5", "due": "750.000"}


def faults(
    change: dict[str, Any] | None = None, payload: dict[str, Any] | None = None
) -> tuple[Fault, ...]:
    ground = Ground(
        payload=OLD if payload is None else payload,
        received_on=date(2026, 11, 19),
        on=date(2026, 11, 20),
    )
    return faults_of(allowance_of({**RIGHT, **(change or {})}), ground, RATES, CATEGORIES)


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"from_month": "2026-11-01"},  # the month of reception itself
        {"from_month": "2027-11-01", "monthly_amount": 975_000},  # the last month, the new rate
        {"coefficient": "1,0", "monthly_amount": 500_000},
        {"coefficient": "2,5", "monthly_amount": 1_250_000},
    ],
)
def test_a_right_grant_has_no_fault(change: dict[str, Any]) -> None:
    assert faults(change) == ()


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"monthly_amount": 1}, Fault("monthly_amount", "amount_differs", DIFFERS)),
        ({"monthly_amount": 750_001}, Fault("monthly_amount", "amount_differs", DIFFERS)),
        (
            {"from_month": "2027-01-01"},  # the amount of the old rate
            Fault(
                "monthly_amount",
                "amount_differs",
                {"base": "650.000", "coefficient": "1,5", "due": "975.000"},
            ),
        ),
        (
            {"from_month": "2026-10-01"},
            Fault("from_month", "before_reception", {"month": "11/2026"}),
        ),
        (
            {"category": PARENT.name},
            Fault("category", "not_as_filed", {"filed": "Người cao tuổi; Người từ đủ 80 tuổi"}),
        ),
    ],
)
def test_what_contradicts_rate_or_filing_is_said_and_needs_a_written_reason(
    change: dict[str, Any], expected: Fault
) -> None:
    assert faults(change) == (expected,)
    assert faults({**change, "deviation": "   "}) == (expected,)
    assert faults({**change, "deviation": "Theo kết luận của Hội đồng"}) == ()


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"category": ""}, Fault("category", "category_unknown")),
        ({"category": "Người khác"}, Fault("category", "category_unknown")),
        ({"coefficient": ""}, Fault("coefficient", "coefficient_needed")),
        (
            {"coefficient": "3,0"},
            Fault("coefficient", "coefficient_unknown", {"known": "1,0; 1,5; 2,0; 2,5"}),
        ),
        (
            {"coefficient": "2,0", "from_month": "2027-01-01"},  # gone with the new rate
            Fault("coefficient", "coefficient_unknown", {"known": "1,0; 1,5"}),
        ),
        ({"monthly_amount": 0}, Fault("monthly_amount", "amount_needed")),
        ({"monthly_amount": -1}, Fault("monthly_amount", "amount_needed")),
        ({"from_month": ""}, Fault("from_month", "month_needed")),
        ({"from_month": "12/2026"}, Fault("from_month", "month_needed")),  # not as it is stored
        ({"from_month": "2027-12-01"}, Fault("from_month", "month_too_late", {"last": "11/2027"})),
        ({"from_month": "9999-12-01"}, Fault("from_month", "month_too_late", {"last": "11/2027"})),
        ({"from_month": "2024-06-01"}, Fault("from_month", "no_rate", {"month": "06/2024"})),
    ],
)
def test_what_is_missing_or_impossible_is_refused_whatever_reason_is_written(
    change: dict[str, Any], expected: Fault
) -> None:
    assert faults(change) == (expected,)
    assert faults({**change, "deviation": "Theo kết luận của Hội đồng"}) == (expected,)


def test_everything_missing_is_said_at_once() -> None:
    assert faults(dict.fromkeys(RIGHT, "")) == (
        Fault("from_month", "month_needed"),
        Fault("category", "category_unknown"),
        Fault("coefficient", "coefficient_needed"),
        Fault("monthly_amount", "amount_needed"),
    )


def test_everything_that_differs_is_said_at_once() -> None:
    change = {"monthly_amount": 1, "from_month": "2026-10-01", "category": CHILD.name}

    assert faults(change) == (
        Fault("monthly_amount", "amount_differs", DIFFERS),
        Fault("from_month", "before_reception", {"month": "11/2026"}),
        Fault("category", "not_as_filed", {"filed": "Người cao tuổi; Người từ đủ 80 tuổi"}),
        Fault("category", "age_differs", {"born": "20/11/1940", "age": 85, "month": "10/2026"}),
    )


@pytest.mark.parametrize(
    ("category", "filed_as", "born", "age"),
    [
        (CHILD, "orphan", "1940-11-20", 86),
        (ELDERLY, "elderly", "2021-03-15", 5),
        (OLDEST, "elderly", "1947-01-01", 79),  # 80 on the day after the month
        (CHILD, "orphan", "2010-12-01", 16),  # 16 on the first day of the month
    ],
)
def test_an_age_that_does_not_fit_is_said(
    category: Category, filed_as: str, born: str, age: int
) -> None:
    payload = {"category": filed_as, "birth_date": born}
    words = f"{date.fromisoformat(born):%d/%m/%Y}"

    assert faults({"category": category.name}, payload) == (
        Fault("category", "age_differs", {"born": words, "age": age, "month": "12/2026"}),
    )
    assert faults({"category": category.name, "deviation": "Có giấy"}, payload) == ()


@pytest.mark.parametrize(
    ("category", "payload"),
    [
        (OLDEST, {"category": "elderly", "birth_date": "1946-12-31"}),  # 80 on its last day
        (CHILD, {"category": "orphan", "birth_date": "2010-12-02"}),  # 15 on its first day
        (ELDERLY, {"category": "elderly", "birth_date": "1960-02-29"}),
        (PARENT, {"category": "single_parent", "birth_date": "2021-03-15"}),  # no bounds
        (ELDERLY, {"category": "elderly"}),  # no day of birth to hold it against
        (CHILD, {}),
    ],
)
def test_one_day_within_the_bounds_is_enough(category: Category, payload: dict[str, Any]) -> None:
    assert faults({"category": category.name}, payload) == ()
