"""Pages: which roles need a second step; somebody's steps taken away; somebody signed out."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from province.foundation.ui.contracts import Crumb
from province.kernel.factors import permissions
from province.kernel.factors import public as factors
from province.kernel.factors.errors import GraceError, MayNotSetPolicyError, NoFactorError
from province.kernel.org import public as org
from province.kernel.org.errors import AccountNotFoundError, OwnAccountError, ReasonMissingError
from province.sites.console.forms.factors import PolicyForm, ResetForm
from province.sites.console.forms.fields import ConfirmForm
from province.sites.console.views.accounts import AccountAct
from province.sites.console.views.acting import ActPage


class FactorPolicy(ActPage[PolicyForm]):
    """Which roles need a second step at sign-in."""

    form_class = PolicyForm
    title = gettext_lazy("Bước xác thực thứ hai")
    lead = gettext_lazy(
        "Người giữ vai trò được đánh dấu phải cài ứng dụng xác thực hoặc khóa đăng nhập trong thời "
        "gian chuẩn bị; quá hạn mà chưa cài thì chỉ mở được trang cài đặt. "
        "Vai trò đã đánh dấu từ trước giữ nguyên ngày bắt đầu."
    )
    submit = gettext_lazy("Ghi quy định")
    at_fields: ClassVar[Mapping[str, str]] = {GraceError.code: "grace_days"}

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Let in whoever sets the rule.

        :raises MayNotSetPolicyError: the actor does not.
        """
        super().setup(request, *args, **kwargs)
        if permissions.SET_POLICY not in self.actor.abilities:
            raise MayNotSetPolicyError

    def get_form_kwargs(self) -> dict[str, Any]:
        """Give the form the roles of this install."""
        return {**super().get_form_kwargs(), "role_names": org.role_names()}

    def get_initial(self) -> dict[str, Any]:
        """Show what holds now."""
        known = factors.policies()
        grace = {"grace_days": max(one.grace_days for one in known.values())} if known else {}
        return {"roles": list(known), **grace}

    def back_url(self) -> str:
        """Stay here."""
        return reverse("console:factor_policy")

    def crumbs(self) -> tuple[Crumb, ...]:
        """Return the path to this page."""
        return (Crumb(label=_("Quản trị"), url=reverse("console:home")), Crumb(label=self.title))

    def perform(self, form: PolicyForm) -> str:
        """Set the rule."""
        factors.require_roles(
            actor=self.actor,
            roles=form.cleaned_data["roles"],
            grace_days=form.cleaned_data["grace_days"],
            now=self.now,
        )
        return _("Đã ghi quy định về bước xác thực thứ hai.")


class ResetFactors(AccountAct, ActPage[ResetForm]):
    """Take the second steps of somebody who lost theirs away."""

    form_class = ResetForm
    title = gettext_lazy("Gỡ các bước xác thực")
    lead = gettext_lazy(
        "Dùng khi cán bộ mất điện thoại, khóa đăng nhập và mã khôi phục. Cán bộ bị đăng xuất khỏi "
        "mọi máy, lần sau đăng nhập chỉ bằng mật khẩu rồi cài lại. "
        "Chỉ gỡ khi đã gặp, hoặc đã gọi đúng người."
    )
    submit = gettext_lazy("Gỡ các bước xác thực")
    submit_kind = "x"
    at_fields: ClassVar[Mapping[str, str]] = {ReasonMissingError.code: "reason"}
    told_here: ClassVar[frozenset[str]] = frozenset({NoFactorError.code, OwnAccountError.code})

    def perform(self, form: ResetForm) -> str:
        """Take them away."""
        factors.reset_factors(
            actor=self.actor,
            account_id=self.account.id,
            reason=form.cleaned_data["reason"],
            now=self.now,
        )
        return _("Đã gỡ các bước xác thực và đăng xuất cán bộ khỏi mọi máy.")


class EndSessions(AccountAct, ActPage[ConfirmForm]):
    """Sign somebody out everywhere."""

    form_class = ConfirmForm
    title = gettext_lazy("Đăng xuất khỏi mọi máy")
    lead = gettext_lazy(
        "Cán bộ phải đăng nhập lại ở mọi nơi. Mật khẩu giữ nguyên. Những gì đang gõ dở mà chưa gửi "
        "được giữ trên trang để gửi lại sau khi đăng nhập."
    )
    submit = gettext_lazy("Đăng xuất khỏi mọi máy")
    submit_kind = "x"
    told_here: ClassVar[frozenset[str]] = frozenset({OwnAccountError.code})

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the account.

        :raises AccountNotFoundError: there is none, or it is closed.
        """
        super().setup(request, *args, **kwargs)
        if not self.account.is_active:
            raise AccountNotFoundError(account=self.account.username)

    def perform(self, form: ConfirmForm) -> str:
        """End the sessions and say how many."""
        del form
        ended = org.end_sessions_of(actor=self.actor, account_id=self.account.id, now=self.now)
        sentence = ngettext(
            "Đã kết thúc %(count)s phiên đăng nhập.",
            "Đã kết thúc %(count)s phiên đăng nhập.",
            ended,
        )
        return sentence % {"count": ended}
