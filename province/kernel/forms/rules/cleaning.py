"""What somebody typed in one step, made into values; what is wrong is said, never guessed."""

import unicodedata
from collections.abc import Callable
from typing import Any

from province.foundation.text.names import is_name, strange_sign
from province.foundation.text.printable import unprintable_sign
from province.kernel.forms.contracts import (
    Cleaned,
    Fault,
    FieldKind,
    FormDefinition,
    FormField,
    Known,
    Raw,
)
from province.kernel.forms.rules.conditions import holds, visible_steps
from province.kernel.forms.rules.dates import PARTS, bounded_date, read_date, typed_date
from province.kernel.forms.rules.definitions import NO, YES
from province.kernel.forms.rules.numbers import (
    grouped,
    read_bank_account,
    read_email,
    read_money,
    read_number,
    read_personal_number,
    read_phone,
)

MOST_ROWS = 20
_YES = {YES, "on", "true", "1"}
_NO = {NO, "off", "false", "0"}
_CHOSEN_KINDS = {FieldKind.CHOICE, FieldKind.CHOICES, FieldKind.YES_NO, FieldKind.COMMUNE}
_WRITTEN: dict[FieldKind, Callable[[str, str], str | Fault]] = {
    FieldKind.PERSONAL_NUMBER: read_personal_number,
    FieldKind.PHONE: read_phone,
    FieldKind.EMAIL: read_email,
    FieldKind.BANK_ACCOUNT: read_bank_account,
}
_COUNTED: dict[FieldKind, Callable[[str, FormField], int | str | Fault]] = {
    FieldKind.NUMBER: read_number,
    FieldKind.MONEY: read_money,
}


def clean_step(definition: FormDefinition, step_key: str, raw: Raw, known: Known) -> Cleaned:
    """Return the good answers of a step and the faults of the others.

    A field that its condition hides is not read. A required field that appears only because of an
    answer of this very step is asked for (``asked_now``), not blamed.
    """
    step = definition.step(step_key)
    if step is None:
        return Cleaned(values={}, faults=(Fault("", "unknown_step"),))
    together: dict[str, Any] = dict(known.values)
    for field in step.fields:
        together.pop(field.key, None)
    values: dict[str, Any] = {}
    faults: list[Fault] = []
    for field in step.fields:
        if field.kind is FieldKind.FILE or not holds(field.show_when, together):
            continue
        outcome = clean_field(field, raw, known)
        if isinstance(outcome, Cleaned):
            faults += outcome.faults
            outcome = outcome.values.get(field.key)
        if isinstance(outcome, Fault):
            faults.append(outcome)
        elif outcome is not None:
            values[field.key] = together[field.key] = outcome
    return Cleaned(values=values, faults=tuple(faults))


def clean_whole(definition: FormDefinition, raw: Raw, known: Known) -> Cleaned:
    """Return the good answers of all steps that are asked, and the faults of the others.

    The steps are read in their order: what later ones ask follows from the earlier answers.
    """
    values: dict[str, Any] = dict(known.values)
    faults: list[Fault] = []
    for step in definition.steps:
        if step not in visible_steps(definition, values):
            continue
        seen = Known(on=known.on, communes=known.communes, values=values)
        cleaned = clean_step(definition, step.key, raw, seen)
        values.update(cleaned.values)
        faults += cleaned.faults
    return Cleaned(values=values, faults=tuple(faults))


def clean_field(field: FormField, raw: Raw, known: Known) -> Any:  # noqa: PLR0911 -- one return per kind
    """Return the value of one field, a fault, nothing when it was left empty, or (rows) both."""
    if field.kind is FieldKind.ROWS:
        return _rows(field, raw, known)
    if field.kind is FieldKind.DATE:
        return _date(field, raw, known)
    if field.kind is FieldKind.CHOICES:
        return _choices(field, raw)
    text = typed_text(raw, field.key, keep_lines=field.kind is FieldKind.LONG_TEXT)
    if not text:
        return _empty(field, raw)
    if len(text) > field.max_length:
        params = {"length": grouped(len(text)), "most": grouped(field.max_length)}
        return Fault(field.key, "too_long", params)
    if field.kind in _WRITTEN:
        return _WRITTEN[field.kind](text, field.key)
    if field.kind in _COUNTED:
        return _COUNTED[field.kind](text, field)
    if field.kind is FieldKind.NAME:
        return _name(field, text)
    if field.kind is FieldKind.TEXT and (sign := unprintable_sign(text)):
        return Fault(field.key, "not_printable", {"sign": sign})
    return _picked(field, text, known) if field.kind in _CHOSEN_KINDS else text


def _name(field: FormField, text: str) -> str | Fault:
    if is_name(text):
        unprintable = unprintable_sign(text)
        return Fault(field.key, "name_letter", {"sign": unprintable}) if unprintable else text
    sign = strange_sign(text)
    return Fault(field.key, "name_sign" if sign else "name_short", {"sign": sign} if sign else {})


def typed_text(raw: Raw, name: str, *, keep_lines: bool = False) -> str:
    """Return what was typed into a field: NFC, no control signs, single spaces, trimmed."""
    given = raw.get(name, "")
    text = given if isinstance(given, str) else (given[0] if given else "")
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    lines = [_line(line) for line in text.split("\n")]
    return "\n".join(lines).strip() if keep_lines else " ".join(" ".join(lines).split())


def _line(text: str) -> str:
    kept = "".join(
        " " if c.isspace() else c
        for c in text
        if c.isspace() or unicodedata.category(c) not in {"Cc", "Cf", "Cs", "Co", "Cn"}
    )
    return " ".join(kept.split())


def _empty(field: FormField, raw: Raw) -> Fault | None:
    if not field.required:
        return None
    chosen = field.kind in _CHOSEN_KINDS
    names = {field.key, *(f"{field.key}_{part}" for part in PARTS)}
    # A radio button that nobody chose is not sent either: only fields that hang on another one of
    # the step can be new on the page.
    if field.show_when and not names & set(raw):
        return Fault(field.key, "asked_now", {"label": field.label})
    return Fault(field.key, "not_chosen" if chosen else "required", {"label": field.label})


def _date(field: FormField, raw: Raw, known: Known) -> str | Fault | None:
    parts = typed_date(raw, field.key)
    if not any(parts):
        return _empty(field, raw)
    value = read_date(parts, field.key, known.on)
    if isinstance(value, Fault):
        return value
    fault = bounded_date(value, field.key, least=field.least, most=field.most, today=known.on)
    return fault or value.isoformat()


def _choices(field: FormField, raw: Raw) -> list[str] | Fault | None:
    given = raw.get(field.key, [])
    wanted = [given] if isinstance(given, str) else list(given)
    wanted = [one for one in wanted if one]
    if not wanted:
        return _empty(field, raw)
    possible = [choice.value for choice in field.choices]
    if set(wanted) - set(possible):
        return Fault(field.key, "unknown_choice")
    return [value for value in possible if value in wanted]


def _picked(field: FormField, text: str, known: Known) -> str | Fault:
    if field.kind is FieldKind.YES_NO:
        if text.lower() in _YES:
            return YES
        return NO if text.lower() in _NO else Fault(field.key, "unknown_choice")
    choices = known.communes if field.kind is FieldKind.COMMUNE else field.choices
    if text in {choice.value for choice in choices}:
        return text
    code = "unknown_commune" if field.kind is FieldKind.COMMUNE else "unknown_choice"
    return Fault(field.key, code)


def _rows(field: FormField, raw: Raw, known: Known) -> Cleaned | Fault | None:
    """Read a table of answers, named ``key__0__inner``; empty rows do not count."""
    rows: list[dict[str, Any]] = []
    faults: list[Fault] = []
    for index in range(MOST_ROWS):
        prefix = f"{field.key}__{index}__"
        inside = {
            name[len(prefix) :]: typed for name, typed in raw.items() if name.startswith(prefix)
        }
        if not any(_filled(typed) for typed in inside.values()):
            continue
        row: dict[str, Any] = {}
        for inner in field.fields:
            outcome = clean_field(inner, inside, known)
            if isinstance(outcome, Fault):
                faults.append(Fault(prefix + outcome.field, outcome.code, outcome.params))
            elif outcome is not None:
                row[inner.key] = outcome
        rows.append(row)
    if not rows:
        return _empty(field, raw)
    if field.most and len(rows) > int(field.most):
        return Fault(field.key, "too_many_rows", {"most": field.most})
    if field.least and len(rows) < int(field.least):
        return Fault(field.key, "too_few_rows", {"least": field.least})
    return Cleaned(values={} if faults else {field.key: rows}, faults=tuple(faults))


def _filled(typed: str | list[str]) -> bool:
    return bool(typed.strip() if isinstance(typed, str) else any(one.strip() for one in typed))
