"""Where a procedure is decided, in words that promise no connection that does not exist."""

import csv

import pytest

from province.contexts.procedures import public
from province.contexts.procedures.contracts import HERE, DecidedIn
from province.contexts.procedures.queries.deciding import TABLE, deciding_of
from province.contexts.procedures.web.showing import deciding_words
from province.kernel.calendars.contracts import Day


@pytest.mark.parametrize(
    ("field", "system", "decided_in"),
    [
        ("Hộ tịch", "địa phương", DecidedIn.MIRRORED),
        ("Thành lập và hoạt động của doanh nghiệp", "địa phương", DecidedIn.MINISTRY),
        ("Cư trú", "ngành dọc Công an", DecidedIn.SECTOR),
        ("Chứng thực", "địa phương", DecidedIn.HERE),
    ],
)
def test_the_field_counts_before_the_system(field: str, system: str, decided_in: DecidedIn) -> None:
    assert deciding_of(code="9.999999", field=field, system=system).decided_in is decided_in


def test_what_no_line_names_is_decided_here() -> None:
    assert deciding_of(code="9.999999", field="Bảo trợ xã hội", system="địa phương") == HERE


def test_every_line_has_its_system_and_source() -> None:
    with TABLE.open(encoding="utf-8", newline="") as lines:
        assert all(row["system"] and row["source"] for row in csv.DictReader(lines))


@pytest.mark.django_db
@pytest.mark.usefixtures("few")
def test_a_birth_is_decided_here_and_entered_by_hand_elsewhere() -> None:
    birth = public.procedure(code="1.001193", on=Day(2026, 11, 22))

    assert deciding_words(birth) == (
        "Hồ sơ được giải quyết trên hệ thống này; cán bộ ghi kết quả cả vào Hệ thống thông tin "
        "đăng ký, quản lý hộ tịch của Bộ Tư pháp. Hệ thống này chưa nối với hệ thống đó. Chưa đối "
        "chiếu với văn bản gốc."
    )
