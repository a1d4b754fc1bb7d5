"""Pages of the head of a unit: what is called unsolved, and the answer."""

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

from province.contexts.ratings import permissions, public
from province.contexts.ratings.contracts import UnsolvedState, UnsolvedView
from province.contexts.ratings.errors import MayNotAnswerUnsolvedError
from province.contexts.ratings.web.forms import AnswerForm
from province.contexts.ratings.web.rating import UNFIT, state_tag
from province.foundation.errors import DomainError, NotAllowedError, told_together
from province.foundation.ui.contracts import ChipLink, Crumb, KeyValue
from province.foundation.ui.fields import errors_of
from province.foundation.ui.formats import format_datetime
from province.foundation.ui.pager import page_links
from province.foundation.ui.tables import Cell, Column, Table, TableRow
from province.foundation.web.asked import page_in
from province.foundation.web.desk import DeskMixin
from province.kernel.org import public as org


@method_decorator(never_cache, name="dispatch")
class UnsolvedList(DeskMixin, TemplateView):
    """What applicants call unsolved in the actor's units, the open ones that end first on top."""

    template_name = "ratings/unsolved_list.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Let in whoever answers.

        :raises MayNotAnswerUnsolvedError: the actor does not.
        """
        super().setup(request, *args, **kwargs)
        if not self.actor.can(permissions.ANSWER_UNSOLVED):
            raise MayNotAnswerUnsolvedError

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the page that the address asks for."""
        asked = self.request.GET.get("tt", "")
        state = asked if asked in set(UnsolvedState) else ""
        found = public.unsolved_of_units(
            actor=self.actor, state=state, page=page_in(self.request.GET.get("trang", ""))
        )
        heads = (_("Hồ sơ"), _("Người dân viết"), _("Trả lời trước"), _("Tình trạng"))
        return super().get_context_data(
            table=Table(
                caption=_("Kết quả chưa giải quyết xong"),
                columns=tuple(Column(label=head) for head in heads),
                rows=tuple(TableRow(cells=_cells(one)) for one in found.rows),
            ),
            chips=(
                ChipLink(label=_("Tất cả"), url="?", current=not state),
                *(
                    ChipLink(
                        label=state_tag(one).words,
                        url=f"?tt={one.value}",
                        current=state == one.value,
                    )
                    for one in UnsolvedState
                ),
            ),
            pages=page_links(
                current=found.numbers.number,
                page_count=found.numbers.count,
                total_rows=found.numbers.total,
                url_of=lambda number: f"?tt={state}&trang={number}",
            ),
            **kwargs,
        )


@method_decorator([never_cache, sensitive_post_parameters()], name="dispatch")
class Answer(DeskMixin, FormView[AnswerForm]):
    """One unsolved result and its answer."""

    template_name = "ratings/unsolved.html"
    form_class = AnswerForm

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find it.

        :raises UnsolvedNotFoundError: no such one for this actor.
        """
        super().setup(request, *args, **kwargs)
        self.found = public.get_unsolved(actor=self.actor, case_id=kwargs["case_id"])
        self.may_answer = self.found.state is UnsolvedState.OPEN and self.actor.can(
            permissions.ANSWER_UNSOLVED, unit=self.found.unit_id
        )

    def form_valid(self, form: AnswerForm) -> HttpResponse:
        """Answer; what is refused comes back with everything that was typed."""
        try:
            public.answer_unsolved(
                actor=self.actor,
                case_id=self.found.case_id,
                words=form.cleaned_data["words"],
                is_solved=form.cleaned_data["outcome"] == "solved",
                now=timezone.now(),
            )
        except NotAllowedError:
            raise
        except DomainError as refusal:
            form.add_error(None, told_together(refusal))
            return self.form_invalid(form)
        messages.success(self.request, _("Đã trả lời, người dân được báo."))
        return redirect("ratings:unsolved_list")

    def form_invalid(self, form: AnswerForm) -> HttpResponse:
        """Show what is wrong, with everything that was typed."""
        return self.render_to_response(self.get_context_data(form=form), status=UNFIT)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return what was written, and a way to the dossier."""
        found = super().get_context_data(**kwargs)
        form, one = found["form"], self.found
        lines = [
            (_("Hồ sơ"), one.dossier_code),
            (_("Thủ tục"), one.procedure),
            (_("Cơ quan"), org.agency(agency_id=one.unit_id).name),
            (_("Người dân viết"), one.words),
            (_("Gửi lúc"), format_datetime(localtime(one.told_at))),
            (_("Trả lời trước"), format_datetime(localtime(one.due_at))),
            (_("Trả lời"), one.answer),
        ]
        return {
            **found,
            "facts": tuple(KeyValue(term=term, value=text) for term, text in lines if text),
            "tag": state_tag(one.state),
            "dossier_url": reverse("one_stop:dossier", kwargs={"case_id": one.dossier_case_id}),
            "may_answer": self.may_answer,
            "errors": errors_of(form=form) if form.is_bound else (),
            "fault": " ".join(str(said) for said in form.non_field_errors())
            if form.is_bound
            else "",
            "crumbs": (
                Crumb(label=_("Chưa giải quyết xong"), url=reverse("ratings:unsolved_list")),
                Crumb(label=one.dossier_code),
            ),
        }


def _cells(one: UnsolvedView) -> tuple[Cell, ...]:
    return (
        Cell(words=one.dossier_code, url=reverse("ratings:unsolved", args=[one.case_id])),
        Cell(words=one.words),
        Cell(words=format_datetime(localtime(one.due_at))),
        Cell(words="", tag=state_tag(one.state)),
    )
