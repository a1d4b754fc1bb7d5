"""Forms as data: from JSON and back, and what a good definition is. No Django."""

from collections.abc import Iterable, Mapping
from typing import Any

from province.kernel.forms.contracts import (
    Condition,
    Confidence,
    FieldKind,
    FormChoice,
    FormDefinition,
    FormField,
    FormStep,
)

YES, NO = "yes", "no"
_CHOSEN = {FieldKind.CHOICE, FieldKind.CHOICES}
_PLAIN_IN_ROWS = set(FieldKind) - {FieldKind.ROWS, FieldKind.FILE, FieldKind.CHOICES}


def definition_from_json(plain: Mapping[str, Any]) -> FormDefinition:
    """Return the definition that a JSON file or a row holds.

    :raises KeyError: something that every form has is missing.
    :raises ValueError: a kind or a confidence is unknown.
    """
    return FormDefinition(
        key=plain["key"],
        version=int(plain["version"]),
        title=plain["title"],
        source=plain["source"],
        confidence=Confidence(plain["confidence"]),
        steps=tuple(_step(step) for step in plain["steps"]),
    )


def _step(plain: Mapping[str, Any]) -> FormStep:
    return FormStep(
        key=plain["key"],
        title=plain["title"],
        intro=plain.get("intro", ""),
        fields=tuple(_field(field) for field in plain["fields"]),
        when=_conditions(plain.get("when", [])),
        officer_intro=plain.get("officer_intro", ""),
    )


def _field(plain: Mapping[str, Any]) -> FormField:
    return FormField(
        key=plain["key"],
        kind=FieldKind(plain["kind"]),
        label=plain["label"],
        hint=plain.get("hint", ""),
        why=plain.get("why", ""),
        required=bool(plain.get("required", True)),
        choices=tuple(FormChoice(**choice) for choice in plain.get("choices", [])),
        least=str(plain.get("least", "")),
        most=str(plain.get("most", "")),
        max_length=int(plain.get("max_length", _longest(plain["kind"]))),
        decimals=int(plain.get("decimals", 0)),
        prefill=plain.get("prefill", ""),
        show_when=_conditions(plain.get("show_when", [])),
        fields=tuple(_field(field) for field in plain.get("fields", [])),
        fixed=bool(plain.get("fixed", False)),
        officer_label=plain.get("officer_label", ""),
        officer_hint=plain.get("officer_hint", ""),
        officer_why=plain.get("officer_why", ""),
    )


def _longest(kind: str) -> int:
    return 3000 if kind == FieldKind.LONG_TEXT else 200


def _conditions(plain: Iterable[Mapping[str, Any]]) -> tuple[Condition, ...]:
    return tuple(
        Condition(field=one["field"], equals=tuple(str(value) for value in one["equals"]))
        for one in plain
    )


def faults_of_definition(definition: FormDefinition) -> list[str]:
    """Return what is wrong with a definition, in words for the person who wrote it."""
    faults = []
    seen: dict[str, FormField] = {}
    steps: set[str] = set()
    for step in definition.steps:
        if step.key in steps:
            faults.append(f"step {step.key} stands twice")
        steps.add(step.key)
        faults += _unknown_conditions(step.key, step.when, seen)
        for field in step.fields:
            if field.key in seen:
                faults.append(f"field {field.key} stands twice")
            faults += _unknown_conditions(field.key, field.show_when, seen)
            faults += _faults_of_field(field)
            seen[field.key] = field
    if not definition.steps:
        faults.append("a form needs a step")
    if not definition.source:
        faults.append("a form says where it comes from")
    return faults


def _unknown_conditions(
    where: str, conditions: tuple[Condition, ...], seen: Mapping[str, FormField]
) -> list[str]:
    faults = []
    for condition in conditions:
        asked = seen.get(condition.field)
        if asked is None:
            faults.append(f"{where} hangs on {condition.field}, which is not asked before it")
            continue
        possible = {choice.value for choice in asked.choices} or {YES, NO}
        faults += [
            f"{where} hangs on {condition.field} being {value}, which cannot be"
            for value in sorted(set(condition.equals) - possible)
        ]
    return faults


def _faults_of_field(field: FormField) -> list[str]:
    faults = []
    if not field.key.isidentifier() or "__" in field.key:
        faults.append(f"{field.key} is no key")
    if not field.label:
        faults.append(f"{field.key} has no label")
    if (field.kind in _CHOSEN) != bool(field.choices):
        faults.append(f"{field.key}: choices, and nothing else, have choices")
    if (field.kind is FieldKind.ROWS) != bool(field.fields):
        faults.append(f"{field.key}: rows, and nothing else, have fields")
    if field.fixed and not field.prefill:
        faults.append(f"{field.key} is fixed, but nothing fills it in")
    for inner in field.fields:
        if inner.kind not in _PLAIN_IN_ROWS or inner.show_when:
            faults.append(f"{field.key}: a row cannot hold {inner.key}")
        faults += _faults_of_field(inner)
    return faults
