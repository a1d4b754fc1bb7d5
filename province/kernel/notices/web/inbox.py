"""Pages: my notices; a notice opens and leads to what it speaks of."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.generic import TemplateView, View

from province.foundation.ui.contracts import ChipLink
from province.foundation.ui.pager import page_links
from province.foundation.web.asked import page_in
from province.foundation.web.desk import SignedInMixin
from province.kernel.notices import public

PAGE = 20
ONLY, UNREAD = "loc", "chua-doc"


@method_decorator(never_cache, name="dispatch")
class MyNotices(SignedInMixin, TemplateView):
    """What I was told, the newest first."""

    template_name = "notices/mine.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the page of the list that the address asks for."""
        is_unread_only = self.request.GET.get(ONLY) == UNREAD
        found = public.my_notices(
            actor=self.actor,
            is_unread_only=is_unread_only,
            page=page_in(self.request.GET.get("trang", "")),
            size=PAGE,
        )
        kept = {ONLY: UNREAD} if is_unread_only else {}
        return super().get_context_data(
            shell="ui/desk.html" if self.actor.official_id is not None else "ui/portal.html",
            notices=found,
            chips=(
                ChipLink(label=_("Tất cả"), url="?", current=not is_unread_only),
                ChipLink(
                    label=_("Chưa đọc"),
                    url=f"?{urlencode({ONLY: UNREAD})}",
                    current=is_unread_only,
                ),
            ),
            is_unread_only=is_unread_only,
            pages=page_links(
                current=found.numbers.number,
                page_count=found.numbers.count,
                total_rows=found.numbers.total,
                url_of=lambda number: f"?{urlencode({**kept, 'trang': str(number)})}",
            ),
            **kwargs,
        )


@method_decorator(never_cache, name="dispatch")
class OpenNotice(SignedInMixin, View):
    """A notice that is opened is read, and leads to what it speaks of."""

    def post(self, request: HttpRequest, notice_id: int) -> HttpResponse:
        """Mark it as read and go there; without a place to go, back to the list.

        :raises NoticeNotFoundError: there is none, or it is somebody else's.
        """
        del request
        link = public.open_notice(actor=self.actor, notice_id=notice_id, now=timezone.now())
        return redirect(link or reverse("notices:mine"))


class PutBack(SignedInMixin, View):
    """A notice is to be unread again."""

    def post(self, request: HttpRequest, notice_id: int) -> HttpResponse:
        """Mark it so and show the list.

        :raises NoticeNotFoundError: there is none, or it is somebody else's.
        """
        public.put_back(actor=self.actor, notice_id=notice_id)
        messages.success(request, _("Đã đánh dấu chưa đọc."))
        return redirect("notices:mine")


class ReadAll(SignedInMixin, View):
    """Everything is marked as read."""

    def post(self, request: HttpRequest) -> HttpResponse:
        """Mark it so and say how many were not."""
        count = public.read_all(actor=self.actor, now=timezone.now())
        said = ngettext(
            "Đã đánh dấu đọc %(count)s thông báo.", "Đã đánh dấu đọc %(count)s thông báo.", count
        )
        messages.success(request, said % {"count": count})
        return redirect("notices:mine")
