"""Page: the first administrator of a clean province, by a one-time link."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import FormView

from province.foundation.errors import DomainError, InvalidInputError
from province.foundation.ui.fields import errors_of
from province.kernel.org.commands import setting_up
from province.kernel.org.errors import NameMissingError, SetupLinkError
from province.kernel.org.web.forms import SetUpForm


@method_decorator([never_cache, sensitive_post_parameters()], name="dispatch")
class SetUpView(FormView[SetUpForm]):
    """Opens the account of the first administrator and uses the link up."""

    form_class = SetUpForm
    template_name = "org/set_up.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Refuse a link that does not work.

        :raises SetupLinkError: it is unknown, used or too old.
        """
        super().setup(request, *args, **kwargs)
        setting_up.check_setup_link(token=self.kwargs["token"], now=timezone.now())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the faults."""
        context = super().get_context_data(**kwargs)
        context["errors"] = errors_of(form=context["form"])
        return context

    def form_valid(self, form: SetUpForm) -> HttpResponse:
        """Open the account and go to sign-in."""
        try:
            setting_up.set_up_first_administrator(
                token=self.kwargs["token"],
                full_name=form.cleaned_data["full_name"],
                username=form.cleaned_data["username"],
                password=form.cleaned_data["password"],
                now=timezone.now(),
            )
        except SetupLinkError:
            raise
        except DomainError as refusal:
            _show(form, refusal)
            return self.form_invalid(form)
        messages.success(self.request, _("Đã lập tài khoản quản trị. Hãy đăng nhập."))
        return redirect("org:sign_in")


def _show(form: SetUpForm, refusal: DomainError) -> None:
    """Put a refusal at the field that it is about."""
    if isinstance(refusal, InvalidInputError) and refusal.faults:
        for fault in refusal.faults:
            form.add_error(fault.field, str(fault.sentence))
        return
    field = "full_name" if isinstance(refusal, NameMissingError) else "username"
    form.add_error(field, str(refusal))
