"""The applicant changes what was filed, while nobody has received it."""

from dataclasses import asdict
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from province.contexts.one_stop.commands import filing_faults as faults
from province.contexts.one_stop.commands.contents import contents_of
from province.contexts.one_stop.commands.locking import case_of, find_dossier, lock_dossier
from province.contexts.one_stop.contracts.filing import Filed, FiledPaper, Filing
from province.contexts.one_stop.contracts.states import DossierClock, Origin, ProcessingState
from province.contexts.one_stop.errors import MayNotError, NoLongerEditableError
from province.contexts.one_stop.models import Dossier, FilingVersion
from province.contexts.one_stop.queries.beneficiaries import known_beneficiary
from province.contexts.one_stop.rules.allowance import for_another
from province.contexts.one_stop.rules.revising import changed_answers, changed_papers
from province.foundation.idempotency.memory import digest_of, recall
from province.foundation.identity.actors import Actor
from province.kernel.cases import public as cases
from province.kernel.cases.contracts.values import (
    Amendment,
    CasePaper,
    CaseView,
    PaperRole,
    PartyRole,
)
from province.kernel.cases.errors import CaseClosedError, NotAllowedHereError, StaleError
from province.kernel.org import public as org

ACT = "filing_revised"
_RECEIVED = _("Hồ sơ vừa được tiếp nhận.")
_ENDED = _("Hồ sơ đã kết thúc.")
_ASKED = _("Cơ quan vừa yêu cầu bổ sung: hãy gửi ở mục bổ sung của hồ sơ.")


@transaction.atomic
def revise_filing(
    *, actor: Actor, dossier_id: int, filing: Filing, key: str, now: datetime
) -> Filed:
    """Put other answers and papers in the place of those that were filed; the number stays.

    What was said before is kept, and the desk's time to answer runs on. Whoever receives at the
    same moment goes first.

    :raises DossierNotFoundError: no such dossier for this actor.
    :raises MayNotError: it is somebody else's, or did not come through the portal.
    :raises NoLongerEditableError: it was received, asked to be completed, or has ended.
    :raises IncompleteFilingError: an answer or a paper is missing or wrong.
    :raises KeyReusedError: the key was used for another content.
    """
    content = digest_of(
        {
            "dossier": dossier_id,
            "payload": dict(filing.payload),
            "papers": contents_of(filing.papers),
            "delivery": filing.delivery.value,
        }
    )
    memory = recall(actor=actor, key=key, command="one_stop.revise_filing", digest=content)
    if memory.answer is not None:
        return Filed(**memory.answer)
    dossier = find_dossier(actor=actor, dossier_id=dossier_id)
    if actor.party_id != dossier.applicant_id or dossier.origin != Origin.PORTAL:
        raise MayNotError
    _hold_open(dossier)
    _check(actor, dossier, filing, now)
    case = case_of(actor=actor, dossier=dossier, now=now)
    try:
        changed = _replace(actor, dossier, case, filing, now)
    except (StaleError, NotAllowedHereError, CaseClosedError):
        _hold_open(find_dossier(actor=actor, dossier_id=dossier_id))
        raise
    if changed:
        _store(actor, dossier, case, filing, changed, now)
    filed = Filed(dossier_id=dossier.pk, filing_no=dossier.filing_no)
    memory.keep(asdict(filed))
    return filed


def why_closed(*, dossier: Dossier) -> StrOrPromise:
    """Say why a filing can no longer be changed; empty when it can."""
    if dossier.processing != ProcessingState.SUBMITTED:
        return _ENDED if dossier.finished_at is not None else _RECEIVED
    return _ASKED if dossier.clock == DossierClock.PAUSED_SUPPLEMENT else ""


def _hold_open(dossier: Dossier) -> None:
    why = why_closed(dossier=dossier)
    if why:
        raise NoLongerEditableError(why=why)


def _check(actor: Actor, dossier: Dossier, filing: Filing, now: datetime) -> None:
    """Hold the new content against the form of the day on which it was filed."""
    agency = org.agency(agency_id=dossier.agency_id)
    faults.check_commune(filing=filing, agency=agency)
    faults.check_complete(filing=filing, now=dossier.filed_at)
    faults.check_sound(filing=filing, now=now)
    faults.check_applicant(actor=actor, filing=filing, now=now)
    faults.check_beneficiary(filing=filing)


def _replace(
    actor: Actor, dossier: Dossier, case: CaseView, filing: Filing, now: datetime
) -> tuple[str, ...]:
    """Let the case hold the new papers and people; return what changed, nothing for nothing."""
    before = _papers_of(case)
    changed = (
        *changed_answers(dossier.payload, filing.payload),
        *changed_papers(_named(before), _named(filing.papers)),
    )
    if not changed:
        return ()
    kept = {paper.version_id for paper in before} & {one.version_id for one in filing.papers}
    person = for_another(filing.payload)
    beneficiary = known_beneficiary(person=person).party_id if person else None
    dossier.beneficiary_id = beneficiary
    cases.amend(
        actor=actor,
        case_id=case.id,
        amendment=Amendment(
            act=ACT,
            params={"fields": [key for key in changed if key in _keys(dossier, filing)]},
            papers=tuple(
                CasePaper(version_id=one.version_id, role=PaperRole.COMPONENT, name=one.component)
                for one in filing.papers
                if one.version_id not in kept
            ),
            replaced=tuple(one.version_id for one in before if one.version_id not in kept),
            facts={"delivery": filing.delivery.value},
            parties={PartyRole.SUBJECT: [beneficiary] if beneficiary else []},
        ),
        revision=case.revision,
        now=now,
    )
    return changed


def _store(  # noqa: PLR0913, PLR0917 -- passed through
    actor: Actor,
    dossier: Dossier,
    case: CaseView,
    filing: Filing,
    changed: tuple[str, ...],
    now: datetime,
) -> None:
    """Keep what was said before, and write what is said now; the case is under the lock."""
    beneficiary = dossier.beneficiary_id
    row = lock_dossier(dossier_id=dossier.pk)
    FilingVersion.objects.create(
        dossier=row,
        number=FilingVersion.objects.filter(dossier=row).count() + 1,
        payload=row.payload,
        papers=[[one.component, one.version_id] for one in _papers_of(case)],
        delivery=row.delivery,
        changed=list(changed),
        replaced_at=now,
        replaced_by=actor.key,
    )
    row.payload, row.delivery = dict(filing.payload), filing.delivery
    row.beneficiary_id, row.revised_at = beneficiary, now
    row.save(update_fields=["payload", "delivery", "beneficiary", "revised_at"])


def _keys(dossier: Dossier, filing: Filing) -> set[str]:
    return set(dossier.payload) | set(filing.payload)


def _papers_of(case: CaseView) -> tuple[FiledPaper, ...]:
    return tuple(
        FiledPaper(field="", component=paper.name, version_id=paper.version_id)
        for paper in case.papers
        if paper.role is PaperRole.COMPONENT
    )


def _named(papers: tuple[FiledPaper, ...]) -> list[tuple[str, str]]:
    return [(component, content) for _field, component, content in contents_of(papers)]
