"""Bridges between Django forms and the field component: dates in three boxes, bound fields."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from province.foundation.ui.contracts import Choice, FieldError, FieldKind, FieldView

DATE_PARTS = ("day", "month", "year")
MONTHS = 12
LAST_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
FEBRUARY = 2


class DateBoxes(forms.TextInput):
    """Reads name_day, name_month and name_year as one text, day/month/year."""

    def value_from_datadict(self, data: Mapping[str, Any], _files: Any, name: str) -> Any:
        """Join the three boxes; three empty boxes are no value."""
        if name in data:
            return data[name]
        parts = [str(data.get(f"{name}_{part}", "")).strip() for part in DATE_PARTS]
        return "/".join(parts) if any(parts) else None

    def value_omitted_from_data(self, data: Mapping[str, Any], _files: Any, name: str) -> bool:
        """Say whether none of the boxes came with the form."""
        return name not in data and not any(f"{name}_{part}" in data for part in DATE_PARTS)

    def id_for_label(self, id_: str, index: str | None = None) -> str:  # noqa: ARG002 -- Django's signature
        """Point the label at the first box."""
        return f"{id_}_day" if id_ else id_


class DateBoxesField(forms.Field):
    """A day typed into three boxes, refused with words that say what is wrong with it."""

    widget = DateBoxes

    def to_python(self, value: Any) -> date | None:
        """Turn day/month/year into a date.

        :raises ValidationError: a part is missing, is no number, or no such day exists.
        """
        if value in self.empty_values:
            return None
        if isinstance(value, date):
            return value
        return parse_day(str(value))

    def prepare_value(self, value: Any) -> Any:
        """Show a date as day/month/year."""
        return f"{value.day}/{value.month}/{value.year}" if isinstance(value, date) else value


def parse_day(text: str) -> date:
    """Read a day written day/month/year.

    :raises ValidationError: a part is missing, is no number, or no such day exists.
    """
    parts = split_day(text)
    if not all(parts):
        raise ValidationError(_("Ghi đủ ngày, tháng và năm."), code="incomplete")
    if not all(part.isascii() and part.isdigit() for part in parts):
        raise ValidationError(_("Ngày, tháng, năm chỉ ghi bằng chữ số."), code="not_digits")
    if max(map(len, parts)) > 4:  # noqa: PLR2004 -- a year has four digits
        raise ValidationError(_("Ghi năm đủ 4 chữ số, ví dụ 1991."), code="no_such_year")
    day, month, year = (int(part) for part in parts)
    if not 1 <= month <= MONTHS:
        raise ValidationError(_("Tháng phải từ 1 đến 12."), code="no_such_month")
    if not 1000 <= year <= 9999:  # noqa: PLR2004 -- a year has four digits
        raise ValidationError(_("Ghi năm đủ 4 chữ số, ví dụ 1991."), code="no_such_year")
    last = 29 if month == FEBRUARY and _is_leap(year) else LAST_DAYS[month - 1]
    if not 1 <= day <= last:
        raise ValidationError(
            _("Tháng %(month)s năm %(year)s chỉ có các ngày từ 1 đến %(last)s."),
            code="no_such_day",
            params={"month": month, "year": year, "last": last},
        )
    return date(year, month, day)


def split_day(text: str) -> tuple[str, str, str]:
    """Split day/month/year into its three parts; what is missing is empty."""
    day, month, year, *_rest = [*(part.strip() for part in text.split("/")), "", "", ""]
    return day, month, year


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _kind_of(widget: forms.Widget) -> FieldKind:
    kinds: tuple[tuple[type[forms.Widget], FieldKind], ...] = (
        (DateBoxes, FieldKind.DATE),
        (forms.CheckboxSelectMultiple, FieldKind.MANY),
        (forms.RadioSelect, FieldKind.ONE),
        (forms.Select, FieldKind.SELECT),
        (forms.CheckboxInput, FieldKind.CHECK),
        (forms.Textarea, FieldKind.LONG),
        (forms.FileInput, FieldKind.FILE),
    )
    return next((kind for known, kind in kinds if isinstance(widget, known)), FieldKind.TEXT)


def _choices_of(bound: forms.BoundField) -> tuple[Choice, ...]:
    widget = bound.field.widget
    if not isinstance(widget, forms.Select | forms.RadioSelect | forms.CheckboxSelectMultiple):
        return ()
    given = bound.value()
    chosen = {str(one) for one in given} if isinstance(given, list | tuple) else {str(given)}
    if given is None:
        chosen = {""}
    return tuple(
        Choice(value=str(value), label=str(label), chosen=str(value) in chosen)
        for value, label in _flat(widget.choices)
    )


def _flat(choices: Iterable[tuple[Any, Any]]) -> Iterator[tuple[Any, Any]]:
    """Walk through the choices of a field; the titles of groups are left out."""
    for value, label in choices:
        if isinstance(label, list | tuple):
            yield from label
        else:
            yield value, label


def field_from_bound(bound: forms.BoundField) -> FieldView:
    """Describe a field of a Django form for the field component."""
    widget = bound.field.widget
    kind = _kind_of(widget)
    given = bound.value()
    value = "" if given is None or kind is FieldKind.FILE else str(given)
    if kind is FieldKind.CHECK:
        value = "on" if given else ""
    attrs = widget.attrs
    return FieldView(
        name=bound.html_name,
        label=bound.label,
        kind=kind,
        value=value,
        choices=_choices_of(bound),
        date_parts=split_day(value) if kind is FieldKind.DATE else ("", "", ""),
        hint=bound.help_text,
        error=" ".join(str(error) for error in bound.errors),
        required=bound.field.required,
        disabled=bound.field.disabled,
        input_type=getattr(widget, "input_type", "text") or "text",
        inputmode=str(attrs.get("inputmode", "")),
        autocomplete=str(attrs.get("autocomplete", "")),
        accept=str(attrs.get("accept", "")),
        multiple=bool(getattr(widget, "allow_multiple_selected", False)),
        rows=int(attrs.get("rows", 3)),
        maxlength=getattr(bound.field, "max_length", None),
        element_id=bound.auto_id,
    )


def errors_of(*, form: forms.BaseForm) -> tuple[FieldError, ...]:
    """List the errors of a form for ui/_error_summary.html, in the order of its fields."""
    wrong = [bound for bound in form if bound.errors]
    return tuple(
        FieldError(
            label=str(bound.label),
            anchor=bound.id_for_label or bound.auto_id,
            message=" ".join(str(error) for error in bound.errors),
        )
        for bound in wrong
    )
