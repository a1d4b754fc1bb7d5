"""Pages: who looked at my data; what the officials of my unit looked at."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View

from province.contexts.privacy import public
from province.contexts.privacy.contracts import LookLine, OfficialHour, Unusual
from province.contexts.privacy.web.people import SubjectMixin
from province.foundation.spreadsheets.writing import Column as SheetColumn
from province.foundation.spreadsheets.writing import workbook
from province.foundation.ui.contracts import ChipLink, Crumb
from province.foundation.ui.formats import format_date, format_datetime, format_number, format_time
from province.foundation.ui.pager import page_links
from province.foundation.ui.tables import Cell, Column, Table, TableRow
from province.foundation.web.asked import page_in
from province.foundation.web.desk import DeskMixin
from province.foundation.web.downloads import xlsx_response

EVER = "tat-ca"
PERIODS: Mapping[str, tuple[object, int | None]] = {
    "30": (gettext_lazy("30 ngày qua"), 30),
    "90": (gettext_lazy("90 ngày qua"), 90),
    "365": (gettext_lazy("Một năm qua"), 365),
    EVER: (gettext_lazy("Từ trước đến nay"), None),
}
UNUSUAL = {
    Unusual.MANY: gettext_lazy("xem nhiều người trong một giờ"),
    Unusual.OUTSIDE_HOURS: gettext_lazy("ngoài giờ làm việc"),
}


class PeriodPage(SubjectMixin):
    """A page on one's own looks within a period that stands in its address."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Read the period; a wrong one is that of 90 days."""
        super().setup(request, *args, **kwargs)
        asked = request.GET.get("ky", "")
        self.period = asked if asked in PERIODS else "90"
        self.now = timezone.now()

    def since(self) -> datetime | None:
        """Return the beginning of the period."""
        days = PERIODS[self.period][1]
        return None if days is None else self.now - timedelta(days=days)


class MyLooks(PeriodPage, TemplateView):
    """When, which office, for which dossier, why."""

    template_name = "privacy/my_looks.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the page of looks that the address asks for."""
        page = page_in(self.request.GET.get("trang", ""))
        found = public.my_looks(actor=self.subject, since=self.since(), page=page, now=self.now)
        return super().get_context_data(
            table=Table(
                caption=_("Ai đã xem dữ liệu của tôi"),
                columns=tuple(Column(label=head) for head in _heads()),
                rows=tuple(TableRow(cells=_cells(line)) for line in found.lines),
            ),
            chips=tuple(
                ChipLink(label=str(label), url=f"?ky={key}", current=key == self.period)
                for key, (label, _days) in PERIODS.items()
            ),
            pages=page_links(
                current=found.numbers.number,
                page_count=found.numbers.count,
                total_rows=found.numbers.total,
                url_of=lambda number: f"?{urlencode({'ky': self.period, 'trang': number})}",
            ),
            export_url=f"{reverse('privacy:my_looks_export')}?ky={self.period}",
            crumbs=(
                Crumb(label=_("Trang chủ"), url="/"),
                Crumb(label=_("Ai đã xem dữ liệu của tôi")),
            ),
            **kwargs,
        )


class ExportMyLooks(PeriodPage, View):
    """Every single look in a file."""

    def get(self, *_args: Any, **_kwargs: Any) -> HttpResponse:
        """Return the file of the period."""
        lines = public.every_look_at_me(actor=self.subject, since=self.since(), now=self.now)
        content = workbook(
            title=_("Ai đã xem dữ liệu của tôi"),
            columns=[SheetColumn(head, 30) for head in _heads()],
            rows=[(line.first_at, line.unit, line.post, line.case, line.purpose) for line in lines],
        )
        return xlsx_response(content, name="luot-xem-du-lieu-cua-toi.xlsx")


class UnitLooks(DeskMixin, TemplateView):
    """What the unit's own officials looked at, the unusual first."""

    template_name = "privacy/unit_looks.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the hours of the last days.

        :raises MayNotSeeLooksError: the actor leads no unit.
        """
        found = public.looks_of_unit(actor=self.actor, now=timezone.now())
        heads = (_("Giờ"), _("Cán bộ"), _("Vị trí, đơn vị"), _("Số người"), _("Lượt"), _("Vì sao"))
        numeric = {3, 4}
        return super().get_context_data(
            table=Table(
                caption=_("Lượt xem dữ liệu cá nhân của cán bộ"),
                columns=tuple(
                    Column(label=head, numeric=no in numeric) for no, head in enumerate(heads)
                ),
                rows=tuple(TableRow(cells=_hour_cells(hour)) for hour in found),
            ),
            unusual_count=sum(1 for hour in found if hour.unusual),
            **kwargs,
        )


def _heads() -> tuple[str, ...]:
    return (_("Lúc"), _("Cơ quan"), _("Vị trí"), _("Hồ sơ"), _("Để làm gì"))


def _cells(line: LookLine) -> tuple[Cell, ...]:
    first, last = localtime(line.first_at), localtime(line.last_at)
    when = format_datetime(first)
    if line.times > 1:
        times = _("%(count)s lượt") % {"count": format_number(line.times)}
        when = f"{format_date(first)}, {format_time(first)}–{format_time(last)}, {times}"
    return (
        Cell(words=when),
        Cell(words=line.unit),
        Cell(words=line.post),
        Cell(words=line.case or _("không vì một hồ sơ nào")),
        Cell(words=_(line.purpose)),
    )


def _hour_cells(hour: OfficialHour) -> tuple[Cell, ...]:
    return (
        Cell(words=format_datetime(localtime(hour.hour))),
        Cell(words=hour.official),
        Cell(words=f"{hour.post}, {hour.unit}"),
        Cell(words=format_number(hour.people), numeric=True),
        Cell(words=format_number(hour.times), numeric=True),
        Cell(words=", ".join(str(UNUSUAL[one]) for one in hour.unusual)),
    )
