"""Pages of figures: how the results of the actor's units were rated, and what was said."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View

from province.contexts.ratings import permissions, public
from province.contexts.ratings.contracts import Level, Opinion, Question, UnitFigures
from province.contexts.ratings.web.periods import Period, period_chips, period_of
from province.contexts.ratings.web.shares import percent
from province.foundation.spreadsheets.writing import Column as SheetColumn
from province.foundation.spreadsheets.writing import workbook
from province.foundation.ui.contracts import ChipLink, Crumb, Tag, TagKind
from province.foundation.ui.formats import format_date, format_number
from province.foundation.ui.pager import page_links
from province.foundation.ui.tables import Cell, Column, Table, TableRow
from province.foundation.web.asked import page_in
from province.foundation.web.desk import DeskMixin
from province.foundation.web.downloads import xlsx_response
from province.kernel.org import public as org

Value = str | int | float | None


class FiguresPage(DeskMixin):
    """Figures of a period that stands in the address."""

    period: Period
    levels: Sequence[Level]
    questions: Sequence[Question]

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Read the period and the scale of its end."""
        super().setup(request, *args, **kwargs)
        self.period = period_of(request)
        on = localtime(self.period.until).date()
        self.levels, self.questions = public.levels_on(on=on), public.questions_on(on=on)

    def units(self) -> tuple[UnitFigures, ...]:
        """Return the figures.

        :raises MayNotSeeFiguresError: the actor sees those of no unit.
        """
        return public.unit_figures(
            actor=self.actor, since=self.period.since, until=self.period.until
        )

    def heads(self) -> tuple[str, ...]:
        """Return the headings of the figures."""
        return (
            _("Cơ quan"),
            _("Đã trả"),
            _("Đã đánh giá"),
            *(public.said(words=one.words) for one in self.levels),
            _("Hài lòng"),
            _("Chưa xong"),
            _("Chờ trả lời"),
            _("Trả lời đúng hạn"),
        )

    def values(self, one: UnitFigures) -> tuple[Value, ...]:
        """Return the figures of a unit in the order of the headings."""
        return (
            one.unit,
            one.asked,
            one.rated,
            *(one.levels[level.key] for level in self.levels),
            one.share,
            one.unsolved,
            one.unsolved_open,
            one.answered_in_time,
        )

    def words(self, one: UnitFigures) -> tuple[str, ...]:
        """Return the figures of a unit as they are read."""
        at = 3 + len(self.levels)
        return tuple(
            percent(one.share, missing="–")
            if no == at
            else str(value)
            if no == 0
            else format_number(value or 0)  # type: ignore[arg-type]  # the others are numbers
            for no, value in enumerate(self.values(one))
        )


class Figures(FiguresPage, TemplateView):
    """Each unit on a line; the number of ratings leads to what was said."""

    template_name = "ratings/figures.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the figures of the period."""
        found, key = self.units(), self.period.key
        return super().get_context_data(
            table=Table(
                caption=_("Mức độ hài lòng, theo ngày trả kết quả"),
                columns=tuple(
                    Column(label=head, numeric=no > 0) for no, head in enumerate(self.heads())
                ),
                rows=tuple(self._row(one) for one in found),
            ),
            points=Table(
                caption=_("Điểm trung bình mỗi câu hỏi (0–2)"),
                columns=(
                    Column(label=_("Cơ quan")),
                    *(
                        Column(label=public.said(words=one.words), numeric=True)
                        for one in self.questions
                    ),
                ),
                rows=tuple(self._points(one) for one in found),
                caption_visible=True,
            ),
            chips=period_chips(self.period),
            export_url=f"{reverse('ratings:figures_file')}?ky={key}",
            print_url=f"{reverse('ratings:figures_print')}?ky={key}",
            unsolved_url=(
                reverse("ratings:unsolved_list")
                if self.actor.can(permissions.ANSWER_UNSOLVED)
                else ""
            ),
            sources=sorted(
                {one.source for one in self.levels} | {one.source for one in self.questions}
            ),
            **kwargs,
        )

    def _row(self, one: UnitFigures) -> TableRow:
        url = reverse("ratings:opinions", args=[one.unit_id])
        levels = {3 + no: level.key for no, level in enumerate(self.levels)}
        cells = []
        for no, words in enumerate(self.words(one)):
            asked = {"ky": self.period.key}
            if no in levels:
                asked["muc"] = levels[no]
            leads = no in {2, *levels} and words != "0"
            cells.append(
                Cell(words=words, url=f"{url}?{urlencode(asked)}" if leads else "", numeric=no > 0)
            )
        return TableRow(cells=tuple(cells))

    def _points(self, one: UnitFigures) -> TableRow:
        points = (one.points[question.key] for question in self.questions)
        return TableRow(
            cells=(
                Cell(words=one.unit),
                *(
                    Cell(
                        words="–" if point is None else format_number(point, decimals=1),
                        numeric=True,
                    )
                    for point in points
                ),
            )
        )


class ExportFigures(FiguresPage, View):
    """The figures as a file."""

    def get(self, _request: HttpRequest) -> HttpResponse:
        """Return the file of the period."""
        questions = [public.said(words=one.words) for one in self.questions]
        content = workbook(
            title=_("Mức độ hài lòng"),
            columns=[
                SheetColumn(head, 40 if no == 0 else 16)
                for no, head in enumerate((*self.heads(), *questions))
            ],
            rows=[
                (*self.values(one), *(one.points[asked.key] for asked in self.questions))
                for one in self.units()
            ],
            note=self.period.label,
        )
        return xlsx_response(content, name="muc-do-hai-long.xlsx")


class PrintFigures(FiguresPage, TemplateView):
    """The figures on paper."""

    template_name = "ratings/figures_print.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the figures of the period."""
        return super().get_context_data(
            heads=self.heads(),
            rows=[self.words(one) for one in self.units()],
            period=self.period.label,
            printed_at=timezone.now(),
            **kwargs,
        )


class Opinions(FiguresPage, TemplateView):
    """What was said of one unit's results: nobody's name, no code."""

    template_name = "ratings/opinions.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the page that the address asks for.

        :raises MayNotSeeFiguresError: the actor does not see the figures of this unit.
        """
        unit_id = self.kwargs["unit_id"]
        names = {one.key: public.said(words=one.words) for one in self.levels}
        asked = self.request.GET.get("muc", "")
        level = asked if asked in names else ""
        found = public.opinions(
            actor=self.actor,
            unit_id=unit_id,
            level=level,
            since=self.period.since,
            until=self.period.until,
            page=page_in(self.request.GET.get("trang", "")),
        )
        ky = self.period.key
        heads = (_("Ngày"), _("Mức"), _("Trả lời câu hỏi"), _("Lời nhắn"), _("Đã xong"))
        return super().get_context_data(
            unit=org.agency(agency_id=unit_id).name,
            period=self.period.label,
            table=Table(
                caption=_("Ý kiến của người nộp"),
                columns=tuple(Column(label=head) for head in heads),
                rows=tuple(TableRow(cells=self._cells(one, names)) for one in found.rows),
            ),
            chips=(
                ChipLink(label=_("Tất cả"), url=f"?ky={ky}", current=not level),
                *(
                    ChipLink(label=words, url=f"?ky={ky}&muc={key}", current=key == level)
                    for key, words in names.items()
                ),
            ),
            pages=page_links(
                current=found.numbers.number,
                page_count=found.numbers.count,
                total_rows=found.numbers.total,
                url_of=lambda number: f"?{urlencode({'ky': ky, 'muc': level, 'trang': number})}",
            ),
            crumbs=(
                Crumb(label=_("Mức độ hài lòng"), url=f"{reverse('ratings:figures')}?ky={ky}"),
                Crumb(label=_("Ý kiến của người nộp")),
            ),
            **kwargs,
        )

    def _cells(self, one: Opinion, names: dict[str, str]) -> tuple[Cell, ...]:
        said = [
            public.said(words=question.answers[one.answers[question.key]])
            for question in self.questions
            if one.answers.get(question.key) in question.answers
        ]
        tag = (
            Tag(words=_("Đã xong"), kind=TagKind.HELD)
            if one.is_solved
            else Tag(words=_("Chưa xong"), kind=TagKind.NEED)
        )
        return (
            Cell(words=format_date(one.rated_on)),
            Cell(words=names.get(one.level, one.level)),
            Cell(words="; ".join(said)),
            Cell(words=one.words),
            Cell(words="", tag=tag),
        )
