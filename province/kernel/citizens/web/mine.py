"""Pages: what my account says of me, and another phone or e-mail address for signing in."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.generic import FormView, TemplateView

from province.foundation.errors import DomainError
from province.foundation.identity.providers import IDENTITY_PROVIDERS, Assurance
from province.foundation.throttling.counting import note_visit
from province.foundation.ui.fields import errors_of
from province.foundation.ui.formats import masked_personal_number
from province.foundation.web.desk import SignedInMixin
from province.foundation.web.menus import page_url
from province.kernel.citizens import public, rules
from province.kernel.citizens.commands import contacts
from province.kernel.citizens.contracts import CitizenValue
from province.kernel.citizens.errors import NotACitizenError
from province.kernel.citizens.web.forms import CodeForm, ContactForm

UNFIT = 422
ASKED = "citizens_contact_asked"
MINE = "citizens:mine"
PREFERENCES = "notices:preferences"  # a page of a module above; without it there is no link


class CitizenPage(SignedInMixin):
    """A page of a citizen who opened the account by a code."""

    citizen: CitizenValue

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the citizen.

        :raises NotACitizenError: the account is of another kind.
        """
        super().setup(request, *args, **kwargs)
        found = public.citizen(account_id=self.actor.account_id or 0)
        if found is None:
            raise NotACitizenError
        self.citizen = found


@method_decorator(never_cache, name="dispatch")
class Mine(CitizenPage, TemplateView):
    """Who the account says I am, how sure that is, and how I am reached."""

    template_name = "citizens/mine.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Show it, the number masked."""
        return super().get_context_data(
            citizen=self.citizen,
            preferences_url=page_url(PREFERENCES),
            number=masked_personal_number(self.citizen.personal_number),
            is_declared=self.citizen.assurance == Assurance.DECLARED.value,
            **kwargs,
        )


@method_decorator(never_cache, name="dispatch")
class NewContact(CitizenPage, FormView[ContactForm]):
    """Asks for the new phone or e-mail address, and sends a code to it."""

    form_class = ContactForm
    template_name = "citizens/new_contact.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the faults."""
        found = super().get_context_data(**kwargs)
        return {**found, "errors": errors_of(form=found["form"]) if found["form"].is_bound else ()}

    def form_valid(self, form: ContactForm) -> HttpResponse:
        """Have a code sent there."""
        note_visit(request=self.request, name="sign_in_code")
        try:
            begun = IDENTITY_PROVIDERS.get(rules.PROVIDER).begin(
                asked={"contact": form.cleaned_data["contact"]},
                return_url="",
                now=timezone.now(),
            )
        except DomainError as refusal:
            form.add_error("contact", str(refusal))
            return self.form_invalid(form)
        self.request.session[ASKED] = begun.state
        return redirect("citizens:prove_contact")

    def form_invalid(self, form: ContactForm) -> HttpResponse:
        """Show what is wrong, with what was typed."""
        return self.render_to_response(self.get_context_data(form=form), status=UNFIT)


@method_decorator(never_cache, name="dispatch")
class ProveContact(CitizenPage, FormView[CodeForm]):
    """Asks for the code that went to the new address; then it is the one that opens the account."""

    form_class = CodeForm
    template_name = "citizens/prove_contact.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Send whoever asked for no code back."""
        if ASKED not in request.session:
            return redirect(MINE)
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the faults."""
        found = super().get_context_data(**kwargs)
        return {**found, "errors": errors_of(form=found["form"]) if found["form"].is_bound else ()}

    def form_valid(self, form: CodeForm) -> HttpResponse:
        """Judge the code and change the contact."""
        now = timezone.now()
        try:
            identity = IDENTITY_PROVIDERS.get(rules.PROVIDER).finish(
                state=self.request.session[ASKED],
                answer={"code": form.cleaned_data["code"]},
                now=now,
            )
            contacts.change_contact(
                actor=self.actor, identity=identity, language=get_language() or "vi", now=now
            )
        except DomainError as refusal:
            form.add_error("code", str(refusal))
            return self.form_invalid(form)
        del self.request.session[ASKED]
        messages.success(self.request, _("Đã đổi. Từ lần sau, mã gửi đến địa chỉ hoặc số mới."))
        return redirect(MINE)

    def form_invalid(self, form: CodeForm) -> HttpResponse:
        """Show what is wrong."""
        return self.render_to_response(self.get_context_data(form=form), status=UNFIT)
