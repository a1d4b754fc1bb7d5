"""Numbers of sheets as people read them: days for serial numbers, a comma before the decimals."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from province.foundation.files.office.xml import EnoughError, XmlReader

_DAYS = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
_SILENT = re.compile(r'"[^"]*"|\\.|\[(?!h|m|s)[^\]]*\]', re.IGNORECASE)
_TIMES = re.compile(r"[dmyhs]", re.IGNORECASE)
_EPOCH, _EPOCH_OF_MACS = datetime(1899, 12, 30, tzinfo=UTC), datetime(1904, 1, 1, tzinfo=UTC)
_FALSE_LEAP_DAY = 60
MOST_STYLES = 65_000


class Styles(XmlReader):
    """Which cell styles show a number as a day or a time."""

    WANTED = frozenset({"numFmt", "cellXfs", "xf"})

    def __init__(self) -> None:
        super().__init__()
        self.days: list[bool] = []
        self._own: dict[str, bool] = {}
        self._is_inside = False

    def opened(self, name: str, attributes: Mapping[str, str]) -> None:
        """Keep the formats, and which of them each style has."""
        if name == "numFmt":
            self._own[attributes.get("numFmtId", "")] = is_day(attributes.get("formatCode", ""))
        elif name == "cellXfs":
            self._is_inside = True
        elif name == "xf" and self._is_inside:
            if len(self.days) >= MOST_STYLES:
                raise EnoughError
            code = attributes.get("numFmtId", "0")
            known = code.isdecimal() and len(code) < 4 and int(code) in _DAYS  # noqa: PLR2004 -- up to 58
            self.days.append(self._own.get(code, known))

    def closed(self, name: str) -> None:
        """Leave the list of cell styles."""
        if name == "cellXfs":
            self._is_inside = False

    def has_days(self, style: str) -> bool:
        """Tell whether a cell of this style is a day or a time."""
        at = int(style) if style.isdecimal() and len(style) < 6 else -1  # noqa: PLR2004 -- MOST_STYLES
        return 0 <= at < len(self.days) and self.days[at]


def is_day(code: str) -> bool:
    """Tell whether a number format shows a day or a time of day."""
    spoken = _SILENT.sub("", code[:200]).split(";", 1)[0]
    return "[" not in spoken and _TIMES.search(spoken) is not None


def shown(raw: str, *, is_day: bool, is_macs: bool) -> str:
    """Return a stored number in words; what is no number stays as it is."""
    try:
        value = float(raw)
    except ValueError:
        return raw
    if is_day:
        return _day(value, is_macs=is_macs) or raw
    whole = f"{value:.15g}"
    return whole if "e" in whole else whole.replace(".", ",")


def _day(value: float, *, is_macs: bool) -> str:
    early = 0 <= value < _FALSE_LEAP_DAY and not is_macs
    epoch = _EPOCH_OF_MACS if is_macs else _EPOCH
    try:
        moment = epoch + timedelta(seconds=round((value + (1 if early else 0)) * 86_400))
    except (OverflowError, ValueError):
        return ""
    if 0 <= value < 1:
        return moment.strftime("%H:%M")
    return moment.strftime("%d/%m/%Y" if value.is_integer() else "%d/%m/%Y %H:%M")
