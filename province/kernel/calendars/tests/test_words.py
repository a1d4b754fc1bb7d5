"""Limits and remaining time as people read them."""

from datetime import UTC, datetime, time

import pytest

from province.kernel.calendars.contracts import Due, Limit, LimitUnit
from province.kernel.calendars.public import due_words, limit_words, remaining_words

MOMENT = datetime(2026, 3, 9, 9, 59, tzinfo=UTC)


@pytest.mark.parametrize(
    ("limit", "words"),
    [
        (Limit(30, LimitUnit.WORK_MINUTE), "30 phút làm việc"),
        (Limit(8, LimitUnit.WORK_HOUR), "8 giờ làm việc"),
        (Limit(10, LimitUnit.WORK_DAY), "10 ngày làm việc"),
        (Limit(1, LimitUnit.HALF_DAY), "1 buổi làm việc"),
        (Limit(15, LimitUnit.DAY), "15 ngày"),
        (Limit(3, LimitUnit.MONTH), "3 tháng"),
        (Limit(72, LimitUnit.CLOCK_HOUR), "72 giờ (tính cả ngoài giờ làm việc)"),
        (Limit(0, LimitUnit.NONE), "không quy định thời hạn"),
        (Limit(0, LimitUnit.UNTIL, until=MOMENT), "đến 16:59 ngày 09/03/2026"),
        (
            Limit(0, LimitUnit.SAME_DAY),
            "trong ngày làm việc; nhận từ 15:00 trở đi thì trong ngày làm việc tiếp theo",
        ),
        (
            Limit(0, LimitUnit.SAME_DAY, cutoff=time(11, 0)),
            "trong ngày làm việc; nhận từ 11:00 trở đi thì trong ngày làm việc tiếp theo",
        ),
    ],
)
def test_a_limit_in_words(limit: Limit, words: str) -> None:
    assert limit_words(limit=limit) == words


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (660, "còn 1 ngày 3 giờ làm việc"),
        (480, "còn 1 ngày làm việc"),
        (500, "còn 1 ngày làm việc"),
        (150, "còn 2 giờ 30 phút làm việc"),
        (5, "còn 5 phút làm việc"),
        (0, "hết thời hạn"),
        (-1, "quá hạn 1 phút làm việc"),
        (-1500, "quá hạn 3 ngày 1 giờ làm việc"),
    ],
)
def test_what_remains_in_words(minutes: int, words: str) -> None:
    assert remaining_words(minutes=minutes) == words


def test_an_undecided_deadline_is_said_to_be_expected() -> None:
    assert due_words(due=Due(MOMENT, provisional=False, counted_from=MOMENT)) == (
        "16:59 ngày 09/03/2026"
    )
    assert due_words(due=Due(MOMENT, provisional=True, counted_from=MOMENT)) == (
        "dự kiến 16:59 ngày 09/03/2026"
    )
    assert due_words(due=Due(None, provisional=False, counted_from=MOMENT)) == (
        "không quy định thời hạn"
    )
