"""When a procedure takes filings. Pure."""

from collections.abc import Iterable
from datetime import date, datetime
from zoneinfo import ZoneInfo

from province.contexts.procedures.contracts import DoubtAbout, VersionState
from province.contexts.procedures.rules.doubts import blocks_filing

LOCAL = ZoneInfo("Asia/Ho_Chi_Minh")


def local_day(moment: datetime) -> date:
    """Return the day of a moment in the province."""
    return moment.astimezone(LOCAL).date()


def takes_filings(*, state: VersionState, doubts: Iterable[DoubtAbout], is_internal: bool) -> bool:
    """Tell whether a dossier of this procedure can be handed in."""
    doubtful = any(blocks_filing(about) for about in doubts)
    return state is VersionState.PUBLISHED and not doubtful and not is_internal
