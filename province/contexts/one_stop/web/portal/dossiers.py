"""One dossier of a citizen's own, whole, and its papers."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.generic import View

from province.contexts.one_stop import public as one_stop
from province.contexts.one_stop.contracts.states import Origin, ProcessingState
from province.contexts.one_stop.contracts.views import DossierView, SupplementView
from province.contexts.one_stop.web.portal.clocks import clock_box
from province.contexts.one_stop.web.portal.details import (
    forms_of,
    papers_for_applicant,
    papers_of,
    promise_of,
    result_of,
    where_of,
)
from province.contexts.one_stop.web.portal.people import CitizenMixin
from province.contexts.one_stop.web.portal.story import (
    story,
)
from province.contexts.one_stop.web.portal.talks import ask_place, talk_part
from province.contexts.one_stop.web.sending import demands_of, errors_of
from province.foundation.errors import FieldFault
from province.foundation.ui.contracts import (
    Crumb,
    FieldKind,
    FieldView,
)
from province.foundation.web.remarks import faults_in, remarks
from province.foundation.web.slots import links_at
from province.kernel.attachments import public as attachments
from province.kernel.attachments.errors import VersionNotFoundError
from province.kernel.attachments.web.serving import serve
from province.kernel.calendars import public as calendars
from province.kernel.cases import public as cases
from province.kernel.cases.contracts.values import (
    CaseView,
)
from province.kernel.org import public as org

OPEN_TO_WITHDRAW = {
    ProcessingState.SUBMITTED,
    ProcessingState.RECEIVED,
    ProcessingState.PROCESSING,
}


def may_revise(dossier: DossierView, *, is_asked: bool) -> bool:
    """Tell whether the applicant may still change what was filed."""
    waits = dossier.processing is ProcessingState.SUBMITTED and not is_asked
    return waits and dossier.origin is Origin.PORTAL


def supply_place(dossier_id: int) -> str:
    """Return under which name a failed sending waits for the page of its dossier."""
    return f"supply:{dossier_id}"


def withdraw_place(dossier_id: int) -> str:
    """Return under which name a refused withdrawal waits for its page."""
    return f"withdraw:{dossier_id}"


class DossierMixin(CitizenMixin):
    """A page of one dossier of one's own; anybody else's is unknown."""

    now: datetime
    dossier: DossierView

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Find the dossier.

        :raises DossierNotFoundError: no such dossier of this citizen.
        """
        self.now = timezone.now()
        self.dossier = one_stop.get_dossier_by_id(
            actor=self.citizen, dossier_id=kwargs["dossier_id"], purpose=None, now=self.now
        )
        return super().dispatch(request, *args, **kwargs)

    def case(self) -> CaseView:
        """Return the dossier's case."""
        return cases.get_case(
            actor=self.citizen, case_id=self.dossier.case_id, purpose=None, now=self.now
        )

    def waiting_request(self) -> SupplementView | None:
        """Return the supplement request that waits for the applicant."""
        if self.dossier.finished_at is not None:
            return None
        return next((one for one in self.dossier.supplements if one.answered_at is None), None)

    def page(
        self,
        request: HttpRequest,
        *,
        faults: tuple[FieldFault, ...] = (),
        kept: dict[str, tuple[int, ...]] | None = None,
        note: str = "",
        words: str = "",
    ) -> HttpResponse:
        """Return the page of the dossier, with what a failed submission brought."""
        dossier, case = self.dossier, self.case()
        agency = org.agency(agency_id=dossier.agency_id)
        calendar = calendars.calendar_for(agency_id=agency.id)
        acts = cases.timeline(actor=self.citizen, case_id=dossier.case_id)
        said = {fault.field: str(fault.sentence) for fault in faults}
        supplement = self.waiting_request()
        demands = demands_of(supplement, said, kept or {}) if supplement else ()
        context = {
            "dossier": dossier,
            "agency": agency,
            "number": dossier.code or dossier.filing_no,
            "box": clock_box(dossier, case, calendar, self.now),
            "supplement": supplement,
            "demands": demands,
            "errors": errors_of(demands, said),
            "words": words,
            "note_field": FieldView(
                name="note",
                label=_("Lời nhắn cho cơ quan"),
                kind=FieldKind.LONG,
                value=note,
                hint=_("Không có giấy nào thì ghi vì sao ở đây."),
                error=said.get("note", ""),
                required=False,
                element_id="note",
            ),
            "promise": promise_of(dossier, case, calendar, supplement, self.now),
            "items": story(view=dossier, case=case, acts=acts, agency=agency.short_name),
            "where": where_of(dossier, case, agency, self.now),
            "papers": papers_of(dossier, case, waits=supplement is not None),
            "forms": forms_of(dossier),
            "result": result_of(dossier),
            "talk": talk_part(
                case=case,
                acts=acts,
                reader=self.citizen,
                remarked=remarks(request=request, place=ask_place(dossier.id)),
                now=self.now,
            ),
            "links": links_at(place="one_stop.returned", actor=self.citizen, about=dossier.id)
            if dossier.returned_at is not None
            else (),
            "may_withdraw": dossier.processing in OPEN_TO_WITHDRAW,
            "may_revise": may_revise(dossier, is_asked=supplement is not None),
            "crumbs": (
                Crumb(label=_("Trang chủ"), url="/"),
                Crumb(label=_("Hồ sơ của tôi"), url=reverse("one_stop:my_dossiers")),
                Crumb(label=dossier.code or dossier.filing_no),
            ),
        }
        return render(request, "one_stop/portal/my_dossier.html", context)


class MyDossier(DossierMixin, View):
    """Where a dossier stands, what is to be done, what happened, its papers."""

    def get(self, request: HttpRequest, dossier_id: int) -> HttpResponse:
        """Show the dossier, with what a failed sending has brought."""
        said = remarks(request=request, place=supply_place(dossier_id))
        return self.page(
            request,
            faults=faults_in(said),
            kept={name: tuple(ids) for name, ids in said.get("kept", {}).items()},
            note=said.get("note", ""),
            words=said.get("words", ""),
        )


class MyPaper(DossierMixin, View):
    """A paper of one's own dossier: what was handed in, what was issued, the sealed result."""

    def get(self, request: HttpRequest, dossier_id: int, version_id: int) -> HttpResponseBase:
        """Return the file.

        :raises VersionNotFoundError: the dossier has no such paper for the applicant.
        """
        del dossier_id
        if version_id not in papers_for_applicant(self.dossier, self.case()):
            raise VersionNotFoundError
        stream, value = attachments.open_version(
            actor=self.citizen, version_id=version_id, may_read=True
        )
        return serve(value, stream, inline="tai" not in request.GET)
