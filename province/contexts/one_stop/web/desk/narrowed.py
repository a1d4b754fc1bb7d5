"""What a figure has narrowed a list of dossiers to, in words over the list."""

from dataclasses import dataclass

from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django_stubs_ext import StrOrPromise

from province.contexts.one_stop.measure_words import CHANNEL, LEVEL, MEASURE, period_words
from province.contexts.one_stop.rules.narrowing import Narrowing
from province.foundation.ui.formats import format_datetime
from province.kernel.org import public as org


@dataclass(frozen=True, slots=True)
class Narrowed:
    """The measure, and the rest in one line."""

    measure: StrOrPromise
    rest: str


def narrowed_words(narrowing: Narrowing) -> Narrowed | None:
    """Say what the list is narrowed to; nothing when it is not."""
    if not narrowing.pairs:
        return None
    measure = f"{MEASURE[narrowing.measure]}." if narrowing.measure else ""
    rest = []
    if narrowing.agency_id is not None:
        found = org.agencies(ids=[narrowing.agency_id]).get(narrowing.agency_id)
        rest.append(found.short_name if found else _("Không có đơn vị này"))
    if narrowing.level is not None:
        rest.append(str(LEVEL[narrowing.level]))
    if narrowing.period is not None and narrowing.window is not None:
        rest.append(period_words(narrowing.period))
        until = localtime(narrowing.window.until)
        if until.date() <= narrowing.period.last:
            rest.append(_("tính đến %(moment)s") % {"moment": format_datetime(until)})
    if narrowing.channel is not None:
        rest.append(str(CHANNEL[narrowing.channel]).lower())
    if narrowing.procedure:
        rest.append(_("thủ tục %(code)s") % {"code": narrowing.procedure})
    return Narrowed(measure=measure, rest=", ".join(rest) + ".")
