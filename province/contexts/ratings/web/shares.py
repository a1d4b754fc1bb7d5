"""Pages for everybody: how many are satisfied, unit by unit."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View

from province.contexts.ratings import public
from province.contexts.ratings.contracts import PublicShare
from province.contexts.ratings.web.periods import period_chips, period_of
from province.foundation.spreadsheets.writing import Column as SheetColumn
from province.foundation.spreadsheets.writing import workbook
from province.foundation.ui.contracts import Crumb
from province.foundation.ui.formats import format_number
from province.foundation.ui.tables import Cell, Column, Table, TableRow
from province.foundation.web.desk import ActorMixin
from province.foundation.web.downloads import xlsx_response


def percent(share: float | None, *, missing: str = "") -> str:
    """Return a share in words, with the comma of the language."""
    return f"{format_number(share, decimals=1)} %" if share is not None else missing


class Shares(ActorMixin, TemplateView):
    """The share of the satisfied of each unit."""

    template_name = "ratings/shares.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the period that the address asks for."""
        period = period_of(self.request)
        found = public.public_shares(since=period.since, until=period.until)
        least = public.term(key="public_minimum", on=localtime(period.until).date())
        return super().get_context_data(
            table=Table(
                caption=_("Mức độ hài lòng theo cơ quan"),
                columns=(
                    Column(label=_("Cơ quan")),
                    Column(label=_("Số đánh giá"), numeric=True),
                    Column(label=_("Hài lòng"), numeric=True),
                ),
                rows=tuple(_row(one) for one in found),
            ),
            chips=period_chips(period),
            least=least.amount,
            export_url=f"{reverse('ratings:shares_file')}?ky={period.key}",
            crumbs=(Crumb(label=_("Trang chủ"), url="/"), Crumb(label=_("Mức độ hài lòng"))),
            **kwargs,
        )


class ExportShares(View):
    """The shares as a file."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Return the file of the period."""
        period = period_of(request)
        found = public.public_shares(since=period.since, until=period.until)
        content = workbook(
            title=_("Mức độ hài lòng"),
            columns=[
                SheetColumn(_("Cơ quan"), 50),
                SheetColumn(_("Số đánh giá"), 14),
                SheetColumn(_("Hài lòng (%)"), 14),
            ],
            rows=[(one.unit, one.rated, one.share) for one in found],
            note=period.label,
        )
        return xlsx_response(content, name="muc-do-hai-long.xlsx")


def _row(one: PublicShare) -> TableRow:
    return TableRow(
        cells=(
            Cell(words=one.unit),
            Cell(words=format_number(one.rated), numeric=True),
            Cell(words=percent(one.share, missing=_("chưa đủ số")), numeric=True),
        )
    )
