"""Numbers as people read them: changes, means, points."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_stubs_ext import StrOrPromise

from province.contexts.one_stop.contracts.figures import Measure
from province.contexts.scorecards.contracts import Part, PartScore, Tally
from province.foundation.ui.formats import format_number, format_percent

PART: Mapping[Part, StrOrPromise] = {
    Part.IN_TIME: gettext_lazy("Hồ sơ giải quyết đúng hạn"),
    Part.ONLINE: gettext_lazy("Hồ sơ nộp trực tuyến"),
    Part.ELECTRONIC_RESULT: gettext_lazy("Hồ sơ có kết quả điện tử"),
}
UNSYNCHRONISED = gettext_lazy("Chưa nhân tỷ lệ đồng bộ")
DAY = timedelta(days=1)
NONE = "–"


def days(average: timedelta | None) -> str:
    """Say a mean in days of 24 hours."""
    number = in_days(average)
    if number is None:
        return NONE
    return _("%(number)s ngày") % {"number": format_number(number, decimals=1)}


def in_days(average: timedelta | None) -> Decimal | None:
    """Return a mean as days of 24 hours, to the minute."""
    if average is None:
        return None
    return Decimal(average // timedelta(minutes=1)) / Decimal(DAY // timedelta(minutes=1))


def in_time_share(tally: Tally) -> Decimal | None:
    """Return how much of what is done was done in time, in percent."""
    done = tally.numbers[Measure.DONE]
    if not done:
        return None
    return Decimal(100) * (done - tally.numbers[Measure.DONE_LATE]) / done


def percent(share: Decimal | None) -> str:
    """Say a share, or a dash where nothing was counted."""
    return NONE if share is None else format_percent(share, decimals=1)


def points(number: Decimal | None) -> str:
    """Say points with two decimals, or a dash."""
    return NONE if number is None else format_number(number, decimals=2)


def change(now: Decimal | int | None, before: Decimal | int | None, *, decimals: int = 0) -> str:
    """Say by how much a number has moved, with its sign."""
    if now is None or before is None:
        return NONE
    moved = round(Decimal(now) - Decimal(before), decimals)
    if not moved:
        return "0"
    sign = "+" if moved > 0 else "−"  # noqa: RUF001 -- the sign that stands beside digits
    return f"{sign}{format_number(abs(moved), decimals=decimals)}"


def part_detail(score: PartScore) -> str:
    """Say which dossiers cost the points of a part."""
    if score.points is None:
        return _("Chưa có hồ sơ để đếm")
    numbers = {"lost": format_number(score.of - score.got), "of": format_number(score.of)}
    said = _("%(lost)s trong %(of)s hồ sơ mất điểm") % numbers
    return f"{said}. {UNSYNCHRONISED}" if score.terms.is_unsynchronised else said


@dataclass(frozen=True, slots=True)
class SourceLine:
    """Where the formula of a part comes from, as the pages say it."""

    part: str
    name: StrOrPromise
    source: str
    is_recalled: bool
    caution: StrOrPromise


def source_lines(tally: Tally) -> tuple[SourceLine, ...]:
    """Return the sources of the parts."""
    return tuple(
        SourceLine(
            part=score.terms.part.value,
            name=PART[score.terms.part],
            source=score.terms.source,
            is_recalled=score.terms.is_recalled,
            caution=UNSYNCHRONISED if score.terms.is_unsynchronised else "",
        )
        for score in tally.parts
    )
