"""Page: the second step of signing in."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import FormView

from province.foundation.ui.fields import errors_of
from province.foundation.ui.formats import format_time
from province.foundation.web.entering import Entering, entering, prove_entering
from province.kernel.factors.commands import passing
from province.kernel.factors.contracts import Answer, How, Outcome
from province.kernel.factors.queries import state
from province.kernel.factors.web.forms import SecondStepForm

TOO_MANY = 429
UNFIT = 422
SIGN_IN, ENTER = "org:sign_in", "org:enter"


@method_decorator([never_cache, sensitive_post_parameters()], name="dispatch")
class SecondStepView(FormView[SecondStepForm]):
    """Asks who gave the right password for a code; the fifth wrong one closes the door."""

    form_class = SecondStepForm
    template_name = "factors/second_step.html"
    who: Entering

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Send whoever gave no password, or ten minutes ago, back to it."""
        found = entering(request=request, now=timezone.now())
        if found is None:
            return redirect(SIGN_IN)
        self.who = found
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form: SecondStepForm) -> HttpResponse:
        """Judge the code and go in, or say what is wrong."""
        answer = passing.pass_with_code(
            account_id=self.who.account_id, code=form.cleaned_data["code"], now=timezone.now()
        )
        if answer.outcome is not Outcome.PASSED:
            form.add_error("code", words_of(answer))
            return self._again(
                form, status=TOO_MANY if answer.outcome is Outcome.BLOCKED else UNFIT
            )
        how = answer.how or How.APP
        prove_entering(request=self.request, how=how.value)
        return redirect(ENTER)

    def form_invalid(self, form: SecondStepForm) -> HttpResponse:
        """Say what is missing."""
        return self._again(form, status=UNFIT)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say what the account has set up."""
        found = super().get_context_data(**kwargs)
        found["errors"] = errors_of(form=found["form"])
        found["factors"] = state.state_of(account_id=self.who.account_id, now=timezone.now())
        return found

    def _again(self, form: SecondStepForm, *, status: int) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=status)


def words_of(answer: Answer) -> str:
    """Say why a code was not taken."""
    match answer.outcome:
        case Outcome.BLOCKED if answer.until is not None:
            return _("Đã nhập sai 5 lần nên tạm khóa bước này. Hãy thử lại sau %(time)s.") % {
                "time": format_time(timezone.localtime(answer.until))
            }
        case Outcome.USED:
            return _("Mã này vừa dùng rồi. Hãy đợi ứng dụng hiện mã mới (dưới 30 giây).")
        case _:
            return _("Mã không đúng. Hãy kiểm tra mã đang hiện và giờ trên điện thoại.")
