"""The answers of a form as people read them, for review and print. No Django."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from province.kernel.forms.contracts import (
    FieldKind,
    FormChoice,
    FormDefinition,
    FormField,
    SummaryRow,
    SummarySection,
    Values,
)
from province.kernel.forms.rules.conditions import reachable_values, visible_fields, visible_steps
from province.kernel.forms.rules.definitions import NO, YES
from province.kernel.forms.rules.numbers import grouped

_SAID = {YES: "Có", NO: "Không"}


def summary(
    definition: FormDefinition,
    values: Values,
    *,
    papers: Mapping[str, tuple[str, ...]] | None = None,
    communes: tuple[FormChoice, ...] = (),
    say: Callable[[str], str] = str,
) -> tuple[SummarySection, ...]:
    """Return every question that is asked, with its answer in words; "" where there is none.

    ``papers`` holds the names of the files at each field; ``say`` puts yes and no into the language
    of the reader.
    """
    reached = reachable_values(definition, values)
    names = papers or {}
    return tuple(
        SummarySection(
            step=step.key,
            title=step.title,
            rows=tuple(
                SummaryRow(
                    field=field.key,
                    label=field.label,
                    text=_said(field, _text(field, reached.get(field.key), names, communes), say),
                )
                for field in visible_fields(step, reached)
            ),
        )
        for step in visible_steps(definition, reached)
    )


def _said(field: FormField, text: str, say: Callable[[str], str]) -> str:
    return say(text) if field.kind is FieldKind.YES_NO and text else text


def _text(
    field: FormField,
    value: Any,
    papers: Mapping[str, tuple[str, ...]],
    communes: tuple[FormChoice, ...],
) -> str:
    if field.kind is FieldKind.FILE:
        return "; ".join(papers.get(field.key, ()))
    if value is None:
        return ""
    if field.kind is FieldKind.ROWS:
        return "\n".join(
            f"{number}. " + "; ".join(_row_parts(field, row, communes))
            for number, row in enumerate(value, start=1)
        )
    if field.kind is FieldKind.CHOICES:
        return "; ".join(_label(field.choices, one) for one in value)
    return answer_text(field, value, communes)


def _row_parts(
    field: FormField, row: Mapping[str, Any], communes: tuple[FormChoice, ...]
) -> list[str]:
    return [
        f"{inner.label}: {answer_text(inner, row[inner.key], communes)}"
        for inner in field.fields
        if inner.key in row
    ]


def answer_text(field: FormField, value: Any, communes: tuple[FormChoice, ...] = ()) -> str:  # noqa: PLR0911 -- one return per kind
    """Return one answer as people read it."""
    if field.kind is FieldKind.DATE:
        return date.fromisoformat(value).strftime("%d/%m/%Y")
    if field.kind is FieldKind.MONEY:
        return f"{grouped(int(value))} đồng"
    if field.kind is FieldKind.NUMBER:
        whole, dot, rest = str(value).partition(".")
        sign = "-" if whole.startswith("-") else ""
        shown = sign + grouped(int(whole.lstrip("-")))
        return f"{shown},{rest}" if dot else shown
    if field.kind is FieldKind.YES_NO:
        return _SAID.get(value, str(value))
    if field.kind is FieldKind.CHOICE:
        return _label(field.choices, value)
    if field.kind is FieldKind.COMMUNE:
        return _label(communes, value)
    return str(value)


def _label(choices: tuple[FormChoice, ...], value: str) -> str:
    return next((choice.label for choice in choices if choice.value == value), str(value))
