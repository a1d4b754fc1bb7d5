"""Giving duties to somebody else, with the reason."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView

from province.foundation.ui.contracts import Crumb
from province.foundation.ui.fields import errors_of
from province.foundation.web.desk import DeskMixin
from province.foundation.web.menus import page_url
from province.kernel.cases import public as cases
from province.kernel.cases.contracts.values import Duty
from province.kernel.org import public as org
from province.kernel.org.contracts import PostValue

MOST = 200


class PassOnForm(forms.Form):
    """To whom, and why."""

    to_post = forms.ChoiceField(label=gettext_lazy("Giao cho"))
    reason = forms.CharField(
        label=gettext_lazy("Lý do"),
        help_text=gettext_lazy("Người nhận thấy lý do này trong lịch sử của hồ sơ."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=500,
    )

    def __init__(self, *args: Any, posts: tuple[PostValue, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(p.id), f"{p.holder_name}, {p.title}") for p in posts]
        field = self.fields["to_post"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 -- for the type checker
        field.choices = [("", _("Chọn người nhận…")), *choices]


class PassOn(DeskMixin, FormView[PassOnForm]):
    """Give chosen duties to another post of the same agency."""

    template_name = "desk/pass_on.html"
    form_class = PassOnForm
    duties: tuple[Duty, ...]

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the duties that were chosen.

        :raises CaseNotFoundError: one of them is not the actor's any more.
        """
        super().setup(request, *args, **kwargs)
        given = request.POST if request.method == "POST" else request.GET
        wanted = [int(task) for task in given.getlist("viec")[:MOST] if task.isdigit()]
        self.duties = tuple(cases.duty(actor=self.actor, task_id=task) for task in wanted)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the page, or go back when nothing is chosen."""
        if not self.duties:
            return redirect("desk:inbox")
        return super().get(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        """Offer the staffed posts of the agency, the actor's own left out."""
        units = sorted({duty.unit_id for duty in self.duties})
        now = timezone.now()
        posts = [
            post
            for unit in units
            for post in org.posts_of_agency(agency_id=unit, at=now)
            if post.holder_official_id is not None and post.id not in self.actor.posts
        ]
        return {**super().get_form_kwargs(), "posts": tuple(posts)}

    def form_valid(self, form: PassOnForm) -> HttpResponse:
        """Give them away, all in one transaction each, and say to whom."""
        cases.pass_on(
            actor=self.actor,
            task_ids=[duty.task_id for duty in self.duties],
            to_post=int(form.cleaned_data["to_post"]),
            reason=form.cleaned_data["reason"],
            now=timezone.now(),
        )
        messages.success(
            self.request, _("Đã giao %(count)s việc cho người khác.") % {"count": len(self.duties)}
        )
        return redirect("desk:inbox")

    def form_invalid(self, form: PassOnForm) -> HttpResponse:
        """Show what is wrong, with everything that was typed."""
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the chosen duties and the form."""
        found = super().get_context_data(**kwargs)
        crumbs = (
            Crumb(label=_("Hộp việc"), url=page_url("desk:inbox")),
            Crumb(label=_("Giao người khác")),
        )
        return {
            **found,
            "duties": self.duties,
            "crumbs": crumbs,
            "errors": errors_of(form=found["form"]) if found["form"].is_bound else (),
        }
