"""The base amounts of social allowances: what holds, all that was ever set, a new one."""

from typing import Any, ClassVar

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from province.contexts.one_stop import permissions
from province.contexts.one_stop import public as one_stop
from province.contexts.one_stop.errors import (
    VersionNotFoundError,
    VersionOvertakenError,
    VersionReasonNeededError,
)
from province.foundation.errors import NotAllowedError
from province.foundation.ui.contracts import Crumb, KeyValue
from province.foundation.ui.formats import format_date, format_money
from province.sites.console.days import local_day
from province.sites.console.forms.rates import RateForm
from province.sites.console.forms.versions import WithdrawVersionForm
from province.sites.console.views.acting import F
from province.sites.console.views.versions import STANDINGS, VersionPage, day_in


class RatePage(VersionPage[F]):
    """A page of whoever sets rates."""

    at_fields: ClassVar = {VersionReasonNeededError.code: "reason"}
    told_here: ClassVar = frozenset({VersionOvertakenError.code})

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Let in whoever sets rates.

        :raises NotAllowedError: the actor may not.
        """
        super().setup(request, *args, **kwargs)
        if not self.actor.can(permissions.SET_RATES):
            raise NotAllowedError

    def back_url(self) -> str:
        """Return the list."""
        return reverse("console:rates")


class Rates(RatePage[RateForm]):
    """What holds, all versions with who and why, and the form of a new one."""

    template_name = "console/rates.html"
    form_class = RateForm
    title = gettext_lazy("Mức chuẩn trợ giúp xã hội")
    submit = gettext_lazy("Đặt mức chuẩn")

    def crumbs(self) -> tuple[Crumb, ...]:
        """Return none: it is a page of the menu."""
        return ()

    def perform(self, form: RateForm) -> str:
        """Set the rate."""
        rate = form.rate()
        changed = one_stop.set_rate(
            actor=self.actor,
            rate=rate,
            reason=form.cleaned_data["reason"],
            confirmed=form.confirmed(),
            now=self.now,
        )
        if not changed:
            return _("Mức chuẩn này đã được đặt; không có gì thay đổi.")
        said = {"amount": format_money(rate.base_amount), "day": format_date(rate.valid_from)}
        return _("Đã đặt mức chuẩn %(amount)s từ %(day)s.") % said

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return every version, the newest day first."""
        versions, today = one_stop.rate_versions(), local_day(self.now)
        standing = one_stop.latest(versions)
        rows = [
            {
                "one": one,
                "rate": one.rate,
                "standing": STANDINGS[one_stop.standing_of(one, versions, today)],
                "kind": one_stop.standing_of(one, versions, today).value,
                "may_withdraw": one in standing,
            }
            for one in versions
        ]
        return super().get_context_data(rows=rows, **kwargs)


class WithdrawRate(RatePage[WithdrawVersionForm]):
    """A rate that was set for a day is withdrawn; it stays as history."""

    form_class = WithdrawVersionForm
    title = gettext_lazy("Rút mức chuẩn")
    lead = gettext_lazy("Mức trước đó áp dụng trở lại. Quyết định đã ký không thay đổi.")
    submit = gettext_lazy("Rút")
    submit_kind = "x"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find what stands for the day.

        :raises VersionNotFoundError: nothing does.
        """
        super().setup(request, *args, **kwargs)
        day = day_in(self.kwargs["day"])
        found = [one for one in one_stop.latest(one_stop.rate_versions()) if one.valid_from == day]
        if not found:
            raise VersionNotFoundError
        self.rate = found[0].rate

    def crumbs(self) -> tuple[Crumb, ...]:
        """Return the path to this page."""
        return (Crumb(label=_("Mức chuẩn"), url=self.back_url()), Crumb(label=str(self.title)))

    def facts(self) -> tuple[KeyValue, ...]:
        """Say which one, and what holds afterwards."""
        others = [
            one
            for one in one_stop.latest(one_stop.rate_versions())
            if one.valid_from < self.rate.valid_from
        ]
        before = format_money(others[0].rate.base_amount) if others else _("không có mức nào")
        return (
            KeyValue(term=_("Áp dụng từ"), value=format_date(self.rate.valid_from)),
            KeyValue(term=_("Mức chuẩn"), value=format_money(self.rate.base_amount), strong=True),
            KeyValue(term=_("Căn cứ"), value=self.rate.source),
            KeyValue(term=_("Sau khi rút"), value=before),
        )

    def perform(self, form: WithdrawVersionForm) -> str:
        """Withdraw it."""
        one_stop.withdraw_rate(
            actor=self.actor,
            valid_from=self.rate.valid_from,
            reason=form.cleaned_data["reason"],
            now=self.now,
        )
        return _("Đã rút mức chuẩn áp dụng từ %(day)s.") % {
            "day": format_date(self.rate.valid_from)
        }
