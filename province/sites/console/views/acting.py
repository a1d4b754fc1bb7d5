"""What the pages of one act share: a form, the refusal at its field, and where one goes then."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Generic, TypeVar

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import FormView
from django_stubs_ext import StrOrPromise

from province.foundation.errors import DomainError, InvalidInputError, NotAllowedError
from province.foundation.ui.contracts import Crumb, KeyValue
from province.foundation.ui.fields import errors_of
from province.foundation.ui.forms import AskingForm
from province.foundation.web.desk import DeskMixin
from province.sites.console.chance import new_key
from province.sites.console.errors import ShownAlreadyError

F = TypeVar("F", bound=AskingForm)
UNFIT = 422


@dataclass(frozen=True, slots=True)
class Secret:
    """What is shown once: what it is, for whom, and what they do with it."""

    title: StrOrPromise
    term: StrOrPromise
    words: str
    advice: StrOrPromise
    facts: tuple[KeyValue, ...] = ()


@method_decorator(never_cache, name="dispatch")
class ConsolePage(DeskMixin):
    """A page of administrators; no cache keeps it."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Read the clock once for the whole page."""
        super().setup(request, *args, **kwargs)
        self.now = timezone.now()


@method_decorator(sensitive_post_parameters(), name="dispatch")
class FormPage(ConsolePage, FormView[F], ABC, Generic[F]):
    """A form that does something: what it does in words, and the refusal where it belongs.

    ``at_fields`` says at which field a refusal stands, by its code; others stand above the form.
    """

    template_name = "console/act.html"
    title: StrOrPromise = ""
    lead: StrOrPromise = ""
    submit: StrOrPromise = ""
    submit_kind = "p"
    at_fields: ClassVar[Mapping[str, str]] = {}
    # What is refused here is said above the form, though it is a "not found" for other doors.
    told_here: ClassVar[frozenset[str]] = frozenset()

    @abstractmethod
    def back_url(self) -> str:
        """Return where one goes afterwards, or without doing it."""

    @abstractmethod
    def crumbs(self) -> tuple[Crumb, ...]:
        """Return the path to this page."""

    def facts(self) -> tuple[KeyValue, ...]:
        """Return what one should know before doing it."""
        return ()

    def refused(self, form: F, refusal: DomainError) -> HttpResponse:
        """Put a refusal at its field; whoever may not do it at all gets the page that says so."""
        is_known = refusal.code in {*self.at_fields, *self.told_here}
        if isinstance(refusal, NotAllowedError) or (refusal.status == 404 and not is_known):  # noqa: PLR2004 -- HTTP
            raise refusal
        faults = refusal.faults if isinstance(refusal, InvalidInputError) else ()
        known = [fault for fault in faults if fault.field in form.fields]
        for fault in known:
            form.add_error(fault.field, str(fault.sentence))
        if not known:
            form.add_error(self.at_fields.get(refusal.code), str(refusal))
        return self.form_invalid(form)

    def form_invalid(self, form: F) -> HttpResponse:
        """Show what is wrong, with everything that was typed."""
        return self.render_to_response(self.get_context_data(form=form), status=UNFIT)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the form, its faults and the words around it."""
        found = super().get_context_data(**kwargs)
        form: AskingForm = found["form"]
        return {
            **found,
            "title": self.title,
            "lead": self.lead,
            "submit": self.submit,
            "submit_kind": self.submit_kind,
            "back_url": self.back_url(),
            "crumbs": self.crumbs(),
            "facts": self.facts(),
            "errors": errors_of(form=form) if form.is_bound else (),
            "fault": " ".join(str(one) for one in form.non_field_errors()) if form.is_bound else "",
        }


class ActPage(FormPage[F]):
    """One act: done, told, and back."""

    @abstractmethod
    def perform(self, form: F) -> str:
        """Do it and return what to say."""

    def form_valid(self, form: F) -> HttpResponse:
        """Do it; a refusal comes back with everything that was typed."""
        try:
            said = self.perform(form)
        except DomainError as refusal:
            return self.refused(form, refusal)
        messages.success(self.request, said)
        return redirect(self.back_url())


class SecretPage(FormPage[F]):
    """An act that makes a secret: it stands in the answer itself, and nowhere else.

    The form carries a key, so that a repeated request (reload) neither shows nor makes another.
    """

    shown_template = "console/shown_once.html"

    def get_initial(self) -> dict[str, Any]:
        """Give the form its key."""
        return {**super().get_initial(), "key": new_key()}

    @abstractmethod
    def make(self, form: F) -> Secret:
        """Do it and return what is shown once."""

    def form_valid(self, form: F) -> HttpResponse:
        """Do it and show the secret in this very answer; do nothing when it was done before."""
        try:
            secret = self.make(form)
        except ShownAlreadyError as refusal:
            messages.warning(self.request, str(refusal))
            return redirect(self.back_url())
        except DomainError as refusal:
            return self.refused(form, refusal)
        context = {"secret": secret, "back_url": self.back_url(), "crumbs": self.crumbs()}
        return self.response_class(
            request=self.request, template=[self.shown_template], context=context
        )
