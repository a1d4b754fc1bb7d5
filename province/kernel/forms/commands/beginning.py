"""Beginning a draft: empty, with what is known, or with what an earlier filing said."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from province.foundation.identity.actors import Actor
from province.kernel.forms.commands.drafting import KEPT_FOR, LOCAL, MOST_PAPERS
from province.kernel.forms.contracts import (
    Beginning,
    DraftValue,
    FieldKind,
    FormDefinition,
    Values,
)
from province.kernel.forms.errors import FormNotFoundError, SignInForDraftError
from province.kernel.forms.models import Draft, FormVersion
from province.kernel.forms.rules.definitions import definition_from_json


def start_draft(  # noqa: PLR0913 -- keyword-only: each is named at the call
    *,
    actor: Actor,
    form_key: str,
    subject: str,
    now: datetime,
    prefill: Mapping[str, Any] | None = None,
    beginning: Beginning | None = None,
) -> DraftValue:
    """Start a draft of the form that holds now, or go on with the one that changes this filing.

    ``prefill`` maps the names that fields ask for, like party.full_name, to values. With a
    ``beginning``, what an earlier filing said goes before them, save where a field is fixed.

    :raises SignInForDraftError: nobody is signed in.
    :raises FormNotFoundError: no approved form of this key holds today.
    """
    if actor.is_anonymous:
        raise SignInForDraftError
    begun = beginning or Beginning(values={})
    if begun.revises:
        waiting = _going_on(actor, begun.revises, now)
        if waiting is not None:
            return waiting
    day = begun.on or now.astimezone(LOCAL).date()
    form = FormVersion.objects.filter(template__key=form_key, valid__contains=day).first()
    if form is None:
        raise FormNotFoundError(form=form_key)
    definition = definition_from_json(form.definition)
    given = _given(definition, prefill or {}, begun)
    values = {**given, **_kept_answers(definition, begun.values, given)}
    row = Draft(
        owner=actor.key,
        form=form,
        subject=subject,
        values=values,
        prefilled=sorted(key for key in given if values[key] == given[key]),
        papers=_kept_papers(definition, begun.papers),
        revises=begun.revises,
        revision=1 if begun.values else 0,
        step=definition.steps[0].key,
        updated_at=now,
        expires_at=now + KEPT_FOR,
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        waiting = _going_on(actor, begun.revises, now) if begun.revises else None
        if waiting is None:
            raise
        return waiting
    return row.to_value(form_key=form_key, form_version=form.version)


def _given(
    definition: FormDefinition, known: Mapping[str, Any], begun: Beginning
) -> dict[str, Any]:
    """Return what is known already; an answer that was left out before is not made up now."""
    return {
        field.key: known[field.prefill]
        for step in definition.steps
        for field in step.fields
        if field.prefill and known.get(field.prefill) not in (None, "")
        if not begun.values or field.fixed or field.key in begun.values
    }


def _going_on(actor: Actor, revises: str, now: datetime) -> DraftValue | None:
    """Return the draft that changes this filing already; one whose time is over makes room."""
    mine = Draft.objects.filter(owner=actor.key, revises=revises)
    mine.filter(expires_at__lte=now).delete()
    row = mine.select_related("form__template").first()
    return (
        row.to_value(form_key=row.form.template.key, form_version=row.form.version) if row else None
    )


def _kept_answers(
    definition: FormDefinition, said: Values, given: Mapping[str, Any]
) -> dict[str, Any]:
    """Return the answers that the form still asks for; a fixed field stays as it is known."""
    fields = [field for step in definition.steps for field in step.fields]
    fixed = {field.key for field in fields if field.fixed and field.key in given}
    return {field.key: said[field.key] for field in fields if field.key in set(said) - fixed}


def _kept_papers(
    definition: FormDefinition, papers: Mapping[str, list[int]]
) -> dict[str, list[int]]:
    """Return the papers that the form still has a place for."""
    places = (definition.field(key) for key in papers)
    return {
        place.key: list(papers[place.key])[: int(place.most or MOST_PAPERS)]
        for place in places
        if place is not None and place.kind is FieldKind.FILE
    }
