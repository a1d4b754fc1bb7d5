"""Figures of the province on the home page: counted when shown; what has no source is left out."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from province.contexts.procedures import public as procedures
from province.foundation.ui.formats import format_number
from province.kernel.org import public as org


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure and what it counts."""

    value: str
    words: str


def home_figures(*, on: date) -> tuple[Figure, ...]:
    """Return what the province can say about itself now."""
    counted = procedures.figures()
    if not counted.total:
        return ()
    return (
        Figure(format_number(counted.total), _("thủ tục trong danh mục, tra cứu được")),
        Figure(format_number(counted.published), _("thủ tục đã công bố, đang nhận hồ sơ")),
        Figure(format_number(counted.commune), _("thủ tục làm được ở xã, phường, đặc khu")),
        *_communes(on=on),
    )


def _communes(*, on: date) -> tuple[Figure, ...]:
    count = len(org.communes(on=on))
    return (Figure(format_number(count), _("xã, phường, đặc khu của tỉnh")),) if count else ()
