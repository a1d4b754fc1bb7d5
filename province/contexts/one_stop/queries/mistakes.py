"""Who may take a reception back, and what of its answers another procedure asks as well."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from province.contexts.one_stop import permissions
from province.contexts.one_stop.queries.forms import form_of
from province.foundation.identity.actors import Actor
from province.kernel.cases.contracts.values import PaperRole, PaperView
from province.kernel.forms.contracts import FieldKind, FormDefinition

PLEDGE = "pledge"


def may_take_back(*, actor: Actor, agency_id: int, received_by: int | None) -> bool:
    """Tell whether the actor received the dossier, or reviews or signs in its agency."""
    own = received_by is not None and received_by == actor.official_id
    if own and actor.can(permissions.RECEIVE, unit=agency_id):
        return True
    heads = (permissions.REVIEW, permissions.SIGN)
    return any(actor.can(ability, unit=agency_id) for ability in heads)


def carried_answers(
    *, procedure_code: str, other: str, payload: Mapping[str, Any], on: date
) -> dict[str, Any]:
    """Return the answers that the other procedure asks under the same name and of the same kind.

    A pledge is given for one procedure: it is asked anew.
    """
    before = form_of(procedure_code=procedure_code, on=on)
    after = form_of(procedure_code=other, on=on)
    if before is None or after is None:
        return {}
    same = set(_fields(before).items()) & set(_fields(after).items())
    return {key: payload[key] for key, _kind in same if key in payload and key != PLEDGE}


def carried_papers(
    *, procedure_code: str, other: str, papers: Sequence[PaperView], on: date
) -> dict[str, list[str]]:
    """Return by field the papers that the other procedure asks under the same name."""
    after = form_of(procedure_code=other, on=on)
    before = form_of(procedure_code=procedure_code, on=on)
    if before is None or after is None:
        return {}
    asked = {
        str(field.label): field.key
        for step in after.steps
        for field in step.fields
        if field.kind is FieldKind.FILE
    }
    found: dict[str, list[str]] = {}
    for paper in papers:
        if paper.role is PaperRole.COMPONENT and paper.name in asked:
            found.setdefault(asked[paper.name], []).append(str(paper.version_id))
    return found


def _fields(form: FormDefinition) -> dict[str, FieldKind]:
    return {field.key: field.kind for step in form.steps for field in step.fields}
