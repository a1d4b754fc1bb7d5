from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from province.foundation.ui import formats
from province.foundation.ui.templatetags import ui

MOMENT = datetime(2026, 11, 20, 17, 2, tzinfo=UTC)


def test_a_day_is_written_day_first() -> None:
    assert ui.vn_date(date(2026, 8, 4)) == "04/08/2026"


def test_a_moment_is_written_in_the_time_of_the_province() -> None:
    assert (ui.vn_date(MOMENT), ui.vn_time(MOMENT), ui.vn_datetime(MOMENT)) == (
        "21/11/2026",
        "0:02",
        "0:02, 21/11/2026",
    )


@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    [
        (1234567, None, "1.234.567"),
        (0, None, "0"),
        (999, None, "999"),
        (Decimal("92.18"), None, "92,18"),
        (Decimal("97.20"), None, "97,2"),
        (Decimal("97.2"), 2, "97,20"),
        (-0.71, None, "\u22120,71"),
        (-1234.5, 0, "\u22121.235"),
        (0.005, None, "0,01"),
        (-0.001, None, "0"),
        (1e21, 0, "1.000.000.000.000.000.000.000"),
    ],
)
def test_numbers(value: Decimal | float, decimals: int | None, expected: str) -> None:
    assert formats.format_number(value, decimals=decimals) == expected


def test_money_and_percent_do_not_break_from_their_sign() -> None:
    assert (ui.money(1234567), ui.percent(Decimal("96.96"))) == (
        "1.234.567\u00a0₫",
        "96,96\u00a0%",
    )


@pytest.mark.parametrize(
    ("minutes", "expected", "short"),
    [
        (1080, "Còn 2 ngày 2 giờ làm việc", "Còn 2 ngày 2 giờ"),
        (1439, "Còn 2 ngày 7 giờ làm việc", "Còn 2 ngày 7 giờ"),
        (1440, "Còn 3 ngày làm việc", "Còn 3 ngày"),
        (480, "Còn 1 ngày làm việc", "Còn 1 ngày"),
        (479, "Còn 7 giờ 59 phút", "Còn 7 giờ 59 phút"),
        (108, "Còn 1 giờ 48 phút", "Còn 1 giờ 48 phút"),
        (60, "Còn 1 giờ", "Còn 1 giờ"),
        (48, "Còn 48 phút", "Còn 48 phút"),
        (1, "Còn 1 phút", "Còn 1 phút"),
        (0, "Hết hạn lúc này", "Hết hạn lúc này"),
        (-1, "Trễ 1 phút", "Trễ 1 phút"),
        (-180, "Trễ 3 giờ", "Trễ 3 giờ"),
        (-540, "Trễ 1 ngày 1 giờ làm việc", "Trễ 1 ngày 1 giờ"),
        (490, "Còn 1 ngày làm việc", "Còn 1 ngày"),
    ],
)
def test_remaining_working_time(minutes: int, expected: str, short: str) -> None:
    assert (ui.remaining(minutes), ui.remaining_short(minutes)) == (expected, short)


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("089191004127", "089•••••4127"),
        ("351234567", "351••4567"),
        ("1234567", "•••••67"),
        ("12", "12"),
    ],
)
def test_a_personal_number_shows_its_ends(number: str, expected: str) -> None:
    assert ui.masked_number(number) == expected


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("0912345218", "09•• ••• 218"),
        ("0912 345 218", "09•• ••• 218"),
        ("02963852218", "02••• ••• 218"),
        ("1022", "••22"),
    ],
)
def test_a_telephone_number_shows_its_ends(number: str, expected: str) -> None:
    assert ui.masked_phone(number) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Lê Thị Mỹ Duyên", "MD"),
        ("Trần Quốc Khải", "QK"),
        ("Nguyễn Thị Lấp Lánh Ánh", "LÁ"),
        ("đặng đực", "ĐĐ"),
        ("Rophi", "R"),
    ],
)
def test_initials_are_of_the_last_two_words(name: str, expected: str) -> None:
    assert ui.initials(name) == expected


def test_nothing_is_written_as_nothing() -> None:
    written = [
        ui.vn_date(None),
        ui.vn_time(None),
        ui.vn_datetime(None),
        ui.money(None),
        ui.number(None),
        ui.percent(None),
        ui.remaining(None),
        ui.remaining_short(None),
        ui.masked_number(None),
        ui.masked_phone(None),
        ui.initials(None),
    ]

    assert written == [""] * 11
