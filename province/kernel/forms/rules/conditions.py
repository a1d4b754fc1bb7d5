"""Which steps and fields are asked, given the answers so far. No Django."""

from province.kernel.forms.contracts import (
    Condition,
    FieldKind,
    FormDefinition,
    FormField,
    FormStep,
    Missing,
    Values,
)


def holds(conditions: tuple[Condition, ...], values: Values) -> bool:
    """Tell whether all conditions hold for these values."""
    return all(_one_holds(condition, values) for condition in conditions)


def _one_holds(condition: Condition, values: Values) -> bool:
    given = values.get(condition.field)
    if isinstance(given, list):
        return any(str(one) in condition.equals for one in given)
    return given is not None and str(given) in condition.equals


def visible_steps(definition: FormDefinition, values: Values) -> tuple[FormStep, ...]:
    """Return the steps that are asked."""
    return tuple(
        step
        for step in definition.steps
        if holds(step.when, values) and (not step.fields or visible_fields(step, values))
    )


def visible_fields(step: FormStep, values: Values) -> tuple[FormField, ...]:
    """Return the fields of a step that are asked."""
    return tuple(field for field in step.fields if holds(field.show_when, values))


def reachable_values(definition: FormDefinition, values: Values) -> dict[str, object]:
    """Return the answers to what is asked; answers to questions that fell away are left out."""
    kept: dict[str, object] = {}
    for step in definition.steps:
        if not holds(step.when, kept):
            continue
        for field in step.fields:
            if field.key in values and holds(field.show_when, kept):
                kept[field.key] = values[field.key]
    return kept


def missing(
    definition: FormDefinition, values: Values, papers: dict[str, list[int]] | None = None
) -> tuple[Missing, ...]:
    """Return the required answers and papers that are not there yet, in the order of the form."""
    reached = reachable_values(definition, values)
    given = papers or {}
    return tuple(
        Missing(step=step.key, field=field.key, label=field.label)
        for step in visible_steps(definition, reached)
        for field in visible_fields(step, reached)
        if field.required
        and not (given.get(field.key) if field.kind is FieldKind.FILE else field.key in reached)
    )


def following_step(definition: FormDefinition, values: Values, step_key: str) -> str:
    """Return the key of the step after this one, or "" after the last."""
    keys = [step.key for step in visible_steps(definition, values)]
    every = [step.key for step in definition.steps]
    if step_key not in every:
        return ""
    later = every[every.index(step_key) + 1 :]
    return next((key for key in later if key in keys), "")
