"""Words of the legal calendar for administrators: days, hours, weeks, decided years, who wrote."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from itertools import groupby

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from province.foundation.ui.contracts import KeyValue
from province.foundation.ui.formats import format_date, format_datetime
from province.kernel.calendars.contracts import (
    DayHours,
    DayOverride,
    DecidedDays,
    OverrideKind,
    RecordedWeek,
    WorkingPattern,
)
from province.kernel.org import public as org
from province.sites.console.days import LOCAL

ACCOUNT = "account:"
WEEKDAYS = (
    gettext_lazy("Thứ Hai"),
    gettext_lazy("Thứ Ba"),
    gettext_lazy("Thứ Tư"),
    gettext_lazy("Thứ Năm"),
    gettext_lazy("Thứ Sáu"),
    gettext_lazy("Thứ Bảy"),
    gettext_lazy("Chủ nhật"),
)


def day_words(day: date) -> str:
    """Name a day with its weekday: "Thứ Hai 04/01/2027"."""
    return f"{WEEKDAYS[day.weekday()]} {format_date(day)}"


def hours_words(hours: DayHours) -> str:
    """Say the hours of one day; a day without any is off."""
    if not hours:
        return _("nghỉ")
    return ", ".join(f"{start:%H:%M}–{end:%H:%M}" for start, end in hours)


def kind_words(override: DayOverride) -> str:
    """Say what a decision makes of a day."""
    other = {"day": format_date(override.swap_with)} if override.swap_with else None
    if override.kind is OverrideKind.OFF:
        return _("Nghỉ, làm bù ngày %(day)s") % other if other else _("Nghỉ")
    if override.kind is OverrideKind.WORKING:
        return _("Làm bù cho ngày %(day)s") % other if other else _("Làm việc")
    return _("Làm việc %(hours)s") % {"hours": hours_words(override.hours)}


def week_facts(pattern: WorkingPattern) -> tuple[KeyValue, ...]:
    """Say the hours of a week; days in a row with the same hours stand together."""
    facts = []
    for hours, days in groupby(range(len(WEEKDAYS)), key=lambda day: pattern.weekdays[day]):
        row = tuple(days)
        first, last = str(WEEKDAYS[row[0]]), str(WEEKDAYS[row[-1]])
        both = {"first": first, "last": last}
        term = first if len(row) == 1 else _("%(first)s đến %(last)s") % both
        facts.append(KeyValue(term=term, value=hours_words(hours)))
    return tuple(facts)


def week_words(pattern: WorkingPattern) -> str:
    """Say the hours of a week in one sentence."""
    return "; ".join(f"{fact.term} {fact.value}" for fact in week_facts(pattern))


def week_basis(one: RecordedWeek) -> str:
    """Say since when and until when the hours of a week hold, and by which decision."""
    first, last = one.span.valid_from, one.span.valid_until
    if first is None:
        return _("giờ làm việc thường lệ của tỉnh")
    said = {"first": format_date(first), "decision": one.decision}
    if last is None:
        return _("từ %(first)s, theo %(decision)s") % said
    return _("từ %(first)s đến hết %(last)s, theo %(decision)s") % {
        **said,
        "last": format_date(last),
    }


def week_standing(one: RecordedWeek, *, today: date, is_present: bool) -> str:
    """Say whether the hours of a week hold today, stand back, held, will hold, or were withdrawn.

    ``is_present`` tells that they, of all that cover today, hold.
    """
    if one.withdrawn_by:
        return _("đã rút theo %(decision)s") % {"decision": one.withdrawn_by}
    if one.span.covers(today):
        return _("đang áp dụng") if is_present else _("đang tạm thay bằng giờ khác")
    begins = one.span.valid_from
    return _("sắp áp dụng") if begins is not None and begins > today else _("đã thôi áp dụng")


def year_words(year: int, *, decided_on: date) -> str:
    """Say whether a year is published or expected only, by the last day that is decided."""
    if decided_on >= date(year, 12, 31):
        return _("đã công bố")
    if decided_on.year == year:
        return _("đã công bố đến hết %(day)s, sau đó dự kiến") % {"day": format_date(decided_on)}
    return _("dự kiến")


def decided_words(decided: DecidedDays) -> str:
    """Say up to which day a year is decided, and by what."""
    return _("đã công bố đến hết %(day)s, theo %(decision)s") % {
        "day": format_date(decided.last_date),
        "decision": decided.decision,
    }


def names_of(keys: Collection[str]) -> Mapping[str, str]:
    """Return who stands behind the keys of actors, in one query."""
    accounts = {key: int(key.removeprefix(ACCOUNT)) for key in keys if key.startswith(ACCOUNT)}
    names = org.account_names(ids=accounts.values())
    known = {key: names.get(account, key) for key, account in accounts.items()}
    others = {key: _("nạp từ tệp dữ kiện") for key in keys if key not in accounts}
    return {**known, **others}


def recorded_words(key: str, at: datetime | None, *, names: Mapping[str, str]) -> str:
    """Say who recorded a decision, and when; nobody stands behind what came with a file."""
    when = format_datetime(at.astimezone(LOCAL)) if at else _("không rõ lúc nào")
    if key.startswith(ACCOUNT):
        return _("ghi bởi %(name)s, %(when)s") % {"name": names[key], "when": when}
    return _("ghi khi nạp dữ liệu, %(when)s") % {"when": when}
