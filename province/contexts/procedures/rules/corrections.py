"""What a curator's answer to a doubt changes. Pure: an answer in, a correction or a reason out."""

from province.contexts.procedures.contracts import (
    ComponentFacts,
    Correction,
    DoubtAbout,
)
from province.contexts.procedures.rules.facts import ONLINE, agency_kind_of, limit_from_words
from province.foundation.text.folding import normal

PARTS = 6
NEEDS_VALUE = {"time.missing", "time.zero", "result.missing", "components.missing", "fee.unknown"}
HELP = {
    DoubtAbout.TIME: (
        "Ví dụ: “10 ngày làm việc”, “15 ngày”, “8 giờ làm việc”, “trong ngày”, “không quy định”."
    ),
    DoubtAbout.AGENCY: "Ghi tên cơ quan giải quyết, từ 3 đến 300 ký tự.",
    DoubtAbout.RESULT: "Ghi tên giấy tờ kết quả, từ 3 đến 300 ký tự.",
    DoubtAbout.NAME: "Ghi tên thủ tục theo quyết định công bố, ít nhất 3 ký tự.",
    DoubtAbout.FEE: "Ghi số đồng, chỉ chữ số; 0 là miễn phí.",
    DoubtAbout.COMPONENTS: (
        "Mỗi giấy tờ một dòng:"
        " tên | khi nào cần | mẫu | được thay bằng | số bản chính | số bản sao."
    ),
    DoubtAbout.CODE: "Để trống nếu mã đúng; mã sai thì sửa tệp danh mục rồi nhập lại.",
    DoubtAbout.ONLINE: "Ghi “toàn trình”, “một phần” hoặc “chỉ cung cấp thông tin”.",
}
SHORTEST, LONGEST = 3, 300
LONGEST_NAME = 1200
HIGHEST_FEE = 10_000_000_000


def needs_value(rule: str) -> bool:
    """Tell whether this doubt is that a value is missing, so that it cannot just be confirmed."""
    return rule in NEEDS_VALUE


def correction_of(*, about: DoubtAbout, value: str) -> Correction | None:
    """Return what the value changes, or nothing when it cannot be read."""
    if about is DoubtAbout.COMPONENTS:
        components = components_from_lines(value)
        return Correction(components=components) if components else None
    text = normal(value)
    if about is DoubtAbout.TIME:
        limit = limit_from_words(text)
        return Correction(limit=limit) if limit else None
    if about is DoubtAbout.FEE:
        amount = text.replace(".", "")
        is_amount = amount.isascii() and amount.isdigit() and int(amount) <= HIGHEST_FEE
        return Correction(fee=int(amount)) if is_amount else None
    if about is DoubtAbout.ONLINE:
        level = ONLINE.get(text.lower())
        return Correction(online_level=level) if level else None
    return _of_words(about=about, text=text)


def _of_words(*, about: DoubtAbout, text: str) -> Correction | None:
    longest = LONGEST_NAME if about is DoubtAbout.NAME else LONGEST
    if not SHORTEST <= len(text) <= longest or about is DoubtAbout.CODE:
        return None
    if about is DoubtAbout.AGENCY:
        return Correction(agency=text, agency_kind=agency_kind_of(text))
    if about is DoubtAbout.RESULT:
        return Correction(result_name=text)
    return Correction(name=text)


def components_from_lines(lines: str) -> tuple[ComponentFacts, ...]:
    """Return the papers somebody wrote, one a line; empty when a line cannot be read."""
    papers = []
    for line in lines.splitlines():
        if not line.strip():
            continue
        paper = _paper(line)
        if paper is None:
            return ()
        papers.append(paper)
    return tuple(papers)


def _paper(line: str) -> ComponentFacts | None:
    parts = [normal(part) for part in line.split("|")]
    if not parts[0] or len(parts) > PARTS:
        return None
    name, when, form, instead, originals, copies = [*parts, *[""] * (PARTS - len(parts))]
    counts = [originals or "1", copies or "0"]
    if not all(count.isascii() and count.isdigit() and len(count) == 1 for count in counts):
        return None
    return ComponentFacts(
        name=name,
        originals=int(counts[0]),
        copies=int(counts[1]),
        form=form,
        replaced_by=instead,
        required_when=when,
    )
