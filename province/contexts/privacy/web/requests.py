"""Pages of a person: everything about me, what I have asked, a new request."""

import uuid
from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import FormView, TemplateView, View

from province.contexts.privacy import public
from province.contexts.privacy.contracts import (
    NewRequest,
    RequestKind,
    RequestState,
    RequestView,
)
from province.contexts.privacy.errors import RequestNotFoundError
from province.contexts.privacy.web.forms import KINDS, AskForm
from province.contexts.privacy.web.people import SubjectMixin
from province.foundation.errors import DomainError, InvalidInputError
from province.foundation.ui.contracts import Crumb, KeyValue, Tag, TagKind
from province.foundation.ui.fields import errors_of
from province.foundation.ui.formats import format_date, format_datetime
from province.foundation.ui.tables import Cell, Column, Table, TableRow
from province.kernel.attachments import public as attachments
from province.kernel.attachments.web.serving import serve
from province.kernel.org import public as org

UNFIT = 422
STATES = {
    RequestState.OPEN: TagKind.NEED,
    RequestState.DONE: TagKind.HELD,
    RequestState.REFUSED: TagKind.MAYBE,
    RequestState.WITHDRAWN: TagKind.PLAIN,
}


def kind_words(kind: RequestKind) -> str:
    """Return the words of a kind of request."""
    return str(dict(KINDS)[kind.value])


def state_tag(state: RequestState) -> Tag:
    """Return the state of a request as a tag."""
    words = {
        RequestState.OPEN: _("Đang xử lý"),
        RequestState.DONE: _("Đã thực hiện"),
        RequestState.REFUSED: _("Từ chối"),
        RequestState.WITHDRAWN: _("Đã rút"),
    }
    return Tag(words=words[state], kind=STATES[state])


def facts_of(request: RequestView) -> tuple[KeyValue, ...]:
    """Return what a request says and what was answered."""
    labels = {
        "full_name": _("Họ và tên đúng"),
        "birth_date": _("Ngày sinh đúng"),
        "sex": _("Giới tính đúng"),
        "phone": _("Điện thoại đúng"),
        "email": _("Thư điện tử đúng"),
        "address": _("Địa chỉ đúng"),
    }
    sexes = {"male": _("Nam"), "female": _("Nữ")}
    limit = public.term(key=request.kind.value, on=localtime(request.asked_at).date())
    lines = [
        (_("Yêu cầu"), kind_words(request.kind)),
        (_("Cơ quan trả lời"), org.agency(agency_id=request.unit_id).name),
        (_("Gửi lúc"), format_datetime(localtime(request.asked_at))),
        (_("Nội dung"), request.words),
        *((labels.get(key, key), sexes.get(text, text)) for key, text in request.wanted.items()),
        (_("Trả lời trước"), format_datetime(localtime(request.due_at))),
        (_("Căn cứ thời hạn"), limit.source),
        (_("Trả lời"), request.answer),
        (_("Căn cứ pháp luật"), request.law),
    ]
    return tuple(KeyValue(term=term, value=text) for term, text in lines if text)


def unit_choices(units: Sequence[Any]) -> tuple[tuple[str, str], ...]:
    """Return agencies as choices."""
    return tuple((str(one.id), one.name) for one in units)


def put_faults(form: AskForm, refusal: DomainError) -> None:
    """Put a refusal at its fields, or above the form."""
    faults = refusal.faults if isinstance(refusal, InvalidInputError) else ()
    known = [fault for fault in faults if fault.field in form.fields]
    for fault in known:
        form.add_error(fault.field, str(fault.sentence))
    if not known:
        form.add_error(None, str(refusal))


@method_decorator(never_cache, name="dispatch")
class Mine(SubjectMixin, TemplateView):
    """Everything that the house keeps of me, and what I have asked."""

    template_name = "privacy/mine.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return sections and requests."""
        sections = public.everything_about_me(actor=self.subject, now=timezone.now())
        asked = public.my_requests(actor=self.subject)
        return super().get_context_data(
            sections=[
                {
                    "title": one.title,
                    "facts": tuple(KeyValue(term=term, value=text) for term, text in one.rows),
                    "kept_by": one.kept_by,
                }
                for one in sections
            ],
            requests=Table(
                caption=_("Yêu cầu đã gửi"),
                columns=tuple(
                    Column(label=head) for head in (_("Yêu cầu"), _("Gửi ngày"), _("Tình trạng"))
                ),
                rows=tuple(
                    TableRow(
                        cells=(
                            Cell(
                                words=kind_words(one.kind),
                                url=reverse("privacy:my_request", args=[one.case_id]),
                            ),
                            Cell(words=format_date(localtime(one.asked_at).date())),
                            Cell(words="", tag=state_tag(one.state)),
                        )
                    )
                    for one in asked
                ),
            ),
            crumbs=(Crumb(label=_("Trang chủ"), url="/"), Crumb(label=_("Dữ liệu của tôi"))),
            **kwargs,
        )


@method_decorator([never_cache, sensitive_post_parameters()], name="dispatch")
class Ask(SubjectMixin, FormView[AskForm]):
    """A new request about one's own data."""

    template_name = "privacy/ask.html"
    form_class = AskForm

    def get_initial(self) -> dict[str, Any]:
        """Start from what the address asks for."""
        asked = self.request.GET.get("loai", "")
        return {"kind": asked if asked in dict(KINDS) else RequestKind.SEE.value}

    def get_form_kwargs(self) -> dict[str, Any]:
        """Add the agencies that may be asked."""
        units = org.communes(on=timezone.localdate())
        return {**super().get_form_kwargs(), "units": unit_choices(units)}

    def form_valid(self, form: AskForm) -> HttpResponse:
        """Send it; what is refused comes back with everything that was typed."""
        given = form.cleaned_data
        try:
            made = public.ask(
                actor=self.subject,
                new=NewRequest(
                    party_id=self.party_id,
                    unit_id=int(given["unit"]),
                    kind=RequestKind(given["kind"]),
                    words=given["words"],
                    wanted=form.wanted(),
                ),
                key=self.request.POST.get("key", "")[:100],
                now=timezone.now(),
            )
        except InvalidInputError as refusal:
            put_faults(form, refusal)
            return self.form_invalid(form)
        messages.success(self.request, _("Đã ghi nhận yêu cầu của bạn."))
        return redirect("privacy:my_request", case_id=made.case_id)

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
                Crumb(label=_("Trang chủ"), url="/"),
                Crumb(label=_("Dữ liệu của tôi"), url=reverse("privacy:mine")),
                Crumb(label=_("Yêu cầu mới")),
            ),
        }


@method_decorator(never_cache, name="dispatch")
class MyRequest(SubjectMixin, TemplateView):
    """One of my requests: what became of it; it may be withdrawn while it is open."""

    template_name = "privacy/my_request.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the request.

        :raises RequestNotFoundError: it is not one of the person's own.
        """
        super().setup(request, *args, **kwargs)
        self.asked = public.get_request(actor=self.subject, case_id=kwargs["case_id"])
        if self.asked.party_id != self.party_id:
            raise RequestNotFoundError

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Withdraw it."""
        public.withdraw_request(actor=self.subject, case_id=kwargs["case_id"], now=timezone.now())
        messages.success(request, _("Đã rút yêu cầu."))
        return redirect(request.path)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return what it says."""
        return super().get_context_data(
            tag=state_tag(self.asked.state),
            facts=facts_of(self.asked),
            is_open=self.asked.state is RequestState.OPEN,
            file_url=(
                reverse("privacy:my_request_file", args=[self.asked.case_id])
                if self.asked.paper_id
                else ""
            ),
            crumbs=(
                Crumb(label=_("Trang chủ"), url="/"),
                Crumb(label=_("Dữ liệu của tôi"), url=reverse("privacy:mine")),
                Crumb(label=kind_words(self.asked.kind)),
            ),
            **kwargs,
        )


class MyRequestFile(SubjectMixin, View):
    """The file with which a request to see was answered."""

    def get(self, _request: HttpRequest, case_id: int) -> HttpResponseBase:
        """Give the file out.

        :raises RequestNotFoundError: it is not the person's, or has no file.
        """
        asked = public.get_request(actor=self.subject, case_id=case_id)
        if asked.paper_id is None or asked.party_id != self.party_id:
            raise RequestNotFoundError
        stream, value = attachments.open_version(
            actor=self.subject, version_id=asked.paper_id, may_read=True
        )
        return serve(value, stream)
