"""Page: the end of a post, or what still ties it and where that is undone."""

from collections.abc import Mapping
from typing import Any, ClassVar
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from province.kernel.cases import public as cases
from province.kernel.org import public as org
from province.kernel.org.errors import (
    PeriodError,
    PostBusyError,
    PostEndAheadError,
    PostHeldError,
)
from province.sites.console import words
from province.sites.console.days import local_day
from province.sites.console.forms.people import EndPostForm
from province.sites.console.views.posts import PostAct


class EndPost(PostAct[EndPostForm]):
    """End the post itself; what still ties it is said before the form is filled in for nothing."""

    form_class = EndPostForm
    title = gettext_lazy("Kết thúc vị trí")
    lead = gettext_lazy(
        "Vị trí không còn giao cho ai được nữa. Việc đã làm, người đã giữ và văn bản giữ nguyên."
    )
    submit = gettext_lazy("Kết thúc vị trí")
    submit_kind = "x"
    at_fields: ClassVar[Mapping[str, str]] = {
        PeriodError.code: "last_day",
        PostEndAheadError.code: "last_day",
        PostHeldError.code: "last_day",
    }

    def get_initial(self) -> dict[str, Any]:
        """Propose today."""
        return {"last_day": local_day(self.now)}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say what ties the post, and where that is undone."""
        return {**super().get_context_data(**kwargs), **self._tie()}

    def _tie(self) -> dict[str, str]:
        post_id, title = self.post_value.id, self.post_value.title
        if self.post_value.ends_on is not None:
            return {"obstacle": _("Vị trí này đã có ngày kết thúc.")}
        placed = (*self.staffed.holdings, *self.staffed.substitutions)
        held = next((one for one in placed if one.ends_at is None or one.ends_at > self.now), None)
        if held is not None:
            name = "console:end_holding" if held.is_own else "console:end_substitution"
            is_present = held.is_present(self.now)
            return {
                "obstacle": _("Vị trí đã giao: %(who)s. Kết thúc việc ấy trước.")
                % {"who": words.placement_line(held, now=self.now)},
                "obstacle_url": reverse(name, args=[post_id]) if is_present else "",
                "obstacle_label": _("Kết thúc giữ vị trí")
                if held.is_own
                else _("Kết thúc việc thay"),
            }
        tasks = cases.tasks_on_post(post_id=post_id)
        if not tasks:
            return {}
        said = str(PostBusyError(post=title, count=len(tasks)))
        duties = cases.duties_to_pass(actor=self.actor, task_ids=tasks)
        if not duties:
            asked = _("Lãnh đạo, trưởng phòng hoặc quản trị của đơn vị giao được các việc này.")
            return {"obstacle": f"{said} {asked}"}
        query = urlencode({"viec": [duty.task_id for duty in duties]}, doseq=True)
        return {
            "obstacle": said,
            "obstacle_url": f"{reverse('desk:pass_on')}?{query}",
            "obstacle_label": _("Giao các việc này cho người khác"),
        }

    def perform(self, form: EndPostForm) -> str:
        """End it."""
        org.end_post(
            actor=self.actor,
            post_id=self.post_value.id,
            last_day=form.cleaned_data["last_day"],
            decision=form.cleaned_data["decision"],
            now=self.now,
        )
        return _("Đã kết thúc vị trí.")
