"""The page of figures that everybody may read: units and numbers, no dossier, no person."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from province.contexts.one_stop import public as one_stop
from province.contexts.scorecards import public
from province.contexts.scorecards.web import words
from province.contexts.scorecards.web.asking import Asked, asked_in
from province.contexts.scorecards.web.choosing import period_chips
from province.contexts.scorecards.web.tables import no_links, unit_table
from province.foundation.ui.contracts import Crumb
from province.foundation.web.desk import ActorMixin


class PublicFigures(ActorMixin, TemplateView):
    """How the units do, by month, quarter or year."""

    template_name = "scorecards/public.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the table of units."""
        now = timezone.now()
        asked = asked_in(self.request.GET.dict(), now=now)
        period = asked.question.period
        if period.kind is one_stop.PeriodKind.DAYS:
            period = one_stop.period_around(period.last, one_stop.PeriodKind.MONTH)
        asked = Asked(question=public.Question(period=period))
        card = public.public_scorecard(period=period, now=now)
        return super().get_context_data(
            card=card,
            chips=period_chips(asked, now=now),
            earlier=f"?{asked.query(period=one_stop.period_before(period))}",
            later=f"?{asked.query(period=one_stop.period_after(period))}",
            period=one_stop.period_words(period),
            counted_at=now,
            units=unit_table(card, no_links, lambda _agency_id: ""),
            terms=words.source_lines(card.now),
            crumbs=(
                Crumb(label=_("Trang chủ"), url="/"),
                Crumb(label=_("Số liệu giải quyết hồ sơ")),
            ),
            **kwargs,
        )
