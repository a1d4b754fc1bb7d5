"""The words of the law that papers and forms use: what holds, all versions, a new one."""

from typing import Any, ClassVar

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from province.contexts.one_stop import permissions
from province.contexts.one_stop import public as one_stop
from province.contexts.one_stop.errors import (
    VersionNotFoundError,
    VersionOvertakenError,
    VersionReasonNeededError,
    WordingFaultyError,
    WordingManyError,
    WordingNoSymbolError,
)
from province.foundation.errors import NotAllowedError
from province.foundation.ui.contracts import Crumb, KeyValue
from province.foundation.ui.formats import format_date
from province.sites.console.days import local_day
from province.sites.console.forms.versions import WithdrawVersionForm
from province.sites.console.forms.wordings import WordingForm
from province.sites.console.views.acting import ConsolePage, F
from province.sites.console.views.versions import STANDINGS, VersionPage, day_in

ALL = "chung"  # how an address names what holds for every procedure


class Wordings(ConsolePage, TemplateView):
    """Every sort of words with what holds today; what nobody has checked stands first."""

    template_name = "console/wordings.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Let in whoever sets the words of the law.

        :raises NotAllowedError: the actor may not.
        """
        super().setup(request, *args, **kwargs)
        if not self.actor.can(permissions.SET_WORDINGS):
            raise NotAllowedError

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the rows."""
        rows = [
            {
                "wording": one,
                "procedure": "" if one.procedure == one_stop.EVERY else one.procedure,
                "url": url_of("wording", one),
            }
            for one in one_stop.wordings_on(on=local_day(self.now))
        ]
        unchecked = [row for row in rows if _is_unchecked(row["wording"])]
        return super().get_context_data(
            rows=sorted(rows, key=lambda row: row not in unchecked),
            unchecked=len(unchecked),
            **kwargs,
        )


def _is_unchecked(wording: Any) -> bool:
    return wording.holds is None or wording.holds.is_recalled


def url_of(name: str, wording: one_stop.Wording, **more: str) -> str:
    """Return the address of a page of one sort of words."""
    procedure = ALL if wording.procedure == one_stop.EVERY else wording.procedure
    given = {"procedure": procedure, "what": wording.what, **more}
    return reverse(f"console:{name}", kwargs=given)


class WordingPage(VersionPage[F]):
    """A page of one sort of words."""

    at_fields: ClassVar = {
        VersionReasonNeededError.code: "reason",
        WordingFaultyError.code: "lines",
        WordingManyError.code: "lines",
        WordingNoSymbolError.code: "lines",
    }
    told_here: ClassVar = frozenset({VersionOvertakenError.code})

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the words; let in whoever sets them.

        :raises NotAllowedError: the actor may not.
        :raises VersionNotFoundError: there is no such sort of words.
        """
        super().setup(request, *args, **kwargs)
        if not self.actor.can(permissions.SET_WORDINGS):
            raise NotAllowedError
        procedure = one_stop.EVERY if self.kwargs["procedure"] == ALL else self.kwargs["procedure"]
        found = one_stop.wording_of(
            procedure=procedure, what=self.kwargs["what"], on=local_day(self.now)
        )
        if found is None:
            raise VersionNotFoundError
        self.wording = found

    def back_url(self) -> str:
        """Return the page of these words."""
        return url_of("wording", self.wording)

    def crumbs(self) -> tuple[Crumb, ...]:
        """Return the path to this page."""
        return (
            Crumb(label=_("Câu chữ pháp lý"), url=reverse("console:wordings")),
            Crumb(label=str(self.wording.label)),
        )

    def facts(self) -> tuple[KeyValue, ...]:
        """Say for which procedure."""
        own = self.wording.procedure
        return (
            KeyValue(term=_("Thủ tục"), value=_("Mọi thủ tục") if own == one_stop.EVERY else own),
        )


class SetWording(WordingPage[WordingForm]):
    """What holds and held, and the form of new words."""

    template_name = "console/wording.html"
    form_class = WordingForm
    submit = gettext_lazy("Đặt nội dung mới")

    def get_initial(self) -> dict[str, Any]:
        """Start from what holds."""
        held = self.wording.holds
        return {"lines": "\n".join(held.lines) if held else ""}

    def perform(self, form: WordingForm) -> str:
        """Set the words."""
        given = form.cleaned_data
        changed = one_stop.set_wording(
            actor=self.actor,
            wording=one_stop.NewWording(
                procedure=self.wording.procedure,
                what=self.wording.what,
                valid_from=given["valid_from"],
                lines=form.words(),
                source=given["source"],
                is_recalled=not given["is_checked"],
            ),
            reason=given["reason"],
            confirmed=form.confirmed(),
            now=self.now,
        )
        if not changed:
            return _("Nội dung này đã được đặt; không có gì thay đổi.")
        return _("Đã đặt nội dung mới từ %(day)s.") % {"day": format_date(given["valid_from"])}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the versions, the newest day first."""
        own, today = self.wording.own, local_day(self.now)
        rows = [
            {
                "one": one,
                "standing": STANDINGS[
                    one_stop.standing_of(one, own, today, self.wording.delivered)
                ],
                "url": url_of("withdraw_wording", self.wording, day=one.valid_from.isoformat())
                if one in one_stop.latest(own)
                else "",
            }
            for one in own
        ]
        found = super().get_context_data(rows=rows, wording=self.wording, **kwargs)
        return {**found, "title": self.wording.label, "back_url": reverse("console:wordings")}


class WithdrawWording(WordingPage[WithdrawVersionForm]):
    """Words that were set for a day are withdrawn; they stay as history."""

    form_class = WithdrawVersionForm
    title = gettext_lazy("Rút câu chữ pháp lý")
    lead = gettext_lazy("Nội dung trước đó áp dụng trở lại. Giấy tờ đã lập không thay đổi.")
    submit = gettext_lazy("Rút")
    submit_kind = "x"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find what stands for the day.

        :raises VersionNotFoundError: nothing does.
        """
        super().setup(request, *args, **kwargs)
        day = day_in(self.kwargs["day"])
        found = [one for one in one_stop.latest(self.wording.own) if one.valid_from == day]
        if not found:
            raise VersionNotFoundError
        self.version = found[0]

    def facts(self) -> tuple[KeyValue, ...]:
        """Say which ones."""
        return (
            *super().facts(),
            KeyValue(term=_("Áp dụng từ"), value=format_date(self.version.valid_from)),
            KeyValue(term=_("Nội dung"), value="; ".join(self.version.lines), strong=True),
        )

    def perform(self, form: WithdrawVersionForm) -> str:
        """Withdraw them."""
        one_stop.withdraw_wording(
            actor=self.actor,
            procedure=self.wording.procedure,
            what=self.wording.what,
            valid_from=self.version.valid_from,
            reason=form.cleaned_data["reason"],
            now=self.now,
        )
        return _("Đã rút nội dung áp dụng từ %(day)s.") % {
            "day": format_date(self.version.valid_from)
        }
