"""Reading forms and drafts; a draft is known to its owner alone."""

from datetime import date, datetime

from django.db.models import QuerySet

from province.foundation.identity.actors import Actor
from province.kernel.forms.contracts import DraftValue, FormDefinition
from province.kernel.forms.errors import DraftNotFoundError, FormNotFoundError
from province.kernel.forms.models import Draft, FormVersion
from province.kernel.forms.rules.definitions import definition_from_json


def current_form(*, key: str, on: date) -> FormDefinition:
    """Return the approved version of a form that holds on a day.

    :raises FormNotFoundError: there is none.
    """
    row = FormVersion.objects.filter(template__key=key, valid__contains=on).first()
    if row is None:
        raise FormNotFoundError(form=key)
    return definition_from_json(row.definition)


def form_version(*, key: str, version: int) -> FormDefinition:
    """Return one version of a form, whether it holds or not.

    :raises FormNotFoundError: there is none.
    """
    row = FormVersion.objects.filter(template__key=key, version=version).first()
    if row is None:
        raise FormNotFoundError(form=key)
    return definition_from_json(row.definition)


def is_approved(*, key: str) -> bool:
    """Tell whether a version of a form has been approved, for whatever day."""
    return FormVersion.objects.filter(template__key=key, approved_at__isnull=False).exists()


def draft(*, actor: Actor, draft_id: int, now: datetime) -> DraftValue:
    """Return a draft of the actor's own.

    :raises DraftNotFoundError: there is none, it is somebody else's, or its time is over.
    """
    row = _rows(actor, now).filter(pk=draft_id).first()
    if row is None:
        raise DraftNotFoundError
    return row.to_value(form_key=row.form.template.key, form_version=row.form.version)


def drafts(*, actor: Actor, now: datetime, subject: str = "") -> tuple[DraftValue, ...]:
    """Return the actor's drafts, the last changed first, of one subject or of all."""
    rows = _rows(actor, now).order_by("-updated_at", "-id")
    if subject:
        rows = rows.filter(subject=subject)
    return tuple(
        row.to_value(form_key=row.form.template.key, form_version=row.form.version) for row in rows
    )


def _rows(actor: Actor, now: datetime) -> QuerySet[Draft]:
    if actor.is_anonymous:
        return Draft.objects.none()
    mine = Draft.objects.filter(owner=actor.key, expires_at__gt=now)
    return mine.select_related("form__template").defer("form__definition")
