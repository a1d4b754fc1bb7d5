"""The figures as tables and bars; a number leads to its dossiers for whoever may see them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from province.contexts.one_stop import public as one_stop
from province.contexts.one_stop.contracts.figures import Measure
from province.contexts.one_stop.contracts.states import Channel
from province.contexts.scorecards import public
from province.contexts.scorecards.contracts import Scorecard, Tally
from province.contexts.scorecards.web import words
from province.foundation.identity.actors import Actor
from province.foundation.ui.formats import format_number
from province.foundation.ui.tables import BarRow, Cell, Column, Table, TableRow

SHOWN = (
    Measure.HANDLED,
    Measure.CAME,
    Measure.CARRIED,
    Measure.DONE,
    Measure.DONE_EARLY,
    Measure.DONE_ON_DAY,
    Measure.DONE_LATE,
    Measure.WITHDRAWN,
    Measure.STOPPED,
    Measure.OPEN,
    Measure.OPEN_IN_TIME,
    Measure.OVERDUE,
    Measure.PAUSED,
)
PARTS_OF = {
    Measure.CAME: 1,
    Measure.CARRIED: 1,
    Measure.DONE_EARLY: 1,
    Measure.DONE_ON_DAY: 1,
    Measure.DONE_LATE: 1,
    Measure.WITHDRAWN: 2,
    Measure.STOPPED: 2,
    Measure.OPEN_IN_TIME: 1,
    Measure.OVERDUE: 1,
    Measure.PAUSED: 2,
}
INDENT = "\u2003"
IN_UNITS = (Measure.CAME, Measure.DONE, Measure.DONE_LATE, Measure.OVERDUE, Measure.PAUSED)
LinkOf = Callable[[Measure, int | None, Channel | None], str]


@dataclass(frozen=True, slots=True)
class Links:
    """Where the numbers of a scorecard lead."""

    actor: Actor
    question: public.Question
    at: datetime

    def to(self, measure: Measure, agency_id: int | None, channel: Channel | None) -> str:
        """Return the address of the dossiers, or nothing for whoever would not see them all."""
        if not one_stop.may_open_list(actor=self.actor, agency_id=agency_id):
            return ""
        narrowing = one_stop.Narrowing(
            measure=measure,
            period=self.question.period,
            at=self.at,
            agency_id=agency_id,
            level=self.question.level if agency_id is None else None,
            channel=channel or self.question.channel,
            procedure=self.question.procedure,
        )
        return f"{reverse('one_stop:dossiers')}?{urlencode(narrowing.pairs)}"


def no_links(_measure: Measure, _agency_id: int | None, _channel: Channel | None) -> str:
    """Lead nowhere: on paper, and for the public."""
    return ""


def part_bars(card: Scorecard, link: LinkOf) -> tuple[BarRow, ...]:
    """Return the parts of the index as bars, each leading to what costs its points."""
    return tuple(
        BarRow(
            label=f"{score.terms.part.value} {words.PART[score.terms.part]}",
            value=f"{words.points(score.points)} / {format_number(score.terms.maximum)}",
            percent=int(100 * (score.points or 0) / score.terms.maximum),
            detail=words.part_detail(score),
            url=link(public.LOST[score.terms.part], card.agency_id, None) if score.of else "",
        )
        for score in card.now.parts
    )


def channel_table(card: Scorecard, link: LinkOf) -> Table:
    """Return the counts by channel, with the sum and its change."""
    heads = [
        _("Hồ sơ"),
        *(str(one_stop.CHANNEL_WORDS[channel]) for channel in one_stop.CHANNEL_WORDS),
    ]
    columns = [*heads, _("Cộng"), _("So với kỳ trước")]
    rows = [_measure_row(measure, card, link) for measure in SHOWN]
    return Table(
        caption=_("Hồ sơ theo kênh nộp"),
        columns=tuple(Column(label=head, numeric=no > 0) for no, head in enumerate(columns)),
        rows=(*rows, _share_row(card), _mean_row(card)),
    )


def _measure_row(measure: Measure, card: Scorecard, link: LinkOf) -> TableRow:
    label = f"{INDENT * PARTS_OF.get(measure, 0)}{one_stop.MEASURE_WORDS[measure]}"
    cells = [
        _number(card.channels[channel].numbers[measure], link(measure, card.agency_id, channel))
        for channel in one_stop.CHANNEL_WORDS
    ]
    total = card.now.numbers[measure]
    moved = words.change(total, card.before.numbers[measure])
    return TableRow(
        cells=(
            Cell(words=label),
            *cells,
            _number(total, link(measure, card.agency_id, None)),
            Cell(words=moved, numeric=True),
        ),
        current=measure in {Measure.DONE, Measure.OPEN, Measure.HANDLED},
    )


def _share_row(card: Scorecard) -> TableRow:
    shares = [words.in_time_share(card.channels[c]) for c in one_stop.CHANNEL_WORDS]
    now, before = words.in_time_share(card.now), words.in_time_share(card.before)
    values = [*(words.percent(share) for share in (*shares, now))]
    return _plain_row(
        _("Giải quyết không trễ, trên số đã giải quyết"),
        values,
        words.change(now, before, decimals=1),
    )


def _mean_row(card: Scorecard) -> TableRow:
    values = [words.days(card.channels[c].average) for c in one_stop.CHANNEL_WORDS]
    label = _("Thời gian trung bình, kể cả ngày nghỉ, trừ lúc chờ người nộp")
    moved = words.change(
        words.in_days(card.now.average), words.in_days(card.before.average), decimals=1
    )
    return _plain_row(label, [*values, words.days(card.now.average)], moved)


def _plain_row(label: str, values: list[str], last: str) -> TableRow:
    cells = (Cell(words=value, numeric=True) for value in (*values, last))
    return TableRow(cells=(Cell(words=label), *cells))


def unit_table(card: Scorecard, link: LinkOf, unit_url: Callable[[int], str]) -> Table:
    """Return the units by rank, the one that is shown marked."""
    heads = [_("Hạng"), _("Đơn vị"), _("Điểm 766"), _("So với kỳ trước"), _("Tiếp nhận")]
    heads += [_("Đã giải quyết"), _("Không trễ"), _("Trễ hạn"), _("Đang quá hạn"), _("Tạm dừng")]
    return Table(
        caption=_("Xếp hạng đơn vị"),
        columns=tuple(Column(label=head, numeric=no != 1) for no, head in enumerate(heads)),
        rows=tuple(
            TableRow(
                cells=(
                    Cell(words=str(line.rank or words.NONE), numeric=True),
                    Cell(words=line.name, url=unit_url(line.agency_id)),
                    Cell(words=_points(line.now), numeric=True),
                    Cell(words=_moved(line.now, line.before), numeric=True),
                    *_unit_numbers(line.agency_id, line.now, link),
                ),
                current=line.agency_id == card.agency_id,
            )
            for line in card.units
        ),
    )


def _unit_numbers(agency_id: int, tally: Tally, link: LinkOf) -> tuple[Cell, ...]:
    cells = [
        _number(tally.numbers[measure], link(measure, agency_id, None)) for measure in IN_UNITS
    ]
    cells.insert(2, Cell(words=words.percent(words.in_time_share(tally)), numeric=True))
    return tuple(cells)


def _points(tally: Tally) -> str:
    return words.points(tally.points)


def _moved(now: Tally, before: Tally) -> str:
    return words.change(now.points, before.points, decimals=2)


def _number(number: int, url: str) -> Cell:
    return Cell(words=format_number(number), url=url if number else "", numeric=True)
