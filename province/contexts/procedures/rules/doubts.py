"""Which facts are not to be trusted, and why: one rule for each warning about the fact file."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from province.contexts.procedures.contracts import BLOCKING, DoubtAbout, DoubtFacts
from province.foundation.text.folding import normal

Row = Mapping[str, str]
SAME_DAY_FIELDS = {"Hộ tịch", "Chứng thực"}
LINKED_GROUPS = {"2.002621": "3.000722", "2.002622": "2.002913"}
MOST_COMPONENTS = 10
RECALLED = "biên tập"


@dataclass(frozen=True, slots=True)
class DoubtRule:
    """One reason to doubt: where it applies, and its sentence."""

    key: str
    about: DoubtAbout
    applies: Callable[[Row], bool]
    sentence: Callable[[Row], str]


def _says(text: str) -> Callable[[Row], str]:
    return lambda _row: text


def _named(text: str, cell: str) -> Callable[[Row], str]:
    return lambda row: text.format(normal(row[cell]))


def _details_recalled(row: Row) -> bool:
    return row["basis"] == RECALLED


def _is_one_working_day(row: Row) -> bool:
    return (
        normal(row["field"]) in SAME_DAY_FIELDS
        and row["time_value"] == "1"
        and row["time_unit"] == "ngày làm việc"
    )


def _listed(row: Row) -> int:
    return len([name for name in row["dossier_components"].split(";") if name.strip()])


RULES = (
    DoubtRule(
        "time.missing",
        DoubtAbout.TIME,
        lambda row: not row["time_unit"],
        _says("Nguồn không ghi thời hạn giải quyết."),
    ),
    DoubtRule(
        "time.zero",
        DoubtAbout.TIME,
        lambda row: row["time_value"] == "0" and not row["time_unit"].startswith("trong ngày"),
        _named("Nguồn ghi thời hạn là 0 {}, không thể hiểu là bao lâu.", "time_unit"),
    ),
    DoubtRule(
        "time.unit_assumed",
        DoubtAbout.TIME,
        lambda row: row["time_unit_assumed"] == "1",
        _named("Cổng quốc gia bỏ mất đơn vị thời gian; “{}” là đơn vị phỏng đoán.", "time_unit"),
    ),
    DoubtRule(
        "time.differs",
        DoubtAbout.TIME,
        lambda row: bool(row["time_note"]),
        _named("Nguồn ghi thời hạn khác nhau: {}.", "time_note"),
    ),
    DoubtRule(
        "time.hours_unclear",
        DoubtAbout.TIME,
        lambda row: row["time_unit"] == "giờ",
        _says("Nguồn ghi “giờ” mà không nói là giờ làm việc hay giờ đồng hồ."),
    ),
    DoubtRule(
        "time.may_be_same_day",
        DoubtAbout.TIME,
        _is_one_working_day,
        _says(
            "Thời hạn 1 ngày làm việc ở lĩnh vực này có thể là “trong ngày, nhận sau 15 giờ thì"
            " ngày làm việc tiếp theo” bị cổng quốc gia ghi gọn lại."
        ),
    ),
    DoubtRule(
        "time.recalled",
        DoubtAbout.TIME,
        _details_recalled,
        _says("Thời hạn do người soạn tệp ghi theo trí nhớ, chưa đối chiếu quyết định công bố."),
    ),
    DoubtRule(
        "time.confidence",
        DoubtAbout.TIME,
        lambda row: row["confidence"] != "high" and not _details_recalled(row),
        _named("Dòng dữ liệu có độ tin cậy “{}”, thường do thời hạn đọc không chắc.", "confidence"),
    ),
    DoubtRule(
        "agency.edited",
        DoubtAbout.AGENCY,
        lambda row: row["agency_basis"] == "biên tập",
        _says("Cơ quan giải quyết do người soạn tệp ghi, không lấy từ nguồn."),
    ),
    DoubtRule(
        "agency.from_level",
        DoubtAbout.AGENCY,
        lambda row: row["agency_basis"] == "suy ra từ cấp",
        _says("Cơ quan giải quyết được suy ra từ cấp thực hiện, nguồn không nêu tên."),
    ),
    DoubtRule(
        "result.missing",
        DoubtAbout.RESULT,
        lambda row: not row["result_document"],
        _says("Nguồn không ghi kết quả giải quyết."),
    ),
    DoubtRule(
        "result.recalled",
        DoubtAbout.RESULT,
        _details_recalled,
        _says("Tên giấy tờ kết quả do người soạn tệp ghi theo trí nhớ."),
    ),
    DoubtRule(
        "fee.note",
        DoubtAbout.FEE,
        lambda row: bool(row["fee_note"]),
        _named("Phí, lệ phí cần đối chiếu: {}.", "fee_note"),
    ),
    DoubtRule(
        "fee.unknown",
        DoubtAbout.FEE,
        lambda row: not row["fee_vnd"],
        _says("Chưa biết mức thu, hoặc mức thu tùy trường hợp."),
    ),
    DoubtRule(
        "components.missing",
        DoubtAbout.COMPONENTS,
        lambda row: _listed(row) == 0,
        _says("Nguồn không ghi thành phần hồ sơ."),
    ),
    DoubtRule(
        "components.mixed_cases",
        DoubtAbout.COMPONENTS,
        lambda row: _listed(row) > 1,
        _says("Tên giấy tờ đã rút gọn và giấy tờ của nhiều trường hợp bị trộn vào một danh sách."),
    ),
    DoubtRule(
        "components.cut",
        DoubtAbout.COMPONENTS,
        lambda row: int(row["n_components"]) > _listed(row) or _listed(row) >= MOST_COMPONENTS,
        _named("Danh sách bị cắt còn nhiều nhất 10 giấy tờ; nguồn có {}.", "n_components"),
    ),
    DoubtRule(
        "code.not_verified",
        DoubtAbout.CODE,
        lambda row: row["code_verified"] == "0",
        _says("Mã và tên thủ tục ghi theo trí nhớ, chưa thấy trong danh mục nào."),
    ),
    DoubtRule(
        "code.linked_group",
        DoubtAbout.CODE,
        lambda row: row["code"] in LINKED_GROUPS,
        lambda row: (
            "Mã của nhóm thủ tục liên thông ghi theo trí nhớ; danh mục công khai khác dùng mã"
            f" {LINKED_GROUPS[row['code']]}."
        ),
    ),
    DoubtRule(
        "online.not_checked",
        DoubtAbout.ONLINE,
        lambda row: row["online_confidence"] != "high",
        _named("Mức độ trực tuyến “{}” do biên tập, chưa thấy danh mục của tỉnh.", "online_level"),
    ),
)


def doubts_of(row: Row, *, shared_names: frozenset[str]) -> tuple[DoubtFacts, ...]:
    """Return every doubt on one row; shared_names are the names that several codes carry."""
    found = [
        DoubtFacts(about=rule.about, rule=rule.key, sentence=rule.sentence(row))
        for rule in RULES
        if rule.applies(row)
    ]
    if normal(row["name"]) in shared_names:
        found.append(
            DoubtFacts(
                about=DoubtAbout.NAME,
                rule="name.shared",
                sentence="Nhiều mã thủ tục mang cùng một tên này, có thể tên đọc sai từ nguồn.",
            )
        )
    return tuple(found)


def blocks_filing(about: DoubtAbout) -> bool:
    """Tell whether an open doubt on this part keeps a procedure from taking filings."""
    return about in BLOCKING
