"""What the pages of dated legal data share: questions before a version is set, its standing."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_stubs_ext import StrOrPromise

from province.contexts.one_stop import public as one_stop
from province.contexts.one_stop.errors import VersionDoubtfulError, VersionNotFoundError
from province.foundation.errors import DomainError
from province.foundation.ui.formats import format_date, format_money
from province.sites.console.forms.versions import VersionForm
from province.sites.console.views.acting import ActPage, F

STANDINGS: Mapping[one_stop.Standing, StrOrPromise] = {
    one_stop.Standing.HOLDS: gettext_lazy("đang áp dụng"),
    one_stop.Standing.COMING: gettext_lazy("chưa đến ngày"),
    one_stop.Standing.OVER: gettext_lazy("đã hết áp dụng"),
    one_stop.Standing.CORRECTED: gettext_lazy("đã được sửa"),
    one_stop.Standing.WITHDRAWN: gettext_lazy("đã rút"),
}


class VersionPage(ActPage[F]):
    """A page that sets or withdraws a version; what is doubtful is asked before it is done."""

    def refused(self, form: F, refusal: DomainError) -> HttpResponse:
        """Ask what has to be confirmed; everything else as on every page."""
        if isinstance(refusal, VersionDoubtfulError) and isinstance(form, VersionForm):
            form.ask(sentences_of(refusal.doubts))
            form.add_error(None, str(refusal))
            return self.form_invalid(form)
        return super().refused(form, refusal)


def sentences_of(doubts: Iterable[one_stop.Doubt]) -> Mapping[one_stop.DoubtKind, str]:
    """Return what one confirms, as a sentence each."""
    return {doubt.kind: _sentence(doubt) for doubt in doubts}


def day_in(text: str) -> date:
    """Read a day out of an address.

    :raises VersionNotFoundError: it is none.
    """
    try:
        return date.fromisoformat(text)
    except ValueError as fault:
        raise VersionNotFoundError from fault


def _sentence(doubt: one_stop.Doubt) -> str:
    said = {"day": format_date(doubt.valid_from)}
    if doubt.kind is one_stop.DoubtKind.PAST:
        return (
            _("Ngày %(day)s đã đến hoặc đã qua: việc đang soạn được tính theo nội dung mới ngay.")
            % said
        )
    if doubt.kind is one_stop.DoubtKind.CORRECTS:
        return (
            _("Đã có nội dung đặt cho ngày %(day)s; nội dung này sửa nó, bản cũ vẫn được giữ.")
            % said
        )
    if isinstance(doubt.before, one_stop.RateVersion):
        before = format_money(doubt.before.rate.base_amount)
        return _("Số tiền khác xa mức trước đó (%(before)s); tôi đã xem lại số này.") % {
            "before": before
        }
    return _("Số tiền rất nhỏ; tôi đã xem lại số này.")
