"""The page on which a late result is promised anew, once, with an apology (Mẫu 04)."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from province.contexts.one_stop import public
from province.contexts.one_stop.contracts.views import DossierView
from province.contexts.one_stop.errors import NewDayUnfitError, NotNowError
from province.contexts.one_stop.web.desk import acts
from province.contexts.one_stop.web.desk.file_data import applicant_of
from province.contexts.one_stop.web.desk.forms import ReappointForm
from province.foundation.errors import DomainError
from province.foundation.ui.contracts import Crumb
from province.foundation.ui.fields import errors_of, field_from_bound
from province.foundation.web.desk import DeskMixin
from province.foundation.web.menus import page_url
from province.kernel.cases import public as cases
from province.kernel.cases.contracts.values import LEGAL, CaseView

PURPOSE = "Xin lỗi và hẹn lại ngày trả kết quả"
KEY_LENGTH = 64
WRONG = 422


class Reappoint(DeskMixin, TemplateView):
    """A new day and the reason; the letter is made when it is sent."""

    template_name = "one_stop/desk/reappoint.html"
    dossier: DossierView
    case: CaseView

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the dossier.

        :raises DossierNotFoundError: no such dossier for this actor.
        """
        super().setup(request, *args, **kwargs)
        self.now = timezone.now()
        self._read(purpose=PURPOSE if request.method == "GET" else None)

    def _read(self, *, purpose: str | None) -> None:
        """Read the dossier anew; with a purpose the look at it is written down."""
        case_id = self.kwargs["case_id"]
        self.dossier = public.get_dossier(
            actor=self.actor, case_id=case_id, purpose=purpose, now=self.now
        )
        self.case = cases.get_case(actor=self.actor, case_id=case_id, purpose=None, now=self.now)

    def _is_possible(self) -> bool:
        found = acts.late_acts(dossier=self.dossier, case=self.case, actor=self.actor, now=self.now)
        return bool(found)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the form.

        :raises NotNowError: the act is not for this actor, or not now.
        """
        if not self._is_possible():
            raise NotNowError
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """Promise anew, or show what is wrong with everything that was typed.

        What was sent twice is answered twice: the command is asked before the page is refused.

        :raises NotNowError: the act is not for this actor, or not now.
        :raises DomainError: likewise, as the command says it.
        """
        form = ReappointForm(request.POST)
        if not form.is_valid():
            if not self._is_possible():
                raise NotNowError
            return self._again(form)
        try:
            public.reappoint(
                actor=self.actor,
                dossier_id=self.dossier.id,
                new_date=form.cleaned_data["new_date"],
                reason=form.cleaned_data["reason"],
                key=self._key(),
                now=self.now,
            )
        except DomainError as refusal:
            if not self._is_possible():
                raise
            at = "new_date" if isinstance(refusal, NewDayUnfitError) else None
            form.add_error(at, str(refusal))
            return self._again(form, status=refusal.status)
        messages.success(request, str(acts.PAGES[acts.REAPPOINT].done))
        return redirect("one_stop:dossier", case_id=self.dossier.case_id)

    def _key(self) -> str:
        given = str(self.request.POST.get("key", ""))[:KEY_LENGTH]
        return f"reappoint:{self.dossier.id}:{given}" if given else ""

    def _again(self, form: ReappointForm, *, status: int = WRONG) -> HttpResponse:
        """Show the page again, and write that look down too."""
        self._read(purpose=PURPOSE)
        return self.render_to_response(self.get_context_data(form=form), status=status)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the dossier, its promise and the form."""
        form = kwargs.pop("form", None) or ReappointForm()
        clock = self.case.clock(LEGAL)
        number = self.dossier.code or self.dossier.filing_no
        home = reverse("one_stop:dossier", kwargs={"case_id": self.dossier.case_id})
        act = acts.PAGES[acts.REAPPOINT]
        return super().get_context_data(
            dossier=self.dossier,
            number=number,
            applicant=applicant_of(self.dossier),
            due_at=clock.due_at if clock else None,
            act=act,
            home=home,
            crumbs=(
                Crumb(label=_("Hồ sơ"), url=page_url("one_stop:dossiers")),
                Crumb(label=number, url=home),
                Crumb(label=str(act.label)),
            ),
            fields=tuple(field_from_bound(bound) for bound in form if not bound.is_hidden),
            errors=errors_of(form=form) if form.is_bound else (),
            said=" ".join(str(error) for error in form.non_field_errors()),
            request_key=self.request.POST.get("key") or str(uuid.uuid4()),
            **kwargs,
        )
