"""Pages: the messages that left, or should have; one of them is sent again."""

from typing import Any, ClassVar

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from province.foundation.messages.contracts import Channel
from province.foundation.messages.sending import channels_open
from province.foundation.spreadsheets.writing import Column as SheetColumn
from province.foundation.spreadsheets.writing import workbook
from province.foundation.ui.formats import format_datetime
from province.foundation.web.asked import id_in
from province.foundation.web.downloads import xlsx_response
from province.kernel.notices import permissions
from province.kernel.notices import public as notices
from province.kernel.notices.contracts import SendingFilter, SendingState, SendingView
from province.sites.console.views.listing import MOST_ROWS, PAGE, ListPage

STATE, BY = "trang-thai", "kenh"
STATES = {
    "cho": SendingState.QUEUED,
    "loi": SendingState.FAILED,
    "da-gui": SendingState.SENT,
    "thoi": SendingState.GIVEN_UP,
    "tu-choi": SendingState.REFUSED,
}
CHANNELS = {"thu": Channel.EMAIL, "tin-nhan": Channel.SMS}
OVER = {SendingState.GIVEN_UP, SendingState.REFUSED}


def state_words(state: SendingState) -> str:
    """Say how a message stands."""
    return {
        SendingState.QUEUED: _("Chờ gửi"),
        SendingState.FAILED: _("Lỗi, đang thử lại"),
        SendingState.SENT: _("Đã gửi"),
        SendingState.GIVEN_UP: _("Đã thôi thử"),
        SendingState.REFUSED: _("Địa chỉ không nhận"),
    }[state]


def channel_words(channel: Channel) -> str:
    """Name a channel."""
    return _("Thư điện tử") if channel is Channel.EMAIL else _("Tin nhắn")


class SentReader(ListPage):
    """What the list and its spreadsheet read."""

    filters: ClassVar[dict[str, tuple[str, ...]]] = {STATE: tuple(STATES), BY: tuple(CHANNELS)}

    def narrowed(self) -> SendingFilter:
        """Return what the address asks for."""
        return SendingFilter(
            state=STATES.get(self.asked.get(STATE, "")),
            channel=CHANNELS.get(self.asked.get(BY, "")),
        )


class Sent(SentReader):
    """The messages, the newest first."""

    template_name = "console/sent.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the page of the list that the address asks for.

        :raises MayNotSeeSentError: the actor does not look after messages.
        """
        found = notices.sent_messages(
            actor=self.actor, narrowed=self.narrowed(), page=self.page, size=PAGE
        )
        may_send = self.actor.can(permissions.SEND_AGAIN)
        closed = [channel_words(one) for one in Channel if one not in channels_open()]
        return super().get_context_data(
            total=found.numbers.total,
            rows=[
                {
                    "sending": row,
                    "kind": notices.kind_words(key=row.kind),
                    "channel": channel_words(row.channel),
                    "state": state_words(row.state),
                    "may_send": may_send and row.state in OVER,
                }
                for row in found.rows
            ],
            closed=", ".join(closed),
            pages=self.pages(found.numbers),
            state_chips=self.chips(
                STATE,
                (
                    ("", _("Mọi trạng thái")),
                    *((word, state_words(state)) for word, state in STATES.items()),
                ),
            ),
            channel_chips=self.chips(
                BY,
                (
                    ("", _("Mọi kênh")),
                    *((word, channel_words(channel)) for word, channel in CHANNELS.items()),
                ),
            ),
            export_url=reverse("console:sent_export") + self.address(),
            **kwargs,
        )

    def post(self, request: HttpRequest) -> HttpResponse:
        """Send one message again, and stay in the list as it was narrowed.

        :raises MayNotSeeSentError: the actor may not.
        :raises SendingNotFoundError: there is no such message.
        :raises SentAlreadyError: it left, or waits for its turn.
        """
        chosen = id_in(request.POST.get("sending", ""))
        notices.send_again(actor=self.actor, sending_id=chosen or 0, now=timezone.now())
        messages.success(request, _("Đã xếp hàng gửi lại."))
        return redirect(reverse("console:sent") + self.address())


class ExportSent(SentReader):
    """The list as seen, as a spreadsheet; addresses stay masked."""

    def get(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponse:
        """Return every message that the address asks for.

        :raises MayNotSeeSentError: the actor does not look after messages.
        """
        del request
        found = notices.sent_messages(
            actor=self.actor, narrowed=self.narrowed(), page=1, size=MOST_ROWS
        )
        content = workbook(
            title=_("Tin đã gửi"),
            columns=[
                SheetColumn(_("Tạo lúc"), 20),
                SheetColumn(_("Loại tin"), 34),
                SheetColumn(_("Kênh"), 14),
                SheetColumn(_("Gửi tới"), 26),
                SheetColumn(_("Trạng thái"), 22),
                SheetColumn(_("Đã thử"), 8),
                SheetColumn(_("Gửi lúc"), 20),
                SheetColumn(_("Lý do"), 30),
            ],
            rows=[_line(row) for row in found.rows],
        )
        return xlsx_response(content, name="tin-da-gui.xlsx")


def _line(row: SendingView) -> tuple[str | int, ...]:
    return (
        format_datetime(localtime(row.created_at)),
        str(notices.kind_words(key=row.kind)),
        channel_words(row.channel),
        row.address,
        state_words(row.state),
        row.attempts,
        format_datetime(localtime(row.sent_at)) if row.sent_at else "",
        row.why,
    )
