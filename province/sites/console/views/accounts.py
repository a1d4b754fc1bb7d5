"""Pages of one act each on somebody's account; a first password is shown once, and must change."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from province.foundation.text.folding import fold
from province.foundation.ui.contracts import Crumb, KeyValue
from province.kernel.org import public as org
from province.kernel.org.contracts import AccountValue
from province.kernel.org.errors import (
    AccountNotFoundError,
    MayNotManageAccountsError,
    ReasonMissingError,
    UsernameGrammarError,
    UsernameTakenError,
)
from province.sites.console.chance import new_password
from province.sites.console.forms.fields import ConfirmForm, OnceForm
from province.sites.console.forms.people import AccountForm, ReopenForm
from province.sites.console.once import only_once
from province.sites.console.views.acting import ActPage, ConsolePage, Secret, SecretPage
from province.sites.console.views.officials import crumbs_to_officials


class AccountAct(ConsolePage):
    """An act on the account of an official whom the actor manages."""

    title: Any = ""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the official.

        :raises OfficialNotFoundError: there is none, or the actor does not look after them.
        :raises MayNotManageAccountsError: the actor does not manage this account.
        """
        super().setup(request, *args, **kwargs)
        self.official = org.get_managed_official(
            actor=self.actor, official_id=self.kwargs["official_id"], at=self.now
        )
        if not self.official.may_manage_account:
            raise MayNotManageAccountsError

    @property
    def account(self) -> AccountValue:
        """The account that the official has.

        :raises AccountNotFoundError: there is none.
        """
        if self.official.account is None:
            raise AccountNotFoundError(account=self.official.full_name)
        return self.official.account

    def back_url(self) -> str:
        """Return the page of the official."""
        return reverse("console:official", args=[self.official.id])

    def crumbs(self) -> tuple[Crumb, ...]:
        """Return the path to this page."""
        person = Crumb(label=self.official.full_name, url=self.back_url())
        return (*crumbs_to_officials(), person, Crumb(label=self.title))

    def facts(self) -> tuple[KeyValue, ...]:
        """Say whose account this is."""
        account = self.official.account
        facts = (
            KeyValue(term=_("Cán bộ"), value=self.official.full_name, strong=True),
            KeyValue(term=_("Tên đăng nhập"), value=account.username if account else ""),
        )
        return tuple(fact for fact in facts if fact.value)


class OpenAccount(AccountAct, SecretPage[AccountForm]):
    """Open the account; its first password is made here and shown once."""

    form_class = AccountForm
    title = gettext_lazy("Mở tài khoản")
    lead = gettext_lazy(
        "Hệ thống đặt mật khẩu đầu tiên và hiện một lần sau khi bấm nút. "
        "Cán bộ phải đổi mật khẩu ấy khi đăng nhập lần đầu."
    )
    submit = gettext_lazy("Mở tài khoản")
    at_fields: ClassVar[Mapping[str, str]] = {
        UsernameGrammarError.code: "username",
        UsernameTakenError.code: "username",
    }

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the form, unless the official has an account."""
        if self.official.account is not None:
            return redirect(self.back_url())
        return super().get(request, *args, **kwargs)

    def get_initial(self) -> dict[str, Any]:
        """Propose a name: the given name, then the first letters of the others."""
        family, _space, given = fold(self.official.full_name).rpartition(" ")
        initials = "".join(word[0] for word in family.split())
        return {
            **super().get_initial(),
            "username": f"{given}.{initials}" if initials else given,
        }

    def make(self, form: AccountForm) -> Secret:
        """Open it with a password that nobody knows yet."""
        username, password = form.cleaned_data["username"].strip().lower(), new_password()
        only_once(
            actor=self.actor,
            key=form.cleaned_data["key"],
            command="console.open_account",
            act=lambda: org.open_account(
                actor=self.actor,
                username=username,
                password=password,
                display_name=self.official.full_name,
                now=self.now,
                official_id=self.official.id,
            ),
        )
        return _password_shown(
            title=_("Đã mở tài khoản"),
            name=self.official.full_name,
            username=username,
            password=password,
        )


class NewPassword(AccountAct, SecretPage[OnceForm]):
    """A new password for somebody who forgot theirs, shown once."""

    form_class = OnceForm
    title = gettext_lazy("Đặt lại mật khẩu")
    lead = gettext_lazy(
        "Mật khẩu đang dùng mất hiệu lực và tài khoản bị đăng xuất khỏi mọi máy. "
        "Mật khẩu mới hiện một lần; cán bộ phải đổi khi đăng nhập. "
        "Chỉ đặt lại khi đã gặp, hoặc đã gọi đúng người."
    )
    submit = gettext_lazy("Đặt lại mật khẩu")
    submit_kind = "x"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the account.

        :raises AccountNotFoundError: there is none, or it is closed.
        """
        super().setup(request, *args, **kwargs)
        if not self.account.is_active:
            raise AccountNotFoundError(account=self.account.username)

    def make(self, form: OnceForm) -> Secret:
        """Set a password that nobody knows yet."""
        password = new_password()
        only_once(
            actor=self.actor,
            key=form.cleaned_data["key"],
            command="console.set_password",
            act=lambda: org.set_password(
                actor=self.actor, account_id=self.account.id, password=password, now=self.now
            ),
        )
        return _password_shown(
            title=_("Đã đặt lại mật khẩu"),
            name=self.official.full_name,
            username=self.account.username,
            password=password,
        )


class CloseAccount(AccountAct, ActPage[ConfirmForm]):
    """Close the account and sign it out everywhere."""

    form_class = ConfirmForm
    title = gettext_lazy("Đóng tài khoản")
    lead = gettext_lazy(
        "Cán bộ bị đăng xuất khỏi mọi máy và không đăng nhập được nữa. "
        "Khi cần, tài khoản mở lại được với mật khẩu mới. "
        "Việc đã làm và tên trong hồ sơ giữ nguyên."
    )
    submit = gettext_lazy("Đóng tài khoản")
    submit_kind = "x"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the account.

        :raises AccountNotFoundError: there is none.
        """
        super().setup(request, *args, **kwargs)
        self.account_id = self.account.id

    def perform(self, form: ConfirmForm) -> str:
        """Close it."""
        del form
        org.close_account(actor=self.actor, account_id=self.account_id, now=self.now)
        return _("Đã đóng tài khoản.")


class ReopenAccount(AccountAct, SecretPage[ReopenForm]):
    """Open a closed account again, under a new first password that is shown once."""

    form_class = ReopenForm
    title = gettext_lazy("Mở lại tài khoản")
    lead = gettext_lazy(
        "Cán bộ đăng nhập lại được với tên cũ. Hệ thống đặt mật khẩu mới và hiện một lần sau khi "
        "bấm nút; cán bộ phải đổi mật khẩu ấy khi đăng nhập lần đầu."
    )
    submit = gettext_lazy("Mở lại tài khoản")
    at_fields: ClassVar[Mapping[str, str]] = {ReasonMissingError.code: "reason"}

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the account.

        :raises AccountNotFoundError: there is none.
        """
        super().setup(request, *args, **kwargs)
        self.account_id = self.account.id

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the form, unless the account is open."""
        if self.account.is_active:
            return redirect(self.back_url())
        return super().get(request, *args, **kwargs)

    def make(self, form: ReopenForm) -> Secret:
        """Open it with a password that nobody knows yet."""
        password = new_password()
        only_once(
            actor=self.actor,
            key=form.cleaned_data["key"],
            command="console.reopen_account",
            act=lambda: org.reopen_account(
                actor=self.actor,
                account_id=self.account_id,
                password=password,
                reason=form.cleaned_data["reason"],
                now=self.now,
            ),
        )
        return _password_shown(
            title=_("Đã mở lại tài khoản"),
            name=self.official.full_name,
            username=self.account.username,
            password=password,
        )


def _password_shown(*, title: str, name: str, username: str, password: str) -> Secret:
    return Secret(
        title=title,
        term=_("Mật khẩu đầu tiên"),
        words=password,
        advice=_(
            "Trao tận tay, hoặc đọc qua điện thoại sau khi đã nhận ra người. Không gửi qua thư "
            "điện tử hay tin nhắn. Người nhận phải đổi mật khẩu khi đăng nhập."
        ),
        facts=(
            KeyValue(term=_("Cán bộ"), value=name),
            KeyValue(term=_("Tên đăng nhập"), value=username, strong=True),
        ),
    )
