"""A step of a form as values for the field components: what was typed and what is wrong."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from province.foundation.errors import FieldFault
from province.foundation.ui.contracts import (
    Choice,
    FieldError,
    FieldView,
    FileRow,
)
from province.foundation.ui.contracts import (
    FieldKind as Look,
)
from province.foundation.web.menus import page_url
from province.kernel.forms.contracts import (
    DraftValue,
    FieldKind,
    FormChoice,
    FormField,
    FormStep,
    Raw,
)
from province.kernel.forms.rules.conditions import visible_fields
from province.kernel.forms.rules.dates import PARTS
from province.kernel.forms.rules.definitions import NO, YES
from province.kernel.forms.rules.numbers import grouped

MOST_RADIOS = 12
PLACES = "parties:places"  # a page that finds the commune of today by an old name
FILE_ACCEPT = ".pdf,.jpg,.jpeg,.png,.heic,.heif,.tif,.tiff,.docx,.xlsx"
_LOOKS = {
    FieldKind.LONG_TEXT: Look.LONG,
    FieldKind.DATE: Look.DATE,
    FieldKind.CHOICE: Look.ONE,
    FieldKind.CHOICES: Look.MANY,
    FieldKind.YES_NO: Look.ONE,
    FieldKind.COMMUNE: Look.SELECT,
    FieldKind.FILE: Look.FILE,
}
_INPUT_TYPES = {FieldKind.PHONE: "tel", FieldKind.EMAIL: "email"}
_DIGITS = {FieldKind.NUMBER, FieldKind.PERSONAL_NUMBER, FieldKind.BANK_ACCOUNT}
_YES_NO = ((YES, _("Có")), (NO, _("Không")))
_HELD = _("Lấy từ tài khoản của bạn. Bạn sửa được nếu chưa đúng.")
_FIXED = _("Theo tài khoản của bạn, không sửa ở đây. Sai thì báo bộ phận một cửa.")


@dataclass(frozen=True, slots=True)
class RowView:
    """One row of a table of answers."""

    number: int
    fields: tuple[FieldView, ...]


@dataclass(frozen=True, slots=True)
class ItemView:
    """One question on the page: a field, with its files, or a table of rows."""

    field: FieldView
    why: str = ""
    files: tuple[FileRow, ...] = ()
    help_url: str = ""
    rows: tuple[RowView, ...] = ()


@dataclass(frozen=True, slots=True)
class StepView:
    """One step, ready for ``forms/_step.html``."""

    key: str
    title: str
    intro: str
    items: tuple[ItemView, ...]
    errors: tuple[FieldError, ...]


def step_view(  # noqa: PLR0913 -- keyword-only: each is named at the call
    *,
    step: FormStep,
    draft: DraftValue,
    faults: tuple[FieldFault, ...] = (),
    communes: tuple[FormChoice, ...] = (),
    files: Mapping[str, tuple[FileRow, ...]] | None = None,
    typed: Raw | None = None,
) -> StepView:
    """Return a step as the page shows it.

    ``typed`` is what has just been sent (a stale save); otherwise what the draft kept is shown.
    """
    raw: Raw = typed if typed is not None else dict(draft.raw.get(step.key, {}))
    said = {fault.field: str(fault.sentence) for fault in faults}
    shown = _Shown(values=draft.values, raw=raw, faults=said, communes=communes)
    items = tuple(
        _item(field, shown, draft, (files or {}).get(field.key, ()))
        for field in visible_fields(step, draft.values)
    )
    return StepView(
        key=step.key,
        title=step.title,
        intro=step.intro,
        items=items,
        errors=_errors(items),
    )


@dataclass(frozen=True, slots=True)
class _Shown:
    values: Mapping[str, Any]
    raw: Raw
    faults: Mapping[str, str]
    communes: tuple[FormChoice, ...]


def _item(
    field: FormField, shown: _Shown, draft: DraftValue, files: tuple[FileRow, ...]
) -> ItemView:
    view = _field_view(field, shown, name=field.key, held=field.key in draft.prefilled)
    rows = _rows(field, shown) if field.kind is FieldKind.ROWS else ()
    help_url = page_url(PLACES) if field.kind is FieldKind.COMMUNE else ""
    return ItemView(field=view, why=field.why, files=files, rows=rows, help_url=help_url)


def _field_view(field: FormField, shown: _Shown, *, name: str, held: bool = False) -> FieldView:
    given = _given(field, shown, name)
    look = _LOOKS.get(field.kind, Look.TEXT)
    choices = _choices(field, shown, given)
    if look is Look.ONE and len(choices) > MOST_RADIOS:
        look = Look.SELECT
    if look is Look.SELECT:
        choices = (Choice(value="", label=_("Chọn…"), chosen=not any(given)), *choices)
    is_text = look in {Look.TEXT, Look.LONG}
    return FieldView(
        name=name,
        label=field.label,
        kind=look,
        value=given[0] if given and is_text else "",
        choices=choices,
        date_parts=_date_parts(field, shown, name),
        hint=field.hint,
        error=shown.faults.get(name, ""),
        source=(_FIXED if field.fixed else _HELD) if held else "",
        readonly=held and field.fixed,
        required=field.required,
        inline=field.kind is FieldKind.YES_NO,
        input_type=_INPUT_TYPES.get(field.kind, "text"),
        inputmode=_inputmode(field),
        accept=FILE_ACCEPT if look is Look.FILE else "",
        multiple=look is Look.FILE and field.most != "1",
        rows=5 if look is Look.LONG else 3,
        element_id=name,
    )


def _inputmode(field: FormField) -> str:
    if field.kind in _DIGITS and not field.decimals:
        return "numeric"
    return "decimal" if field.kind in {FieldKind.NUMBER, FieldKind.MONEY} else ""


def _given(field: FormField, shown: _Shown, name: str) -> list[str]:
    """Return what the field shows: what was typed, or the value that was kept."""
    if name in shown.raw:
        typed = shown.raw[name]
        return [typed] if isinstance(typed, str) else list(typed)
    value = shown.values.get(name)
    if value is None or field.kind in {FieldKind.ROWS, FieldKind.FILE}:
        return []
    if isinstance(value, list):
        return [str(one) for one in value]
    if field.kind is FieldKind.MONEY:
        return [grouped(int(value))]
    if field.kind is FieldKind.NUMBER:
        return [str(value).replace(".", ",")]
    return [str(value)]


def _date_parts(field: FormField, shown: _Shown, name: str) -> tuple[str, str, str]:
    if field.kind is not FieldKind.DATE:
        return ("", "", "")
    boxes = [shown.raw.get(f"{name}_{part}") for part in PARTS]
    if any(box is not None for box in boxes):
        day, month, year = (
            box if isinstance(box, str) else (box[0] if box else "") for box in boxes
        )
        return day, month, year
    year, _dash, rest = str(shown.values.get(name, "")).partition("-")
    month, _dash, day = rest.partition("-")
    return day.lstrip("0"), month.lstrip("0"), year


def _choices(field: FormField, shown: _Shown, given: list[str]) -> tuple[Choice, ...]:
    choices = field.choices
    if field.kind is FieldKind.YES_NO:
        choices = tuple(FormChoice(value, str(label)) for value, label in _YES_NO)
    elif field.kind is FieldKind.COMMUNE:
        choices = shown.communes
    return tuple(
        Choice(value=one.value, label=one.label, hint=one.hint, chosen=one.value in given)
        for one in choices
    )


def _rows(field: FormField, shown: _Shown) -> tuple[RowView, ...]:
    """Return the rows that are filled, and an empty one after them."""
    kept: list[dict[str, Any]] = list(shown.values.get(field.key, []))
    typed = [
        int(name.split("__")[1])
        for name in shown.raw
        if name.startswith(f"{field.key}__") and name.split("__")[1].isdecimal()
    ]
    count = max(len(kept), max(typed, default=-1) + 1) + 1
    most = int(field.most) if field.most else count
    return tuple(
        RowView(
            number=index + 1,
            fields=tuple(
                _field_view(
                    inner, _in_row(field, shown, kept, index), name=_name(field, index, inner)
                )
                for inner in field.fields
            ),
        )
        for index in range(min(count, max(most, 1)))
    )


def _name(field: FormField, index: int, inner: FormField) -> str:
    return f"{field.key}__{index}__{inner.key}"


def _in_row(field: FormField, shown: _Shown, kept: list[dict[str, Any]], index: int) -> _Shown:
    row = kept[index] if index < len(kept) else {}
    values = {f"{field.key}__{index}__{key}": value for key, value in row.items()}
    return _Shown(values=values, raw=shown.raw, faults=shown.faults, communes=shown.communes)


def _errors(items: tuple[ItemView, ...]) -> tuple[FieldError, ...]:
    views = [view for item in items for view in (item.field, *_inner(item))]
    return tuple(
        FieldError(label=view.label, anchor=_anchor(view), message=view.error)
        for view in views
        if view.error
    )


def _inner(item: ItemView) -> list[FieldView]:
    return [view for row in item.rows for view in row.fields]


def _anchor(view: FieldView) -> str:
    ends = {Look.DATE: "_day", Look.ONE: "_0", Look.MANY: "_0"}
    return f"{view.element_id}{ends.get(view.kind, '')}"
