"""Resolving a doubt: somebody says, on a decision, what is right."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from province.contexts.procedures import permissions
from province.contexts.procedures.commands.indexing import index_again
from province.contexts.procedures.commands.preparing import (
    IN_PREPARATION,
    apply_correction,
    settle_states,
)
from province.contexts.procedures.contracts import DoubtAbout, Resolution
from province.contexts.procedures.errors import (
    DecisionMissingError,
    DoubtAlreadyResolvedError,
    DoubtNotFoundError,
    MayNotCurateError,
    NothingToConfirmError,
    NothingToPublishError,
    ValueNotUnderstoodError,
)
from province.contexts.procedures.models import Doubt, Procedure
from province.contexts.procedures.rules import corrections
from province.foundation.audit.catalogue import register_action
from province.foundation.audit.recording import record
from province.foundation.identity.actors import Actor
from province.foundation.text.folding import normal

RESOLVED = register_action(
    "procedures.doubt_resolved", _("Kết luận một điểm nghi vấn của danh mục thủ tục")
)


@transaction.atomic
def resolve_doubt(
    *, actor: Actor, doubt_id: int, decision: str, value: str, now: datetime
) -> Doubt:
    """Resolve one doubt on a decision: an empty value says that the fact is right as it stands.

    :raises MayNotCurateError: the actor does not curate the catalogue.
    :raises DoubtNotFoundError: there is no such doubt.
    :raises DoubtAlreadyResolvedError: it is resolved, or has lapsed.
    :raises DecisionMissingError: no decision was named.
    :raises NothingToConfirmError: the source has no value, so one must be given.
    :raises ValueNotUnderstoodError: the value cannot be read.
    :raises NothingToPublishError: no version is in preparation that a value could correct.
    """
    if not actor.can(permissions.CURATE):
        raise MayNotCurateError
    doubt = _lock(doubt_id=doubt_id)
    if doubt.resolution != Resolution.OPEN:
        raise DoubtAlreadyResolvedError
    if not normal(decision):
        raise DecisionMissingError
    corrected = bool(value.strip())
    if corrected:
        _correct(doubt=doubt, value=value)
    elif corrections.needs_value(doubt.rule):
        raise NothingToConfirmError
    doubt.resolution = Resolution.CORRECTED if corrected else Resolution.CONFIRMED
    doubt.decision = normal(decision)
    doubt.value = value.strip()
    doubt.resolved_at = now
    doubt.resolved_by = actor.key
    doubt.save(update_fields=["resolution", "decision", "value", "resolved_at", "resolved_by"])
    settle_states(procedures=[doubt.procedure_id])
    record(
        actor=actor,
        action=RESOLVED,
        target=doubt.procedure.code,
        changes={
            "doubt": doubt.pk,
            "rule": doubt.rule,
            "decision": doubt.decision,
            "value": doubt.value,
        },
    )
    return doubt


def _lock(*, doubt_id: int) -> Doubt:
    """Take the procedure, then the doubt, so that publishing and resolving never cross."""
    try:
        procedure = Procedure.objects.select_for_update(no_key=True, of=("self",)).get(
            doubts__pk=doubt_id
        )
    except Procedure.DoesNotExist:
        raise DoubtNotFoundError(doubt=doubt_id) from None
    doubt = Doubt.objects.select_for_update(no_key=True).get(pk=doubt_id)
    doubt.procedure = procedure
    return doubt


def _correct(*, doubt: Doubt, value: str) -> None:
    """Put the right value in the place of the doubtful one."""
    about = DoubtAbout(doubt.about)
    correction = corrections.correction_of(about=about, value=value)
    if correction is None:
        raise ValueNotUnderstoodError(value=value.strip(), help=corrections.HELP[about])
    version = doubt.procedure.versions.filter(state__in=IN_PREPARATION).first()
    if version is None:
        raise NothingToPublishError(procedure=doubt.procedure.code)
    apply_correction(procedure=doubt.procedure, version=version, correction=correction)
    if about in {DoubtAbout.NAME, DoubtAbout.RESULT, DoubtAbout.COMPONENTS}:
        index_again(procedure_id=doubt.procedure_id)
