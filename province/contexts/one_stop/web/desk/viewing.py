"""The papers of a dossier in the viewer: which ones, which is open, what each is."""

from dataclasses import dataclass
from functools import partial
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from province.contexts.one_stop.web.desk.reading import Reader
from province.foundation.ui.viewing import PaperTab, Viewer
from province.kernel.attachments import public as attachments
from province.kernel.attachments.contracts import AttachmentVersionValue
from province.kernel.cases.contracts.values import (
    CaseView,
    PaperRole,
    PaperState,
    PaperView,
    TaskView,
)
from province.kernel.processes.contracts import TaskKind


@dataclass(frozen=True, slots=True)
class Look:
    """What of the papers is asked for: which version, which page, how large, beside which act."""

    version_id: int | None = None
    page: int = 1
    zoomed: bool = False
    act: str = ""


def viewer_of(*, case: CaseView, task: TaskView | None, look: Look, reader: Reader) -> Viewer:
    """Return the paper viewer: the chosen paper, or the one that matters for the step."""
    papers = papers_of(case)
    known = attachments.versions(version_ids=[p.version_id for p in papers]) if papers else {}
    current = _current(papers, task, look.version_id)
    if current is None:
        return Viewer(label=_("Hồ sơ chưa có giấy tờ"))
    value = known.get(current.version_id)
    pages = (value.pages if value else None) or 1
    page = min(max(1, look.page), pages)
    base = {"viec": look.act} if look.act else {}

    def at(version: int, number: int, *, big: bool) -> str:
        query = {**base, "giay": version, "trang": number, **({"co": "lon"} if big else {})}
        return f"?{urlencode(query)}#giay-to"

    here = current.version_id
    drawn = value is None or value.has_pictures
    picture = reverse("one_stop:paper_page", args=[case.id, here, page]) if drawn else ""
    if picture and look.zoomed:
        picture = f"{picture}?w=1600"
    return Viewer(
        label=current.name,
        tabs=tuple(
            PaperTab(
                label=p.name.removesuffix(".pdf"),
                note=_paper_note(p),
                url=at(p.version_id, 1, big=False),
                icon=_paper_icon(p),
                current=p is current,
            )
            for p in papers
        ),
        image_url=picture,
        page=page,
        page_count=pages,
        previous_url=at(here, page - 1, big=look.zoomed) if drawn and page > 1 else "",
        next_url=at(here, page + 1, big=look.zoomed) if drawn and page < pages else "",
        zoom_in_url="" if look.zoomed or not drawn else at(here, page, big=True),
        zoom_out_url=at(here, page, big=False) if look.zoomed and drawn else "",
        download_url=(
            reverse("one_stop:paper_file", args=[case.id, here])
            if value is not None and value.may_leave
            else ""
        ),
        zoomed=look.zoomed,
        words=partial(reader.words_of, value) if value is not None and value.has_words else None,
        refusal="" if value is None or drawn or value.has_words else _unseen(value),
    )


def _unseen(value: AttachmentVersionValue) -> str:
    if value.may_leave:
        return _("Loại tệp này chưa xem trước được. Hãy tải tệp về để xem.")
    return _("Loại tệp này chưa xem trước được, và chỉ tải về được sau khi quét vi-rút.")


def papers_of(case: CaseView) -> tuple[PaperView, ...]:
    """Return the papers of a case, each version once; of drafts only the newest."""
    drafts = [p for p in case.papers if p.role is PaperRole.DRAFT]
    results = [p for p in case.papers if p.role is PaperRole.RESULT]
    old = set(drafts) if results else set(drafts[:-1])
    return tuple(p for p in case.papers if p not in old)


def paper_in(*, case: CaseView, version_id: int) -> PaperView | None:
    """Return the paper of the case that has this version."""
    every = (*case.papers, *case.replaced_papers)
    return next((p for p in every if p.version_id == version_id), None)


def _current(
    papers: tuple[PaperView, ...], task: TaskView | None, chosen: int | None
) -> PaperView | None:
    found = next((p for p in papers if p.version_id == chosen), None)
    if found is not None or not papers:
        return found
    wanted = PaperRole.COMPONENT
    if task is not None and task.kind in {TaskKind.APPROVE, TaskKind.SIGN, TaskKind.SEAL}:
        wanted = PaperRole.DRAFT
    if task is None or task.kind is TaskKind.DELIVER:
        wanted = PaperRole.RESULT
    return next((p for p in papers if p.role is wanted), papers[0])


def _paper_note(paper: PaperView) -> str:
    if paper.state is PaperState.MARKED:
        return _("cần bổ sung: %(why)s") % {"why": paper.why}
    notes = {
        PaperRole.COMPONENT: _("thành phần hồ sơ"),
        PaperRole.SUPPLEMENT: _("bổ sung"),
        PaperRole.DRAFT: _("dự thảo kết quả"),
        PaperRole.RESULT: _("kết quả"),
        PaperRole.EVIDENCE: _("minh chứng"),
        PaperRole.FORM: _("biểu mẫu đã lập"),
    }
    return notes[paper.role]


def _paper_icon(paper: PaperView) -> str:
    if paper.state is PaperState.MARKED:
        return "alert"
    icons = {PaperRole.DRAFT: "pen", PaperRole.RESULT: "stamp", PaperRole.FORM: "print"}
    return icons.get(paper.role, "file")
