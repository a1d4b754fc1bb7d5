"""Pages of officials: requests of the unit, one to answer, one to write down at the counter."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import FormView, TemplateView

from province.contexts.privacy import permissions, public
from province.contexts.privacy.contracts import (
    PURPOSE,
    Answer,
    NewRequest,
    RequestChannel,
    RequestKind,
    RequestState,
)
from province.contexts.privacy.errors import MayNotAnswerError, MayNotAskError
from province.contexts.privacy.web.forms import AnswerForm, AskForm
from province.contexts.privacy.web.requests import (
    UNFIT,
    facts_of,
    kind_words,
    put_faults,
    state_tag,
    unit_choices,
)
from province.foundation.errors import (
    DomainError,
    InvalidInputError,
    NotAllowedError,
    told_together,
)
from province.foundation.ui.contracts import ChipLink, Crumb
from province.foundation.ui.fields import errors_of
from province.foundation.ui.formats import format_date, format_datetime
from province.foundation.ui.pager import page_links
from province.foundation.ui.tables import Cell, Column, Table, TableRow
from province.foundation.web.asked import page_in
from province.foundation.web.desk import DeskMixin
from province.kernel.org import public as org
from province.kernel.parties import public as parties


@method_decorator(never_cache, name="dispatch")
class Requests(DeskMixin, TemplateView):
    """The requests of the unit, those that end first on top."""

    template_name = "privacy/requests.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Let in whoever answers or records requests.

        :raises MayNotAnswerError: the actor does neither.
        """
        super().setup(request, *args, **kwargs)
        self.records = self.actor.can(permissions.RECORD_REQUESTS)
        if not self.records and not self.actor.can(permissions.ANSWER_REQUESTS):
            raise MayNotAnswerError

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the page that the address asks for."""
        asked = self.request.GET.get("tt", "")
        states = {one.value for one in RequestState}
        state = asked if asked in states else ""
        found, numbers = public.requests_of_units(
            actor=self.actor, state=state, page=page_in(self.request.GET.get("trang", ""))
        )
        heads = (
            _("Yêu cầu"),
            _("Người yêu cầu"),
            _("Gửi ngày"),
            _("Trả lời trước"),
            _("Tình trạng"),
        )
        names = parties.party_names(ids={one.party_id for one in found})
        return super().get_context_data(
            table=Table(
                caption=_("Yêu cầu về dữ liệu cá nhân"),
                columns=tuple(Column(label=head) for head in heads),
                rows=tuple(
                    TableRow(
                        cells=(
                            Cell(
                                words=kind_words(one.kind),
                                url=reverse("privacy:request", args=[one.case_id]),
                            ),
                            Cell(words=names.get(one.party_id, "")),
                            Cell(words=format_date(localtime(one.asked_at).date())),
                            Cell(words=format_datetime(localtime(one.due_at))),
                            Cell(words="", tag=state_tag(one.state)),
                        )
                    )
                    for one in found
                ),
            ),
            chips=(
                ChipLink(label=_("Tất cả"), url="?", current=not state),
                *(
                    ChipLink(
                        label=state_tag(one).words,
                        url=f"?tt={one.value}",
                        current=state == one.value,
                    )
                    for one in RequestState
                ),
            ),
            pages=page_links(
                current=numbers.number,
                page_count=numbers.count,
                total_rows=numbers.total,
                url_of=lambda number: f"?tt={state}&trang={number}",
            ),
            record_url=reverse("privacy:record") if self.records else "",
            **kwargs,
        )


@method_decorator([never_cache, sensitive_post_parameters()], name="dispatch")
class Request(DeskMixin, FormView[AnswerForm]):
    """One request and its answer."""

    template_name = "privacy/request.html"
    form_class = AnswerForm

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the request.

        :raises RequestNotFoundError: no such request for this actor.
        """
        super().setup(request, *args, **kwargs)
        self.now = timezone.now()
        self.asked = public.get_request(actor=self.actor, case_id=kwargs["case_id"])
        self.may_answer = self.asked.state is RequestState.OPEN and self.actor.can(
            permissions.ANSWER_REQUESTS, unit=self.asked.unit_id
        )

    def form_valid(self, form: AnswerForm) -> HttpResponse:
        """Answer; what is refused comes back with everything that was typed."""
        given = form.cleaned_data
        try:
            public.answer(
                actor=self.actor,
                case_id=self.asked.case_id,
                answer=Answer(
                    done=given["outcome"] == "done", words=given["words"], law=given["law"]
                ),
                now=self.now,
            )
        except NotAllowedError:
            raise
        except DomainError as refusal:
            form.add_error(None, told_together(refusal))
            return self.form_invalid(form)
        messages.success(self.request, _("Đã trả lời."))
        return redirect("privacy:requests")

    def form_invalid(self, form: AnswerForm) -> HttpResponse:
        """Show what is wrong, with everything that was typed."""
        return self.render_to_response(self.get_context_data(form=form), status=UNFIT)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the request; the look at the person is written down."""
        found = super().get_context_data(**kwargs)
        person = parties.party(
            actor=self.actor,
            party_id=self.asked.party_id,
            purpose=PURPOSE,
            case_id=self.asked.case_id,
            now=self.now,
        )
        form = found["form"]
        return {
            **found,
            "title": kind_words(self.asked.kind),
            "person": parties.masked(party=person),
            "tag": state_tag(self.asked.state),
            "facts": facts_of(self.asked),
            "may_answer": self.may_answer,
            "errors": errors_of(form=form) if form.is_bound else (),
            "fault": " ".join(str(one) for one in form.non_field_errors()) if form.is_bound else "",
            "crumbs": (
                Crumb(label=_("Yêu cầu về dữ liệu"), url=reverse("privacy:requests")),
                Crumb(label=kind_words(self.asked.kind)),
            ),
        }


@method_decorator([never_cache, sensitive_post_parameters()], name="dispatch")
class Record(DeskMixin, FormView[AskForm]):
    """Write down what a person asks at the counter."""

    template_name = "privacy/record.html"
    form_class = AskForm

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Let in whoever records requests.

        :raises MayNotAskError: the actor does not.
        """
        super().setup(request, *args, **kwargs)
        self.units = self.actor.units_with(permissions.RECORD_REQUESTS)
        if not self.units:
            raise MayNotAskError

    def get_form_kwargs(self) -> dict[str, Any]:
        """Add the actor's units, and ask for the person."""
        units = tuple(org.agencies(ids=self.units).values())
        return {**super().get_form_kwargs(), "units": unit_choices(units), "for_another": True}

    def form_valid(self, form: AskForm) -> HttpResponse:
        """Write it down; what is refused comes back with everything that was typed."""
        given = form.cleaned_data
        digits = "".join(sign for sign in given["number"] if sign.isdigit())
        party_id = parties.party_of_number(number=digits)
        if party_id is None:
            form.add_error("number", _("Không có ai trong sổ mang số này."))
            return self.form_invalid(form)
        try:
            made = public.ask(
                actor=self.actor,
                new=NewRequest(
                    party_id=party_id,
                    unit_id=int(given["unit"]),
                    kind=RequestKind(given["kind"]),
                    words=given["words"],
                    wanted=form.wanted(),
                    channel=RequestChannel.COUNTER,
                ),
                key=self.request.POST.get("key", "")[:100],
                now=timezone.now(),
            )
        except InvalidInputError as refusal:
            put_faults(form, refusal)
            return self.form_invalid(form)
        messages.success(self.request, _("Đã ghi nhận yêu cầu."))
        return redirect("privacy:request", case_id=made.case_id)

    def form_invalid(self, form: AskForm) -> HttpResponse:
        """Show what is wrong, with everything that was typed."""
        return self.render_to_response(self.get_context_data(form=form), status=UNFIT)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the faults and the key that makes two clicks one request."""
        found = super().get_context_data(**kwargs)
        form = found["form"]
        return {
            **found,
            "errors": errors_of(form=form) if form.is_bound else (),
            "fault": " ".join(str(one) for one in form.non_field_errors()) if form.is_bound else "",
            "request_key": self.request.POST.get("key", "") or str(uuid.uuid4()),
            "crumbs": (
                Crumb(label=_("Yêu cầu về dữ liệu"), url=reverse("privacy:requests")),
                Crumb(label=_("Ghi yêu cầu tại quầy")),
            ),
        }
