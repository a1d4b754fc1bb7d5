"""The period of a page of figures, as it stands in its address."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.http import HttpRequest
from django.utils import timezone
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from province.foundation.ui.contracts import ChipLink

PERIODS: dict[str, StrOrPromise] = {
    "thang": _("Tháng này"),
    "quy": _("Quý này"),
    "nam": _("Năm nay"),
    "12-thang": _("12 tháng qua"),
}
USUAL = "quy"
QUARTER = 3


@dataclass(frozen=True, slots=True)
class Period:
    """A period up to now."""

    key: str
    since: datetime
    until: datetime

    @property
    def label(self) -> str:
        """Return its words."""
        return str(PERIODS[self.key])


def period_of(request: HttpRequest) -> Period:
    """Return the period that the address asks for; a wrong one is the quarter."""
    asked = request.GET.get("ky", "")
    key = asked if asked in PERIODS else USUAL
    until = timezone.now()
    day = localtime(until).replace(hour=0, minute=0, second=0, microsecond=0)
    begins = {
        "thang": day.replace(day=1),
        "quy": day.replace(month=(day.month - 1) // QUARTER * QUARTER + 1, day=1),
        "nam": day.replace(month=1, day=1),
        "12-thang": day - timedelta(days=365),
    }
    return Period(key=key, since=begins[key], until=until)


def period_chips(period: Period) -> tuple[ChipLink, ...]:
    """Return the periods to choose from."""
    return tuple(
        ChipLink(label=str(label), url=f"?ky={key}", current=key == period.key)
        for key, label in PERIODS.items()
    )
