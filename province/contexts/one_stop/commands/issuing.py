"""The clerk numbers and seals; the result reaches the applicant."""

from datetime import date, datetime

from django.db import transaction

from province.contexts.one_stop import permissions
from province.contexts.one_stop.commands.finishing import finish, give_back
from province.contexts.one_stop.commands.locking import (
    PDF,
    case_of,
    find_dossier,
    open_task,
    require,
)
from province.contexts.one_stop.commands.printing import local_day, symbol_of
from province.contexts.one_stop.contracts.states import ResultKind
from province.contexts.one_stop.errors import NoDraftError
from province.contexts.one_stop.models import Dossier, DossierResult
from province.contexts.one_stop.queries.results import kind_of
from province.foundation.identity.actors import Actor
from province.kernel.attachments import public as attachments
from province.kernel.cases import public as cases
from province.kernel.cases.contracts.values import CasePaper, PaperRole
from province.kernel.numbering import public as numbering
from province.kernel.numbering.contracts import Issued
from province.kernel.processes.contracts import TaskKind
from province.kernel.signing import public as signing
from province.kernel.signing.contracts import PaperReference

REGISTER = "decision"


@transaction.atomic
def seal(  # noqa: PLR0913 -- the act has these parts
    *, actor: Actor, dossier_id: int, pin: str, revision: int | None, key: str, now: datetime
) -> str:
    """Give the signed result its number, date and seal in one act; returns the number.

    The legal clock stops: the dossier is done. A result wanted electronically is returned in the
    same moment.

    :raises MayNotError: the actor does not seal here.
    :raises NoDraftError: nothing is signed yet.
    :raises WrongPinError: the PIN is wrong; no number is used up.
    :raises NotYoursError: somebody else holds the task.
    """
    dossier = find_dossier(actor=actor, dossier_id=dossier_id)
    require(actor=actor, ability=permissions.SEAL, dossier=dossier)
    task = open_task(case=case_of(actor=actor, dossier=dossier, now=now), kind=TaskKind.SEAL)
    result = DossierResult.objects.filter(dossier=dossier).first()
    if result is None or result.signed_version_id is None or actor.official_id is None:
        raise NoDraftError
    moved = cases.perform(
        actor=actor,
        task_id=task.id,
        doing=cases.Doing(act="sealed", answer="sealed"),
        revision=revision,
        key=key,
        now=now,
    )
    dossier = finish(actor=actor, dossier=dossier, now=now)
    number = _seal_paper(actor, dossier, result, pin, now)
    if moved.plan_ended:
        give_back(actor=actor, dossier_id=dossier.pk, kind=ResultKind.GRANT, now=now)
    return number


@transaction.atomic
def deliver(  # noqa: PLR0913 -- the act has these parts
    *,
    actor: Actor,
    dossier_id: int,
    receiver: str,
    revision: int | None,
    key: str,
    now: datetime,
) -> None:
    """Hand the result over at the desk, to the named receiver.

    :raises MayNotError: the actor does not hand results over here.
    :raises NotNowError: no result waits at the desk.
    """
    dossier = find_dossier(actor=actor, dossier_id=dossier_id)
    require(actor=actor, ability=permissions.DELIVER, dossier=dossier)
    task = open_task(case=case_of(actor=actor, dossier=dossier, now=now), kind=TaskKind.DELIVER)
    cases.perform(
        actor=actor,
        task_id=task.id,
        doing=cases.Doing(
            act="delivered", answer="delivered", note=receiver, params={"way": dossier.delivery}
        ),
        revision=revision,
        key=key,
        now=now,
    )
    kind = ResultKind(DossierResult.objects.get(dossier=dossier).kind)
    give_back(actor=actor, dossier_id=dossier.pk, kind=kind, now=now)


def _seal_paper(
    actor: Actor, dossier: Dossier, result: DossierResult, pin: str, now: datetime
) -> str:
    """Take the number last, write it into the paper, seal it, store it."""
    day = local_day(now)
    issued, blank, book = _number(dossier, ResultKind(result.kind), day)
    sealed = signing.seal_as_agency(
        actor=actor,
        agency_id=dossier.agency_id,
        official_id=actor.official_id or 0,
        pin=pin,
        pdf=attachments.read_whole(version_id=result.signed_version_id or 0),
        number_text=blank,
        date_text=f"ngày {day.day:02d} tháng {day.month:02d} năm {day.year}",
        now=now,
        reference=PaperReference(case_id=dossier.case_id),
    )
    name = f"{issued.text.replace('/', '-')}.pdf"
    version = attachments.store_made(
        actor=actor, name=name, content=sealed.pdf, mime=PDF, now=now, kind="result"
    )
    cases.note(
        actor=actor,
        case_id=dossier.case_id,
        act="form_issued",
        params={"form": "result", "number": issued.text, "version": version.id, **book},
        body=None,
        now=now,
        papers=(CasePaper(version_id=version.id, role=PaperRole.RESULT, name=name),),
    )
    result.sealed_version_id, result.sealed_at = version.id, now
    result.number, result.issued_on = issued.text, day
    result.sealed_by = actor.official_id
    result.save()
    return issued.text


def _number(dossier: Dossier, result: ResultKind, day: date) -> tuple[Issued, str, dict[str, str]]:
    """Give the number out: whole, as it goes into the open place, and in which book it stands."""
    book = kind_of(procedure_code=dossier.procedure_code).number(day)
    if result is ResultKind.GRANT and book is not None:
        issued = numbering.book_number(
            agency=dossier.agency_id,
            year=day.year,
            book=book.book,
            text=book.text,
            for_what=f"dossier:{dossier.pk}",
        )
        return issued, issued.text.removesuffix(book.printed), {"book": book.title}
    symbol = symbol_of(dossier=dossier, result=result, on=day)
    issued = numbering.document_number(
        agency=dossier.agency_id,
        year=day.year,
        register=REGISTER,
        symbol=symbol,
        for_what=f"dossier:{dossier.pk}",
    )
    return issued, issued.text.removesuffix(f"/{symbol}"), {}
