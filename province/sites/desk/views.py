"""The officials' one inbox: everything that waits for one's posts, the most urgent first."""

from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.generic import TemplateView, View

from province.contexts.one_stop import permissions as one_stop
from province.foundation.spreadsheets.writing import Column, workbook
from province.foundation.ui.contracts import (
    ActionButton,
    KeyHint,
    KeyValue,
    MenuGroup,
    MenuItem,
)
from province.foundation.web.asked import id_in
from province.foundation.web.desk import DeskMixin
from province.foundation.web.downloads import cut_note, xlsx_response
from province.foundation.web.menus import page_url
from province.kernel.calendars.public import all_calendars
from province.kernel.cases import public as cases
from province.kernel.cases.contracts.kinds import KINDS
from province.kernel.cases.contracts.values import Duty, DutyCounts
from province.kernel.org import public as org
from province.sites.desk.asking import Asked, asked_in, urgency_chips
from province.sites.desk.rows import clock_of, groups_of, page_of

PAGE = 30
MOST_ROWS = 5_000
PURPOSE_EXPORT = "Xuất hộp việc ra tệp"


class Inbox(DeskMixin, TemplateView):
    """What waits for the actor's posts and desks."""

    template_name = "desk/inbox.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the page of the inbox that the address asks for."""
        now = timezone.now()
        asked = asked_in(self.request.GET)
        counts = cases.count_duties(actor=self.actor, now=now)
        page = cases.duties(
            actor=self.actor, filters=asked.filters(), after=asked.after, limit=PAGE, now=now
        )
        calendars = all_calendars()
        chosen = page.items[0] if page.items else None
        return super().get_context_data(
            asked=asked,
            counts=counts,
            chips=urgency_chips(asked=asked, counts=counts),
            groups=groups_of(
                duties=page.items,
                calendars=calendars,
                now=now,
                chosen=chosen.task_id if chosen else None,
            ),
            shown=len(page.items),
            quick_url=_quick_url(chosen),
            more_url=replace(asked, after=page.after).url() if page.after else "",
            first_url=replace(asked, after="").url() if asked.after else "",
            all_url=reverse("desk:inbox"),
            export_url=f"{reverse('desk:export')}?{urlencode(asked.query())}",
            desk_rail=self._rail(asked, counts),
            desk_rail_label=_("Loại việc"),
            actions=self._actions(),
            hints=_hints(),
            **kwargs,
        )

    def _rail(self, asked: Asked, counts: DutyCounts) -> tuple[MenuGroup, ...]:
        home = reverse("desk:inbox")
        plain = not asked.kind and asked.post_id is None
        items = [
            MenuItem(label=_("Tất cả"), url=home, icon="inbox", current=plain, count=counts.total)
        ]
        items += [
            MenuItem(
                label=str(kind.name),
                url=home + Asked(kind=kind.key).url(),
                icon=kind.icon,
                current=asked.kind == kind.key,
                count=counts.by_kind.get(kind.key, 0),
            )
            for kind in KINDS
            if counts.by_kind.get(kind.key) or kind.key == asked.kind
        ]
        groups = [MenuGroup(label=_("Hộp việc"), items=tuple(items))]
        instead = self._instead(asked, counts)
        if instead:
            groups.append(MenuGroup(label=_("Làm thay"), items=instead))
        return tuple(groups)

    def _instead(self, asked: Asked, counts: DutyCounts) -> tuple[MenuItem, ...]:
        """Return the posts that the actor substitutes; nobody with one post has any."""
        official = self.actor.official_id
        if official is None or len(self.actor.posts) < 2:  # noqa: PLR2004 -- one's own
            return ()
        held = org.posts_of_official(official_id=official, at=timezone.now())
        return tuple(
            MenuItem(
                label=_("Làm thay: %(name)s") % {"name": post.holder_name or post.title},
                url=reverse("desk:inbox") + Asked(post_id=post.id).url(),
                icon="people",
                current=asked.post_id == post.id,
                count=counts.by_post.get(post.id, 0),
            )
            for post in held
            if post.holder_official_id != official
        )

    def _actions(self) -> tuple[ActionButton, ...]:
        actions = []
        if self.actor.can(one_stop.SIGN) and page_url("one_stop:sign_many"):
            actions.append(
                ActionButton(label=_("Ký số"), kind="p", icon="pen", name="lam", value="ky")
            )
        if self.actor.can(one_stop.SEAL) and page_url("one_stop:seal_many"):
            actions.append(
                ActionButton(label=_("Đóng dấu"), kind="p", icon="stamp", name="lam", value="dau")
            )
        actions.append(
            ActionButton(label=_("Giao người khác"), icon="swap", name="lam", value="giao", key="G")
        )
        return tuple(actions)


def _quick_url(duty: Duty | None) -> str:
    return reverse("desk:quick", args=[duty.task_id]) if duty else ""


def _hints() -> tuple[KeyHint, ...]:
    return (
        KeyHint(keys=("J", "K"), does=_("lên xuống")),
        KeyHint(keys=("X",), does=_("chọn")),
        KeyHint(keys=("Enter",), does=_("mở")),
        KeyHint(keys=("G",), does=_("giao người khác")),
        KeyHint(keys=("/",), does=_("tìm")),
    )


class QuickLook(DeskMixin, TemplateView):
    """The pane beside the list: one duty at a glance, without personal numbers."""

    template_name = "desk/_quick.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return what the pane shows of the duty.

        :raises CaseNotFoundError: it is not among the actor's duties.
        """
        now = timezone.now()
        duty = cases.duty(actor=self.actor, task_id=self.kwargs["task_id"])
        acts = cases.timeline(actor=self.actor, case_id=duty.case_id)
        kind = KINDS.get(duty.case_kind)
        calendars = all_calendars()
        newest = [
            (kind.acts.get(act.name, act.name), act.at)
            for act in reversed(acts)
            if act.name in kind.acts
        ]
        facts = (
            KeyValue(term=_("Người nộp"), value=duty.columns.get("who", ""), strong=True),
            KeyValue(term=_("Thủ tục"), value=duty.columns.get("procedure", "")),
            KeyValue(term=_("Bước"), value=pgettext("step", duty.step_title)),
        )
        return super().get_context_data(
            duty=duty,
            step_words=pgettext("step", duty.step_title),
            kind=kind,
            number=duty.columns.get("number", "") or duty.code,
            file_url=page_of(duty),
            clock=clock_of(duty=duty, calendars=calendars, now=now, short=False),
            facts=tuple(fact for fact in facts if fact.value),
            newest=newest[:4],
            **kwargs,
        )


class ExportInbox(DeskMixin, View):
    """The inbox as seen, as a spreadsheet."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Return every duty that the address asks for."""
        now = timezone.now()
        calendars = all_calendars()
        page = cases.export_duties(
            actor=self.actor,
            filters=asked_in(request.GET).filters(),
            limit=MOST_ROWS,
            purpose=PURPOSE_EXPORT,
            now=now,
        )
        rows = [
            (
                duty.columns.get("number", "") or duty.code,
                duty.title,
                duty.columns.get("who", ""),
                pgettext("step", duty.step_title),
                duty.opened_at,
                duty.due_at,
                str(chip.words)
                if (chip := clock_of(duty=duty, calendars=calendars, now=now))
                else "",
            )
            for duty in page.items
        ]
        content = workbook(
            title=_("Hộp việc"),
            columns=(
                Column(_("Số, mã"), 30),
                Column(_("Việc"), 50),
                Column(_("Của ai"), 28),
                Column(_("Bước"), 34),
                Column(_("Đến lúc"), 18),
                Column(_("Hạn"), 18),
                Column(_("Còn lại"), 22),
            ),
            rows=rows,
            note=cut_note(rows=len(rows), most=MOST_ROWS),
        )
        return xlsx_response(content, name="hop-viec.xlsx")


class ChosenDuties(DeskMixin, View):
    """What is done with the chosen lines: signed or sealed together, or given to somebody else."""

    def post(self, request: HttpRequest) -> HttpResponse:
        """Go to the page of the work that was asked for, with the chosen duties."""
        chosen = [task for task in request.POST.getlist("viec") if id_in(task)]
        if not chosen:
            messages.warning(request, _("Chưa chọn việc nào. Đánh dấu ô ở đầu dòng rồi làm lại."))
            return redirect("desk:inbox")
        pages = {"ky": "one_stop:sign_many", "dau": "one_stop:seal_many"}
        name = pages.get(request.POST.get("lam", ""), "desk:pass_on")
        return redirect(f"{reverse(name)}?{urlencode({'viec': chosen}, doseq=True)}")
