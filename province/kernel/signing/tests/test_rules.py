from datetime import UTC, datetime, timedelta

import pytest

from province.kernel.signing import rules

AT = datetime(2026, 11, 20, 18, 5, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("pin", "expected"),
    [
        ("280974", True),
        ("519203730418", True),
        ("12345", False),
        ("1234567890123", False),
        ("123456", False),
        ("654321", False),
        ("890123", False),
        ("000000", False),
        ("28097a", False),
        ("٢٨٠٩٧٤", False),
        ("", False),
    ],
)
def test_is_fit_pin_refuses_first_guesses(pin: str, expected: bool) -> None:  # noqa: FBT001 -- a table
    assert rules.is_fit_pin(pin) is expected


@pytest.mark.parametrize(("tried", "left"), [(0, 5), (1, 4), (5, 0), (9, 0)])
def test_tries_left_never_falls_below_zero(tried: int, left: int) -> None:
    assert rules.tries_left(tried=tried) == left


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (AT, True),
        (AT - timedelta(seconds=1), False),
        (AT + timedelta(days=1), False),
    ],
)
def test_is_in_term_ends_before_its_end(now: datetime, expected: bool) -> None:  # noqa: FBT001 -- a table
    until = AT + timedelta(days=1)

    assert rules.is_in_term(valid_from=AT, valid_until=until, now=now) is expected


def test_lines_of_a_person_leave_an_empty_title_out() -> None:
    assert rules.person_lines(name="Danh Sóc Kha", title="", at=AT) == (
        "Ký bởi: Danh Sóc Kha",
        "Thời gian ký: 21/11/2026 01:05:09 +07:00",
    )
