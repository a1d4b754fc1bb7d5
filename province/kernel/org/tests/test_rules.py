from datetime import UTC, date, datetime

import pytest

from province.foundation.text.folding import sort_key
from province.kernel.org import fact_sheets, rules
from province.kernel.org.contracts import AgencyKind, Share


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("H01", True),
        ("H01.05", True),
        ("H01.05.12", True),
        ("H01.Z0A", True),
        ("H01.05.12.1", False),
        ("H01.0012", False),
        ("H0A", False),
        ("Z01", False),
        ("h01.05", False),
        ("H01.", False),
        ("H01..05", False),
        ("01.05", False),
        ("H01-05", False),
        ("H01.Đ5", False),
        ("", False),
    ],
)
def test_eid_code_is_one_that_a_dossier_code_can_carry(code: str, expected: bool) -> None:  # noqa: FBT001 -- a table of answers
    assert rules.is_eid_code(code) is expected


@pytest.mark.parametrize(
    ("number", "code"),
    [(0, "H01.Z00"), (9, "H01.Z09"), (10, "H01.Z0A"), (36, "H01.Z10"), (1295, "H01.ZZZ")],
)
def test_temporary_codes_count_in_base_36(number: int, code: str) -> None:
    assert rules.temporary_code(number) == code
    assert rules.temporary_number(code) == number


@pytest.mark.parametrize("number", [-1, 1296])
def test_temporary_codes_end_at_1296(number: int) -> None:
    with pytest.raises(ValueError, match="no temporary code"):
        rules.temporary_code(number)


def test_temporary_codes_sort_as_they_count() -> None:
    codes = [rules.temporary_code(number) for number in range(1296)]

    assert codes == sorted(set(codes))


def test_an_official_code_has_no_temporary_number() -> None:
    with pytest.raises(ValueError, match="not a temporary code"):
        rules.temporary_number("H01.05")


@pytest.mark.parametrize(
    ("name", "parts", "order"),
    [
        ("Nguyễn Thị Lấp Lánh Ánh", ("Nguyễn Thị Lấp Lánh", "Ánh"), "Ánh Nguyễn Thị Lấp Lánh"),
        ("Néang  Sóc Thia", ("Néang Sóc", "Thia"), "Thia Néang Sóc"),
        ("Út", ("", "Út"), "Út"),
    ],
)
def test_names_sort_by_the_given_name(name: str, parts: tuple[str, str], order: str) -> None:
    assert rules.name_parts(name) == parts
    assert rules.name_order(name) == order


def test_names_stand_in_vietnamese_order() -> None:
    names = ["Lê Văn Ẩn", "Lê Văn An", "Trần Thị Ánh", "Bùi Văn Đạt", "Bùi Thị Dung"]

    ordered = sorted(names, key=lambda name: sort_key(rules.name_order(name)))

    assert ordered == ["Lê Văn An", "Trần Thị Ánh", "Lê Văn Ẩn", "Bùi Thị Dung", "Bùi Văn Đạt"]


@pytest.mark.parametrize(
    ("short_name", "place"),
    [
        ("Phường Long Xuyên", "Long Xuyên"),
        ("Xã Ô Lâm", "Ô Lâm"),
        ("Đặc khu Phú Quốc", "Phú Quốc"),
        ("Sở Y tế", "Sở Y tế"),
    ],
)
def test_lists_sort_communes_by_the_place(short_name: str, place: str) -> None:
    assert rules.place_of(short_name) == place


@pytest.mark.parametrize("username", ["a1", "vanthu.longxuyen", "kt-2026_x"])
def test_usernames_are_plain(username: str) -> None:
    assert rules.is_username(username)


@pytest.mark.parametrize("username", ["a", "Vanthu", "văn.thư", ".a1", "a b", "a" * 61])
def test_usernames_have_no_other_signs(username: str) -> None:
    assert not rules.is_username(username)


@pytest.mark.parametrize(
    ("agent", "label"),
    [
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/140 Safari/537 Edg/140", "Edge, Windows"),
        ("Mozilla/5.0 (Linux; Android 15) Chrome/140 Mobile Safari", "Chrome, Android"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18 like Mac OS X) Safari", "Safari, iPhone"),
        ("curl/8", "Trình duyệt"),
    ],
)
def test_browsers_are_named_as_their_owner_knows_them(agent: str, label: str) -> None:
    assert rules.browser_label(agent) == label


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 11, 20, 16, 59, tzinfo=UTC), date(2026, 11, 20)),
        (datetime(2026, 11, 20, 17, 0, tzinfo=UTC), date(2026, 11, 21)),  # midnight in Hà Nội
    ],
)
def test_the_day_is_that_of_the_province(moment: datetime, day: date) -> None:
    assert rules.local_day(moment) == day


def test_a_day_starts_at_its_local_midnight() -> None:
    assert rules.start_of(date(2025, 7, 1)) == datetime(2025, 6, 30, 17, tzinfo=UTC)


def test_a_code_was_valid_for_a_day_at_least() -> None:
    began = date(2026, 11, 20)

    assert rules.end_of_code(began=began, successor_from=date(2025, 7, 1)) == date(2026, 11, 21)
    assert rules.end_of_code(began=began, successor_from=date(2026, 12, 1)) == date(2026, 12, 1)


@pytest.mark.parametrize("kind", [AgencyKind.DIVISION, AgencyKind.HISTORIC])
def test_divisions_and_bygone_agencies_need_no_code(kind: AgencyKind) -> None:
    assert not rules.needs_code(kind)


def test_old_units_are_read_with_their_share() -> None:
    cell = "Xã Phú Hội (Huyện An Phú, 30355, một phần); Phường Mỹ Thới (Thành phố X, 30301)"

    first, second = fact_sheets.old_units(cell)

    assert (first.gso, first.name, first.district, first.share) == (
        "30355",
        "Xã Phú Hội",
        "Huyện An Phú",
        Share.PART,
    )
    assert second.share is Share.WHOLE


@pytest.mark.parametrize("cell", ["Xã Phú Hội", "Xã A (Huyện B, 1)", "Xã A (B, 30355, gần hết)"])
def test_an_old_unit_that_cannot_be_read_stops_the_load(cell: str) -> None:
    with pytest.raises(ValueError, match="not an old unit"):
        fact_sheets.old_units(cell)
