"""Template tags and filters of the interface; the work is done in formats, fields and icons."""

from datetime import date, datetime
from decimal import Decimal
from typing import Literal

from django import template
from django.conf import settings
from django.forms import BoundField
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from province.foundation.ui import fields, formats
from province.foundation.ui.contracts import FieldView
from province.foundation.ui.icons import check_icon

register = template.Library()
Missing = Literal[""]  # what a template passes for a name that is not there


@register.simple_tag
def icon(name: str, css: str = "") -> SafeString:
    """Draw one icon of the sprite; it is decoration, so a word must stand beside it.

    :raises UnknownIconError: there is no such icon, and UI_STRICT_ICONS is not switched off.
    """
    if getattr(settings, "UI_STRICT_ICONS", True):
        check_icon(name)
    return format_html(
        '<svg class="i{}" aria-hidden="true" focusable="false"><use href="{}#{}"/></svg>',
        f" {css}" if css else "",
        static("ui/icons.svg"),
        name,
    )


def _local(value: datetime) -> datetime:
    return timezone.localtime(value) if timezone.is_aware(value) else value


@register.filter
def vn_date(value: date | Missing | None) -> str:
    """Write a day, or the local day of a moment, as 21/11/2026."""
    if value is None or value == "":
        return ""
    return formats.format_date(_local(value) if isinstance(value, datetime) else value)


@register.filter
def vn_time(value: datetime | None) -> str:
    """Write the local time of a moment as 13:42."""
    return formats.format_time(_local(value)) if value else ""


@register.filter
def vn_datetime(value: datetime | None) -> str:
    """Write a moment in local time as 13:42, 21/11/2026."""
    return formats.format_datetime(_local(value)) if value else ""


@register.filter
def money(value: int | Missing | None) -> str:
    """Write an amount of đồng as 1.234.567 ₫."""
    return "" if value is None or value == "" else formats.format_money(value)


@register.filter
def number(value: Decimal | float | Missing | None, decimals: int | None = None) -> str:
    """Write a number the Vietnamese way."""
    if value is None or value == "":
        return ""
    return formats.format_number(value, decimals=decimals)


@register.filter
def percent(value: Decimal | float | Missing | None, decimals: int | None = None) -> str:
    """Write 96.96 as 96,96 %."""
    if value is None or value == "":
        return ""
    return formats.format_percent(value, decimals=decimals)


@register.filter
def remaining(minutes: int | Missing | None) -> str:
    """Say what is left in working time: Còn 2 ngày 2 giờ làm việc."""
    return "" if minutes is None or minutes == "" else formats.remaining(minutes)


@register.filter
def remaining_short(minutes: int | Missing | None) -> str:
    """Say what is left in working time, for a narrow chip: Còn 2 ngày 2 giờ."""
    return "" if minutes is None or minutes == "" else formats.remaining_short(minutes)


@register.filter
def masked_number(value: str | None) -> str:
    """Hide the middle of a personal number: 089•••••4127."""
    return formats.masked_personal_number(value) if value else ""


@register.filter
def masked_phone(value: str | None) -> str:
    """Hide the middle of a telephone number: 09•• ••• 218."""
    return formats.masked_phone(value) if value else ""


@register.filter
def initials(value: str | None) -> str:
    """Take the initials of a Vietnamese name."""
    return formats.initials(value) if value else ""


@register.filter
def as_field(bound: BoundField) -> FieldView:
    """Turn a field of a Django form into what ui/_field.html shows."""
    return fields.field_from_bound(bound)
