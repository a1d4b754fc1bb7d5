"""Giving duties to somebody else, with the reason."""

import re
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import FormView

from province.foundation.ui.contracts import Crumb
from province.foundation.ui.fields import errors_of
from province.foundation.ui.forms import AskingForm
from province.foundation.web.desk import DeskMixin
from province.foundation.web.menus import page_url
from province.kernel.cases import public as cases
from province.kernel.cases.contracts.values import Duty
from province.kernel.cases.errors import (
    CaseClosedError,
    CaseNotFoundError,
    NotYoursError,
    StaleError,
)
from province.kernel.org.contracts import PostValue

MOST = 200
LOOKS_LIKE_ID = re.compile("[0-9]{1,18}")


class PassOnForm(AskingForm):
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
        choices = [(str(p.id), f"{p.holder_name or p.substitute_name}, {p.title}") for p in posts]
        field = self.fields["to_post"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 -- for the type checker
        field.choices = [("", _("Chọn người nhận…")), *choices]
        if not choices:
            field.help_text = _("Trong đơn vị không còn ai khác làm được việc này.")


class PassOn(DeskMixin, FormView[PassOnForm]):
    """Give chosen duties to another post of the same agency."""

    template_name = "desk/pass_on.html"
    form_class = PassOnForm
    duties: tuple[Duty, ...]
    gone: int

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the duties that were chosen, and how many of them are not the actor's any more."""
        super().setup(request, *args, **kwargs)
        self._find_duties()

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the page, or go back when nothing is left to give."""
        if not self.duties:
            return self._nothing_left()
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Give the duties away, or say that some have gone meanwhile; what was typed stays."""
        if not self.duties:
            return self._nothing_left()
        if not self.gone:
            return super().post(request, *args, **kwargs)
        form = self.get_form()
        form.is_valid()
        return self.form_invalid(form)

    def get_form_kwargs(self) -> dict[str, Any]:
        """Offer the posts that can do the work, the actor's own left out."""
        posts = cases.posts_fit_for(
            actor=self.actor,
            unit_ids={duty.unit_id for duty in self.duties},
            work={(duty.case_kind, duty.kind) for duty in self.duties},
            at=timezone.now(),
        )
        holders = {duty.for_post_id for duty in self.duties}
        others = tuple(post for post in posts if holders != {post.id})
        return {**super().get_form_kwargs(), "posts": others}

    def form_valid(self, form: PassOnForm) -> HttpResponse:
        """Give them away, all or none, and say how many; one that has just gone stops all."""
        try:
            cases.pass_on(
                actor=self.actor,
                task_ids=[duty.task_id for duty in self.duties],
                to_post=int(form.cleaned_data["to_post"]),
                reason=form.cleaned_data["reason"],
                now=timezone.now(),
            )
        except (StaleError, CaseClosedError, CaseNotFoundError, NotYoursError):
            self._find_duties()
            if not self.gone:
                raise
            return self.form_invalid(form) if self.duties else self._nothing_left()
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
            "gone": self._what_is_gone() if self.gone else "",
            "crumbs": crumbs,
            "errors": errors_of(form=found["form"]) if found["form"].is_bound else (),
        }

    def _find_duties(self) -> None:
        given = self.request.POST if self.request.method == "POST" else self.request.GET
        chosen = given.getlist("viec")[:MOST]
        wanted = dict.fromkeys(int(task) for task in chosen if LOOKS_LIKE_ID.fullmatch(task))
        self.duties = cases.duties_to_pass(actor=self.actor, task_ids=wanted)
        self.gone = len(wanted) - len(self.duties)

    def _what_is_gone(self) -> str:
        return ngettext(
            "%(count)s việc vừa có người khác xử lý nên không còn trong danh sách dưới đây. "
            "Chưa giao việc nào.",
            "%(count)s việc vừa có người khác xử lý nên không còn trong danh sách dưới đây. "
            "Chưa giao việc nào.",
            self.gone,
        ) % {"count": self.gone}

    def _nothing_left(self) -> HttpResponse:
        if self.gone:
            words = _("Các việc đã chọn vừa có người khác xử lý. Chưa giao việc nào.")
            messages.info(self.request, words)
        return redirect("desk:inbox")
