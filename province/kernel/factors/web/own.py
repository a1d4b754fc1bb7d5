"""Pages: how I prove who I am beside the password."""

import base64
from typing import Any, Generic, TypeVar
from urllib.parse import quote, urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import FormView, TemplateView, View
from django_stubs_ext import StrOrPromise

from province.foundation.errors import DomainError, InvalidInputError
from province.foundation.ui.fields import errors_of
from province.foundation.ui.forms import AskingForm
from province.foundation.web.desk import SignedInMixin
from province.foundation.web.entering import HELD_TO
from province.kernel.factors import rules
from province.kernel.factors.commands import setting_up
from province.kernel.factors.contracts import Outcome
from province.kernel.factors.errors import NothingPendingError
from province.kernel.factors.queries import state
from province.kernel.factors.web.chance import new_codes, new_secret
from province.kernel.factors.web.forms import AppCodeForm, PasswordForm
from province.kernel.factors.web.second_step import words_of
from province.kernel.org import public as org

F = TypeVar("F", bound=AskingForm)
UNFIT = 422
LIST = "factors:list"
ISSUER = gettext_lazy("Tỉnh Số")
GROUP = 4


class CodesShown(View):
    """Shows fresh recovery codes in its answer, and lets go whoever was held until now."""

    def release(self) -> None:
        """Let somebody go on who had to set up a second step first."""
        self.request.session.pop(HELD_TO, None)

    def codes_shown(self, codes: tuple[str, ...]) -> HttpResponse:
        """Show the codes in this very answer, and nowhere else."""
        self.release()
        shown = {"codes": [rules.shown_code(code) for code in codes]}
        return TemplateResponse(self.request, "factors/codes.html", shown)


@method_decorator([never_cache, sensitive_post_parameters()], name="dispatch")
class OwnForm(SignedInMixin, CodesShown, FormView[F], Generic[F]):
    """A form about one's own second step; a refusal stands at its field."""

    template_name = "factors/act.html"
    title: StrOrPromise = ""
    lead: StrOrPromise = ""
    submit: StrOrPromise = ""
    submit_kind = "p"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Give the words around the form, and its faults."""
        found = super().get_context_data(**kwargs)
        return {
            **found,
            "errors": errors_of(form=found["form"]) if found["form"].is_bound else (),
            "title": self.title,
            "lead": self.lead,
            "submit": self.submit,
            "submit_kind": self.submit_kind,
        }

    def form_invalid(self, form: F) -> HttpResponse:
        """Show what is wrong."""
        return self.render_to_response(self.get_context_data(form=form), status=UNFIT)

    def refused(self, form: F, refusal: DomainError) -> HttpResponse:
        """Put a refusal at its field, or at the first one."""
        faults = refusal.faults if isinstance(refusal, InvalidInputError) else ()
        for fault in faults:
            form.add_error(fault.field, str(fault.sentence))
        if not faults:
            form.add_error(next(iter(form.fields)), str(refusal))
        return self.form_invalid(form)


@method_decorator(never_cache, name="dispatch")
class OwnFactors(SignedInMixin, TemplateView):
    """What I have set up, and what I could."""

    template_name = "factors/list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Show app, passkeys and codes, and by when there must be one."""
        now = timezone.now()
        found = state.state_of(account_id=self.actor.account_id or 0, now=now)
        due = found.due_at if not found.is_set_up else None
        return {
            **super().get_context_data(**kwargs),
            "factors": found,
            "due_day": timezone.localtime(due).date() if due else None,
            "is_overdue": due is not None and due <= now,
            "is_low": found.is_set_up and found.codes_left <= rules.CODES // 3,
        }


class BeginApp(OwnForm[PasswordForm]):
    """The password, then the QR code."""

    form_class = PasswordForm
    title = gettext_lazy("Cài ứng dụng xác thực")
    lead = gettext_lazy(
        "Cần một ứng dụng tạo mã trên điện thoại (Google Authenticator, Microsoft Authenticator, "
        "FreeOTP hoặc tương tự). Hãy nhập lại mật khẩu, bước sau quét mã QR."
    )
    submit = gettext_lazy("Tiếp tục")

    def form_valid(self, form: PasswordForm) -> HttpResponse:
        """Keep a fresh secret until the app has shown that it has it."""
        try:
            setting_up.begin_app(
                actor=self.actor,
                password=form.cleaned_data["present"],
                secret=new_secret(),
                now=timezone.now(),
            )
        except DomainError as refusal:
            return self.refused(form, refusal)
        return redirect("factors:confirm_app")


class ConfirmApp(OwnForm[AppCodeForm]):
    """The QR code, and the first code as proof; then the recovery codes, once."""

    form_class = AppCodeForm
    template_name = "factors/confirm_app.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Begin anew when there is nothing to confirm."""
        try:
            self.secret = setting_up.pending_secret(actor=self.actor, now=timezone.now())
        except NothingPendingError as refusal:
            messages.info(request, str(refusal))
            return redirect(LIST)
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Draw the secret, and write it out for who cannot scan."""
        import segno  # noqa: PLC0415 -- slow to load

        plain = base64.b32encode(self.secret).decode().rstrip("=")
        account = org.standing(account_id=self.actor.account_id or 0, at=timezone.now())
        label = quote(f"{ISSUER}:{account.username}")
        query = urlencode({"secret": plain, "issuer": ISSUER}, quote_via=quote)
        picture = segno.make(f"otpauth://totp/{label}?{query}", error="m")
        return {
            **super().get_context_data(**kwargs),
            "qr": picture.svg_data_uri(scale=5, border=4, light="#fff"),
            "typed": " ".join(plain[at : at + GROUP] for at in range(0, len(plain), GROUP)),
        }

    def form_valid(self, form: AppCodeForm) -> HttpResponse:
        """Take the app into use when the code is right."""
        codes = new_codes()
        try:
            answer = setting_up.confirm_app(
                actor=self.actor, code=form.cleaned_data["code"], codes=codes, now=timezone.now()
            )
        except DomainError as refusal:
            return self.refused(form, refusal)
        if answer.outcome is not Outcome.PASSED:
            form.add_error("code", words_of(answer))
            return self.form_invalid(form)
        messages.success(self.request, _("Đã cài ứng dụng xác thực."))
        if answer.codes_left:
            self.release()
            return redirect(LIST)
        return self.codes_shown(codes)


class RemoveApp(OwnForm[PasswordForm]):
    """Takes the app away."""

    form_class = PasswordForm
    title = gettext_lazy("Gỡ ứng dụng xác thực")
    lead = gettext_lazy("Từ lần sau không cần mã của ứng dụng này nữa. Hãy nhập lại mật khẩu.")
    submit = gettext_lazy("Gỡ ứng dụng")
    submit_kind = "x"

    def form_valid(self, form: PasswordForm) -> HttpResponse:
        """Remove it and say so."""
        try:
            setting_up.remove_app(
                actor=self.actor, password=form.cleaned_data["present"], now=timezone.now()
            )
        except DomainError as refusal:
            return self.refused(form, refusal)
        messages.success(self.request, _("Đã gỡ ứng dụng xác thực."))
        return redirect(LIST)


class RenewCodes(OwnForm[PasswordForm]):
    """A new set of recovery codes in the place of the old one."""

    form_class = PasswordForm
    title = gettext_lazy("Tạo bộ mã khôi phục mới")
    lead = gettext_lazy("Bộ mã cũ hết tác dụng ngay. Bộ mới hiện một lần. Hãy nhập lại mật khẩu.")
    submit = gettext_lazy("Tạo bộ mã mới")

    def form_valid(self, form: PasswordForm) -> HttpResponse:
        """Make them and show them once."""
        codes = new_codes()
        try:
            setting_up.renew_codes(
                actor=self.actor, password=form.cleaned_data["present"], codes=codes
            )
        except DomainError as refusal:
            return self.refused(form, refusal)
        return self.codes_shown(codes)
