"""The words of a form for whoever reads it: for an official, and in another language. No Django."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from province.kernel.forms.contracts import FormChoice, FormDefinition, FormField, FormStep

FORM_WORDS = "form"  # the context of these sentences in the catalogue of translations


def for_officers(definition: FormDefinition) -> FormDefinition:
    """Return the form as an official reads it, who fills it in for somebody else."""
    return replace(definition, steps=tuple(_officers_step(step) for step in definition.steps))


def _officers_step(step: FormStep) -> FormStep:
    return replace(
        step,
        intro=step.officer_intro or step.intro,
        fields=tuple(_officers_field(field) for field in step.fields),
    )


def _officers_field(field: FormField) -> FormField:
    return replace(
        field,
        label=field.officer_label or field.label,
        hint=field.officer_hint or field.hint,
        why=field.officer_why or field.why,
        choices=tuple(
            replace(
                choice,
                label=choice.officer_label or choice.label,
                hint=choice.officer_hint or choice.hint,
            )
            for choice in field.choices
        ),
        fields=tuple(_officers_field(inner) for inner in field.fields),
    )


def reworded(definition: FormDefinition, say: Callable[[str], str]) -> FormDefinition:
    """Return the form with each of its sentences as ``say`` says it."""

    def field(one: FormField) -> FormField:
        return replace(
            one,
            label=say(one.label),
            hint=say(one.hint),
            why=say(one.why),
            officer_label=say(one.officer_label),
            officer_hint=say(one.officer_hint),
            officer_why=say(one.officer_why),
            choices=tuple(_choice(choice, say) for choice in one.choices),
            fields=tuple(field(inner) for inner in one.fields),
        )

    return replace(
        definition,
        title=say(definition.title),
        steps=tuple(
            replace(
                step,
                title=say(step.title),
                intro=say(step.intro),
                officer_intro=say(step.officer_intro),
                fields=tuple(field(one) for one in step.fields),
            )
            for step in definition.steps
        ),
    )


def _choice(choice: FormChoice, say: Callable[[str], str]) -> FormChoice:
    return replace(
        choice,
        label=say(choice.label),
        hint=say(choice.hint),
        officer_label=say(choice.officer_label),
        officer_hint=say(choice.officer_hint),
    )


def sentences(definition: FormDefinition) -> Iterator[str]:
    """Give every sentence that people read in a form, in its order, each once."""
    found: dict[str, None] = {}

    def hear(text: str) -> str:
        found[text] = None
        return text

    reworded(definition, hear)
    return (text for text in found if text)
