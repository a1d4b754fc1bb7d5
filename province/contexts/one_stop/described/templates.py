"""The small language of the papers: "{filed.child_name|upper}", and nothing that could run."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any, Final

from province.kernel.forms.contracts import FieldKind, FormDefinition, FormField
from province.kernel.printing.public import day_in_words, money_in_words, words_of_day

_PLACE = re.compile(r"\{([a-z_]+(?:\.[a-z0-9_]+)?)((?:\|[a-z_]+)*)\}")
YES_NO: Final = {"yes": "Có", "no": "Không"}


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _of_day(say: Callable[[date], str]) -> Callable[[str], str]:
    def said(text: str) -> str:
        day = _day(text)
        return say(day) if day else text

    return said


def _of_amount(say: Callable[[int], str]) -> Callable[[str], str]:
    return lambda text: say(int(text)) if text.isascii() and text.isdigit() else text


FILTERS: Final[Mapping[str, Callable[[str], str]]] = {
    "upper": str.upper,
    "lower": str.lower,
    "day": _of_day(lambda day: f"{day:%d/%m/%Y}"),
    "day_words": _of_day(words_of_day),
    "day_spelled": _of_day(day_in_words),
    "year": _of_day(lambda day: f"{day.year:04d}"),
    "money": _of_amount(lambda amount: f"{amount:,}".replace(",", ".")),
    "money_words": _of_amount(money_in_words),
}


def places_in(template: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield every name of a template with its filters."""
    for name, filters in _PLACE.findall(template):
        yield name, tuple(one for one in filters.split("|") if one)


def faults_of_template(template: str, known: set[str]) -> list[str]:
    """Return what is wrong with a template: unknown names and filters, a bracket left open."""
    faults = [
        f"'{template}' names '{name}', which nobody knows"
        for name, _filters in places_in(template)
        if name not in known
    ]
    faults += [
        f"'{template}' has the filter '{one}', which nobody knows"
        for _name, filters in places_in(template)
        for one in filters
        if one not in FILTERS
    ]
    if set("{}") & set(_PLACE.sub("", template)):
        faults.append(f"'{template}' has a bracket that stands alone")
    return faults


def filled(template: str, values: Mapping[str, str]) -> str:
    """Return the template with its values; what is not there leaves nothing behind."""

    def value(found: re.Match[str]) -> str:
        text = values.get(found[1], "")
        for one in found[2].split("|")[1:]:
            text = FILTERS[one](text)
        return text

    return " ".join(_PLACE.sub(value, template).split())


def words_of_answers(
    form: FormDefinition, payload: Mapping[str, Any], *, prefix: str = "filed"
) -> dict[str, str]:
    """Return the answers of a filing as a paper says them: choices by their words."""
    fields = (field for step in form.steps for field in step.fields)
    return {f"{prefix}.{field.key}": word_of(field, payload.get(field.key)) for field in fields}


def word_of(field: FormField, value: Any) -> str:
    """Return one answer as a paper says it."""
    if value is None or isinstance(value, dict):
        return ""
    if isinstance(value, list):
        return ", ".join(word_of(field, one) for one in value)
    labels = {choice.value: choice.label for choice in field.choices}
    if field.kind is FieldKind.YES_NO:
        labels = dict(YES_NO)
    return labels.get(str(value), str(value))
