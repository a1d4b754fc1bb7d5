"""Asking the applicant for more, once before reception and once after it."""

from datetime import datetime

from django.db import transaction

from province.contexts.one_stop import permissions
from province.contexts.one_stop.commands.form_numbers import next_form_number
from province.contexts.one_stop.commands.locking import (
    case_of,
    find_dossier,
    keep_form,
    open_task,
    require,
    set_state,
)
from province.contexts.one_stop.commands.printing import local_day, print_supplement
from province.contexts.one_stop.contracts.acts import SupplementItem
from province.contexts.one_stop.contracts.states import DossierClock, FormIssued
from province.contexts.one_stop.errors import (
    NothingAskedError,
    SupplementOnceError,
)
from province.contexts.one_stop.events import SupplementAsked
from province.contexts.one_stop.models import Dossier, SupplementRequest
from province.contexts.one_stop.queries.terms import supplement_terms
from province.foundation.events.bus import emit
from province.foundation.idempotency.memory import digest_of, recall
from province.foundation.identity.actors import Actor
from province.kernel.calendars.contracts import Limit
from province.kernel.cases import public as cases
from province.kernel.cases.contracts.values import (
    CaseView,
    Holder,
    PauseReason,
)
from province.kernel.processes.contracts import TaskKind

ASK = "Bổ sung, hoàn thiện hồ sơ"


@transaction.atomic
def ask_supplement(  # noqa: PLR0913 -- the act has these parts
    *,
    actor: Actor,
    dossier_id: int,
    items: tuple[SupplementItem, ...],
    reason: str,
    law: str,
    revision: int | None,
    key: str,
    now: datetime,
) -> int:
    """Ask for more with Mẫu 02, before reception or after it, once each (R1); returns the form.

    After reception the legal clock stands still, with the clocks of our own tasks. How
    long the applicant may take is data (``supplement_terms``).

    :raises NothingAskedError: no paper is named, or no reason is given.
    :raises SupplementOnceError: this stage has had its request.
    :raises MayNotError: the actor neither receives nor appraises here.
    :raises NotNowError: the dossier is at another step.
    :raises KeyReusedError: the key was used for another request.
    """
    if not items or not reason.strip() or any(not item.why.strip() for item in items):
        raise NothingAskedError
    memory = recall(
        actor=actor,
        key=key,
        command="one_stop.ask_supplement",
        digest=digest_of(
            {"dossier": dossier_id, "items": _plain(items), "reason": reason, "law": law}
        ),
    )
    if memory.answer is not None:
        return int(memory.answer["form"])
    dossier = find_dossier(actor=actor, dossier_id=dossier_id)
    stage = SupplementRequest.AFTER if dossier.code else SupplementRequest.BEFORE
    ability = permissions.APPRAISE if dossier.code else permissions.RECEIVE
    require(actor=actor, ability=ability, dossier=dossier)
    before = SupplementRequest.objects.filter(dossier=dossier, stage=stage).first()
    if before is not None:
        raise SupplementOnceError(day=f"{local_day(before.asked_at):%d/%m/%Y}")
    case = case_of(actor=actor, dossier=dossier, now=now)
    limit = supplement_terms(on=local_day(now)).limit
    if stage == SupplementRequest.BEFORE:
        task_id, answer_by = _ask_before(actor, dossier, case, items, reason, limit, revision, now)
    else:
        task_id, answer_by = _ask_after(actor, dossier, case, items, reason, limit, now)
    dossier = set_state(actor=actor, dossier_id=dossier_id, processing=None, now=now)
    if stage == SupplementRequest.BEFORE:
        dossier.clock = DossierClock.PAUSED_SUPPLEMENT
    dossier.save()
    SupplementRequest.objects.create(
        dossier=dossier,
        stage=stage,
        reason=reason,
        law=law,
        items=_plain(items),
        task_id=task_id,
        asked_at=now,
        answer_by=answer_by,
    )
    emit(SupplementAsked(dossier_id=dossier.pk, stage=stage, at=now.isoformat()))
    form = _form(actor, dossier, items, reason, law, answer_by, now)
    memory.keep({"form": form})
    return form


def _ask_before(  # noqa: PLR0913, PLR0917 -- passed through
    actor: Actor,
    dossier: Dossier,
    case: CaseView,
    items: tuple[SupplementItem, ...],
    reason: str,
    limit: Limit,
    revision: int | None,
    now: datetime,
) -> tuple[int, datetime | None]:
    """Answer the filing with a request: the desk's task is done, the applicant has one."""
    task = open_task(case=case, kind=TaskKind.TAKE_IN)
    cases.perform(
        actor=actor,
        task_id=task.id,
        doing=cases.Doing(
            act="supplement_asked_before",
            answer="supplement",
            note=reason,
            marks=_marks(items),
        ),
        revision=revision,
        key="",
        now=now,
    )
    ref = cases.ask_outside(
        actor=actor,
        case_id=dossier.case_id,
        holder=Holder(party_id=dossier.applicant_id),
        title=ASK,
        limit=limit,
        pauses=None,
        now=now,
    )
    cases.set_facts(actor=actor, case_id=dossier.case_id, facts={"supplements_before": 1}, now=now)
    return ref.task_id, ref.due_at


def _ask_after(  # noqa: PLR0913, PLR0917 -- passed through
    actor: Actor,
    dossier: Dossier,
    case: CaseView,
    items: tuple[SupplementItem, ...],
    reason: str,
    limit: Limit,
    now: datetime,
) -> tuple[int, datetime | None]:
    """Ask from the middle of the work: the specialist keeps the task, our clocks stand still."""
    work = open_task(case=case, kind=TaskKind.WORK)
    cases.take(actor=actor, task_id=work.id, now=now)
    ref = cases.ask_outside(
        actor=actor,
        case_id=dossier.case_id,
        holder=Holder(party_id=dossier.applicant_id),
        title=ASK,
        limit=limit,
        pauses=PauseReason.SUPPLEMENT,
        now=now,
        act="supplement_asked",
        note=reason,
        marks=_marks(items),
    )
    cases.set_facts(actor=actor, case_id=dossier.case_id, facts={"supplements_after": 1}, now=now)
    return ref.task_id, ref.due_at


def _form(  # noqa: PLR0913, PLR0917 -- the form has these parts
    actor: Actor,
    dossier: Dossier,
    items: tuple[SupplementItem, ...],
    reason: str,
    law: str,
    answer_by: datetime | None,
    now: datetime,
) -> int:
    number = next_form_number(dossier=dossier, form=FormIssued.SUPPLEMENT, now=now)
    paper = print_supplement(
        actor=actor,
        dossier=dossier,
        items=items,
        reason=reason,
        law=law,
        number=number,
        answer_by=answer_by,
        now=now,
    )
    return keep_form(
        actor=actor,
        dossier=dossier,
        form=FormIssued.SUPPLEMENT,
        number=number,
        paper=paper,
        name="Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ.pdf",
        now=now,
    )


def _marks(items: tuple[SupplementItem, ...]) -> dict[int, str]:
    return {item.paper_id: item.why for item in items if item.paper_id is not None}


def _plain(items: tuple[SupplementItem, ...]) -> list[dict[str, object]]:
    return [{"name": item.name, "why": item.why, "paper_id": item.paper_id} for item in items]
