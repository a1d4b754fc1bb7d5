"""Pages of administrators: the processes of all procedures, and one process with its approval."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext
from django.views.generic import TemplateView, View

from province.contexts.one_stop.commands.approving import approve_process, withdraw_process
from province.contexts.one_stop.commands.generating import generate_processes
from province.contexts.one_stop.queries.processes import (
    STANDINGS,
    ProcessPage,
    ProcessRow,
    Standing,
    counted,
    process_page,
    process_rows,
)
from province.contexts.one_stop.web.desk import process_words as words
from province.foundation.errors import ConflictError
from province.foundation.spreadsheets.writing import Column as SheetColumn
from province.foundation.spreadsheets.writing import workbook
from province.foundation.ui.contracts import ChipLink
from province.foundation.ui.fields import errors_of
from province.foundation.ui.formats import format_date
from province.foundation.ui.forms import AskingForm
from province.foundation.ui.pager import page_links
from province.foundation.ui.tables import Cell, Column, Table, TableRow
from province.foundation.web.asked import id_in, page_in
from province.foundation.web.desk import DeskMixin
from province.foundation.web.downloads import cut_note, xlsx_response
from province.kernel.processes import public as processes
from province.kernel.processes.contracts import Step, VersionState, VersionValue

PAGE = 50
MOST_ROWS = 10_000
LONGEST_TEXT = 200


class DecideForm(AskingForm):
    """The decision on which a step table comes into force, or the reason why it leaves it."""

    decision = forms.CharField(
        label=gettext_lazy("Quyết định phê duyệt"),
        help_text=gettext_lazy("Số, ngày, người ký quyết định phê duyệt quy trình nội bộ."),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class ReasonForm(AskingForm):
    """Why a version in force is taken back."""

    decision = forms.CharField(
        label=gettext_lazy("Lý do rút"),
        help_text=gettext_lazy("Hồ sơ đang chạy vẫn theo quy trình này; hồ sơ mới thì không."),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


def _text_of(request: HttpRequest) -> str:
    return request.GET.get("q", "")[:LONGEST_TEXT].strip()


def _standing_of(request: HttpRequest) -> Standing | None:
    asked = request.GET.get("muc", "")
    return Standing(asked) if asked in set(Standing) else None


class ProcessList(DeskMixin, TemplateView):
    """Every procedure with where its process stands; the drafts are drawn up anew from here."""

    template_name = "one_stop/desk/processes.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the page of processes that the address asks for."""
        text, standing = _text_of(self.request), _standing_of(self.request)
        rows = process_rows(actor=self.actor, on=timezone.localdate(), text=text)
        counts = counted(rows)
        chosen = [row for row in rows if standing is None or row.standing is standing]
        page = page_in(self.request.GET.get("page", ""))
        query = {"q": text, "muc": standing.value if standing else ""}
        query = {key: value for key, value in query.items() if value}
        return super().get_context_data(
            text=text,
            standing=standing.value if standing else "",
            total=len(chosen),
            chips=[
                ChipLink(
                    label=label,
                    url=f"?{urlencode({**({'q': text} if text else {}), 'muc': key})}",
                    current=key == (standing.value if standing else ""),
                    count=counts.get(Standing(key), 0) if key else len(rows),
                )
                for key, label in [
                    ("", _("Tất cả")),
                    *((each.value, STANDINGS[each]) for each in Standing),
                ]
            ],
            table=_table(chosen[(page - 1) * PAGE : page * PAGE]),
            pages=page_links(
                current=page,
                page_count=max(1, -(-len(chosen) // PAGE)),
                total_rows=len(chosen),
                url_of=lambda number: f"?{urlencode({**query, 'page': number})}",
            ),
            export=f"{reverse('one_stop:processes_export')}?{urlencode(query)}",
            may_draft=processes.may_draft(actor=self.actor),
            **kwargs,
        )

    def post(self, *_args: Any, **_kwargs: Any) -> HttpResponse:
        """Draw the drafts up anew from the facts as they are now.

        :raises MayNotPublishError: the actor does not write processes.
        """
        done = generate_processes(actor=self.actor, now=timezone.now())
        sentence = ngettext(
            "Đã dựng %(made)s bản nháp theo dữ kiện hiện tại, bỏ %(removed)s bản.",
            "Đã dựng %(made)s bản nháp theo dữ kiện hiện tại, bỏ %(removed)s bản.",
            done.made,
        )
        messages.success(self.request, sentence % {"made": done.made, "removed": done.removed})
        return redirect("one_stop:processes")


class ExportProcesses(DeskMixin, View):
    """The list of processes as a spreadsheet."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Return every process that the address asks for.

        :raises MayNotPublishError: the actor does not work on processes.
        """
        standing = _standing_of(request)
        rows = [
            row
            for row in process_rows(
                actor=self.actor, on=timezone.localdate(), text=_text_of(request)
            )
            if standing is None or row.standing is standing
        ][:MOST_ROWS]
        content = workbook(
            title=_("Quy trình nội bộ"),
            columns=[
                SheetColumn(_("Mã"), 12),
                SheetColumn(_("Tên thủ tục"), 60),
                SheetColumn(_("Lĩnh vực"), 30),
                SheetColumn(_("Cơ quan giải quyết"), 40),
                SheetColumn(_("Thời hạn"), 24),
                SheetColumn(_("Quy trình"), 24),
                SheetColumn(_("Phiên bản"), 10),
                SheetColumn(_("Quyết định"), 50),
                SheetColumn(_("Còn thiếu"), 50),
            ],
            rows=[
                (
                    row.facts.code,
                    row.facts.name,
                    row.facts.field,
                    row.facts.agency,
                    words.limit_or_dash(row.facts.limit),
                    str(STANDINGS[row.standing]),
                    row.version.no if row.version else None,
                    row.version.decision if row.version else "",
                    words.missing_words(row),
                )
                for row in rows
            ],
            note=cut_note(rows=len(rows), most=MOST_ROWS),
        )
        return xlsx_response(content, name="quy-trinh-noi-bo.xlsx")


def _table(rows: Sequence[ProcessRow]) -> Table:
    return Table(
        caption=_("Quy trình nội bộ của các thủ tục"),
        columns=(
            Column(label=_("Mã")),
            Column(label=_("Tên thủ tục")),
            Column(label=_("Thời hạn")),
            Column(label=_("Quy trình")),
            Column(label=_("Quyết định, hoặc còn thiếu")),
        ),
        rows=tuple(
            TableRow(
                cells=(
                    Cell(
                        words=row.facts.code, url=reverse("one_stop:process", args=[row.facts.code])
                    ),
                    Cell(words=row.facts.name),
                    Cell(words=words.limit_or_dash(row.facts.limit)),
                    Cell(words="", tag=words.tag_of(row)),
                    Cell(
                        words=words.missing_words(row)
                        or (row.version.decision if row.version else "")
                    ),
                )
            )
            for row in rows
        ),
    )


class ProcessDetail(DeskMixin, TemplateView):
    """One process: its steps against the limit, its versions; approve, take back, draw up anew."""

    template_name = "one_stop/desk/process.html"
    found: ProcessPage

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Load the process once, for every method of the page."""
        super().setup(request, *args, **kwargs)
        self.found = process_page(
            actor=self.actor,
            code=kwargs["code"],
            on=timezone.localdate(),
            version_id=id_in(request.GET.get("ban", "")),
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the version shown, what it sums to, and what may be done with it."""
        found = self.found
        shown = _shown(found)
        form = kwargs.pop("form", None)
        can_approve = shown is not None and shown.state is VersionState.DRAFT
        can_withdraw = shown is not None and shown.state is VersionState.PUBLISHED
        may_publish = processes.may_publish(actor=self.actor)
        blank = DecideForm() if can_approve else ReasonForm()
        return super().get_context_data(
            facts=found.row.facts,
            tag=words.tag_of(found.row),
            missing=words.missing_words(found.row),
            shown=shown,
            is_sample=can_approve and bool(shown and shown.source),
            state_words=words.STATES[shown.state] if shown else "",
            origin=words.ORIGINS[shown.origin] if shown else "",
            limit=words.limit_or_dash(found.row.facts.limit),
            differs=_differs(found, shown),
            steps=_steps_table(found.plan.steps, shown) if found.plan else None,
            versions=_versions_table(found),
            can_approve=can_approve and may_publish,
            can_withdraw=can_withdraw and may_publish,
            may_draft=processes.may_draft(actor=self.actor),
            form=form or blank,
            form_errors=errors_of(form=form) if form is not None else (),
            **kwargs,
        )

    def post(self, request: HttpRequest, code: str) -> HttpResponse:
        """Approve, withdraw or draw up anew, as the button says; any other word does nothing."""
        act = request.POST.get("act", "")
        if act == "generate":
            done = generate_processes(actor=self.actor, now=timezone.now(), codes=[code])
            said = _("Đã dựng lại bản nháp.") if done.made else _("Dữ kiện không đổi.")
            messages.success(request, said)
            return redirect("one_stop:process", code=code)
        form = (DecideForm if act == "approve" else ReasonForm)(request.POST)
        version = id_in(request.POST.get("version", ""))
        if act not in {"approve", "withdraw"} or version is None:
            form.add_error(
                None, _("Không rõ phê duyệt hay rút, nên chưa làm gì. Hãy bấm nút trên trang.")
            )
        if version is None or not form.is_valid():
            return self._again(form)
        try:
            self._decide(act, version, form.cleaned_data["decision"])
        except ConflictError as refusal:
            form.add_error(None, str(refusal))
            return self._again(form)
        done_words = _("Đã phê duyệt quy trình.") if act == "approve" else _("Đã rút quy trình.")
        messages.success(request, done_words)
        return redirect("one_stop:process", code=code)

    def _decide(self, act: str, version_id: int, said: str) -> None:
        code = self.found.row.facts.code
        if act == "approve":
            approve_process(
                actor=self.actor,
                code=code,
                version_id=version_id,
                decision=said,
                now=timezone.now(),
            )
            return
        withdraw_process(actor=self.actor, code=code, version_id=version_id, reason=said)

    def _again(self, form: AskingForm) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)


def _shown(found: ProcessPage) -> VersionValue | None:
    if found.plan is None:
        return None
    return next(each for each in found.versions if each.version_id == found.plan.version_id)


def _differs(found: ProcessPage, shown: VersionValue | None) -> bool:
    """Tell whether a version was written for another limit than the procedure has now."""
    now = found.row.facts.limit
    return bool(shown and shown.total and now and shown.total != now)


def _steps_table(steps: Sequence[Step], shown: VersionValue | None) -> Table:
    total = shown.total if shown else None
    taken = words.total_words(processes.steps_total(steps=steps, total=total), total)
    return Table(
        caption=_("Các bước"),
        columns=(
            Column(label=_("Bước"), numeric=True),
            Column(label=_("Nội dung công việc")),
            Column(label=_("Người thực hiện")),
            Column(label=_("Thời gian")),
            Column(label=_("Trả lại bước")),
        ),
        rows=tuple(
            TableRow(
                cells=(
                    Cell(words=str(no), numeric=True),
                    Cell(words=pgettext("step", step.title)),
                    Cell(words=words.holder_words(step.holder)),
                    Cell(words=_limit_of(step)),
                    Cell(words=_back(step, steps)),
                )
            )
            for no, step in enumerate(steps, start=1)
        ),
        foot=TableRow(
            cells=(
                Cell(words=""),
                Cell(words=_("Tổng các bước")),
                Cell(words=""),
                Cell(words=taken),
                Cell(
                    words=_("thời hạn của thủ tục: %(limit)s")
                    % {"limit": words.limit_or_dash(total)}
                ),
            )
        ),
    )


def _limit_of(step: Step) -> str:
    said = words.limit_or_dash(step.limit)
    return _("%(limit)s, dùng chung") % {"limit": said} if step.budget else said


def _back(step: Step, steps: Sequence[Step]) -> str:
    number = {each.key: no for no, each in enumerate(steps, start=1)}
    return ", ".join(str(number[key]) for key in step.back if key in number)


def _versions_table(found: ProcessPage) -> Table:
    return Table(
        caption=_("Các phiên bản"),
        columns=(
            Column(label=_("Phiên bản"), numeric=True),
            Column(label=_("Tình trạng")),
            Column(label=_("Nguồn")),
            Column(label=_("Áp dụng")),
            Column(label=_("Quyết định")),
        ),
        rows=tuple(
            TableRow(
                cells=(
                    Cell(words=str(each.no), url=f"?ban={each.version_id}", numeric=True),
                    Cell(words=words.STATES[each.state]),
                    Cell(words=each.source or words.ORIGINS[each.origin]),
                    Cell(words=_held(each)),
                    Cell(words=each.decision),
                )
            )
            for each in found.versions
        ),
    )


def _held(version: VersionValue) -> str:
    if version.valid_from is None:
        return "–"
    begins = format_date(version.valid_from)
    if version.valid_until is None:
        return _("từ %(day)s") % {"day": begins}
    return f"{begins} – {format_date(version.valid_until)}"
