"""Where contexts hand in the forms of their own ``forms/`` folder, at start."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from province.foundation.registry import Registry
from province.kernel.forms.contracts import FormDefinition
from province.kernel.forms.rules.definitions import definition_from_json, faults_of_definition


@dataclass(frozen=True, slots=True, eq=False)
class RegisteredForm:
    """A form as its file holds it."""

    definition: FormDefinition
    plain: dict[str, Any]


FORMS: Registry[RegisteredForm] = Registry(
    name="forms",
    key=lambda form: form.definition.key,
    check=lambda form: faults_of_definition(form.definition),
)


def register_form(*, path: Path) -> FormDefinition:
    """Hand in the form of one JSON file; a form that is in already stays.

    :raises ValueError: the file is no good form, or another form has its key.
    """
    plain = json.loads(path.read_text(encoding="utf-8"))
    definition = definition_from_json(plain)
    known = FORMS.find(definition.key)
    if known is not None and known.plain == plain:
        return known.definition
    return FORMS.register(RegisteredForm(definition=definition, plain=plain)).definition


def register_folder(*, folder: Path) -> tuple[FormDefinition, ...]:
    """Hand in every form of a folder.

    :raises ValueError: a file is no good form, or another form has its key.
    """
    return tuple(register_form(path=path) for path in sorted(folder.glob("*.json")))
