"""Pages at the counter: which results went out today, and the rating for the tablet."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import TemplateView

from province.contexts.ratings import permissions, public
from province.contexts.ratings.errors import MayNotAskAtCounterError
from province.contexts.ratings.web.rating import RatingPage
from province.foundation.ui.formats import format_datetime
from province.foundation.ui.tables import Cell, Column, Table, TableRow
from province.foundation.web.desk import DeskMixin


@method_decorator(never_cache, name="dispatch")
class Counter(DeskMixin, TemplateView):
    """Results that went out within a day and have no rating: each opens on the tablet."""

    template_name = "ratings/counter.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the list.

        :raises MayNotAskAtCounterError: the actor returns no results.
        """
        found = public.waiting_at_counter(actor=self.actor, now=timezone.now())
        return super().get_context_data(
            table=Table(
                caption=_("Kết quả vừa trả, chưa được đánh giá"),
                columns=tuple(
                    Column(label=head) for head in (_("Mã hồ sơ"), _("Thủ tục"), _("Trả lúc"))
                ),
                rows=tuple(
                    TableRow(
                        cells=(
                            Cell(
                                words=one.dossier_code,
                                url=reverse("ratings:tablet", args=[one.dossier_id]),
                            ),
                            Cell(words=one.procedure),
                            Cell(words=format_datetime(localtime(one.returned_at))),
                        )
                    )
                    for one in found
                ),
            ),
            **kwargs,
        )


@method_decorator([never_cache, sensitive_post_parameters()], name="dispatch")
class Tablet(DeskMixin, RatingPage):
    """The rating on the tablet of the counter: large, and with no way into the desk."""

    template_name = "ratings/tablet.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find a result that the actor's counter has handed out and nobody has rated.

        :raises MayNotAskAtCounterError: the actor returns no results.
        :raises RatingNotFoundError: it is none of the actor's counter.
        """
        super().setup(request, *args, **kwargs)
        if not self.actor.can(permissions.ASK_AT_COUNTER):
            raise MayNotAskAtCounterError
        self.speaker = self.actor
        self.find(dossier_id=kwargs["dossier_id"])

    def next_page(self) -> str:
        """Return to thanks; the next person does not see what this one said."""
        return reverse("ratings:thanks")


class Thanks(DeskMixin, TemplateView):
    """What the tablet shows after a rating, until the next person."""

    template_name = "ratings/thanks.html"
