"""Lists of dossiers: of the unit, and found by the search of the bar."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View

from province.contexts.one_stop import permissions, public
from province.contexts.one_stop.contracts.states import ProcessingState
from province.contexts.one_stop.contracts.views import DossierRow
from province.contexts.one_stop.errors import MayNotError
from province.contexts.one_stop.queries.dossiers import DossierFilter
from province.contexts.one_stop.rules.narrowing import Narrowing, narrowing_in
from province.contexts.one_stop.web.desk import words
from province.contexts.one_stop.web.desk.clocks import chip_of_row
from province.contexts.one_stop.web.desk.narrowed import narrowed_words
from province.contexts.one_stop.web.desk.scans import read_card
from province.foundation.paging import PageNumbers
from province.foundation.spreadsheets.writing import Column as SheetColumn
from province.foundation.spreadsheets.writing import workbook
from province.foundation.ui.contracts import ChipLink, PageLinks
from province.foundation.ui.formats import format_date
from province.foundation.ui.pager import page_links
from province.foundation.ui.tables import Cell, Column, Table, TableRow
from province.foundation.web.asked import page_in
from province.foundation.web.desk import DeskMixin
from province.foundation.web.downloads import cut_note, xlsx_response
from province.kernel.calendars.contracts import Calendars
from province.kernel.calendars.public import all_calendars

LATE = "tre"
PAGE = 50
MOST_ROWS = 10_000
PURPOSE_LIST = "Xuất danh sách hồ sơ ra tệp"
_STATES: Mapping[str, tuple[ProcessingState, ...]] = {
    "cho-tiep-nhan": (ProcessingState.SUBMITTED,),
    "dang-giai-quyet": (
        ProcessingState.RECEIVED,
        ProcessingState.PROCESSING,
        ProcessingState.SIGNING,
    ),
    "co-ket-qua": (ProcessingState.RESULT_READY, ProcessingState.RETURNED),
    "tu-choi": (ProcessingState.REFUSED_RECEPTION, ProcessingState.REFUSED),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """The filters of a list as they stand in its address."""

    text: str = ""
    state: str = ""
    page: int = 1
    narrowing: Narrowing = field(default_factory=Narrowing)

    def filters(self, now: datetime) -> DossierFilter:
        """Return what the query understands."""
        return DossierFilter(
            text=self.text,
            processing=tuple(s.value for s in _STATES.get(self.state, ())),
            late_at=now if self.state == LATE else None,
            agency_id=self.narrowing.agency_id,
            level=self.narrowing.level or "",
            channel=self.narrowing.channel or "",
            procedure=self.narrowing.procedure,
            measure=self.narrowing.measure,
            window=self.narrowing.window,
        )

    def query(self, **other: str) -> str:
        """Return the parameters of the address, some of them changed."""
        pairs = {"q": self.text, "tt": self.state, **self.narrowing.pairs, **other}
        return urlencode({name: value for name, value in pairs.items() if value})


def asked_in(request: HttpRequest, *, now: datetime) -> Asked:
    """Read the address; what it says wrongly is left out."""
    state = request.GET.get("tt", "")
    text = request.GET.get("q", "").strip()
    return Asked(
        text="" if read_card(text) else text[:100],
        state=state if state in {*_STATES, LATE} else "",
        page=page_in(request.GET.get("trang", "")),
        narrowing=narrowing_in(request.GET.dict(), now=now),
    )


class ListPage(DeskMixin, TemplateView):
    """A list for officials who may see dossiers."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Let in whoever sees dossiers.

        :raises MayNotError: the actor's role does not.
        """
        super().setup(request, *args, **kwargs)
        if not self.actor.can(permissions.SEE_DOSSIERS):
            raise MayNotError
        self.now = timezone.now()
        self.asked = asked_in(request, now=self.now)

    def pages(self, numbers: PageNumbers) -> PageLinks:
        """Return the pager; the filters stay."""
        return page_links(
            current=numbers.number,
            page_count=numbers.count,
            total_rows=numbers.total,
            url_of=lambda number: f"?{self.asked.query(trang=str(number))}",
        )

    def export_url(self, name: str) -> str:
        """Return the address of the spreadsheet, or nothing for whoever may not export."""
        if not self.actor.can(permissions.EXPORT):
            return ""
        return f"{reverse(name)}?{self.asked.query()}"


class DossierList(ListPage):
    """The dossiers of the actor's units."""

    template_name = "one_stop/desk/dossiers.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the page of the list that the address asks for."""
        found = public.list_dossiers(
            actor=self.actor,
            filters=self.asked.filters(self.now),
            page=self.asked.page,
            size=PAGE,
        )
        calendars = all_calendars()
        return super().get_context_data(
            asked=self.asked,
            narrowed=narrowed_words(self.asked.narrowing),
            widen_url=f"?{replace(self.asked, narrowing=Narrowing(), page=1).query()}",
            total=found.numbers.total,
            table=dossier_table(rows=found.rows, calendars=calendars, now=self.now),
            chips=self._chips(),
            pages=self.pages(found.numbers),
            export=self.export_url("one_stop:dossiers_export"),
            **kwargs,
        )

    def _chips(self) -> tuple[ChipLink, ...]:
        labels = (
            ("", _("Tất cả")),
            ("cho-tiep-nhan", _("Chờ tiếp nhận")),
            ("dang-giai-quyet", _("Đang giải quyết")),
            (LATE, _("Trễ hạn")),
            ("co-ket-qua", _("Có kết quả")),
            ("tu-choi", _("Từ chối")),
        )
        return tuple(
            ChipLink(
                label=label,
                url=f"?{self.asked.query(tt=key)}",
                current=self.asked.state == key,
            )
            for key, label in labels
        )


class ExportDossiers(ListPage, View):
    """The list as seen, as a spreadsheet."""

    def get(self, *_args: Any, **_kwargs: Any) -> HttpResponse:
        """Return every dossier that the address asks for.

        :raises MayNotError: the actor does not export.
        """
        rows = public.export_list(
            actor=self.actor,
            filters=self.asked.filters(self.now),
            most=MOST_ROWS,
            purpose=PURPOSE_LIST,
            now=self.now,
        )
        content = workbook(
            title=_("Hồ sơ"),
            columns=[
                SheetColumn(_("Mã hồ sơ"), 32),
                SheetColumn(_("Người nộp"), 30),
                SheetColumn(_("Mã thủ tục"), 12),
                SheetColumn(_("Thủ tục"), 60),
                SheetColumn(_("Trạng thái"), 24),
                SheetColumn(_("Nộp lúc"), 18),
                SheetColumn(_("Tiếp nhận"), 18),
                SheetColumn(_("Hẹn trả"), 18),
                SheetColumn(_("Xong lúc"), 18),
            ],
            rows=[
                (
                    row.code or row.filing_no,
                    row.applicant,
                    row.procedure_code,
                    row.procedure_name,
                    str(words.PROCESSING[row.processing]),
                    row.filed_at,
                    row.received_at,
                    row.due_at,
                    row.finished_at,
                )
                for row in rows
            ],
            note=cut_note(rows=len(rows), most=MOST_ROWS),
        )
        return xlsx_response(content, name="ho-so.xlsx")


def dossier_table(*, rows: tuple[DossierRow, ...], calendars: Calendars, now: datetime) -> Table:
    """Return dossiers as a table with their clocks."""
    heads = (_("Mã hồ sơ"), _("Người nộp"), _("Thủ tục"), _("Trạng thái"), _("Nộp"), _("Đồng hồ"))
    return Table(
        caption=_("Danh sách hồ sơ"),
        columns=tuple(Column(label=head) for head in heads),
        rows=tuple(
            TableRow(
                cells=(
                    Cell(
                        words=row.code or row.filing_no,
                        url=reverse("one_stop:dossier", args=[row.case_id]),
                    ),
                    Cell(words=row.applicant),
                    Cell(words=row.procedure_name),
                    Cell(words=words.PROCESSING[row.processing]),
                    Cell(words=format_date(localtime(row.filed_at))),
                    Cell(words="", clock=chip_of_row(row=row, calendars=calendars, now=now)),
                )
            )
            for row in rows
        ),
    )
