"""Pages: the systems that may send to this one, and the keys they show at the door."""

from dataclasses import dataclass
from typing import Any, ClassVar

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from province.contexts.exchange import permissions
from province.contexts.exchange import public as exchange
from province.contexts.exchange.contracts import (
    IssuedKey,
    PartnerInput,
    PartnerKeyValue,
    PartnerValue,
)
from province.contexts.exchange.errors import (
    MayNotManagePartnersError,
    PartnerCodeTakenError,
    PartnerEndedError,
    PartnerKeyNotFoundError,
)
from province.foundation.ui.contracts import Crumb, KeyValue
from province.foundation.ui.formats import format_date
from province.sites.console.days import local_day
from province.sites.console.forms.fields import ConfirmForm
from province.sites.console.forms.partners import PartnerForm, PartnerKeyForm
from province.sites.console.once import only_once
from province.sites.console.views.acting import (
    ActPage,
    ConsolePage,
    F,
    FormPage,
    Secret,
    SecretPage,
)

SHOWN_KEYS = 8


@dataclass(frozen=True, slots=True)
class KeyLine:
    """One key on the page: itself, how it stands in words, whether it can be revoked."""

    key: PartnerKeyValue
    standing: str
    holds: bool


@dataclass(frozen=True, slots=True)
class PartnerCard:
    """One partner on the page."""

    partner: PartnerValue
    facts: tuple[KeyValue, ...]
    keys: tuple[KeyLine, ...]
    more_keys: int


class PartnerManager(ConsolePage):
    """A page for whoever manages partners."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Let in whoever manages partners.

        :raises MayNotManagePartnersError: the actor does not.
        """
        super().setup(request, *args, **kwargs)
        if not self.actor.can(permissions.MANAGE_PARTNERS):
            raise MayNotManagePartnersError


class Partners(PartnerManager, TemplateView):
    """All partners with their keys."""

    template_name = "console/partners.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return a card for each partner."""
        partners = exchange.list_partners(actor=self.actor)
        self.scopes = exchange.scope_names(offered_only=False)
        return super().get_context_data(
            cards=tuple(self._card(one) for one in partners),
            address=self.request.build_absolute_uri(reverse("api-1:one_stop_file")),
            **kwargs,
        )

    def _card(self, partner: PartnerValue) -> PartnerCard:
        lines = sorted((self._line(key) for key in partner.keys), key=lambda line: not line.holds)
        scopes = "; ".join(self.scopes.get(key, key) for key in partner.scopes)
        facts = (
            KeyValue(term=_("Được làm"), value=scopes),
            KeyValue(term=_("Căn cứ"), value=partner.basis),
            KeyValue(term=_("Đầu mối"), value=partner.contact),
        )
        return PartnerCard(
            partner=partner,
            facts=tuple(fact for fact in facts if fact.value),
            keys=tuple(lines[:SHOWN_KEYS]),
            more_keys=max(0, len(lines) - SHOWN_KEYS),
        )

    def _line(self, key: PartnerKeyValue) -> KeyLine:
        until = format_date(local_day(key.expires_at))
        if key.revoked_at is not None:
            day = format_date(local_day(key.revoked_at))
            standing = _("đã thu hồi ngày %(day)s") % {"day": day}
        elif key.holds(self.now):
            standing = _("dùng được đến %(day)s") % {"day": until}
        else:
            standing = _("hết hạn từ %(day)s") % {"day": until}
        return KeyLine(key=key, standing=standing, holds=key.holds(self.now))


class PartnerAct(PartnerManager, FormPage[F]):
    """A form about partners."""

    title: Any = ""

    def back_url(self) -> str:
        """Return the list."""
        return reverse("console:partners")

    def crumbs(self) -> tuple[Crumb, ...]:
        """Return the path to this page."""
        return (
            Crumb(label=_("Hệ thống đối tác"), url=self.back_url()),
            Crumb(label=str(self.title)),
        )


class RegisterPartner(PartnerAct[PartnerForm], ActPage[PartnerForm]):
    """Write down a partner; it sends nothing before it has a key."""

    form_class = PartnerForm
    title = gettext_lazy("Đăng ký hệ thống đối tác")
    lead = gettext_lazy("Hệ thống chưa gửi được gì cho đến khi được cấp khóa kết nối.")
    submit = gettext_lazy("Đăng ký")
    at_fields: ClassVar = {PartnerCodeTakenError.code: "code"}

    def perform(self, form: PartnerForm) -> str:
        """Register it."""
        given = form.cleaned_data
        exchange.register_partner(
            actor=self.actor,
            partner=PartnerInput(
                code=given["code"],
                name=given["name"],
                scopes=(given["scope"],),
                contact=given["contact"],
                basis=given["basis"],
            ),
            now=self.now,
        )
        return _("Đã đăng ký %(name)s. Hãy cấp khóa kết nối.") % {"name": given["name"]}


class OnePartner(PartnerAct[F]):
    """A form about one partner."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the partner.

        :raises PartnerNotFoundError: there is none.
        """
        super().setup(request, *args, **kwargs)
        self.partner = exchange.get_partner(actor=self.actor, partner_id=self.kwargs["partner_id"])

    def facts(self) -> tuple[KeyValue, ...]:
        """Say which partner."""
        return (
            KeyValue(term=_("Hệ thống"), value=self.partner.name, strong=True),
            KeyValue(term=_("Mã"), value=self.partner.code),
        )


class EndPartner(OnePartner[ConfirmForm], ActPage[ConfirmForm]):
    """End the connection with a partner for good."""

    form_class = ConfirmForm
    title = gettext_lazy("Chấm dứt kết nối")
    lead = gettext_lazy(
        "Mọi khóa của hệ thống này hết tác dụng ngay và không khôi phục được. Hồ sơ đã gửi vẫn "
        "được giải quyết."
    )
    submit = gettext_lazy("Chấm dứt kết nối")
    submit_kind = "x"
    told_here: ClassVar = frozenset({PartnerEndedError.code})

    def perform(self, form: ConfirmForm) -> str:
        """End it."""
        del form
        exchange.end_partner(actor=self.actor, partner_id=self.partner.id, now=self.now)
        return _("Đã chấm dứt kết nối với %(name)s.") % {"name": self.partner.name}


class IssuePartnerKey(OnePartner[PartnerKeyForm], SecretPage[PartnerKeyForm]):
    """Give a partner a key; its secret is shown in the answer alone."""

    form_class = PartnerKeyForm
    title = gettext_lazy("Cấp khóa kết nối")
    lead = gettext_lazy(
        "Khóa chỉ hiện một lần. Cấp khóa mới trước khi khóa cũ hết hạn; hai khóa dùng song song "
        "được."
    )
    submit = gettext_lazy("Cấp khóa")
    told_here: ClassVar = frozenset({PartnerEndedError.code})

    def make(self, form: PartnerKeyForm) -> Secret:
        """Issue it."""
        issued: list[IssuedKey] = []
        only_once(
            actor=self.actor,
            key=form.cleaned_data["key"],
            command="console.issue_partner_key",
            act=lambda: issued.append(
                exchange.issue_key(
                    actor=self.actor,
                    partner_id=self.partner.id,
                    label=form.cleaned_data["label"],
                    days=int(form.cleaned_data["days"]),
                    now=self.now,
                )
            ),
        )
        return Secret(
            title=_("Đã cấp khóa kết nối"),
            term=_("Khóa"),
            words=issued[0].secret,
            advice=_(
                "Chuyển khóa cho đầu mối kỹ thuật của hệ thống qua kênh an toàn. Ở đây không xem "
                "lại được; mất khóa thì thu hồi và cấp khóa khác."
            ),
            facts=(
                *self.facts(),
                KeyValue(term=_("Hết hạn"), value=format_date(local_day(issued[0].expires_at))),
            ),
        )


class RevokePartnerKey(PartnerAct[ConfirmForm], ActPage[ConfirmForm]):
    """Revoke one key of a partner."""

    form_class = ConfirmForm
    title = gettext_lazy("Thu hồi khóa kết nối")
    lead = gettext_lazy("Hệ thống dùng khóa này không gửi được gì nữa, kể từ bây giờ.")
    submit = gettext_lazy("Thu hồi khóa")
    submit_kind = "x"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the key.

        :raises PartnerKeyNotFoundError: there is none, or it was revoked.
        """
        super().setup(request, *args, **kwargs)
        found = [
            (partner, key)
            for partner in exchange.list_partners(actor=self.actor)
            for key in partner.keys
            if key.id == self.kwargs["key_id"] and key.revoked_at is None
        ]
        if not found:
            raise PartnerKeyNotFoundError
        self.partner, self.key = found[0]

    def facts(self) -> tuple[KeyValue, ...]:
        """Say which key of which partner."""
        return (
            KeyValue(term=_("Hệ thống"), value=self.partner.name, strong=True),
            KeyValue(term=_("Khóa"), value=f"{self.key.label} (tsk_{self.key.prefix}_…)"),
        )

    def perform(self, form: ConfirmForm) -> str:
        """Revoke it."""
        del form
        exchange.revoke_key(actor=self.actor, key_id=self.key.id, now=self.now)
        return _("Đã thu hồi khóa %(label)s.") % {"label": self.key.label}
