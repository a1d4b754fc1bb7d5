"""Putting a procedure into force, and out of it."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from province.contexts.procedures import permissions
from province.contexts.procedures.commands.preparing import IN_PREPARATION, settle_states
from province.contexts.procedures.contracts import VersionState
from province.contexts.procedures.errors import (
    DecisionMissingError,
    DoubtsOpenError,
    InternalProcedureError,
    MayNotPublishError,
    NothingToPublishError,
    NotPublishedError,
    NotReadyError,
    ProcedureNotFoundError,
)
from province.contexts.procedures.events import ProcedurePublished, ProcedureWithdrawn
from province.contexts.procedures.models import ABOUT_CHOICES, Doubt, Procedure, ProcedureVersion
from province.contexts.procedures.registries import NEEDS
from province.contexts.procedures.rules.publishing import local_day
from province.foundation.audit.catalogue import register_action
from province.foundation.audit.recording import record
from province.foundation.events.bus import emit
from province.foundation.identity.actors import Actor
from province.foundation.text.folding import normal

PUBLISHED = register_action("procedures.published", _("Công bố một thủ tục hành chính"))
WITHDRAWN = register_action("procedures.withdrawn", _("Bãi bỏ một thủ tục hành chính"))


@transaction.atomic
def publish(*, actor: Actor, code: str, decision: str, now: datetime) -> ProcedureVersion:
    """Put the prepared version of a procedure into force from today; the one before it ends.

    :raises MayNotPublishError: the actor does not publish procedures.
    :raises ProcedureNotFoundError: no procedure has this code.
    :raises InternalProcedureError: it is internal to the agencies.
    :raises DecisionMissingError: no decision was named.
    :raises DoubtsOpenError: a doubt on time, agency or result is open.
    :raises NothingToPublishError: no version is in preparation.
    :raises NotReadyError: a form or a process for it is missing.
    """
    procedure = _lock(actor=actor, code=code)
    if procedure.is_internal:
        raise InternalProcedureError(procedure=code)
    if not normal(decision):
        raise DecisionMissingError
    _refuse_open_doubts(procedure=procedure)
    version = procedure.versions.filter(state__in=IN_PREPARATION).first()
    if version is None:
        raise NothingToPublishError(procedure=code)
    today = local_day(now)
    _refuse_unready(code=code, day=today)
    for former in procedure.versions.filter(state=VersionState.PUBLISHED):
        _end(version=former, day=today)
    version.state = VersionState.PUBLISHED
    version.decision = normal(decision)
    version.valid = (today, None)
    version.published_at = now
    version.published_by = actor.key
    version.save(update_fields=["state", "decision", "valid", "published_at", "published_by"])
    settle_states(procedures=[procedure.pk])
    record(
        actor=actor,
        action=PUBLISHED,
        target=code,
        changes={"version": version.number, "decision": version.decision},
    )
    emit(ProcedurePublished(code=code, version_id=version.pk))
    return version


@transaction.atomic
def withdraw(*, actor: Actor, code: str, decision: str, now: datetime) -> ProcedureVersion:
    """Take a published procedure out of force from today: it takes no new filings.

    :raises MayNotPublishError: the actor does not publish procedures.
    :raises ProcedureNotFoundError: no procedure has this code.
    :raises DecisionMissingError: no decision was named.
    :raises NotPublishedError: no version is in force.
    """
    procedure = _lock(actor=actor, code=code)
    if not normal(decision):
        raise DecisionMissingError
    version = procedure.versions.filter(state=VersionState.PUBLISHED).first()
    if version is None:
        raise NotPublishedError(procedure=code)
    _end(version=version, day=local_day(now))
    settle_states(procedures=[procedure.pk])
    record(
        actor=actor,
        action=WITHDRAWN,
        target=code,
        changes={"version": version.number, "decision": normal(decision)},
    )
    emit(ProcedureWithdrawn(code=code, version_id=version.pk))
    return version


def _lock(*, actor: Actor, code: str) -> Procedure:
    if not actor.can(permissions.PUBLISH):
        raise MayNotPublishError
    try:
        return Procedure.objects.select_for_update(no_key=True).get(code=code)
    except Procedure.DoesNotExist:
        raise ProcedureNotFoundError(procedure=code) from None


def _refuse_open_doubts(*, procedure: Procedure) -> None:
    about = set(
        Doubt.objects.filter(Doubt.blocking, procedure=procedure).values_list("about", flat=True)
    )
    if about:
        words = [str(label) for key, label in ABOUT_CHOICES if key in about]
        raise DoubtsOpenError(procedure=procedure.code, about=", ".join(words))


def _refuse_unready(*, code: str, day: date) -> None:
    missing = [str(need.name) for need in NEEDS if not need.stands(procedure_code=code, on=day)]
    if missing:
        raise NotReadyError(procedure=code, needs=", ".join(missing))


def _end(*, version: ProcedureVersion, day: date) -> None:
    """End a version before this day; it keeps the days on which it held."""
    version.state = VersionState.WITHDRAWN
    version.valid = (version.valid.lower, day)
    version.save(update_fields=["state", "valid"])
