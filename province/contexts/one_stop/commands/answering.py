"""The answer to a supplement request: by the applicant, on paper at the desk, or none at all."""

from datetime import datetime

from django.db import transaction

from province.contexts.one_stop import permissions
from province.contexts.one_stop.commands.contents import contents_of
from province.contexts.one_stop.commands.filing import open_reception
from province.contexts.one_stop.commands.locking import (
    find_dossier,
    lock_dossier,
    require,
    set_state,
)
from province.contexts.one_stop.commands.printing import LOCAL, local_day
from province.contexts.one_stop.commands.refusing import end_with_refusal
from province.contexts.one_stop.contracts.filing import FiledPaper
from province.contexts.one_stop.contracts.states import DossierClock
from province.contexts.one_stop.errors import (
    AnswerStillAwaitedError,
    NoSupplementOpenError,
    NothingAskedError,
    ReasonNeededError,
)
from province.contexts.one_stop.models import Dossier, SupplementRequest
from province.contexts.one_stop.queries.terms import supplement_terms
from province.contexts.one_stop.rules.dossier import because
from province.contexts.procedures import public as procedures
from province.foundation.idempotency.memory import Memory, digest_of, recall
from province.foundation.identity.actors import Actor
from province.kernel.cases import public as cases
from province.kernel.cases.contracts.values import LEGAL, CasePaper, PaperRole, PauseReason


@transaction.atomic
def supply(  # noqa: PLR0913 -- the act has these parts
    *,
    actor: Actor,
    dossier_id: int,
    papers: tuple[FiledPaper, ...],
    note: str,
    key: str,
    now: datetime,
) -> None:
    """Answer a supplement request as the applicant.

    The clock goes on or starts anew by the procedure's policy (R7).

    :raises NoSupplementOpenError: nothing waits for the applicant.
    :raises NotYoursError: it is somebody else's dossier.
    :raises NothingAskedError: neither a paper nor a word is given.
    :raises KeyReusedError: the key was used for another answer.
    """
    memory = _recall(actor, dossier_id, papers, note, key, "one_stop.supply")
    if memory.answer is not None:
        return
    dossier = find_dossier(actor=actor, dossier_id=dossier_id)
    request = _waiting(dossier)
    cases.perform(
        actor=actor,
        task_id=request.task_id,
        doing=_doing("supplemented", papers, note),
        revision=None,
        key="",
        now=now,
    )
    _answered(actor, dossier, request, now)
    memory.keep({"request": request.pk})


@transaction.atomic
def supply_on_paper(  # noqa: PLR0913 -- the act has these parts
    *,
    actor: Actor,
    dossier_id: int,
    papers: tuple[FiledPaper, ...],
    note: str,
    key: str,
    now: datetime,
) -> None:
    """Record at the desk the papers that the applicant brings; the journal says who for whom.

    The dossier goes on as if the applicant had answered on the portal.

    :raises MayNotError: the actor does not receive dossiers here.
    :raises NoSupplementOpenError: nothing waits for the applicant.
    :raises NothingAskedError: neither a paper nor a word is given.
    :raises KeyReusedError: the key was used for another answer.
    """
    memory = _recall(actor, dossier_id, papers, note, key, "one_stop.supply_on_paper")
    if memory.answer is not None:
        return
    dossier = find_dossier(actor=actor, dossier_id=dossier_id)
    require(actor=actor, ability=permissions.RECEIVE, dossier=dossier)
    request = _waiting(dossier)
    cases.perform_for_party(
        actor=actor,
        task_id=request.task_id,
        doing=_doing("supplemented_on_paper", papers, note),
        now=now,
    )
    _answered(actor, dossier, request, now)
    memory.keep({"request": request.pk})


@transaction.atomic
def end_unanswered(  # noqa: PLR0913 -- the act has these parts
    *, actor: Actor, dossier_id: int, reason: str, law: str, key: str, now: datetime
) -> int:
    """End a dossier whose applicant has not answered in time; returns the stored Mẫu 03.

    How it ends before and after reception is data (``supplement_terms``). Whoever may ask may end.

    :raises ReasonNeededError: no reason is given.
    :raises MayNotError: the actor neither receives nor appraises here.
    :raises NoSupplementOpenError: nothing waits for the applicant, or they have just answered.
    :raises AnswerStillAwaitedError: the applicant may still answer.
    """
    if not reason.strip():
        raise ReasonNeededError
    memory = recall(
        actor=actor,
        key=key,
        command="one_stop.end_unanswered",
        digest=digest_of({"dossier": dossier_id, "reason": reason, "law": law}),
    )
    if memory.answer is not None:
        return int(memory.answer["form"])
    dossier = find_dossier(actor=actor, dossier_id=dossier_id)
    ability = permissions.APPRAISE if dossier.code else permissions.RECEIVE
    require(actor=actor, ability=ability, dossier=dossier)
    request = _waiting(dossier)
    if request.answer_by is None or now <= request.answer_by:
        until = _in_words(request.answer_by)
        raise AnswerStillAwaitedError(until=until)
    cases.note(
        actor=actor,
        case_id=dossier.case_id,
        act="supplement_unanswered",
        params={"stage": request.stage},
        body=because(reason, law),
        now=now,
    )
    form = _give_back(actor, dossier, _waiting(dossier), reason, law, now)
    memory.keep({"form": form})
    return form


def _in_words(at: datetime | None) -> str:
    return f"{at.astimezone(LOCAL):%H:%M %d/%m/%Y}" if at else "…"


def _recall(  # noqa: PLR0913, PLR0917 -- passed through
    actor: Actor,
    dossier_id: int,
    papers: tuple[FiledPaper, ...],
    note: str,
    key: str,
    command: str,
) -> Memory:
    if not papers and not note.strip():
        raise NothingAskedError
    asked = {"dossier": dossier_id, "papers": contents_of(papers), "note": note}
    return recall(actor=actor, key=key, command=command, digest=digest_of(asked))


def _waiting(dossier: Dossier) -> SupplementRequest:
    """Return the request that waits for the applicant.

    :raises NoSupplementOpenError: there is none.
    """
    open_ones = SupplementRequest.objects.filter(
        dossier=dossier, answered_at__isnull=True, dossier__finished_at__isnull=True
    )
    request = open_ones.order_by("-id").first()
    if request is None:
        raise NoSupplementOpenError
    return request


def _doing(act: str, papers: tuple[FiledPaper, ...], note: str) -> cases.Doing:
    return cases.Doing(
        act=act,
        answer="supplied",
        note=note or None,
        papers=tuple(
            CasePaper(version_id=paper.version_id, role=PaperRole.SUPPLEMENT, name=paper.component)
            for paper in papers
        ),
    )


def _answered(actor: Actor, dossier: Dossier, request: SupplementRequest, now: datetime) -> None:
    """Let the dossier go on, and remember when the answer came."""
    _go_on(actor, dossier, request, now)
    row = lock_dossier(dossier_id=dossier.pk)
    row.clock = DossierClock.NONE
    row.save(update_fields=["clock"])
    set_state(actor=actor, dossier_id=dossier.pk, processing=None, now=now).save()
    request.answered_at = now
    request.save(update_fields=["answered_at"])


def _go_on(actor: Actor, dossier: Dossier, request: SupplementRequest, now: datetime) -> None:
    """Bring the dossier to the desk again, or let the clock go on or start anew."""
    if request.stage == SupplementRequest.BEFORE:
        procedure = procedures.procedure(code=dossier.procedure_code, on=local_day(now))
        open_reception(
            actor=actor,
            case_id=dossier.case_id,
            procedure=procedure,
            now=now,
        )
        return
    if dossier.supplement_policy == "restart":
        cases.restart(
            actor=actor,
            case_id=dossier.case_id,
            name=LEGAL,
            at=now,
            ground="supplemented",
            now=now,
        )
        return
    cases.resume(
        actor=actor,
        case_id=dossier.case_id,
        name=LEGAL,
        reason=PauseReason.SUPPLEMENT,
        at=now,
        now=now,
    )


def _give_back(  # noqa: PLR0913, PLR0917 -- passed through
    actor: Actor,
    dossier: Dossier,
    request: SupplementRequest,
    reason: str,
    law: str,
    now: datetime,
) -> int:
    """End the dossier as the terms say, print why, close its case."""
    terms = supplement_terms(on=local_day(request.asked_at))
    row = lock_dossier(dossier_id=dossier.pk)
    if request.stage == SupplementRequest.BEFORE:
        row.processing, row.clock = terms.unanswered_before, DossierClock.NONE
    else:
        row.processing, row.clock = terms.unanswered_after, DossierClock.STOPPED
    row.finished_at = now
    row.save()
    return end_with_refusal(
        actor=actor, dossier=row, reason=reason, law=law, outcome="unanswered", now=now
    )
