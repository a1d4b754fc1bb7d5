"""Pages of the administrators."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from province.foundation.errors import NotAllowedError
from province.foundation.events import permissions
from province.foundation.events.bus import subscribers
from province.foundation.events.reading import troubled_deliveries
from province.foundation.web.desk import DeskMixin
from province.sites.console import commands


class Outbox(DeskMixin, TemplateView):
    """The events that could not be delivered, and the button that sends one again."""

    template_name = "console/outbox.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Let in whoever may see the outbox.

        :raises NotAllowedError: the actor may not.
        """
        super().setup(request, *args, **kwargs)
        if not (self.actor.can(permissions.SEE) or self.actor.can(permissions.REPLAY)):
            raise NotAllowedError

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the troubled deliveries."""
        number = self.request.GET.get("trang", "1")
        return super().get_context_data(
            page=troubled_deliveries(page=int(number) if number.isdigit() else 1),
            subscribers=subscribers(),
            may_replay=self.actor.can(permissions.REPLAY),
            **kwargs,
        )

    def post(self, request: HttpRequest) -> HttpResponse:
        """Send one delivery again."""
        chosen = request.POST.get("delivery", "")
        if chosen.isdigit():
            commands.replay_delivery(actor=self.actor, delivery_id=int(chosen), now=timezone.now())
            messages.success(request, _("Đã xếp hàng gửi lại."))
        return redirect("console:outbox")
