"""How soon what is received must be handed on: the rule of 15:00."""

from datetime import datetime, timedelta

from province.kernel.calendars.contracts import CUTOFF, Calendar
from province.kernel.calendars.rules.days import at_minute, in_zone, local_minute, table_of
from province.kernel.calendars.rules.working_time import closing_of, working_day_from

AFTER_OPENING = 60


def handover_deadline(calendar: Calendar, received_at: datetime) -> datetime:
    """Return until when a receiving desk must hand on what it received.

    Received between the opening of a working day and 15:00: until its closing. Received at
    15:00 or later, before the opening or on a day off: one working hour after the next opening.
    """
    local = local_minute(received_at)
    table = table_of(calendar, local)
    today = local.date()
    if stretches := table.stretches(today):
        opens, closes = at_minute(today, stretches[0][0]), closing_of(table, today)
        if opens <= local < closes and local.time() < CUTOFF:
            return in_zone(closes)
        next_day = today if local < opens else working_day_from(table, today + timedelta(days=1))
    else:
        next_day = working_day_from(table, today)
    return in_zone(table.closing(table.before(next_day) + AFTER_OPENING))
