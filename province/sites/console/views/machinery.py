"""Pages about the machinery: events that could not be delivered."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View

from province.foundation.errors import NotAllowedError
from province.foundation.events import permissions
from province.foundation.events.bus import subscribers, words_of
from province.foundation.events.reading import troubled_deliveries
from province.foundation.web.asked import id_in, page_in
from province.foundation.web.desk import DeskMixin
from province.foundation.web.menus import Shell, menu_of, rail_of
from province.sites.console import commands


class Home(DeskMixin, View):
    """The way in: to the first page that the actor's rail, or else the bar, has."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Go there.

        :raises NotAllowedError: the actor's menu has none.
        """
        home = reverse("console:home")
        rail = rail_of(shell=Shell.DESK, actor=self.actor, request=request)
        bar = menu_of(shell=Shell.DESK, actor=self.actor, request=request)
        led = [item for group in rail for item in group.items if item.url != home]
        own = [item for item in bar if item.url.startswith(home) and item.url != home]
        for item in (*led, *own):
            return redirect(item.url)
        raise NotAllowedError


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
        return super().get_context_data(
            page=troubled_deliveries(page=page_in(self.request.GET.get("trang", ""))),
            subscribers=[
                (event, name, words_of(name))
                for event, names in subscribers().items()
                for name in names
            ],
            may_replay=self.actor.can(permissions.REPLAY),
            **kwargs,
        )

    def post(self, request: HttpRequest) -> HttpResponse:
        """Send one delivery again."""
        chosen = id_in(request.POST.get("delivery", ""))
        if chosen is not None:
            commands.replay_delivery(actor=self.actor, delivery_id=chosen, now=timezone.now())
            messages.success(request, _("Đã xếp hàng gửi lại."))
        return redirect("console:outbox")
