"""Page: ends that were promised beyond the published calendar, confirmed one by one or all."""

from datetime import date, datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import TemplateView

from province.contexts.one_stop import permissions as one_stop
from province.contexts.one_stop.contracts.states import KIND
from province.foundation.errors import DomainError, NotAllowedError
from province.foundation.ui.formats import format_datetime
from province.foundation.web.asked import id_in
from province.kernel.calendars import public as calendars
from province.kernel.calendars.contracts import Calendars
from province.kernel.cases import public as cases
from province.kernel.cases.contracts.findings import ProvisionalClock
from province.kernel.cases.contracts.values import LEGAL
from province.sites.console import commands
from province.sites.console.days import LOCAL
from province.sites.console.views.acting import ConsolePage

MOST = 200
TOLD = 10


class ProvisionalClocks(ConsolePage, TemplateView):
    """Open limits whose end lies beyond the last day with a published decision on days off.

    Whoever sees dossiers may look; leaders and heads of division confirm those of their unit.
    """

    template_name = "console/provisional.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Let in whoever sees dossiers.

        :raises NotAllowedError: the actor does not.
        """
        super().setup(request, *args, **kwargs)
        if not self.actor.can(one_stop.SEE_DOSSIERS):
            raise NotAllowedError

    def _clocks(self) -> tuple[ProvisionalClock, ...]:
        return cases.provisional_clocks(actor=self.actor, now=self.now, limit=MOST)

    def _is_ready(self, clock: ProvisionalClock) -> bool:
        return clock.is_decided and commands.may_confirm(actor=self.actor, clock=clock)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the provisional ends that the actor may see, the soonest first."""
        clocks = self._clocks()
        known = calendars.all_calendars()
        return super().get_context_data(
            rows=tuple(self._row(clock, known) for clock in clocks),
            ready_count=sum(self._is_ready(clock) for clock in clocks),
            is_cut=len(clocks) == MOST,
            most=MOST,
            decided_on=known.province.last_decided_on,
            has_decided=known.province.last_decided_on > date.min,
            **kwargs,
        )

    def _row(self, clock: ProvisionalClock, known: Calendars) -> dict[str, Any]:
        is_dossier = clock.case_kind == KIND
        return {
            "id": clock.clock_id,
            "code": clock.code or clock.title,
            "url": reverse("one_stop:dossier", args=[clock.case_id]) if is_dossier else "",
            "what": limit_name(clock),
            "due": clock.due_at,
            "counted": clock.counted_at,
            "is_paused": clock.is_paused,
            "is_decided": clock.is_decided,
            "moved": moved_words(clock, clock.counted_at, known) if clock.is_decided else "",
            "is_ready": self._is_ready(clock),
        }

    def post(self, request: HttpRequest) -> HttpResponse:
        """Confirm one end, or all whose days are decided, each in a transaction of its own."""
        if request.POST.get("all"):
            chosen = [clock.clock_id for clock in self._clocks() if self._is_ready(clock)]
        else:
            one = id_in(request.POST.get("clock", ""))
            chosen = [one] if one is not None else []
        names = {clock.clock_id: clock for clock in self._clocks()} if chosen else {}
        confirmed: list[commands.Confirmed] = []
        failed: list[str] = []
        for clock_id in chosen:
            try:
                confirmed.append(
                    commands.confirm_end(actor=self.actor, clock_id=clock_id, now=self.now)
                )
            except DomainError as refusal:
                clock = names.get(clock_id)
                name = clock.code or clock.title if clock else _("hạn này")
                failed.append(_("%(name)s: %(why)s") % {"name": name, "why": refusal})
        self._tell(confirmed, failed, is_all=bool(request.POST.get("all")))
        return redirect("console:provisional")

    def _tell(
        self, confirmed: list[commands.Confirmed], failed: list[str], *, is_all: bool
    ) -> None:
        """Say how many were confirmed, which of them moved and by how much, and what failed."""
        if is_all and not confirmed and not failed:
            messages.info(self.request, _("Không có hạn nào đủ điều kiện xác nhận."))
        moved = [one for one in confirmed if one.has_moved]
        if confirmed:
            facts = {"count": len(confirmed), "moved": len(moved)}
            said = ngettext(
                "Đã xác nhận %(count)s hạn; %(moved)s hạn dời ngày.",
                "Đã xác nhận %(count)s hạn; %(moved)s hạn dời ngày.",
                len(confirmed),
            )
            messages.success(self.request, said % facts)
        known = calendars.all_calendars() if moved else None
        for one in moved[:TOLD]:
            assert known is not None  # noqa: S101 -- something has moved
            messages.info(self.request, _moved_line(one, known))
        for line in failed[:TOLD]:
            text = _("Chưa xác nhận được %(line)s") % {"line": line}
            messages.error(self.request, text)
        left = max(len(moved) - TOLD, 0) + max(len(failed) - TOLD, 0)
        if left:
            more = ngettext("và %(count)s hạn khác", "và %(count)s hạn khác", left)
            messages.info(self.request, more % {"count": left})


def limit_name(clock: ProvisionalClock) -> str:
    """Say which limit it is."""
    if clock.task_id is not None:
        return _("Bước: %(step)s") % {"step": clock.task_title}
    return _("Thời hạn giải quyết") if clock.name == LEGAL else clock.name


def moved_words(clock: ProvisionalClock, to: datetime | None, known: Calendars) -> str:
    """Say by how much working time an end moves."""
    if clock.due_at is None or to is None or clock.due_at == to:
        return _("giữ nguyên")
    calendar = known.of(clock.agency_id)
    minutes = calendars.working_minutes_left(calendar, clock.due_at, to)
    span = {"span": calendars.span_words(minutes=abs(minutes))}
    return (
        _("muộn hơn %(span)s làm việc") % span
        if to > clock.due_at
        else _("sớm hơn %(span)s làm việc") % span
    )


def _moved_line(one: commands.Confirmed, known: Calendars) -> str:
    return _("%(name)s: từ %(was)s sang %(becomes)s, %(moved)s.") % {
        "name": one.clock.code or one.clock.title,
        "was": _moment(one.was),
        "becomes": _moment(one.becomes),
        "moved": moved_words(one.clock, one.becomes, known),
    }


def _moment(at: datetime | None) -> str:
    return format_datetime(at.astimezone(LOCAL)) if at else ""
