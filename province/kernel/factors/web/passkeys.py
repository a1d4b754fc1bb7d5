"""Pages: a new passkey, one taken away, and signing in with one."""

import secrets
from abc import ABC, abstractmethod
from datetime import datetime
from ipaddress import ip_address
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.generic import TemplateView
from django_stubs_ext import StrOrPromise

from province.foundation.errors import DomainError
from province.foundation.web.desk import ActorMixin, SignedInMixin
from province.foundation.web.entering import begin_entering, entering, prove_entering
from province.kernel.factors.commands import passkeys
from province.kernel.factors.commands.passkeys import Ceremony, Place
from province.kernel.factors.contracts import How
from province.kernel.factors.web.chance import new_codes
from province.kernel.factors.web.forms import NamedPasswordForm, PasswordForm
from province.kernel.factors.web.own import LIST, CodesShown, OwnForm
from province.kernel.org import public as org

UNFIT = 422
BYTES = 32
SECONDS = 600
ENTER, SIGN_IN = "org:enter", "org:sign_in"
NEW, ASKED = "factors_new_passkey", "factors_passkey_asked"


def place_of(request: HttpRequest) -> Place | None:
    """Return where passkeys are asked for; nowhere when the page was opened by a bare number."""
    host = request.get_host().rsplit(":", 1)[0].strip("[]")
    try:
        ip_address(host)
    except ValueError:
        return Place(host=host, origin=f"{request.scheme}://{request.get_host()}")
    return None


@method_decorator(never_cache, name="dispatch")
class PasskeyPage(TemplateView, ABC):
    """A page that asks the browser for a passkey; what was asked waits in the server's session."""

    template_name = "factors/passkey.html"
    what = "get"
    title: StrOrPromise = ""
    lead: StrOrPromise = ""
    submit: StrOrPromise = ""
    back: str = LIST
    back_label: StrOrPromise = gettext_lazy("Quay lại")
    refusal = ""

    @abstractmethod
    def ask(self, place: Place) -> Ceremony:
        """Return what the browser is asked."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Ask anew, under a challenge of its own."""
        place = place_of(self.request)
        ceremony = None
        if place is not None:
            ceremony = self.ask(place)
            self.request.session[ASKED] = {
                "state": dict(ceremony.state),
                "until": int(timezone.now().timestamp()) + SECONDS,
            }
        return {
            **super().get_context_data(**kwargs),
            "what": self.what,
            "options": ceremony.options if ceremony else "",
            "title": self.title,
            "lead": self.lead,
            "submit": self.submit,
            "back_url": reverse(self.back),
            "back_label": self.back_label,
            "refusal": self.refusal,
        }

    def asked(self, now: datetime) -> dict[str, Any]:
        """Return what the browser was asked, once; nothing when it took too long."""
        found: dict[str, Any] = self.request.session.pop(ASKED, {})
        return found["state"] if found.get("until", 0) > now.timestamp() else {}

    def again(self, sentence: str) -> HttpResponse:
        """Say what is wrong and ask anew."""
        self.refusal = sentence
        return self.render_to_response(self.get_context_data(), status=UNFIT)


class BeginPasskey(OwnForm[NamedPasswordForm]):
    """The name of a new passkey and the password."""

    form_class = NamedPasswordForm
    title = gettext_lazy("Thêm khóa đăng nhập")
    lead = gettext_lazy(
        "Khóa đăng nhập nằm trong điện thoại, máy tính hoặc khóa bảo mật USB của bạn và mở bằng "
        "vân tay, khuôn mặt hoặc mã PIN của máy. Dùng được thay cho cả mật khẩu và mã."
    )
    submit = gettext_lazy("Tiếp tục")

    def form_valid(self, form: NamedPasswordForm) -> HttpResponse:
        """Note that the password was right, for ten minutes."""
        try:
            org.check_own_password(actor=self.actor, password=form.cleaned_data["present"])
        except DomainError as refusal:
            return self.refused(form, refusal)
        self.request.session[NEW] = {
            "name": form.cleaned_data["name"],
            "until": int(timezone.now().timestamp()) + SECONDS,
        }
        return redirect("factors:make_passkey")


class MakePasskey(SignedInMixin, CodesShown, PasskeyPage):
    """Asks the browser to make the passkey, and keeps it."""

    what = "create"
    title = gettext_lazy("Tạo khóa đăng nhập")
    lead = gettext_lazy("Bấm nút rồi làm theo lời nhắc của trình duyệt hoặc của điện thoại.")
    submit = gettext_lazy("Tạo khóa")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Ask for the password first."""
        noted = request.session.get(NEW)
        if noted is None or noted["until"] < timezone.now().timestamp():
            return redirect("factors:begin_passkey")
        return super().dispatch(request, *args, **kwargs)

    def ask(self, place: Place) -> Ceremony:
        """Return what the browser is asked to make."""
        return passkeys.ask_for_new(
            actor=self.actor,
            place=place,
            challenge=secrets.token_bytes(BYTES),
            fresh_handle=secrets.token_bytes(BYTES),
            now=timezone.now(),
        )

    def post(self, request: HttpRequest) -> HttpResponse:
        """Keep what the browser made."""
        now, codes, place = timezone.now(), new_codes(), place_of(request)
        if place is None:
            return redirect(LIST)
        try:
            are_first = passkeys.add_passkey(
                actor=self.actor,
                place=place,
                state=self.asked(now),
                answer=request.POST.get("answer", ""),
                name=request.session[NEW]["name"],
                codes=codes,
                now=now,
            )
        except DomainError as refusal:
            return self.again(str(refusal))
        del request.session[NEW]
        messages.success(request, _("Đã thêm khóa đăng nhập."))
        if are_first:
            return self.codes_shown(codes)
        self.release()
        return redirect(LIST)


class RemovePasskey(OwnForm[PasswordForm]):
    """Takes one passkey away."""

    form_class = PasswordForm
    title = gettext_lazy("Gỡ khóa đăng nhập")
    lead = gettext_lazy("Khóa này không mở được tài khoản nữa. Hãy nhập lại mật khẩu.")
    submit = gettext_lazy("Gỡ khóa")
    submit_kind = "x"

    def form_valid(self, form: PasswordForm) -> HttpResponse:
        """Remove it and say so."""
        try:
            passkeys.remove_passkey(
                actor=self.actor,
                passkey_id=self.kwargs["passkey_id"],
                password=form.cleaned_data["present"],
                now=timezone.now(),
            )
        except DomainError as refusal:
            return self.refused(form, refusal)
        messages.success(self.request, _("Đã gỡ khóa đăng nhập."))
        return redirect(LIST)


class PasskeySignIn(ActorMixin, PasskeyPage):
    """Signs in with a passkey alone, or passes the second step with one."""

    title = gettext_lazy("Đăng nhập bằng khóa đăng nhập")
    lead = gettext_lazy("Bấm nút rồi mở khóa bằng vân tay, khuôn mặt hoặc mã PIN của máy.")
    submit = gettext_lazy("Dùng khóa đăng nhập")
    back = SIGN_IN
    is_second = False

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Send on who is in already, and back who gave no password where one is due."""
        self.who = entering(request=request, now=timezone.now()) if self.is_second else None
        if not self.actor.is_anonymous or (self.is_second and self.who is None):
            return redirect(SIGN_IN)
        return super().dispatch(request, *args, **kwargs)

    def ask(self, place: Place) -> Ceremony:
        """Return what the browser is asked."""
        return passkeys.ask_for_known(
            place=place,
            challenge=secrets.token_bytes(BYTES),
            account_id=self.who.account_id if self.who else None,
        )

    def post(self, request: HttpRequest) -> HttpResponse:
        """Judge what the passkey signed, and go in."""
        now, place = timezone.now(), place_of(request)
        found = place and passkeys.pass_with_passkey(
            place=place,
            state=self.asked(now),
            answer=request.POST.get("answer", ""),
            account_id=self.who.account_id if self.who else None,
            now=now,
        )
        if not isinstance(found, int):
            return self.again(
                _("Khóa này không mở được tài khoản. Hãy thử lại hoặc dùng cách khác.")
            )
        if self.who is not None:
            prove_entering(request=request, how=How.PASSKEY.value)
        else:
            wanted = request.GET.get("next", "")
            begin_entering(
                request=request, account_id=found, wanted=wanted, now=now, how=How.PASSKEY.value
            )
        return redirect(ENTER)


class PasskeyStep(PasskeySignIn):
    """The second step by a passkey of the account whose password was right."""

    title = gettext_lazy("Bước xác thực thứ hai")
    back_label = gettext_lazy("Đăng nhập bằng tài khoản khác")
    is_second = True
