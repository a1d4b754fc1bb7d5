"""Pages: the register of breaches, each with its 72 hours, its drafted notice, its end."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.generic import FormView, TemplateView

from province.contexts.privacy import permissions, public
from province.contexts.privacy.contracts import BreachState, BreachView, NewBreach
from province.contexts.privacy.errors import MayNotKeepBreachesError
from province.contexts.privacy.web.forms import BreachForm, CloseForm, NotifyForm
from province.foundation.errors import DomainError, InvalidInputError, NotAllowedError
from province.foundation.ui.contracts import Crumb, KeyValue, Tag, TagKind
from province.foundation.ui.fields import errors_of
from province.foundation.ui.formats import format_datetime, format_number
from province.foundation.ui.forms import AskingForm
from province.foundation.ui.tables import Cell, Column, Table, TableRow
from province.foundation.web.desk import DeskMixin
from province.kernel.org import public as org

UNFIT = 422
HOUR = 3600


def standing(breach: BreachView, now: datetime) -> Tag:
    """Return how a breach stands against its 72 hours, in words."""
    if breach.state is BreachState.CLOSED:
        return Tag(words=_("Đã kết thúc"))
    if breach.notified_at is not None:
        late = breach.notified_at > breach.notify_by
        words = _("Đã thông báo, trễ hạn") if late else _("Đã thông báo, đúng hạn")
        return Tag(words=words, kind=TagKind.MAYBE if late else TagKind.HELD)
    hours = int((breach.notify_by - now).total_seconds() // HOUR)
    if hours < 0:
        words = _("Quá hạn thông báo %(hours)s giờ") % {"hours": format_number(-hours)}
        return Tag(words=words, kind=TagKind.MAYBE)
    words = _("Còn %(hours)s giờ để thông báo") % {"hours": format_number(hours)}
    return Tag(words=words, kind=TagKind.NEED)


class BreachPage(DeskMixin):
    """A page of whoever keeps the register of breaches."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Let in whoever keeps it.

        :raises MayNotKeepBreachesError: the actor does not.
        """
        super().setup(request, *args, **kwargs)
        self.now = timezone.now()
        if not self.actor.can(permissions.KEEP_BREACHES):
            raise MayNotKeepBreachesError

    def units(self) -> tuple[tuple[str, str], ...]:
        """Return the agencies for which the actor writes breaches down."""
        if permissions.KEEP_BREACHES in self.actor.abilities:
            found = org.bodies(on=localtime(self.now).date())
        else:
            found = tuple(
                org.agencies(ids=self.actor.units_with(permissions.KEEP_BREACHES)).values()
            )
        return tuple((str(one.id), one.name) for one in found)


class Breaches(BreachPage, TemplateView):
    """The register, open breaches first."""

    template_name = "privacy/breaches.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the lines."""
        found = public.breaches(actor=self.actor)
        names = org.agencies(ids={one.unit_id for one in found})
        heads = (_("Vụ việc"), _("Đơn vị"), _("Phát hiện lúc"), _("Số người"), _("Tình trạng"))
        return super().get_context_data(
            table=Table(
                caption=_("Sổ vi phạm dữ liệu cá nhân"),
                columns=tuple(Column(label=head) for head in heads),
                rows=tuple(
                    TableRow(
                        cells=(
                            Cell(words=one.title, url=reverse("privacy:breach", args=[one.id])),
                            Cell(words=names[one.unit_id].short_name),
                            Cell(words=format_datetime(localtime(one.found_at))),
                            Cell(words=format_number(one.people)),
                            Cell(words="", tag=standing(one, self.now)),
                        )
                    )
                    for one in found
                ),
            ),
            **kwargs,
        )


class ReportBreach(BreachPage, FormView[BreachForm]):
    """Write a breach down."""

    template_name = "privacy/report_breach.html"
    form_class = BreachForm

    def get_form_kwargs(self) -> dict[str, Any]:
        """Add the units."""
        return {**super().get_form_kwargs(), "units": self.units()}

    def form_valid(self, form: BreachForm) -> HttpResponse:
        """Write it down; what is refused comes back with everything that was typed."""
        given = form.cleaned_data
        found_at = timezone.make_aware(datetime.combine(given["found_on"], given["found_time"]))
        try:
            made = public.report_breach(
                actor=self.actor,
                new=NewBreach(
                    unit_id=int(given["unit"]),
                    title=given["title"].strip(),
                    found_at=found_at,
                    what=given["what"].strip(),
                    categories=given["categories"].strip(),
                    people=given["people"],
                    measures=given["measures"].strip(),
                ),
                now=self.now,
            )
        except InvalidInputError as refusal:
            for fault in refusal.faults:
                form.add_error(fault.field, str(fault.sentence))
            return self.form_invalid(form)
        messages.success(self.request, _("Đã ghi vụ việc. Đồng hồ 72 giờ đang chạy."))
        return redirect("privacy:breach", breach_id=made.id)

    def form_invalid(self, form: BreachForm) -> HttpResponse:
        """Show what is wrong, with everything that was typed."""
        return self.render_to_response(self.get_context_data(form=form), status=UNFIT)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the faults."""
        found = super().get_context_data(**kwargs)
        form = found["form"]
        return {
            **found,
            "errors": errors_of(form=form) if form.is_bound else (),
            "crumbs": (
                Crumb(label=_("Sổ vi phạm dữ liệu"), url=reverse("privacy:breaches")),
                Crumb(label=_("Ghi một vụ việc")),
            ),
        }


class BreachDetail(BreachPage, FormView[AskingForm]):
    """One breach: what is known, how long there is, and its next step."""

    template_name = "privacy/breach.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the breach.

        :raises BreachNotFoundError: no such breach for this actor.
        """
        super().setup(request, *args, **kwargs)
        self.breach = public.get_breach(actor=self.actor, breach_id=kwargs["breach_id"])

    def get_form_class(self) -> type[AskingForm]:
        """Return the form of the next step."""
        return NotifyForm if self.breach.state is BreachState.OPEN else CloseForm

    def form_valid(self, form: AskingForm) -> HttpResponse:
        """Do the next step; what is refused comes back with everything that was typed."""
        given, which = form.cleaned_data, self.breach.id
        try:
            if "how" in given:
                how = given["how"].strip()
                public.notify_breach(actor=self.actor, breach_id=which, how=how, now=self.now)
            else:
                lesson = given["lesson"].strip()
                public.close_breach(actor=self.actor, breach_id=which, lesson=lesson, now=self.now)
        except NotAllowedError:
            raise
        except DomainError as refusal:
            form.add_error(None, str(refusal))
            return self.form_invalid(form)
        messages.success(self.request, _("Đã ghi."))
        return redirect(self.request.path)

    def form_invalid(self, form: AskingForm) -> HttpResponse:
        """Show what is wrong, with everything that was typed."""
        return self.render_to_response(self.get_context_data(form=form), status=UNFIT)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return what is known."""
        found = super().get_context_data(**kwargs)
        form = found["form"]
        return {
            **found,
            "title": self.breach.title,
            "tag": standing(self.breach, self.now),
            "facts": facts_of(self.breach),
            "is_over": self.breach.state is BreachState.CLOSED,
            "submit": _("Ghi đã thông báo")
            if self.breach.state is BreachState.OPEN
            else _("Kết thúc vụ việc"),
            "notice_url": reverse("privacy:breach_notice", args=[self.breach.id]),
            "errors": errors_of(form=form) if form.is_bound else (),
            "fault": " ".join(str(one) for one in form.non_field_errors()) if form.is_bound else "",
            "crumbs": (
                Crumb(label=_("Sổ vi phạm dữ liệu"), url=reverse("privacy:breaches")),
                Crumb(label=self.breach.title),
            ),
        }


class BreachNotice(BreachPage, TemplateView):
    """The notice to the authority, drafted from what is known, on paper."""

    template_name = "privacy/breach_notice.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the parts of the notice.

        :raises BreachNotFoundError: no such breach for this actor.
        """
        breach = public.get_breach(actor=self.actor, breach_id=self.kwargs["breach_id"])
        limit = public.term(key="breach", on=localtime(breach.found_at).date())
        return super().get_context_data(
            unit=org.agency(agency_id=breach.unit_id).name,
            breach=breach,
            facts=facts_of(breach),
            source=limit.source,
            back_url=reverse("privacy:breach", args=[breach.id]),
            **kwargs,
        )


def facts_of(breach: BreachView) -> tuple[KeyValue, ...]:
    """Return what is known of a breach."""
    moments = {
        _("Phát hiện lúc"): breach.found_at,
        _("Thông báo trước"): breach.notify_by,
        _("Đã thông báo lúc"): breach.notified_at,
        _("Kết thúc lúc"): breach.closed_at,
    }
    lines = [
        *((term, format_datetime(localtime(at)) if at else "") for term, at in moments.items()),
        (_("Diễn biến, nguyên nhân"), breach.what),
        (_("Loại dữ liệu bị ảnh hưởng"), breach.categories),
        (_("Số người bị ảnh hưởng"), format_number(breach.people)),
        (_("Đã làm gì để ngăn chặn"), breach.measures),
        (_("Đã thông báo thế nào"), breach.notified_how),
        (_("Kết quả khắc phục, bài học"), breach.lesson),
    ]
    return tuple(KeyValue(term=term, value=text) for term, text in lines if text)
