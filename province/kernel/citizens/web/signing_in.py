"""Pages: a citizen signs in, or opens an account, with a code sent to phone or e-mail."""

import secrets
from typing import Any, Generic, TypeVar

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import FormView

from province.foundation.errors import DomainError, InvalidInputError
from province.foundation.identity.providers import (
    IDENTITY_PROVIDERS,
    Assurance,
    VerifiedIdentity,
)
from province.foundation.identity.second_step import second_step
from province.foundation.throttling.counting import note_visit
from province.foundation.ui.fields import errors_of
from province.foundation.ui.forms import AskingForm
from province.foundation.web.desk import ActorMixin
from province.foundation.web.entering import begin_entering
from province.foundation.web.menus import page_url
from province.kernel.citizens import rules
from province.kernel.citizens.commands import codes, signing_up
from province.kernel.citizens.contracts import ContactKind, Declared
from province.kernel.citizens.queries import accounts
from province.kernel.citizens.web.forms import CodeForm, ContactForm, SignUpForm

F = TypeVar("F", bound=AskingForm)
UNFIT = 422
ASKED, PROVED = "citizens_asked", "citizens_proved"
PROVED_SECONDS = 1800
BEGIN, ENTER, MY_ACCOUNT = "citizens:sign_in", "org:enter", "org:my_account"
CODE_PAGE, SIGN_UP_PAGE = "citizens:code", "citizens:sign_up"


@method_decorator([never_cache, sensitive_post_parameters()], name="dispatch")
class DoorForm(ActorMixin, FormView[F], Generic[F]):
    """A form at the door; a refusal stands at its field."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Send on who has signed in already."""
        if not self.actor.is_anonymous:
            return redirect(MY_ACCOUNT)
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the faults."""
        found = super().get_context_data(**kwargs)
        found["errors"] = errors_of(form=found["form"]) if found["form"].is_bound else ()
        return found

    def form_invalid(self, form: F) -> HttpResponse:
        """Show what is wrong, with everything that was typed."""
        return self.render_to_response(self.get_context_data(form=form), status=UNFIT)

    def refused(self, form: F, refusal: DomainError) -> HttpResponse:
        """Put a refusal at its fields, or at the first one."""
        faults = refusal.faults if isinstance(refusal, InvalidInputError) else ()
        for fault in faults:
            form.add_error(fault.field, str(fault.sentence))
        if not faults:
            form.add_error(next(iter(form.fields)), str(refusal))
        shown = self.get_context_data(form=form)
        return self.render_to_response(shown, status=refusal.status)

    def enter(self, *, account_id: int, wanted: str) -> HttpResponse:
        """Lead to the door, by way of the second step if the account has one."""
        now = timezone.now()
        asked = page_url(second_step().asked_at(account_id=account_id))
        how = "" if asked else "code"
        begin_entering(request=self.request, account_id=account_id, wanted=wanted, now=now, how=how)
        return redirect(asked or ENTER)


class CitizenSignIn(DoorForm[ContactForm]):
    """Asks where the code goes; the answer is the same whether an account is there or not."""

    form_class = ContactForm
    template_name = "citizens/sign_in.html"

    def get_initial(self) -> dict[str, Any]:
        """Keep where the person wanted to go."""
        return {"next": self.request.GET.get("next", "")}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say by what a code can come here."""
        opened = codes.kinds_open()
        return {
            **super().get_context_data(**kwargs),
            "is_open": bool(opened),
            "only_email": opened == {ContactKind.EMAIL},
            "only_phone": opened == {ContactKind.PHONE},
        }

    def form_valid(self, form: ContactForm) -> HttpResponse:
        """Have a code sent and ask for it."""
        note_visit(request=self.request, name="sign_in_code")
        contact = form.cleaned_data["contact"]
        try:
            begun = IDENTITY_PROVIDERS.get(rules.PROVIDER).begin(
                asked={"contact": contact}, return_url="", now=timezone.now()
            )
        except DomainError as refusal:
            return self.refused(form, refusal)
        known = rules.contact_of(contact)
        self.request.session[ASKED] = {
            "state": begun.state,
            "wanted": form.cleaned_data["next"],
            "shown": rules.masked_contact(known) if known else "",
        }
        return redirect(CODE_PAGE)


class EnterCode(DoorForm[CodeForm]):
    """Asks for the code; then in, or on to opening an account."""

    form_class = CodeForm
    template_name = "citizens/code.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Send whoever asked for no code back to asking."""
        if request.session.get(ASKED) is None:
            return redirect(BEGIN)
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say where the code went."""
        found = super().get_context_data(**kwargs)
        return {**found, "shown": self.request.session[ASKED]["shown"]}

    def form_valid(self, form: CodeForm) -> HttpResponse:
        """Judge the code."""
        now, asked = timezone.now(), self.request.session[ASKED]
        try:
            identity = IDENTITY_PROVIDERS.get(rules.PROVIDER).finish(
                state=asked["state"], answer={"code": form.cleaned_data["code"]}, now=now
            )
        except DomainError as refusal:
            return self.refused(form, refusal)
        del self.request.session[ASKED]
        account_id = accounts.account_of(identity=identity)
        if account_id is not None:
            return self.enter(account_id=account_id, wanted=asked["wanted"])
        self.request.session.cycle_key()
        self.request.session[PROVED] = {
            "provider": identity.provider,
            "subject": identity.subject,
            "assurance": identity.assurance.value,
            "wanted": asked["wanted"],
            "until": int(now.timestamp()) + PROVED_SECONDS,
        }
        return redirect(SIGN_UP_PAGE)


class SignUp(DoorForm[SignUpForm]):
    """Opens an account for a contact that is proved and has none."""

    form_class = SignUpForm
    template_name = "citizens/sign_up.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Send whoever proved nothing, or half an hour ago, back to the beginning."""
        proved = request.session.get(PROVED)
        if proved is None or proved["until"] < timezone.now().timestamp():
            return redirect(BEGIN)
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form: SignUpForm) -> HttpResponse:
        """Open the account and go in."""
        proved = self.request.session[PROVED]
        given = form.cleaned_data
        try:
            account_id = signing_up.sign_up(
                identity=VerifiedIdentity(
                    provider=proved["provider"],
                    subject=proved["subject"],
                    assurance=Assurance(proved["assurance"]),
                ),
                declared=Declared(
                    full_name=given["full_name"],
                    personal_number=given["personal_number"],
                    birth_date=given["birth_date"],
                ),
                username=f"cd-{secrets.token_hex(8)}",
                now=timezone.now(),
            )
        except DomainError as refusal:
            return self.refused(form, refusal)
        del self.request.session[PROVED]
        return self.enter(account_id=account_id, wanted=proved["wanted"])
