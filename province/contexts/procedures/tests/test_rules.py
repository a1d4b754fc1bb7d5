from datetime import UTC, date, datetime
from typing import Any

import pytest

from province.contexts.procedures.contracts import (
    AgencyKind,
    Channel,
    ComponentFacts,
    Correction,
    DoubtAbout,
    Level,
    OnlineLevel,
    VersionState,
)
from province.contexts.procedures.rules import corrections, doubts, facts, publishing
from province.kernel.calendars.contracts import Limit, LimitUnit

ROW = {
    "code": "1.000001",
    "name": "Thủ tục thử",
    "field": "Đất đai",
    "ministry": "Bộ Tư pháp",
    "system": "địa phương",
    "level": "xã",
    "level_raw": "Cấp xã",
    "online_level": "một phần",
    "online_level_basis": "kênh nộp trên cổng DVCQG",
    "online_confidence": "high",
    "online_channel": "1",
    "post_channel": "0",
    "time_value": "5",
    "time_unit": "ngày làm việc",
    "time_unit_assumed": "0",
    "time_note": "",
    "fee_vnd": "0",
    "fee_note": "",
    "implementing_agency": "UBND cấp xã",
    "agency_basis": "nguồn",
    "result_document": "Giấy xác nhận",
    "result_code": "",
    "dossier_components": "Tờ khai",
    "n_components": "1",
    "applicants": "",
    "decision": "",
    "is_internal": "0",
    "code_verified": "1",
    "basis": "ảnh chụp cổng DVCQG 7/2026",
    "source": "nguồn",
    "confidence": "high",
}


def test_a_row_without_warnings_has_no_doubt() -> None:
    assert doubts.doubts_of(ROW, shared_names=frozenset()) == ()


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"time_value": "", "time_unit": ""}, [("time.missing", "time")]),
        ({"time_value": "0"}, [("time.zero", "time")]),
        ({"time_unit_assumed": "1"}, [("time.unit_assumed", "time")]),
        ({"time_note": "5 ngày, 7 ngày"}, [("time.differs", "time")]),
        ({"time_unit": "giờ"}, [("time.hours_unclear", "time")]),
        ({"field": "Hộ tịch", "time_value": "1"}, [("time.may_be_same_day", "time")]),
        ({"field": "Chứng thực", "time_value": "1"}, [("time.may_be_same_day", "time")]),
        ({"field": "Hộ tịch", "time_value": "2"}, []),
        ({"field": "Đất đai", "time_value": "1"}, []),
        ({"confidence": "medium"}, [("time.confidence", "time")]),
        ({"confidence": "low"}, [("time.confidence", "time")]),
        (
            {"confidence": "low", "basis": "biên tập"},
            [("time.recalled", "time"), ("result.recalled", "result")],
        ),
        ({"agency_basis": "biên tập"}, [("agency.edited", "agency")]),
        ({"agency_basis": "suy ra từ cấp"}, [("agency.from_level", "agency")]),
        ({"result_document": ""}, [("result.missing", "result")]),
        ({"fee_note": "HĐND tỉnh"}, [("fee.note", "fee")]),
        ({"fee_vnd": ""}, [("fee.unknown", "fee")]),
        (
            {"dossier_components": "", "n_components": "0"},
            [("components.missing", "components")],
        ),
        (
            {"dossier_components": "Một; Hai", "n_components": "2"},
            [("components.mixed_cases", "components")],
        ),
        ({"n_components": "14"}, [("components.cut", "components")]),
        ({"code_verified": "0"}, [("code.not_verified", "code")]),
        ({"code": "2.002621"}, [("code.linked_group", "code")]),
        ({"code": "2.002622"}, [("code.linked_group", "code")]),
        ({"online_confidence": "low"}, [("online.not_checked", "online")]),
    ],
)
def test_each_warning_of_the_fact_file_is_a_doubt(
    change: dict[str, str], expected: list[tuple[str, str]]
) -> None:
    found = doubts.doubts_of({**ROW, **change}, shared_names=frozenset())

    assert [(doubt.rule, doubt.about.value) for doubt in found] == expected


def test_a_name_of_several_codes_is_a_doubt() -> None:
    found = doubts.doubts_of(ROW, shared_names=frozenset({"Thủ tục thử"}))

    assert [doubt.rule for doubt in found] == ["name.shared"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("10 ngày làm việc", Limit(10, LimitUnit.WORK_DAY)),
        ("15 ngày", Limit(15, LimitUnit.DAY)),
        ("8 giờ làm việc", Limit(8, LimitUnit.WORK_HOUR)),
        ("2 tháng", Limit(2, LimitUnit.MONTH)),
        ("Trong ngày", Limit(0, LimitUnit.SAME_DAY)),
        ("không quy định", Limit(0, LimitUnit.NONE)),
        ("0 ngày", None),
        ("9999 ngày", None),
        ("mười ngày", None),
        ("10", None),
        ("", None),
    ],
)
def test_limit_from_words_reads_limits_and_nothing_else(words: str, expected: Any) -> None:
    assert facts.limit_from_words(words) == expected


@pytest.mark.parametrize(
    ("agency", "kind"),
    [
        ("UBND cấp xã", AgencyKind.COMMUNE),
        ("Chủ tịch UBND cấp xã", AgencyKind.COMMUNE),
        ("Uỷ ban Nhân dân cấp xã, phường, thị trấn", AgencyKind.COMMUNE),
        ("Sở Tư pháp", AgencyKind.DEPARTMENT),
        ("Chủ tịch ủy ban nhân dân cấp tỉnh", AgencyKind.COMMITTEE),
        ("Công an cấp Xã", AgencyKind.POLICE),
        ("Ban chỉ huy quân sự cấp Xã", AgencyKind.MILITARY),
        ("Bảo hiểm xã hội cấp Tỉnh", AgencyKind.INSURANCE),
        ("UBND cấp xã; Sở Nội vụ", AgencyKind.COMMUNE),
        ("Trung tâm", AgencyKind.OTHER),
    ],
)
def test_agency_kind_is_that_of_the_agency_named_first(agency: str, kind: AgencyKind) -> None:
    assert facts.agency_kind_of(agency) is kind


def test_facts_of_reads_a_row() -> None:
    value = facts.facts_of({**ROW, "dossier_components": "Tờ khai; Ủy quyền (nếu có)"})

    assert value.level is Level.COMMUNE
    assert value.online_level is OnlineLevel.PART
    assert value.channels == (Channel.DIRECT, Channel.ONLINE)
    assert value.limit == Limit(5, LimitUnit.WORK_DAY)
    assert value.fee == 0
    assert value.components == (
        ComponentFacts(name="Tờ khai"),
        ComponentFacts(name="Ủy quyền", required_when="nếu có"),
    )


@pytest.mark.parametrize(
    "change",
    [
        {"code": "1.1"},
        {"name": " "},
        {"level": "huyện"},
        {"online_level": "?"},
        {"time_value": "x"},
        {"fee_vnd": "1.000"},
    ],
)
def test_faults_of_names_what_cannot_be_read(change: dict[str, str]) -> None:
    assert len(facts.faults_of({**ROW, **change})) == 1


def test_digest_changes_with_every_cell() -> None:
    digests = {facts.digest_of({**ROW, key: "khác"}) for key in ROW}

    assert len(digests | {facts.digest_of(ROW)}) == len(ROW) + 1


@pytest.mark.parametrize(
    ("about", "value", "expected"),
    [
        (DoubtAbout.TIME, "3 ngày", Correction(limit=Limit(3, LimitUnit.DAY))),
        (DoubtAbout.TIME, "sớm", None),
        (DoubtAbout.FEE, "15.000", Correction(fee=15000)),
        (DoubtAbout.FEE, "-1", None),
        (DoubtAbout.ONLINE, "Toàn trình", Correction(online_level=OnlineLevel.WHOLE)),
        (DoubtAbout.ONLINE, "mức 4", None),
        (
            DoubtAbout.AGENCY,
            "Sở Y tế",
            Correction(agency="Sở Y tế", agency_kind=AgencyKind.DEPARTMENT),
        ),
        (DoubtAbout.AGENCY, "ab", None),
        (DoubtAbout.RESULT, "Giấy phép", Correction(result_name="Giấy phép")),
        (DoubtAbout.NAME, "Tên mới", Correction(name="Tên mới")),
        (DoubtAbout.CODE, "1.000002", None),
        (
            DoubtAbout.COMPONENTS,
            "Tờ khai || Mẫu 1\nẢnh | trẻ em ||| 0 | 2",
            Correction(
                components=(
                    ComponentFacts(name="Tờ khai", form="Mẫu 1"),
                    ComponentFacts(name="Ảnh", originals=0, copies=2, required_when="trẻ em"),
                )
            ),
        ),
        (DoubtAbout.COMPONENTS, "Ảnh |||| nhiều", None),
        (DoubtAbout.COMPONENTS, "a|b|c|d|1|1|1", None),
        (DoubtAbout.COMPONENTS, "| khi nào", None),
    ],
)
def test_correction_of_reads_what_fits_the_doubt(
    about: DoubtAbout, value: str, expected: Correction | None
) -> None:
    assert corrections.correction_of(about=about, value=value) == expected


@pytest.mark.parametrize(
    ("state", "about", "internal", "expected"),
    [
        (VersionState.PUBLISHED, [], False, True),
        (VersionState.PUBLISHED, [DoubtAbout.FEE], False, True),
        (VersionState.PUBLISHED, [DoubtAbout.TIME], False, False),
        (VersionState.PUBLISHED, [], True, False),
        (VersionState.DRAFT, [], False, False),
        (VersionState.WITHDRAWN, [], False, False),
    ],
)
def test_takes_filings_only_when_published_without_blocking_doubt(
    state: VersionState,
    about: list[DoubtAbout],
    internal: bool,  # noqa: FBT001 -- a column of the table above
    expected: bool,  # noqa: FBT001 -- a column of the table above
) -> None:
    assert publishing.takes_filings(state=state, doubts=about, is_internal=internal) is expected


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 3, 20, 16, 59, tzinfo=UTC), date(2026, 3, 20)),
        (datetime(2026, 3, 20, 17, 0, tzinfo=UTC), date(2026, 3, 21)),
    ],
)
def test_local_day_ends_at_midnight_in_the_province(moment: datetime, day: date) -> None:
    assert publishing.local_day(moment) == day
