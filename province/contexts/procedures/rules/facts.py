"""Reads one row of the fact file. Pure: text in, values out."""

import hashlib
import re
from collections.abc import Mapping

from province.contexts.procedures.contracts import (
    AgencyKind,
    Channel,
    ComponentFacts,
    Level,
    OnlineLevel,
    ProcedureFacts,
)
from province.foundation.text.folding import fold, normal
from province.kernel.calendars.contracts import Limit, LimitUnit

CODE = re.compile(r"[0-9]\.[0-9]{6}")
MAX_AMOUNT = 2000
LEVELS = {"tỉnh": Level.PROVINCE, "xã": Level.COMMUNE, "tỉnh;xã": Level.BOTH}
ONLINE = {
    "toàn trình": OnlineLevel.WHOLE,
    "một phần": OnlineLevel.PART,
    "chỉ cung cấp thông tin": OnlineLevel.INFORMATION,
}
UNITS = {
    "ngày làm việc": LimitUnit.WORK_DAY,
    "ngày": LimitUnit.DAY,
    "giờ làm việc": LimitUnit.WORK_HOUR,
    "giờ": LimitUnit.WORK_HOUR,
    "tháng": LimitUnit.MONTH,
    "buổi làm việc": LimitUnit.HALF_DAY,
}
SAME_DAY = "trong ngày"
NO_LIMIT = "không quy định"
WRITTEN_LIMIT = re.compile(r"(\d{1,4})\s+(\D+)")
COMMON = "biên tập (theo danh mục DVC phổ biến)"
AGENCY_WORDS = (
    (AgencyKind.POLICE, r"cong an|canh sat|quan ly xuat nhap canh"),
    (AgencyKind.MILITARY, r"quan su|quan doi|quan khu|quoc phong|bo doi"),
    (AgencyKind.INSURANCE, r"bao hiem xa hoi|bhxh"),
    (AgencyKind.COMMUNE, r"(ubnd|uy ban nhan dan|cap|dat dai cap) (cap )?xa"),
    (AgencyKind.COMMITTEE, r"(ubnd|uy ban nhan dan|uy ban nhan) (cap )?tinh"),
    (AgencyKind.DEPARTMENT, r"so|van phong dang ky dat dai|ban quan ly khu|co quan .* cap tinh"),
)


def faults_of(row: Mapping[str, str]) -> list[str]:
    """Return what makes a row unreadable; an empty list is a good row."""
    faults = []
    if not CODE.fullmatch(row["code"]):
        faults.append(f"mã thủ tục '{row['code']}' không đúng dạng d.dddddd")
    if not row["name"].strip():
        faults.append("thiếu tên thủ tục")
    if row["level"] not in LEVELS:
        faults.append(f"không có cấp '{row['level']}'")
    if row["online_level"] not in ONLINE:
        faults.append(f"không có mức độ trực tuyến '{row['online_level']}'")
    if row["time_value"] not in {"", "0"} and limit_of(row) is None:
        faults.append(f"không hiểu thời hạn '{row['time_value']} {row['time_unit']}'")
    if row["fee_vnd"] and not row["fee_vnd"].isdigit():
        faults.append(f"không hiểu mức thu '{row['fee_vnd']}'")
    return faults


def digest_of(row: Mapping[str, str]) -> str:
    """Return a digest of every cell, by which an import knows an unchanged row."""
    plain = "\x1f".join(f"{key}={row[key]}" for key in sorted(row))
    return hashlib.sha256(plain.encode()).hexdigest()


def limit_of(row: Mapping[str, str]) -> Limit | None:
    """Return the limit of a row, or nothing when the row has none."""
    if row["time_unit"].startswith(SAME_DAY):
        return Limit(amount=0, unit=LimitUnit.SAME_DAY)
    return limit_from_words(f"{row['time_value']} {row['time_unit']}")


def limit_from_words(words: str) -> Limit | None:
    """Return the limit somebody wrote ("10 ngày làm việc", "trong ngày"), if it is one."""
    text = normal(words).lower()
    if text == SAME_DAY:
        return Limit(amount=0, unit=LimitUnit.SAME_DAY)
    if text == NO_LIMIT:
        return Limit(amount=0, unit=LimitUnit.NONE)
    found = WRITTEN_LIMIT.fullmatch(text)
    if found is None or not 0 < int(found[1]) <= MAX_AMOUNT:
        return None
    unit = UNITS.get(found[2].strip())
    return None if unit is None else Limit(amount=int(found[1]), unit=unit)


def agency_kind_of(agency: str) -> AgencyKind:
    """Return what kind of agency is named first."""
    folded = fold(agency)
    places = [
        (found.start(), kind)
        for kind, words in AGENCY_WORDS
        if (found := re.search(rf"\b({words})\b", folded))
    ]
    return min(places, key=lambda place: place[0])[1] if places else AgencyKind.OTHER


def components_of(row: Mapping[str, str]) -> tuple[ComponentFacts, ...]:
    """Return the papers of a row; "(nếu có)" becomes the condition of its paper."""
    names = [normal(name) for name in row["dossier_components"].split(";")]
    return tuple(_component(name) for name in names if name)


def _component(name: str) -> ComponentFacts:
    bare = name.removesuffix("(nếu có)").strip()
    return ComponentFacts(name=bare or name, required_when="nếu có" if bare != name else "")


def facts_of(row: Mapping[str, str]) -> ProcedureFacts:
    """Return the facts of a readable row."""
    channels = [Channel.DIRECT]
    if row["online_channel"] == "1":
        channels.append(Channel.ONLINE)
    if row["post_channel"] == "1":
        channels.append(Channel.POST)
    agency = normal(row["implementing_agency"])
    return ProcedureFacts(
        code=row["code"],
        name=normal(row["name"]),
        field=normal(row["field"]),
        ministry=normal(row["ministry"]),
        system=normal(row["system"]),
        level=LEVELS[row["level"]],
        online_level=ONLINE[row["online_level"]],
        channels=tuple(channels),
        limit=limit_of(row) if row["time_unit"] else None,
        fee=int(row["fee_vnd"]) if row["fee_vnd"] else None,
        fee_note=normal(row["fee_note"]),
        agency=agency,
        agency_kind=agency_kind_of(agency),
        result_name=normal(row["result_document"]),
        result_code=normal(row["result_code"]),
        components=components_of(row),
        applicants=normal(row["applicants"]),
        decision=normal(row["decision"]),
        is_internal=row["is_internal"] == "1",
        is_common=row["online_level_basis"] == COMMON,
        source=normal(row["source"]),
        digest=digest_of(row),
    )
