"""Pages of figures for officials: on the screen, on paper, as a spreadsheet."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View

from province.contexts.one_stop import public as one_stop
from province.contexts.scorecards import public
from province.contexts.scorecards.contracts import Scorecard
from province.contexts.scorecards.web import words
from province.contexts.scorecards.web.asking import asked_in
from province.contexts.scorecards.web.chart import months_chart
from province.contexts.scorecards.web.choosing import choices_of, period_chips
from province.contexts.scorecards.web.tables import (
    Links,
    channel_table,
    no_links,
    part_bars,
    unit_table,
)
from province.foundation.spreadsheets.writing import Column as SheetColumn
from province.foundation.spreadsheets.writing import workbook
from province.foundation.ui.formats import format_datetime
from province.foundation.web.desk import DeskMixin
from province.foundation.web.downloads import xlsx_response


class FiguresPage(DeskMixin):
    """What the pages of figures share: the question, and its answer."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Let in whoever sees figures, and count.

        :raises MayNotSeeFiguresError: the actor does not see those of this unit.
        """
        super().setup(request, *args, **kwargs)
        self.now = timezone.now()
        self.seen = public.units_seen(actor=self.actor)
        self.asked = asked_in(request.GET.dict(), now=self.now)
        self.card = public.scorecard(actor=self.actor, question=self.asked.question, now=self.now)

    def until(self) -> str:
        """Say up to when was counted."""
        return format_datetime(localtime(min(self.card.window.until, self.now)))


class Figures(FiguresPage, TemplateView):
    """The figures of a unit or of all, each a link to its dossiers."""

    template_name = "scorecards/figures.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return score, counts, months and ranking."""
        question, card = self.asked.question, self.card
        links = Links(actor=self.actor, question=question, at=self.now)
        year = one_stop.year_until(question.period, at=self.now)
        return super().get_context_data(
            card=card,
            period=one_stop.period_words(question.period),
            until=self.until(),
            chips=period_chips(self.asked, now=self.now),
            earlier=f"?{self.asked.query(period=one_stop.period_before(question.period))}",
            later=f"?{self.asked.query(period=one_stop.period_after(question.period))}",
            choices=choices_of(self.asked, seen=self.seen, card=card, now=self.now),
            fault=self.asked.fault,
            points=words.points(card.now.points),
            most=sum(p.terms.maximum for p in card.now.parts if p.points is not None),
            moved=words.change(card.now.points, card.before.points, decimals=2),
            rank=next((u.rank for u in card.units if u.agency_id == card.agency_id), None),
            ranked=sum(1 for unit in card.units if unit.rank),
            bars=part_bars(card, links.to),
            channels=channel_table(card, links.to),
            chart=months_chart(card.months, year),
            units=unit_table(card, links.to, self._unit_url) if card.units else None,
            terms=words.source_lines(card.now),
            export=f"{reverse('scorecards:export')}?{self.asked.query()}",
            print_url=f"{reverse('scorecards:print')}?{self.asked.query()}",
            **kwargs,
        )

    def _unit_url(self, agency_id: int) -> str:
        return f"?{self.asked.query(dv=str(agency_id), cap='')}"


class PrintFigures(FiguresPage, TemplateView):
    """The figures on paper."""

    template_name = "scorecards/figures_print.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the tables without links."""
        card = self.card
        tables = [channel_table(card, no_links)]
        if card.units:
            tables.append(unit_table(card, no_links, lambda _agency_id: ""))
        return super().get_context_data(
            card=card,
            period=one_stop.period_words(self.asked.question.period),
            until=self.until(),
            bars=part_bars(card, no_links),
            tables=tables,
            terms=words.source_lines(card.now),
            back_url=f"{reverse('scorecards:figures')}?{self.asked.query()}",
            **kwargs,
        )


class ExportFigures(FiguresPage, View):
    """The figures as a spreadsheet: a line for each unit, or each channel of one."""

    def get(self, *_args: Any, **_kwargs: Any) -> HttpResponse:
        """Return the file."""
        return xlsx_response(sheet(self.card, self._about()), name="so-lieu.xlsx")

    def _about(self) -> str:
        period = one_stop.period_words(self.asked.question.period)
        about = {"unit": self.card.name, "period": period, "until": self.until()}
        return _("%(unit)s, %(period)s, tính đến %(until)s") % about


def sheet(card: Scorecard, about: str) -> bytes:
    """Return a spreadsheet of the units, or of the channels of one unit."""
    lines = [(unit.name, unit.now) for unit in card.units] or [
        (str(one_stop.CHANNEL_WORDS[channel]), card.channels[channel])
        for channel in one_stop.CHANNEL_WORDS
    ]
    if not card.units or card.agency_id is None:
        lines.append((_("Cộng"), card.now))
    measures = list(one_stop.MEASURE_WORDS)
    parts = [f"{p.terms.part.value} {words.PART[p.terms.part]}" for p in card.now.parts]
    return workbook(
        title=_("Số liệu"),
        columns=[
            SheetColumn(_("Đơn vị") if card.units else _("Kênh nộp"), 36),
            *(SheetColumn(str(one_stop.MEASURE_WORDS[measure]), 16) for measure in measures),
            SheetColumn(_("Trung bình (ngày)"), 16),
            *(SheetColumn(part, 16) for part in parts),
        ],
        rows=[
            (
                name,
                *(tally.numbers[measure] for measure in measures),
                round(tally.average / words.DAY, 2) if tally.average is not None else None,
                *(None if p.points is None else float(p.points) for p in tally.parts),
            )
            for name, tally in lines
        ],
        note=about,
    )
