from datetime import UTC, date, datetime

import pytest

from province.kernel.printing import rules
from province.kernel.printing.versions import LayoutVersion, version_in_force

OLD = LayoutVersion(date(2018, 12, 10), "receipt_2018.typ", "a5")
NEW = LayoutVersion(date(2025, 9, 15), "receipt_2025.typ", "a5")


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (0, "Không đồng"),
        (5, "Năm đồng"),
        (10, "Mười đồng"),
        (15, "Mười lăm đồng"),
        (21, "Hai mươi mốt đồng"),
        (101, "Một trăm linh một đồng"),
        (111, "Một trăm mười một đồng"),
        (500_000, "Năm trăm nghìn đồng"),
        (750_000, "Bảy trăm năm mươi nghìn đồng"),
        (1_000_000, "Một triệu đồng"),
        (1_005_000, "Một triệu không trăm linh năm nghìn đồng"),
        (1_250_555, "Một triệu hai trăm năm mươi nghìn năm trăm năm mươi lăm đồng"),
        (2_000_000_001, "Hai tỷ không trăm linh một đồng"),
        (1_000_000_000_000, "Một nghìn tỷ đồng"),
    ],
)
def test_money_in_words_says_the_amount(amount: int, words: str) -> None:
    assert rules.money_in_words(amount) == words


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 2, 5), "ngày 05 tháng 02 năm 2026"),
        (date(2026, 3, 10), "ngày 10 tháng 3 năm 2026"),
        (date(2026, 12, 31), "ngày 31 tháng 12 năm 2026"),
    ],
)
def test_words_of_day_write_zeros_as_the_decree_asks(day: date, words: str) -> None:
    assert rules.words_of_day(day) == words


def test_words_of_moment_are_local() -> None:
    at = datetime(2026, 11, 20, 17, 5, tzinfo=UTC)

    assert rules.words_of_moment(at) == "00 giờ 05 phút, ngày 21 tháng 11 năm 2026"


def test_clean_composes_letters_and_drops_controls() -> None:
    assert rules.clean(" A\u0323\u0302\u0000O\u031b\u0323 \n x\u200d ") == "ẬỢ \n x\u200d"


@pytest.mark.parametrize(
    ("agency", "heading"),
    [
        ("Ủy ban nhân dân xã An Châu", "Ủy ban nhân dân\nxã An Châu"),
        ("Sở Xây dựng", "Sở Xây dựng"),
        ("Văn phòng Ủy ban nhân dân tỉnh", "Văn phòng Ủy ban nhân dân tỉnh"),
        ("Ủy ban nhân dân", "Ủy ban nhân dân"),
    ],
)
def test_heading_of_breaks_a_committee(agency: str, heading: str) -> None:
    assert rules.heading_of(agency) == heading


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2018, 12, 9), None),
        (date(2018, 12, 10), OLD),
        (date(2025, 9, 14), OLD),
        (date(2025, 9, 15), NEW),
    ],
)
def test_version_in_force_is_chosen_by_date(on: date, expected: LayoutVersion | None) -> None:
    assert version_in_force((NEW, OLD), on) is expected
