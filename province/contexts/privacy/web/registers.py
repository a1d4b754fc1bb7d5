"""Pages: the register of processing (public, kept by administrators), on paper and as a file."""

from dataclasses import asdict
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.generic import FormView, TemplateView, View

from province.contexts.privacy import permissions, public
from province.contexts.privacy.contracts import Activity, ActivityText
from province.contexts.privacy.errors import (
    ActivityOvertakenError,
    MayNotKeepRegisterError,
)
from province.contexts.privacy.web.forms import ActivityForm
from province.foundation.errors import InvalidInputError
from province.foundation.spreadsheets.writing import Column as SheetColumn
from province.foundation.spreadsheets.writing import workbook
from province.foundation.ui.contracts import Crumb, KeyValue
from province.foundation.ui.fields import errors_of
from province.foundation.ui.formats import format_datetime
from province.foundation.web.desk import ActorMixin, DeskMixin
from province.foundation.web.downloads import xlsx_response

UNFIT = 422


def labels() -> dict[str, str]:
    """Return the parts of a line in their order."""
    return {
        "purpose": _("Mục đích"),
        "basis": _("Căn cứ pháp luật"),
        "categories": _("Loại dữ liệu"),
        "subjects": _("Của ai"),
        "recipients": _("Ai được xem, nhận"),
        "retention": _("Giữ bao lâu"),
        "measures": _("Bảo vệ thế nào"),
    }


def facts_of(activity: Activity) -> tuple[KeyValue, ...]:
    """Return a line of the register as terms and values."""
    said = asdict(activity.text)
    return tuple(KeyValue(term=label, value=said[name]) for name, label in labels().items())


class Processing(ActorMixin, TemplateView):
    """What the system processes, in plain words, for everybody; and the rights of a person."""

    template_name = "privacy/processing.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the register."""
        return super().get_context_data(
            activities=[
                {"name": one.text.name, "facts": facts_of(one)} for one in public.activities()
            ],
            crumbs=(
                Crumb(label=_("Trang chủ"), url="/"),
                Crumb(label=_("Dữ liệu cá nhân ở đây")),
            ),
            **kwargs,
        )


class RegisterPage(DeskMixin):
    """A page of whoever keeps the register of processing."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Let in whoever keeps it.

        :raises MayNotKeepRegisterError: the actor does not.
        """
        super().setup(request, *args, **kwargs)
        if not self.actor.can(permissions.KEEP_REGISTER):
            raise MayNotKeepRegisterError


class Register(RegisterPage, TemplateView):
    """The register with the way to change each line."""

    template_name = "privacy/register.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the lines."""
        return super().get_context_data(
            activities=[
                {
                    "name": one.text.name,
                    "facts": facts_of(one),
                    "version": one.version,
                    "url": reverse("privacy:activity", args=[one.key]),
                }
                for one in public.activities()
            ],
            **kwargs,
        )


class PrintRegister(RegisterPage, TemplateView):
    """The register on paper."""

    template_name = "privacy/register_print.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the lines."""
        return super().get_context_data(
            heads=(_("Hoạt động xử lý"), *labels().values()),
            rows=[_line(one) for one in public.activities()],
            printed_at=timezone.now(),
            back_url=reverse("privacy:register"),
            **kwargs,
        )


class ExportRegister(RegisterPage, View):
    """The register as a spreadsheet."""

    def get(self, *_args: Any, **_kwargs: Any) -> HttpResponse:
        """Return the file."""
        heads = (_("Hoạt động xử lý"), *labels().values())
        content = workbook(
            title=_("Hoạt động xử lý"),
            columns=[SheetColumn(head, 40) for head in heads],
            rows=[_line(one) for one in public.activities()],
        )
        return xlsx_response(content, name="so-hoat-dong-xu-ly.xlsx")


class EditActivity(RegisterPage, FormView[ActivityForm]):
    """A new version of one line; what it said before stays below."""

    template_name = "privacy/activity.html"
    form_class = ActivityForm

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the line.

        :raises ActivityNotFoundError: there is no such line.
        """
        super().setup(request, *args, **kwargs)
        self.versions = public.activity_versions(key=kwargs["key"])

    def get_initial(self) -> dict[str, Any]:
        """Start from what holds."""
        return {**asdict(self.versions[0].text), "seen": self.versions[0].version}

    def form_valid(self, form: ActivityForm) -> HttpResponse:
        """Write it; what is refused comes back with everything that was typed."""
        given = form.cleaned_data
        names = asdict(self.versions[0].text)
        try:
            public.set_activity(
                actor=self.actor,
                key=self.kwargs["key"],
                text=ActivityText(**{name: given[name].strip() for name in names}),
                seen=given["seen"],
                reason=given["reason"].strip(),
                now=timezone.now(),
            )
        except InvalidInputError as refusal:
            for fault in refusal.faults:
                form.add_error(fault.field, str(fault.sentence))
            return self.form_invalid(form)
        except ActivityOvertakenError as refusal:
            form.add_error(None, str(refusal))
            return self.form_invalid(form)
        messages.success(self.request, _("Đã ghi bản mới."))
        return redirect("privacy:register")

    def form_invalid(self, form: ActivityForm) -> HttpResponse:
        """Show what is wrong, with everything that was typed."""
        return self.render_to_response(self.get_context_data(form=form), status=UNFIT)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the faults and the history."""
        found = super().get_context_data(**kwargs)
        form = found["form"]
        return {
            **found,
            "title": self.versions[0].text.name,
            "errors": errors_of(form=form) if form.is_bound else (),
            "fault": " ".join(str(one) for one in form.non_field_errors()) if form.is_bound else "",
            "history": tuple(
                KeyValue(
                    term=format_datetime(localtime(one.set_at)) if one.set_at else "",
                    value=one.reason,
                )
                for one in self.versions
                if one.version
            ),
            "crumbs": (
                Crumb(label=_("Sổ hoạt động xử lý"), url=reverse("privacy:register")),
                Crumb(label=self.versions[0].text.name),
            ),
        }


def _line(activity: Activity) -> tuple[str, ...]:
    said = asdict(activity.text)
    return (activity.text.name, *(said[name] for name in labels()))
