"""Pages: the hours of an ordinary week of one calendar, their history, and taking them back."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from province.foundation.ui.contracts import KeyValue
from province.foundation.ui.formats import format_date
from province.kernel.calendars import public as calendars
from province.kernel.calendars.contracts import CalendarSpan, RecordedWeek
from province.kernel.calendars.errors import (
    DecisionMissingError,
    PatternOverlapsError,
    PeriodUnfitError,
    WeekNotFoundError,
)
from province.sites.console import calendar_words as words
from province.sites.console import commands
from province.sites.console.days import local_day
from province.sites.console.forms.calendars import WithdrawForm
from province.sites.console.forms.weeks import WeekForm, day_name
from province.sites.console.views.calendar_acts import CalendarAct


@dataclass(frozen=True, slots=True)
class WeekRow:
    """Hours that were recorded once, as the history shows them."""

    words: str
    basis: str
    standing: str
    is_in_force: bool
    recorded: str
    withdraw_url: str


@dataclass(frozen=True, slots=True)
class Preview:
    """What will be recorded, in words, and what it does to the other hours."""

    sentence: str
    others: str


class SetWeek(CalendarAct[WeekForm]):
    """Other hours of the week: shown in words first, then recorded; below, what held before."""

    form_class = WeekForm
    template_name = "console/week.html"
    title = gettext_lazy("Giờ làm việc trong tuần")
    at_fields: ClassVar[Mapping[str, str]] = {
        DecisionMissingError.code: "decision",
        PeriodUnfitError.code: "until_date",
        PatternOverlapsError.code: "from_date",
    }
    preview: Preview | None = None

    @property
    def submit(self) -> str:  # type: ignore[override]  # the second press says something else
        """What the button does: nothing is recorded that was not shown before."""
        return _("Ghi giờ làm việc") if self.preview else _("Xem trước")

    def get_initial(self) -> dict[str, Any]:
        """Start from the hours of today."""
        today = local_day(self.now)
        week = calendars.week_on(agency_id=self.agency_id, day=today)
        hours = {day_name(number): one for number, one in enumerate(week.weekdays)}
        return {**super().get_initial(), "from_date": today, **hours}

    def form_valid(self, form: WeekForm) -> HttpResponse:
        """Show what was typed in words, or record what has been shown."""
        if form.was_seen():
            return super().form_valid(form)
        self.show(form)
        return self.render_to_response(self.get_context_data(form=form))

    def form_invalid(self, form: WeekForm) -> HttpResponse:
        """Show what is wrong; what is mended is shown in words again."""
        self.preview = None
        return super().form_invalid(form)

    def show(self, form: WeekForm) -> None:
        """Make the preview, and let the form remember what it has shown."""
        form.data = {**dict(form.data.items()), "seen": form.digest()}
        one = RecordedWeek(
            agency_id=self.agency_id, span=form.span(), decision=form.cleaned_data["decision"]
        )
        self.preview = Preview(
            sentence=_("%(name)s làm việc %(basis)s: %(week)s.")
            % {
                "name": self.calendar_name(),
                "basis": words.week_basis(one),
                "week": words.week_words(one.span.pattern),
            },
            others=self._others(one.span),
        )

    def _others(self, span: CalendarSpan) -> str:
        """Say which hours these end, or which hold after them."""
        assert span.valid_from is not None  # noqa: S101 -- for the type checker
        history = calendars.list_week_history(agency_id=self.agency_id)
        if span.valid_until is None:
            eve = span.valid_from - timedelta(days=1)
            earlier = _holding(history, eve)
            if earlier is None:
                return ""
            return _("Giờ làm việc theo %(decision)s áp dụng đến hết %(last)s.") % {
                "decision": earlier.decision,
                "last": format_date(eve),
            }
        after = span.valid_until + timedelta(days=1)
        later = _holding(history, after)
        if later is None:
            said = _("Từ %(day)s theo giờ làm việc thường lệ của tỉnh.")
            return said % {"day": format_date(after)}
        return _("Từ %(day)s áp dụng giờ làm việc theo %(decision)s.") % {
            "day": format_date(after),
            "decision": later.decision,
        }

    def perform(self, form: WeekForm) -> str:
        """Record the hours."""
        span = form.span()
        assert span.valid_from is not None  # noqa: S101 -- for the type checker
        commands.record_week(
            actor=self.actor,
            agency_id=self.agency_id,
            span=span,
            decision=form.cleaned_data["decision"],
            key=form.cleaned_data["key"],
        )
        self.chosen_year = span.valid_from.year
        return _("Đã ghi giờ làm việc trong tuần. Hạn của hồ sơ đang chạy không tự dời.")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the preview and the history."""
        history = calendars.list_week_history(agency_id=self.agency_id)
        names = words.names_of({one.recorded_by for one in history})
        present = _holding(history, local_day(self.now))
        return super().get_context_data(
            preview=self.preview,
            history=tuple(self._row(one, names, is_present=one is present) for one in history),
            **kwargs,
        )

    def _row(self, one: RecordedWeek, names: Mapping[str, str], *, is_present: bool) -> WeekRow:
        return WeekRow(
            words=words.week_words(one.span.pattern),
            basis=words.week_basis(one),
            standing=words.week_standing(one, today=local_day(self.now), is_present=is_present),
            is_in_force=is_present,
            recorded=words.recorded_words(one.recorded_by, one.recorded_at, names=names),
            withdraw_url="" if one.withdrawn_by else self.url("withdraw_week", one.id),
        )


class WithdrawWeek(CalendarAct[WithdrawForm]):
    """Hours of the week go out of force; they stay as history."""

    form_class = WithdrawForm
    title = gettext_lazy("Rút giờ làm việc trong tuần")
    submit = gettext_lazy("Rút giờ làm việc")
    submit_kind = "x"
    at_fields: ClassVar[Mapping[str, str]] = {DecisionMissingError.code: "decision"}
    told_here: ClassVar[frozenset[str]] = frozenset({WeekNotFoundError.code})

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the hours.

        :raises WeekNotFoundError: there are none in this calendar, or they are withdrawn.
        """
        super().setup(request, *args, **kwargs)
        wanted = self.kwargs["week_id"]
        history = calendars.list_week_history(agency_id=self.agency_id)
        self.week = next((one for one in history if one.id == wanted), None)
        if self.week is None or (self.week.withdrawn_by and request.method != "POST"):
            raise WeekNotFoundError

    def facts(self) -> tuple[KeyValue, ...]:
        """Say what is withdrawn."""
        assert self.week is not None  # noqa: S101 -- for the type checker
        return (
            *super().facts(),
            KeyValue(term=_("Giờ làm việc"), value=words.week_words(self.week.span.pattern)),
            KeyValue(term=_("Áp dụng"), value=words.week_basis(self.week)),
        )

    def back_url(self) -> str:
        """Return the page of the hours."""
        return self.url("week")

    def perform(self, form: WithdrawForm) -> str:
        """Take them out of force."""
        given = form.cleaned_data
        commands.withdraw_week(
            actor=self.actor,
            agency_id=self.agency_id,
            week_id=self.kwargs["week_id"],
            decision=given["decision"],
            reason=given["reason"],
            key=given["key"],
        )
        return _("Đã rút giờ làm việc. Giờ làm việc ghi trước đó mà chưa thôi thì áp dụng lại.")


def _holding(history: Iterable[RecordedWeek], day: date) -> RecordedWeek | None:
    """Return which of the hours of one calendar, the latest first, hold on a day."""
    return next((one for one in history if not one.withdrawn_by and one.span.covers(day)), None)
