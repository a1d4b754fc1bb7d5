"""What can be chosen on a page of figures: period, unit, level, channel, procedure."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from province.contexts.one_stop import public as one_stop
from province.contexts.one_stop.contracts.figures import Whose
from province.contexts.scorecards.contracts import Scorecard
from province.contexts.scorecards.web.asking import Asked
from province.foundation.ui.contracts import ChipLink, Choice, FieldKind, FieldView
from province.kernel.org import public as org

MOST_PROCEDURES = 200


@dataclass(frozen=True, slots=True)
class Choices:
    """The fields of the form over the figures."""

    fields: tuple[FieldView, ...]
    first: str
    last: str
    period: str


def period_chips(asked: Asked, *, now: datetime) -> tuple[ChipLink, ...]:
    """Return month, quarter and year: around the last day that is shown and not to come."""
    today = now.astimezone(one_stop.LOCAL).date()
    day = min(asked.question.period.last, today)
    kinds = (
        (one_stop.PeriodKind.MONTH, _("Tháng")),
        (one_stop.PeriodKind.QUARTER, _("Quý")),
        (one_stop.PeriodKind.YEAR, _("Năm")),
    )
    return tuple(
        ChipLink(
            label=label,
            url=f"?{asked.query(period=one_stop.period_around(day, kind))}",
            current=asked.question.period.kind is kind,
        )
        for kind, label in kinds
    )


def choices_of(
    asked: Asked, *, seen: Collection[int] | None, card: Scorecard, now: datetime
) -> Choices:
    """Return the fields; units and levels only where there is more than one to see."""
    question = asked.question
    fields = [*_units(asked, seen, card, now)]
    channels = [(channel.value, str(words)) for channel, words in one_stop.CHANNEL_WORDS.items()]
    fields.append(
        _select("kenh", _("Kênh nộp"), [("", _("Mọi kênh")), *channels], question.channel or "")
    )
    counted = one_stop.procedures_counted(
        window=card.window,
        whose=Whose(units=None if card.agency_id is None else frozenset({card.agency_id})),
    )[:MOST_PROCEDURES]
    procedures = [(code, f"{code} {name}") for code, name, _number in counted]
    if question.procedure and question.procedure not in dict(procedures):
        procedures.append((question.procedure, question.procedure))
    fields.append(
        _select("tthc", _("Thủ tục"), [("", _("Mọi thủ tục")), *procedures], question.procedure)
    )
    return Choices(
        fields=tuple(fields),
        first=question.period.first.isoformat(),
        last=question.period.last.isoformat(),
        period=question.period.key,
    )


def _units(
    asked: Asked, seen: Collection[int] | None, card: Scorecard, now: datetime
) -> list[FieldView]:
    if seen is None:
        bodies = org.bodies(on=now.astimezone(one_stop.LOCAL).date())
        units = [("", _("Toàn tỉnh")), *((str(b.id), b.short_name) for b in bodies)]
        levels = [("", _("Mọi cấp"))]
        levels += [(level.value, str(words)) for level, words in one_stop.LEVEL_WORDS.items()]
        return [
            _select("dv", _("Đơn vị"), units, str(card.agency_id or "")),
            _select("cap", _("Cấp"), levels, asked.question.level or ""),
        ]
    if len(seen) == 1:
        return []
    found = org.agencies(ids=seen)
    units = [(str(key), agency.short_name) for key, agency in sorted(found.items())]
    return [_select("dv", _("Đơn vị"), units, str(card.agency_id))]


def _select(name: str, label: str, options: list[tuple[str, str]], chosen: str) -> FieldView:
    return FieldView(
        name=name,
        label=label,
        kind=FieldKind.SELECT,
        required=False,
        choices=tuple(
            Choice(value=value, label=words, chosen=value == chosen) for value, words in options
        ),
    )
