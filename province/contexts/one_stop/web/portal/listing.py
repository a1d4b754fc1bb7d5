"""A citizen's dossiers and drafts in a list."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from province.contexts.one_stop import public as one_stop
from province.contexts.one_stop.contracts.views import DossierRow
from province.contexts.one_stop.web.portal.people import CitizenMixin
from province.contexts.one_stop.web.portal.standing import Standing, standing
from province.contexts.procedures import public as procedures
from province.foundation.ui.contracts import (
    Crumb,
)
from province.foundation.ui.pager import page_links
from province.foundation.web.asked import page_in
from province.kernel.calendars import public as calendars
from province.kernel.calendars.contracts import Calendars
from province.kernel.forms import public as forms
from province.kernel.forms.contracts import DraftValue
from province.kernel.org import public as org
from province.kernel.org.contracts import AgencyValue

PAGE = 20


@dataclass(frozen=True, slots=True)
class DraftRow:
    """A draft of a list."""

    draft: DraftValue
    name: str


@dataclass(frozen=True, slots=True)
class MyRow:
    """A dossier of one's own in a list."""

    row: DossierRow
    agency: str
    standing: Standing


class MyDossiers(CitizenMixin, TemplateView):
    """Drafts first, then the dossiers, the newest on top."""

    template_name = "one_stop/portal/my_dossiers.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return a page of one's own dossiers."""
        now = timezone.now()
        found = one_stop.list_dossiers(
            actor=self.citizen,
            filters=one_stop.DossierFilter(),
            page=page_in(self.request.GET.get("trang", "")),
            size=PAGE,
        )
        waiting = forms.drafts(actor=self.citizen, now=now)
        names = procedures.names(codes={draft.subject for draft in waiting})
        agencies = org.agencies(ids={row.agency_id for row in found.rows})
        book = calendars.all_calendars()
        return super().get_context_data(
            drafts=tuple(
                DraftRow(draft=draft, name=names[draft.subject])
                for draft in waiting
                if draft.subject in names
            ),
            rows=tuple(_row(row, agencies, book, now) for row in found.rows),
            total=found.numbers.total,
            pages=page_links(
                current=found.numbers.number,
                page_count=found.numbers.count,
                total_rows=found.numbers.total,
                url_of=lambda number: f"?{urlencode({'trang': number})}",
            ),
            crumbs=(Crumb(label=_("Trang chủ"), url="/"), Crumb(label=_("Hồ sơ của tôi"))),
            **kwargs,
        )


def _row(
    row: DossierRow,
    agencies: dict[int, AgencyValue],
    book: Calendars,
    now: datetime,
) -> MyRow:
    return MyRow(
        row=row,
        agency=agencies[row.agency_id].short_name,
        standing=standing(row, book.of(row.agency_id), now),
    )
