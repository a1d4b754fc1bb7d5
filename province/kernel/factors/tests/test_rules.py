from datetime import UTC, datetime, timedelta

import pytest

from province.kernel.factors import rules

SECRET = b"12345678901234567890"  # of RFC 6238, appendix B


@pytest.mark.parametrize(
    ("seconds", "code"),
    [(59, "287082"), (1111111109, "081804"), (1234567890, "005924"), (20000000000, "353130")],
)
def test_codes_are_those_of_rfc_6238(seconds: int, code: str) -> None:
    assert rules.code_of(SECRET, seconds // 30) == code


def test_the_neighbouring_half_minutes_are_accepted_and_no_others() -> None:
    at = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
    step = rules.step_at(at)
    found = [
        rules.matching_step(secret=SECRET, code=rules.code_of(SECRET, step + far), at=at)
        for far in (-2, -1, 0, 1, 2)
    ]
    assert found == [None, step - 1, step, step + 1, None]


@pytest.mark.parametrize(
    ("typed", "plain"), [("123 456", "123456"), (" abcde-fgh23 ", "ABCDEFGH23"), ("", "")]
)
def test_codes_are_read_as_people_type_them(typed: str, plain: str) -> None:
    assert rules.plain_code(typed) == plain


def test_forms_of_codes() -> None:
    assert [rules.is_app_code(code) for code in ("123456", "12345", "12345a", "\u0660" * 6)] == [
        True,
        False,
        False,
        False,
    ]
    assert [rules.is_recovery_code(code) for code in ("ABCDEFGH23", "ABCDEFGH2O", "ABC")] == [
        True,
        False,
        False,
    ]
    assert rules.shown_code("ABCDEFGH23") == "ABCDE-FGH23"


def test_grace_runs_from_the_later_of_rule_and_opening() -> None:
    since = datetime(2026, 1, 1, tzinfo=UTC)
    later = since + timedelta(days=30)
    assert [
        rules.due_at(since=since, opened_at=opened, grace_days=14)
        for opened in (None, since - timedelta(days=9), later)
    ] == [since + timedelta(days=14), since + timedelta(days=14), later + timedelta(days=14)]
