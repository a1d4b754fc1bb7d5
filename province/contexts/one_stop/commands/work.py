"""From the specialist to the leader."""

from datetime import datetime

from django.db import transaction

from province.contexts.one_stop import permissions
from province.contexts.one_stop.commands.locking import (
    PDF,
    case_of,
    find_dossier,
    lock_dossier,
    open_task,
    require,
    set_state,
)
from province.contexts.one_stop.commands.proposing import plain_of, print_draft
from province.contexts.one_stop.contracts.acts import Proposal
from province.contexts.one_stop.contracts.states import UNDOABLE, ProcessingState
from province.contexts.one_stop.errors import NothingToUndoError, NotNowError, ReasonNeededError
from province.contexts.one_stop.models import DossierResult
from province.foundation.identity.actors import Actor
from province.kernel.attachments import public as attachments
from province.kernel.cases import public as cases
from province.kernel.cases.contracts.values import CasePaper, PaperRole, TaskState
from province.kernel.processes.contracts import TaskKind


@transaction.atomic
def appraise(  # noqa: PLR0913 -- the act has these parts
    *,
    actor: Actor,
    dossier_id: int,
    proposal: Proposal,
    note: str,
    revision: int | None,
    key: str,
    now: datetime,
) -> int:
    """Propose a result: the draft is printed and goes to review; returns the draft's version.

    :raises ProposalFaultyError: the proposal does not hold against the filing and the law.
    :raises NoProcedureKindError: a grant of a procedure that nobody has registered.
    :raises MayNotError: the actor does not appraise here.
    :raises NotYoursError: somebody else holds the task.
    :raises NotNowError: the dossier is at another step.
    """
    dossier = find_dossier(actor=actor, dossier_id=dossier_id)
    require(actor=actor, ability=permissions.APPRAISE, dossier=dossier)
    task = open_task(case=case_of(actor=actor, dossier=dossier, now=now), kind=TaskKind.WORK)
    name, content = print_draft(actor=actor, dossier=dossier, proposal=proposal, now=now)
    version = attachments.store_made(
        actor=actor, name=name, content=content, mime=PDF, now=now, kind="draft"
    )
    cases.perform(
        actor=actor,
        task_id=task.id,
        doing=cases.Doing(
            act="appraised",
            answer=proposal.result.value,
            facts={"result": proposal.result.value},
            note=note or None,
            papers=(CasePaper(version_id=version.id, role=PaperRole.DRAFT, name=name),),
        ),
        revision=revision,
        key=key,
        now=now,
    )
    dossier = set_state(
        actor=actor, dossier_id=dossier_id, processing=ProcessingState.PROCESSING, now=now
    )
    before = DossierResult.objects.filter(dossier=dossier).first()
    previous = {}
    if before is not None:
        draft = before.draft_version_id
        previous = {"proposal": dossier.proposal, "kind": before.kind, "draft_version_id": draft}
    DossierResult.objects.update_or_create(
        dossier=dossier,
        defaults={
            "kind": proposal.result,
            "draft_version_id": version.id,
            "previous": previous,
        },
    )
    dossier.proposal = plain_of(proposal=proposal)
    dossier.save()
    return version.id


@transaction.atomic
def undo(*, actor: Actor, dossier_id: int, task_id: int, reason: str, now: datetime) -> None:
    """Take one's own last act back while nobody has gone on with it.

    An undone appraisal takes its proposal along: the one before it stands again, or none.

    :raises NothingToUndoError: the last act is another, or not one that can be taken back.
    :raises StaleError: somebody has gone on with it.
    :raises NotYoursError: somebody else did it.
    """
    dossier = find_dossier(actor=actor, dossier_id=dossier_id)
    last = cases.timeline(actor=actor, case_id=dossier.case_id)[-1]
    if last.name not in UNDOABLE or last.task_id != task_id:
        raise NothingToUndoError
    cases.withdraw(actor=actor, task_id=task_id, reason=reason, now=now)
    dossier = set_state(actor=actor, dossier_id=dossier_id, processing=None, now=now)
    if last.name == "appraised":
        result = DossierResult.objects.get(dossier=dossier)
        dossier.proposal = result.previous.get("proposal", {})
        if result.previous:
            result.kind = result.previous["kind"]
            result.draft_version_id = result.previous["draft_version_id"]
            result.previous = {}
            result.save()
        else:
            result.delete()
    dossier.save()


@transaction.atomic
def take_up(*, actor: Actor, dossier_id: int, now: datetime) -> None:
    """Confirm that one has received the dossier (the receiving side of the hand-over, Mẫu 06).

    :raises NotYoursError: the dossier was given to somebody else.
    """
    dossier = find_dossier(actor=actor, dossier_id=dossier_id)
    require(actor=actor, ability=permissions.APPRAISE, dossier=dossier)
    task = open_task(case=case_of(actor=actor, dossier=dossier, now=now), kind=TaskKind.WORK)
    cases.take(actor=actor, task_id=task.id, now=now)
    row = lock_dossier(dossier_id=dossier_id)
    if row.processing == ProcessingState.RECEIVED:
        row.processing = ProcessingState.PROCESSING
        row.save(update_fields=["processing"])


@transaction.atomic
def review(  # noqa: PLR0913 -- the act has these parts
    *, actor: Actor, dossier_id: int, note: str, revision: int | None, key: str, now: datetime
) -> None:
    """Agree to a draft as head of the division: it goes to the leader.

    :raises MayNotError: the actor does not review here.
    :raises NotYoursError: somebody else holds the task.
    """
    dossier = find_dossier(actor=actor, dossier_id=dossier_id)
    require(actor=actor, ability=permissions.REVIEW, dossier=dossier)
    task = open_task(case=case_of(actor=actor, dossier=dossier, now=now), kind=TaskKind.APPROVE)
    cases.perform(
        actor=actor,
        task_id=task.id,
        doing=cases.Doing(act="reviewed", answer="agree", note=note or None),
        revision=revision,
        key=key,
        now=now,
    )


@transaction.atomic
def send_back(  # noqa: PLR0913 -- the act has these parts
    *,
    actor: Actor,
    dossier_id: int,
    task_id: int,
    to_step: str,
    reason: str,
    revision: int | None,
    now: datetime,
) -> None:
    """Return a dossier to an earlier step, with the reason.

    :raises ReasonNeededError: no reason is given.
    :raises MayNotError: the actor neither reviews nor signs here.
    :raises NotNowError: the task is not an open one of this dossier.
    :raises NotYoursError: somebody else holds the task.
    """
    if not reason.strip():
        raise ReasonNeededError
    dossier = find_dossier(actor=actor, dossier_id=dossier_id)
    case = case_of(actor=actor, dossier=dossier, now=now)
    task = next((t for t in case.tasks if t.id == task_id and t.state is TaskState.OPEN), None)
    if task is None:
        raise NotNowError
    ability = permissions.SIGN if task.kind is TaskKind.SIGN else permissions.REVIEW
    require(actor=actor, ability=ability, dossier=dossier)
    cases.send_back(
        actor=actor,
        task_id=task_id,
        to_step=to_step,
        reason=reason,
        law=None,
        revision=revision,
        now=now,
    )
