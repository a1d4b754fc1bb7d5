"""The counter: scan, fill, file and receive in one go; then the receipt, and the next dossier."""

import uuid
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View

from province.contexts.one_stop import permissions, public
from province.contexts.one_stop.contracts.filing import CounterFiling
from province.contexts.one_stop.contracts.states import Delivery, FormIssued
from province.contexts.one_stop.errors import DossierNotFoundError, MayNotError
from province.contexts.one_stop.queries.desk import dossiers_of_party
from province.contexts.one_stop.queries.sittings import sitting_of
from province.contexts.one_stop.web.desk import counter_form
from province.contexts.one_stop.web.desk.clocks import chip_of_row
from province.contexts.one_stop.web.desk.lists import dossier_table
from province.contexts.one_stop.web.desk.scans import code_in, read_card
from province.contexts.procedures import public as procedures
from province.foundation.errors import DomainError, FieldFault, InvalidInputError
from province.foundation.ui.contracts import Choice, FieldError, FieldKind, FieldView
from province.foundation.web.asked import id_in
from province.foundation.web.desk import DeskMixin
from province.foundation.web.downloads import file_response
from province.foundation.web.remarks import (
    faults_in,
    forget_form,
    plain_faults,
    remarks,
    show_again,
)
from province.foundation.web.resending import TOKEN
from province.kernel.calendars.public import all_calendars
from province.kernel.forms import public as forms
from province.kernel.forms.contracts import FormChoice, FormDefinition
from province.kernel.org import public as org
from province.kernel.parties.contracts import PersonInput, Sex

SCAN, REFRESH = "quet", "xem_lai"
PLACE = "counter"
LAST_TAKEN = "counter_procedure"
DELIVERIES = {
    "portal": Delivery.ELECTRONIC,
    "counter": Delivery.COUNTER,
    "post": Delivery.POST,
}
PERSON = (
    "applicant_name",
    "applicant_number",
    "applicant_phone",
    "birth_date",
    "sex",
    "commune",
    "address",
)
ASKED_AS = {
    "full_name": "applicant_name",
    "personal_number": "applicant_number",
    "phone": "applicant_phone",
}
PURPOSE = "Nộp thêm hồ sơ cho cùng một người tại quầy"
PURPOSE_DONE = "Xem kết quả tiếp nhận tại quầy"
OTHERS = 10


class Counter(DeskMixin, TemplateView):
    """One screen: who, what, which papers; the button files and receives."""

    largest_body = settings.LARGEST_BODY_WITH_FILES

    template_name = "one_stop/desk/counter.html"
    definition: FormDefinition | None = None

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Let in whoever takes filings at a counter, and find the form of the procedure.

        :raises MayNotError: the actor's role does not.
        """
        super().setup(request, *args, **kwargs)
        if not self.actor.units_with(permissions.FILE_FOR_OTHERS):
            raise MayNotError
        self.now = timezone.now()
        self.today = localtime(self.now).date()
        self.units = self.actor.units_with(permissions.FILE_FOR_OTHERS)
        self.codes = procedures.published_codes()
        self.said = remarks(request=request, place=PLACE)
        self.typed = _lists(request.POST) or self.said.get("typed") or _lists(request.GET)
        self.agency_id = self._agency(self._given("co_quan"))
        last = str(request.session.get(LAST_TAKEN, ""))
        asked = self.said.get("procedure") or self._given("thu_tuc") or last
        self.code = asked if asked in self.codes else _usual(self.codes)
        if self._given("thu_tuc") == self.code != last:
            request.session[LAST_TAKEN] = self.code  # a scan, and the next in the queue, keep it
        if self.code:
            self.definition = public.form_of(procedure_code=self.code, on=self.today)
        self.communes = tuple(
            FormChoice(value=str(one.id), label=one.short_name)
            for one in org.communes(on=self.today)
        )

    def _given(self, name: str) -> str:
        return next(iter(self.typed.get(name, ())), "")

    def _agency(self, asked: str) -> int:
        """Return the agency of this counter: the one that was chosen, else the acting post's."""
        chosen = id_in(asked)
        if chosen in self.units:
            return chosen
        if len(self.units) > 1 and self.actor.acting_post is not None:
            own = org.post(post_id=self.actor.acting_post).agency_id
            if own in self.units:
                return own
        return min(self.units)

    def get(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponse:
        """Show an empty form, one for the person of an earlier dossier, or what was kept."""
        said = self.said
        if "typed" in said and self.definition is not None:
            filled = self._read({})
            filled = replace(filled, faults=(*filled.faults, *faults_in(said)))
        else:
            values = said.get("values") or self._known_person(request.GET.get("nguoi", ""))
            filled = counter_form.Filled(values=values, papers=self._carried())
        return self._page(filled)

    def _carried(self) -> counter_form.Papers:
        """Return one's own papers of a dossier that was entered by mistake."""
        kept = self.said.get("papers")
        if not kept or self.definition is None:
            return {}
        posted = {f"{counter_form.KEPT}__{field}": ids for field, ids in kept.items()}
        papers, _faults = counter_form.take_papers(
            actor=self.actor, definition=self.definition, posted=posted, files={}, now=self.now
        )
        return papers

    def post(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponse:
        """Read a scan, show further questions, or file and receive."""
        if request.POST.get("lam") == SCAN:
            return self._scanned(request.POST.get("ma", ""))
        if self.definition is None:
            return redirect("one_stop:counter")
        filled = self._read({name: request.FILES.getlist(name) for name in request.FILES})
        if request.POST.get("lam") == REFRESH:
            return self._again(filled, show_faults=False)
        if filled.faults:
            return self._again(filled)
        return self._file(filled, request.POST.get("key", ""))

    def _read(self, files: counter_form.Uploaded) -> counter_form.Filled:
        """Read what was typed, now or before the redirect, and the papers so far."""
        assert self.definition is not None  # noqa: S101 -- the callers have looked
        filled = counter_form.fill(
            definition=self.definition, typed=self.typed, communes=self.communes, now=self.now
        )
        papers, bad_files = counter_form.take_papers(
            actor=self.actor,
            definition=self.definition,
            posted=self.typed,
            files=files,
            now=self.now,
        )
        contrary = public.filing_faults(
            procedure_code=self.code, payload=filled.values, on=self.today
        )
        faults = (*filled.faults, *bad_files, *contrary)
        return replace(filled, papers=papers, faults=faults, bad_files=bad_files)

    def _again(
        self,
        filled: counter_form.Filled,
        *,
        show_faults: bool = True,
        words: str = "",
        faults: tuple[FieldFault, ...] = (),
    ) -> HttpResponse:
        """Lead to the page that shows everything again: what was typed, the papers, the faults."""
        said = {
            "typed": {**self.typed, **filled.kept_papers()},
            "show_faults": show_faults,
            "faults": plain_faults((*filled.bad_files, *faults)),
            "words": words,
        }
        return show_again(request=self.request, place=PLACE, said=said, address=self.request.path)

    def _file(self, filled: counter_form.Filled, key: str) -> HttpResponse:
        """Register the person, file, receive; what is refused comes back with everything typed."""
        assert self.definition is not None  # noqa: S101 -- post has looked
        try:
            accepted = public.file_and_receive(
                actor=self.actor,
                filing=CounterFiling(
                    person=_person(filled.values),
                    procedure_code=self.code,
                    agency_id=self.agency_id,
                    payload=filled.values,
                    papers=filled.filed_papers(self.definition),
                    delivery=DELIVERIES.get(str(filled.values.get("result_way")), Delivery.COUNTER),
                ),
                key=key,
                now=self.now,
            )
        except InvalidInputError as refusal:
            faults = _at_the_form(refusal.faults)
            return self._again(filled, faults=faults, words=str(refusal))
        except DomainError as refusal:
            return self._again(filled, words=str(refusal))
        forget_form(request=self.request, place=PLACE)
        dossier = public.get_dossier_by_id(
            actor=self.actor, dossier_id=accepted.dossier_id, purpose=None, now=self.now
        )
        return redirect("one_stop:counter_done", case_id=dossier.case_id)

    def _scanned(self, text: str) -> HttpResponse:
        """Fill the person from a card, or open the dossier of our own code."""
        card = read_card(text)
        if card is not None:
            values = {"commune": str(self.agency_id), **counter_form.from_card(card)}
            said = _("Đã đọc thẻ căn cước của %(name)s.") % {"name": card.full_name}
            return self._scan_said(values=values, scanned=said)
        try:
            found = public.get_dossier_by_code(
                actor=self.actor, code=code_in(text), purpose=None, now=self.now
            )
        except DossierNotFoundError:
            said = _(
                "Không đọc được mã này. Quét mã QR ở mặt trước thẻ căn cước, "
                "hoặc mã trên giấy hẹn của đơn vị."
            )
            return self._scan_said(scan_error=said)
        return redirect("one_stop:dossier", case_id=found.case_id)

    def _scan_said(self, **said: Any) -> HttpResponse:
        return show_again(request=self.request, place=PLACE, said=said, address=self.request.path)

    def _known_person(self, case: str) -> dict[str, Any]:
        case_id = id_in(case)
        if case_id is None:
            return {"commune": str(self.agency_id)}
        earlier = public.get_dossier(
            actor=self.actor, case_id=case_id, purpose=PURPOSE, now=self.now
        )
        return {name: earlier.payload[name] for name in PERSON if name in earlier.payload}

    def _page(self, filled: counter_form.Filled) -> HttpResponse:
        steps = (
            counter_form.steps_of(
                definition=forms.in_language(forms.for_officers(self.definition)),
                filled=filled,
                communes=self.communes,
                now=self.now,
                show_faults=self.said.get("show_faults", False),
            )
            if self.definition
            else ()
        )
        errors: tuple[FieldError, ...] = tuple(e for step in steps for e in step.errors)
        context = self.get_context_data(
            steps=[replace(step, errors=()) for step in steps],
            errors=errors,
            papers=filled.papers,
            procedure=self._procedure_field(),
            agency=self.agency_field(),
            request_key=self._given("key") or str(uuid.uuid4()),
            said=self.said.get("words", ""),
            scanned=self.said.get("scanned", ""),
            scan_error=self.said.get("scan_error", ""),
        )
        return self.render_to_response(context)

    def _procedure_field(self) -> FieldView:
        names = procedures.names(codes=self.codes)
        return FieldView(
            name="thu_tuc",
            label=_("Thủ tục"),
            kind=FieldKind.SELECT,
            choices=tuple(
                Choice(value=code, label=f"{code} · {names[code]}", chosen=code == self.code)
                for code in self.codes
            ),
            element_id="thu_tuc",
        )

    def agency_field(self) -> FieldView | None:
        """Return the question at which counter this is, for whoever works at several."""
        if len(self.units) == 1:
            return None
        return FieldView(
            name="co_quan",
            label=_("Quầy của"),
            kind=FieldKind.SELECT,
            choices=tuple(
                Choice(value=str(one.id), label=one.short_name, chosen=one.id == self.agency_id)
                for one in org.agencies(ids=self.units).values()
            ),
            element_id="co_quan",
        )


class CounterDone(DeskMixin, TemplateView):
    """The receipt of a dossier that was just received, and the way to the next one."""

    template_name = "one_stop/desk/counter_done.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the code, the return date, the receipt, and the person's other dossiers.

        :raises DossierNotFoundError: no such dossier for this actor.
        """
        now = timezone.now()
        dossier = public.get_dossier(
            actor=self.actor, case_id=self.kwargs["case_id"], purpose=PURPOSE_DONE, now=now
        )
        receipt = next((f for f in dossier.forms if f.form is FormIssued.RECEIPT), None)
        rows = dossiers_of_party(
            actor=self.actor, party_id=dossier.applicant_party_id, limit=OTHERS
        )
        calendars = all_calendars()
        own = next((row for row in rows if row.id == dossier.id), None)
        case = dossier.case_id
        received = localtime(dossier.received_at or now)
        midnight = datetime.combine(received.date(), time(), tzinfo=received.tzinfo)
        together = sitting_of(actor=self.actor, case_id=case, midnight=midnight)
        return super().get_context_data(
            dossier=dossier,
            applicant=dossier.payload.get("applicant_name", ""),
            due_at=own.due_at if own else None,
            chip=chip_of_row(row=own, calendars=calendars, now=now) if own else None,
            print_url=(
                reverse("one_stop:paper_file", args=[case, receipt.version_id]) + "?xem"
                if receipt
                else ""
            ),
            together=len(together),
            together_url=reverse("one_stop:counter_receipts", args=[case]),
            more_url=f"{reverse('one_stop:counter')}?nguoi={case}",
            table=dossier_table(rows=rows, calendars=calendars, now=now),
            others=len(rows) - 1,
            remarks=public.number_remarks(payload=dossier.payload),
            **kwargs,
        )


def _usual(codes: Sequence[str]) -> str:
    """Return with which procedure the counter begins: the first that has a form of its own."""
    own = (code for code in codes if not public.has_general_form(procedure_code=code))
    return next(own, next(iter(codes), ""))


class PrintReceipts(DeskMixin, View):
    """The receipts of one person's sitting on one sheet."""

    def get(self, *_args: Any, **_kwargs: Any) -> HttpResponse:
        """Return the sheet.

        :raises DossierNotFoundError: no such dossier for this actor.
        :raises MayNotError: the actor does not receive dossiers there.
        :raises NotNowError: no receipt was given out.
        """
        paper = public.print_receipts(
            actor=self.actor, case_id=self.kwargs["case_id"], now=timezone.now()
        )
        return file_response(
            paper.pdf, name="giay-tiep-nhan-chung.pdf", mime="application/pdf", inline=True
        )


def _lists(given: QueryDict) -> dict[str, list[str]]:
    """Return what was typed, without what only the door needs."""
    return {name: given.getlist(name) for name in given if name != TOKEN}


def _person(values: dict[str, Any]) -> PersonInput:
    """Return the applicant; birth, sex and address are theirs when they file for themselves."""
    own = values.get("filed_for") == "self"
    birth = str(values.get("birth_date", ""))
    return PersonInput(
        full_name=str(values.get("applicant_name", "")),
        personal_number=str(values.get("applicant_number", "")),
        birth_date=date.fromisoformat(birth) if own and birth else None,
        sex=Sex(str(values["sex"])) if own and values.get("sex") in {"male", "female"} else None,
        phone=str(values.get("applicant_phone", "")),
        address=str(values.get("address", "")) if own else "",
        commune_id=int(str(values["commune"])) if own and values.get("commune") else None,
    )


def _at_the_form(faults: tuple[FieldFault, ...]) -> tuple[FieldFault, ...]:
    """Put the faults of the person at the questions that ask for them."""
    return tuple(replace(fault, field=ASKED_AS.get(fault.field, fault.field)) for fault in faults)
