"""Forms from the files of the contexts into the database, and their approval."""

import hashlib
import json
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.translation import gettext_lazy as _

from province.foundation.audit.catalogue import register_action
from province.foundation.audit.recording import record
from province.foundation.identity.actors import Actor
from province.kernel.forms.errors import (
    FormChangedError,
    FormNotFoundError,
    MayNotApproveFormError,
)
from province.kernel.forms.models import FormTemplate, FormVersion
from province.kernel.forms.permissions import APPROVE
from province.kernel.forms.registering import FORMS, RegisteredForm

APPROVED = register_action("forms.approved", _("Phê duyệt biểu mẫu"))
LOADED = register_action("forms.loaded", _("Nạp biểu mẫu"))


@transaction.atomic
def load_forms(*, actor: Actor, now: datetime) -> tuple[str, ...]:
    """Load every registered form that the database does not know; return them as ``key/version``.

    :raises FormChangedError: a version that is loaded has another content now.
    """
    return tuple(
        f"{form.definition.key}/{form.definition.version}"
        for form in FORMS
        if _loaded(actor, form, now)
    )


@transaction.atomic
def approve_form(*, actor: Actor, key: str, version: int, valid_from: date, now: datetime) -> None:
    """Approve a version from a day on; the version before it ends there.

    :raises MayNotApproveFormError: the actor does not approve forms.
    :raises FormNotFoundError: there is no such version.
    """
    if not actor.can(APPROVE):
        raise MayNotApproveFormError
    template = FormTemplate.objects.select_for_update(no_key=True).filter(key=key).first()
    rows = FormVersion.objects.filter(template=template, version=version)
    row = rows.first() if template else None
    if template is None or row is None:
        raise FormNotFoundError(form=key)
    if row.approved_at is not None:
        return
    for other in FormVersion.objects.filter(template=template, valid__isnull=False):
        other.valid = _ended(other.valid, valid_from)
        other.save(update_fields=["valid"])
    row.valid = DateRange(valid_from, None)
    row.approved_by, row.approved_at = actor.key, now
    row.save(update_fields=["valid", "approved_by", "approved_at"])
    changes = {"version": version, "valid_from": valid_from.isoformat()}
    record(actor=actor, action=APPROVED, target=f"form:{key}", changes=changes)


def _ended(valid: Any, on: date) -> Any:
    if valid.isempty or (valid.upper is not None and valid.upper <= on):
        return valid
    return DateRange(valid.lower, on) if valid.lower < on else DateRange(empty=True)


def _loaded(actor: Actor, form: RegisteredForm, now: datetime) -> bool:
    definition = form.definition
    digest = hashlib.sha256(
        json.dumps(form.plain, sort_keys=True, ensure_ascii=False).encode()
    ).hexdigest()
    template, _created = FormTemplate.objects.get_or_create(key=definition.key)
    row, created = FormVersion.objects.get_or_create(
        template=template,
        version=definition.version,
        defaults={
            "title": definition.title,
            "definition": form.plain,
            "digest": digest,
            "source": definition.source,
            "confidence": definition.confidence,
            "loaded_at": now,
        },
    )
    if row.digest != digest:
        raise FormChangedError(form=definition.key, version=definition.version)
    if created:
        changes = {"version": definition.version, "digest": digest}
        record(actor=actor, action=LOADED, target=f"form:{definition.key}", changes=changes)
    return created
