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
from province.contexts.one_stop.commands.printing import (
    expected_signer,
    print_decision,
    print_refusal,
)
from province.contexts.one_stop.contracts import AllowanceProposal, ProcessingState, ResultKind
from province.contexts.one_stop.errors import NotNowError, ReasonNeededError
from province.contexts.one_stop.models import Dossier, DossierResult
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
    proposal: AllowanceProposal,
    note: str,
    revision: int | None,
    key: str,
    now: datetime,
) -> int:
    """Propose a result: the draft is printed and goes to review; returns the draft's version.

    :raises ReasonNeededError: a refusal without a reason, or a grant without an amount.
    :raises MayNotError: the actor does not appraise here.
    :raises NotYoursError: somebody else holds the task.
    :raises NotNowError: the dossier is at another step.
    """
    _check(proposal)
    dossier = find_dossier(actor=actor, dossier_id=dossier_id)
    require(actor=actor, ability=permissions.APPRAISE, dossier=dossier)
    task = open_task(case=case_of(actor=actor, dossier=dossier, now=now), kind=TaskKind.WORK)
    name, content = _draft(actor, dossier, proposal, now)
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
    dossier.proposal = _plain(proposal)
    dossier.save()
    DossierResult.objects.update_or_create(
        dossier=dossier,
        defaults={"kind": proposal.result, "draft_version_id": version.id},
    )
    return version.id


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


def _check(proposal: AllowanceProposal) -> None:
    if proposal.result is ResultKind.REFUSAL and not proposal.reason.strip():
        raise ReasonNeededError
    if proposal.result is ResultKind.GRANT and proposal.monthly_amount <= 0:
        raise ReasonNeededError


def _draft(
    actor: Actor, dossier: Dossier, proposal: AllowanceProposal, now: datetime
) -> tuple[str, bytes]:
    """Return the name and content of the draft: the decision, or Mẫu 03 for a refusal."""
    if proposal.result is ResultKind.GRANT:
        signer = expected_signer(dossier=dossier, now=now)
        paper = print_decision(dossier=dossier, proposal=proposal, signer=signer, now=now)
        return "Dự thảo Quyết định trợ cấp xã hội hàng tháng.pdf", paper.pdf
    paper = print_refusal(
        actor=actor,
        dossier=dossier,
        reason=proposal.reason,
        law=proposal.law,
        number="",
        now=now,
        officer=expected_signer(dossier=dossier, now=now).name,
    )
    return "Dự thảo Phiếu từ chối giải quyết hồ sơ.pdf", paper.pdf


def _plain(proposal: AllowanceProposal) -> dict[str, object]:
    return {
        "result": proposal.result.value,
        "category": proposal.category,
        "coefficient": proposal.coefficient,
        "monthly_amount": proposal.monthly_amount,
        "from_month": proposal.from_month.isoformat() if proposal.from_month else None,
        "reason": proposal.reason,
        "law": proposal.law,
    }
