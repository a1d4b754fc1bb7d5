"""The page that takes a reception back the same day, and opens the counter for the right one."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from province.contexts.one_stop import permissions, public
from province.contexts.one_stop.contracts.views import DossierView
from province.contexts.one_stop.errors import MayNotError, NoMistakeError
from province.contexts.one_stop.queries.mistakes import carried_answers, carried_papers
from province.contexts.one_stop.web.desk import acts, counter
from province.contexts.one_stop.web.desk.file_data import applicant_of
from province.contexts.one_stop.web.desk.forms import MistakeForm
from province.contexts.procedures import public as procedures
from province.foundation.errors import DomainError
from province.foundation.ui.contracts import Crumb
from province.foundation.ui.fields import errors_of, field_from_bound
from province.foundation.web.desk import DeskMixin
from province.foundation.web.menus import page_url
from province.foundation.web.remarks import show_again
from province.kernel.cases import public as cases

PURPOSE = "Hủy tiếp nhận vì nhập nhầm thủ tục"
WRONG = 422


class Mistake(DeskMixin, TemplateView):
    """Why the reception is taken back, and which procedure is the right one."""

    template_name = "one_stop/desk/mistake.html"
    dossier: DossierView

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the dossier; the look at it is written down.

        :raises DossierNotFoundError: no such dossier for this actor.
        """
        super().setup(request, *args, **kwargs)
        self.now = timezone.now()
        self.dossier = public.get_dossier(
            actor=self.actor, case_id=self.kwargs["case_id"], purpose=PURPOSE, now=self.now
        )

    def _form(self, data: Any | None = None) -> MistakeForm:
        codes = [
            code for code in procedures.published_codes() if code != self.dossier.procedure_code
        ]
        names = procedures.names(codes=codes)
        files = bool(self.actor.units_with(permissions.FILE_FOR_OTHERS))
        choices = [(code, f"{code} · {names[code]}") for code in codes] if files else []
        return MistakeForm(data, choices=choices)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the form.

        :raises NoMistakeError: the reception cannot be taken back by this actor, or not now.
        """
        acts_so_far = cases.timeline(actor=self.actor, case_id=self.dossier.case_id)
        if not acts.mistake_acts(
            dossier=self.dossier, actor=self.actor, acts=acts_so_far, now=self.now
        ):
            raise NoMistakeError
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """Take the reception back and lead on to the counter, or show what is missing.

        :raises MayNotError: the actor neither received it nor reviews or signs there.
        :raises NoMistakeError: it cannot be taken back any more.
        """
        form = self._form(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=WRONG)
        try:
            public.take_reception_back(
                actor=self.actor,
                dossier_id=self.dossier.id,
                reason=form.cleaned_data["reason"],
                now=self.now,
            )
        except (MayNotError, NoMistakeError):
            raise
        except DomainError as refusal:
            form.add_error("reason", str(refusal))
            return self.render_to_response(self.get_context_data(form=form), status=refusal.status)
        messages.success(request, str(acts.PAGES[acts.MISTAKE].done))
        right = form.cleaned_data["procedure"]
        if not right:
            return redirect("one_stop:dossier", case_id=self.dossier.case_id)
        return self._at_the_counter(right)

    def _at_the_counter(self, right: str) -> HttpResponse:
        """Open the counter with the right procedure, the same answers and one's own papers."""
        values = carried_answers(
            procedure_code=self.dossier.procedure_code,
            other=right,
            payload=self.dossier.payload,
            on=localtime(self.now).date(),
        )
        case = cases.get_case(
            actor=self.actor, case_id=self.dossier.case_id, purpose=None, now=self.now
        )
        papers = carried_papers(
            procedure_code=self.dossier.procedure_code,
            other=right,
            papers=case.papers,
            on=localtime(self.now).date(),
        )
        said = _("Đã hủy mã %(code)s. Kiểm tra lại rồi tiếp nhận theo thủ tục đúng.")
        return show_again(
            request=self.request,
            place=counter.PLACE,
            said={
                "values": values,
                "procedure": right,
                "papers": papers,
                "scanned": said % {"code": self.dossier.code},
            },
            address=reverse("one_stop:counter"),
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the dossier and the form."""
        form = kwargs.pop("form", None) or self._form()
        number = self.dossier.code or self.dossier.filing_no
        home = reverse("one_stop:dossier", kwargs={"case_id": self.dossier.case_id})
        act = acts.PAGES[acts.MISTAKE]
        return super().get_context_data(
            dossier=self.dossier,
            number=number,
            applicant=applicant_of(self.dossier),
            act=act,
            home=home,
            crumbs=(
                Crumb(label=_("Hồ sơ"), url=page_url("one_stop:dossiers")),
                Crumb(label=number, url=home),
                Crumb(label=str(act.label)),
            ),
            fields=tuple(field_from_bound(bound) for bound in form if not bound.is_hidden),
            errors=errors_of(form=form) if form.is_bound else (),
            **kwargs,
        )
