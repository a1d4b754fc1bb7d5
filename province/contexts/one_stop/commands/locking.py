"""A dossier for a command: found through the actor, its row locked after its case."""

from datetime import datetime

from province.contexts.one_stop.contracts.states import DossierClock, FormIssued, ProcessingState
from province.contexts.one_stop.errors import DossierNotFoundError, MayNotError, NotNowError
from province.contexts.one_stop.models import Dossier, IssuedForm
from province.foundation.db.locks import locked
from province.foundation.identity.actors import Actor
from province.kernel.attachments import public as attachments
from province.kernel.cases import public as cases
from province.kernel.cases.contracts.values import (
    CasePaper,
    CaseView,
    PaperRole,
    TaskState,
    TaskView,
)
from province.kernel.printing.contracts import PrintedPaper
from province.kernel.processes.contracts import TaskKind

PDF = "application/pdf"


def find_dossier(*, actor: Actor, dossier_id: int) -> Dossier:
    """Return a dossier that the actor may see, not yet locked.

    :raises DossierNotFoundError: no such dossier for this actor.
    """
    row = Dossier.objects.visible_to(actor).filter(pk=dossier_id).first()
    if row is None:
        raise DossierNotFoundError
    return row


def find_case(*, actor: Actor, case_id: int) -> Dossier:
    """Return the dossier of a case that the actor may see, not yet locked.

    :raises DossierNotFoundError: no such dossier for this actor.
    """
    row = Dossier.objects.visible_to(actor).filter(case_id=case_id).first()
    if row is None:
        raise DossierNotFoundError
    return row


def lock_dossier(*, dossier_id: int) -> Dossier:
    """Lock a dossier's row; its case is locked already by the kernel's command before it."""
    return locked(Dossier.objects.filter(pk=dossier_id)).get()


def require(*, actor: Actor, ability: str, dossier: Dossier) -> None:
    """Make sure that the actor's role does this in the dossier's unit.

    :raises MayNotError: it does not.
    """
    if not actor.can(ability, unit=dossier.agency_id):
        raise MayNotError


def open_task(*, case: CaseView, kind: TaskKind) -> TaskView:
    """Return the open task of this kind.

    :raises NotNowError: there is none: the dossier is at another step.
    """
    for task in case.tasks:
        if task.kind is kind and task.state is TaskState.OPEN:
            return task
    raise NotNowError


def case_of(*, actor: Actor, dossier: Dossier, now: datetime) -> CaseView:
    """Return the dossier's case, for a command (no access line: the page has written it)."""
    return cases.get_case(actor=actor, case_id=dossier.case_id, purpose=None, now=now)


def carry_clock(*, actor: Actor, dossier: Dossier, now: datetime) -> None:
    """Write the legal clock of the case into the dossier's row, where lists read it."""
    clock = case_of(actor=actor, dossier=dossier, now=now).clock("legal")
    if clock is None or clock.started_at is None:
        return
    dossier.due_first, dossier.due_at = clock.due_first, clock.due_at
    dossier.due_provisional = clock.provisional
    dossier.clock = {
        "running": DossierClock.RUNNING,
        "stopped": DossierClock.STOPPED,
        "ready": DossierClock.NONE,
    }.get(clock.state.value, _paused(clock.paused_for))


def _paused(reason: str) -> DossierClock:
    return {
        "supplement": DossierClock.PAUSED_SUPPLEMENT,
        "finance": DossierClock.PAUSED_FINANCE,
    }.get(reason, DossierClock.PAUSED_OTHER)


def keep_form(  # noqa: PLR0913 -- an issued form has these parts
    *,
    actor: Actor,
    dossier: Dossier,
    form: FormIssued,
    number: str,
    paper: PrintedPaper,
    name: str,
    now: datetime,
) -> int:
    """Store a printed form with the dossier and its case, and return the stored version."""
    version = attachments.store_made(
        actor=actor, name=name, content=paper.pdf, mime=PDF, now=now, kind="form"
    )
    IssuedForm.objects.create(
        dossier=dossier,
        form=form,
        number=number,
        attachment_version_id=version.id,
        layout_version=paper.layout_version,
        by=actor.key,
        at=now,
    )
    cases.note(
        actor=actor,
        case_id=dossier.case_id,
        act="form_issued",
        params={"form": form.value, "number": number, "version": version.id},
        body=None,
        now=now,
        papers=(CasePaper(version_id=version.id, role=PaperRole.FORM, name=name),),
    )
    return version.id


def set_state(
    *,
    actor: Actor,
    dossier_id: int,
    processing: ProcessingState | None,
    now: datetime,
) -> Dossier:
    """Lock the dossier, set where its work stands, and carry its clock over."""
    dossier = lock_dossier(dossier_id=dossier_id)
    if processing is not None:
        dossier.processing = processing
    carry_clock(actor=actor, dossier=dossier, now=now)
    return dossier
