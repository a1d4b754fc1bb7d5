"""Pages: the words of notices, by channel and language; a preview; a version is withdrawn."""

from datetime import datetime, time
from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.timezone import get_default_timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from province.foundation.errors import DomainError
from province.foundation.ui.contracts import Crumb, KeyValue
from province.foundation.ui.formats import format_datetime
from province.kernel.notices import public as notices
from province.kernel.notices.contracts import KindWording, NewNoticeWording, WordingVersion
from province.kernel.notices.errors import (
    NoticeWordingNotFoundError,
    NoticeWordingOvertakenError,
)
from province.sites.console.forms.notice_wordings import NoticeWordingForm
from province.sites.console.forms.versions import WithdrawVersionForm
from province.sites.console.views.acting import ActPage, ConsolePage, F
from province.sites.console.views.sent import channel_words

TRY = "xem"  # the button that shows the words with examples and sets nothing


def language_words(language: str) -> str:
    """Name a language."""
    return {"vi": _("Tiếng Việt"), "en": _("Tiếng Anh")}[language]


def url_of(name: str, one: KindWording, **more: int) -> str:
    """Return the address of a page of one kind, channel and language."""
    given = {"kind": one.key, "channel": one.channel.value, "language": one.language, **more}
    return reverse(f"console:{name}", kwargs=given)


class NoticeWordings(ConsolePage, TemplateView):
    """Every kind of notice with the words that hold."""

    template_name = "console/notice_wordings.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the rows.

        :raises MayNotSetWordingsError: the actor does not change the words of notices.
        """
        rows = [
            {
                "one": one,
                "channel": channel_words(one.channel),
                "language": language_words(one.language),
                "url": url_of("notice_wording", one),
                "parts": notices.preview(wording=one, title=one.title, text=one.text).parts,
            }
            for one in notices.kind_wordings(actor=self.actor, now=self.now)
        ]
        return super().get_context_data(rows=rows, **kwargs)


class NoticeWordingPage(ActPage[F]):
    """A page of the words of one kind, channel and language."""

    told_here: ClassVar = frozenset({NoticeWordingOvertakenError.code})

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the words.

        :raises MayNotSetWordingsError: the actor does not change the words of notices.
        :raises NoticeWordingNotFoundError: there is no such kind, channel or language.
        """
        super().setup(request, *args, **kwargs)
        self.wording = notices.kind_wording(
            actor=self.actor,
            kind=self.kwargs["kind"],
            channel=self.kwargs["channel"],
            language=self.kwargs["language"],
            now=self.now,
        )

    def back_url(self) -> str:
        """Return the page of these words."""
        return url_of("notice_wording", self.wording)

    def crumbs(self) -> tuple[Crumb, ...]:
        """Return the path to this page."""
        return (
            Crumb(label=_("Mẫu thông báo"), url=reverse("console:notice_wordings")),
            Crumb(label=str(self.wording.label)),
        )

    def facts(self) -> tuple[KeyValue, ...]:
        """Say by which channel, in which language, and what the words may name."""
        one = self.wording
        names = "; ".join(f"{{{name}}}: {example}" for name, example in one.values.items())
        facts = [
            (_("Kênh"), channel_words(one.channel)),
            (_("Ngôn ngữ"), language_words(one.language)),
            (_("Biến dùng được"), names),
        ]
        if one.needed:
            needed = ", ".join(f"{{{name}}}" for name in one.needed)
            facts.append((_("Luật buộc phải có"), needed))
        return tuple(KeyValue(term=term, value=value) for term, value in facts)


class SetNoticeWording(NoticeWordingPage[NoticeWordingForm]):
    """What holds and held, the form of new words, and how they look with examples."""

    template_name = "console/notice_wording.html"
    form_class = NoticeWordingForm
    submit = gettext_lazy("Đặt nội dung mới")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Say for which channel."""
        return {**super().get_form_kwargs(), "channel": self.wording.channel}

    def get_initial(self) -> dict[str, Any]:
        """Start from what holds."""
        versions = self.wording.versions
        return {
            "title": self.wording.title,
            "text": self.wording.text,
            "seen": max((one.version for one in versions), default=0),
        }

    def form_valid(self, form: NoticeWordingForm) -> HttpResponse:
        """Set the words, or only show them with examples."""
        if self.request.POST.get("lam") != TRY:
            return super().form_valid(form)
        new = self._new(form)
        try:
            notices.check_notice_wording(wording=self.wording, new=new, now=self.now)
        except DomainError as refusal:
            return self.refused(form, refusal)
        shown = notices.preview(wording=self.wording, title=new.title, text=new.text)
        return self.render_to_response(self.get_context_data(form=form, preview=shown))

    def perform(self, form: NoticeWordingForm) -> str:
        """Set the words."""
        changed = notices.set_notice_wording(
            actor=self.actor,
            new=self._new(form),
            seen=form.cleaned_data["seen"],
            now=self.now,
        )
        if not changed:
            return _("Nội dung này đã được đặt; không có gì thay đổi.")
        return _("Đã đặt nội dung mới.")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the versions, the newest first, and the words with examples."""
        one = self.wording
        taken_back = {each.withdraws for each in one.versions}
        rows = [
            {
                "one": each,
                "standing": self._standing(each, taken_back),
                "url": url_of("withdraw_notice_wording", one, version=each.version)
                if each.withdraws is None and each.version not in taken_back
                else "",
            }
            for each in one.versions
        ]
        held = notices.preview(wording=one, title=one.title, text=one.text)
        found = super().get_context_data(
            **{"rows": rows, "wording": one, "preview": held, "try": TRY, **kwargs}
        )
        back = reverse("console:notice_wordings")
        return {**found, "title": one.label, "back_url": back, "try": TRY}

    def _new(self, form: NoticeWordingForm) -> NewNoticeWording:
        given, day = form.cleaned_data, form.cleaned_data["valid_from"]
        begins = datetime.combine(day, time.min, tzinfo=get_default_timezone()) if day else None
        return NewNoticeWording(
            kind=self.wording.key,
            channel=self.wording.channel,
            language=self.wording.language,
            title=given.get("title", ""),
            text=given["text"],
            reason=given["reason"],
            valid_from=begins,
        )

    def _standing(self, each: WordingVersion, taken_back: set[int | None]) -> str:
        if each.withdraws is not None:
            return _("rút lần đặt số %(number)s") % {"number": each.withdraws}
        if each.version in taken_back:
            return _("đã rút")
        if each == self.wording.holds:
            return _("đang áp dụng")
        return _("chưa đến ngày") if each.valid_from > self.now else _("đã hết áp dụng")


class WithdrawNoticeWording(NoticeWordingPage[WithdrawVersionForm]):
    """Words that were set are withdrawn; they stay as history."""

    form_class = WithdrawVersionForm
    title = gettext_lazy("Rút mẫu thông báo")
    lead = gettext_lazy("Nội dung trước đó áp dụng trở lại. Thông báo đã gửi không thay đổi.")
    submit = gettext_lazy("Rút")
    submit_kind = "x"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the version.

        :raises NoticeWordingNotFoundError: there is no such version, or it was withdrawn.
        """
        super().setup(request, *args, **kwargs)
        versions = self.wording.versions
        number = self.kwargs["version"]
        found = [one for one in versions if one.version == number and one.withdraws is None]
        if not found or number in {one.withdraws for one in versions}:
            raise NoticeWordingNotFoundError
        self.version = found[0]

    def facts(self) -> tuple[KeyValue, ...]:
        """Say which words."""
        return (
            *super().facts()[:2],
            KeyValue(term=_("Áp dụng từ"), value=format_datetime(self.version.valid_from)),
            KeyValue(term=_("Nội dung"), value=self.version.text, strong=True),
        )

    def perform(self, form: WithdrawVersionForm) -> str:
        """Withdraw them."""
        notices.withdraw_notice_wording(
            actor=self.actor,
            kind=self.wording.key,
            channel=self.wording.channel,
            language=self.wording.language,
            version=self.version.version,
            reason=form.cleaned_data["reason"],
            now=self.now,
        )
        return _("Đã rút, nội dung trước đó áp dụng trở lại.")
