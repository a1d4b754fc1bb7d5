"""Turns values of the catalogue into what the components show."""

from collections.abc import Iterable

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from province.contexts.procedures import public
from province.contexts.procedures.contracts import (
    Channel,
    ComponentFacts,
    DecidedIn,
    ProcedureValue,
    SearchHit,
    TermValue,
)
from province.contexts.procedures.queries.words import word_for
from province.foundation.ui.contracts import (
    PaperRow,
    StepState,
    Tag,
    TagKind,
    TimelineItem,
)
from province.foundation.ui.formats import format_money
from province.kernel.calendars.contracts import Limit, LimitUnit
from province.kernel.calendars.public import limit_words


def time_words(limit: Limit | None) -> str:
    """Say a limit for a line of a list; a same-day limit in short."""
    if limit is None:
        return _("chưa rõ thời hạn")
    if limit.unit is LimitUnit.SAME_DAY:
        return _("trong ngày")
    return limit_words(limit=limit)


def fee_words(fee: int | None) -> str:
    """Say a fee: free, an amount, or that it is not known."""
    if fee is None:
        return _("chưa rõ mức thu")
    return format_money(fee) if fee else _("miễn phí")


def hit_note(hit: SearchHit) -> str:
    """Say in one line where a procedure belongs, what it takes, and why it is closed."""
    parts = [hit.field, word_for(value=hit.level), time_words(hit.limit), fee_words(hit.fee)]
    line = " · ".join([*parts, _("mã %(code)s") % {"code": hit.code}])
    why = public.why_not(state=hit.state, doubts=hit.doubts)
    return f"{line}. {why}" if why else line


def hit_tag(hit: SearchHit) -> Tag:
    """Say whether a dossier can be handed in now."""
    if hit.takes_filings:
        return Tag(words=_("Nhận hồ sơ"), kind=TagKind.HELD, icon="check")
    return Tag(words=_("Chưa công bố: chưa nhận hồ sơ"), kind=TagKind.MAYBE)


def hit_row(hit: SearchHit) -> PaperRow:
    """Return the line of one procedure in a list."""
    url = reverse("procedures:detail", kwargs={"code": hit.code})
    return PaperRow(name=hit.name, url=url, tag=hit_tag(hit), note=hit_note(hit))


def component_row(paper: ComponentFacts) -> PaperRow:
    """Return the line of one paper: who fills it in, when it is needed, what may stand for it."""
    tag = Tag(words=_("Bạn điền"), kind=TagKind.NEED, icon="pen") if paper.form else None
    if paper.required_when:
        tag = Tag(words=_("Tùy trường hợp"), kind=TagKind.MAYBE)
    notes = []
    if paper.required_when and paper.required_when != "nếu có":
        notes.append(_("Chỉ cần khi %(when)s.") % {"when": paper.required_when})
    elif paper.required_when:
        notes.append(_("Nộp nếu có."))
    if paper.form:
        notes.append(_("%(form)s.") % {"form": paper.form})
    if paper.replaced_by:
        notes.append(_("Có thể thay bằng: %(other)s.") % {"other": paper.replaced_by})
    counts = [
        _("%(count)s bản chính") % {"count": paper.originals} if paper.originals else "",
        _("%(count)s bản sao") % {"count": paper.copies} if paper.copies else "",
    ]
    notes.append(", ".join(filter(None, counts)) + "." if any(counts) else "")
    return PaperRow(name=paper.name, tag=tag, note=" ".join(filter(None, notes)))


def deciding_words(value: ProcedureValue) -> str:
    """Say where a dossier is decided, and in which other system it stands too."""
    given = value.deciding
    words = {
        DecidedIn.HERE: _("Hồ sơ được giải quyết trên hệ thống này."),
        DecidedIn.MIRRORED: _(
            "Hồ sơ được giải quyết trên hệ thống này; cán bộ ghi kết quả cả vào %(system)s. Hệ "
            "thống này chưa nối với hệ thống đó."
        ),
        DecidedIn.MINISTRY: _(
            "Hồ sơ được giải quyết trên %(system)s; ở đây chỉ theo dõi, chưa nối tự động."
        ),
        DecidedIn.SECTOR: _(
            "Hồ sơ do cơ quan ngành dọc giải quyết trên %(system)s; hệ thống này chưa nối với hệ "
            "thống đó."
        ),
    }[given.decided_in] % {"system": given.system}
    return f"{words} {_('Chưa đối chiếu với văn bản gốc.')}" if given.is_recalled else words


def what_follows(value: ProcedureValue) -> tuple[TimelineItem, ...]:
    """Return what happens after filing; nothing is promised for what is not published."""
    if not value.takes_filings or value.limit is None:
        return ()
    answer = {"limit": limit_words(limit=value.answer_limit)}
    limit = {"limit": limit_words(limit=value.limit)}
    return (
        TimelineItem(
            title=_("Nộp trên mạng: trong %(limit)s có trả lời") % answer,
            state=StepState.TODO,
            note=_("Hồ sơ được tiếp nhận kèm giấy hẹn, hoặc bạn biết rõ cần bổ sung gì."),
        ),
        TimelineItem(
            title=_("Từ lúc tiếp nhận đủ hồ sơ: %(limit)s có kết quả") % limit,
            state=StepState.TODO,
            note=value.result_name,
        ),
        TimelineItem(
            title=_("Nhận kết quả"),
            state=StepState.TODO,
            note=_("Sẽ trễ hẹn thì cơ quan phải xin lỗi bằng văn bản và hẹn lại ngày trả."),
        ),
    )


def term_lines(terms: Iterable[TermValue]) -> tuple[str, ...]:
    """Return one line for each way to hand in: channel, time, fee."""
    return tuple(_term_line(term) for term in terms)


def _term_line(term: TermValue) -> str:
    parts = [word_for(value=term.channel), time_words(term.limit), fee_words(term.fee)]
    return " · ".join(filter(None, [term.case, *parts, term.fee_note]))


def is_online(value: ProcedureValue) -> bool:
    """Tell whether a dossier can be handed in on the portal."""
    return value.takes_filings and Channel.ONLINE in value.channels


def start_url(value: ProcedureValue) -> str:
    """Return where filing begins; empty when nothing is taken in, or that page does not exist."""
    if not is_online(value):
        return ""
    try:
        return reverse("one_stop:start", kwargs={"code": value.code})
    except NoReverseMatch:
        return ""
