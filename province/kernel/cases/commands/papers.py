"""Papers of a case. The case is under the lock."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet

from province.foundation.identity.actors import SessionKind
from province.kernel.attachments import public as attachments
from province.kernel.cases.commands.bench import Bench
from province.kernel.cases.contracts.values import CasePaper as NewPaper
from province.kernel.cases.contracts.values import PaperState
from province.kernel.cases.errors import MarkNeedsReasonError, PaperNotFoundError
from province.kernel.cases.models.case import Case, CasePaper


def add_papers(*, bench: Bench, papers: Sequence[NewPaper]) -> None:
    """Put papers into the case: the actor's own, or such as they may see already.

    :raises PaperNotFoundError: one is somebody else's, or there is none; never told apart.
    """
    _hold_right(bench, {paper.version_id for paper in papers})
    CasePaper.objects.bulk_create(
        CasePaper(
            case=bench.case,
            attachment_version_id=paper.version_id,
            role=paper.role,
            name=paper.name,
            state=paper.state,
            why=paper.why,
            at=bench.now,
        )
        for paper in papers
    )


def mark_papers(*, bench: Bench, marks: Mapping[int, str]) -> None:
    """Mark papers as faulty, each with what is wrong with it.

    :raises PaperNotFoundError: a paper is not of this case.
    :raises MarkNeedsReasonError: a mark does not say what is wrong.
    """
    for paper_id, why in marks.items():
        if not why.strip():
            raise MarkNeedsReasonError
        marked = CasePaper.objects.filter(case=bench.case, pk=paper_id).update(
            state=PaperState.MARKED, why=why
        )
        if not marked:
            raise PaperNotFoundError


def replace_papers(*, bench: Bench, version_ids: Sequence[int]) -> None:
    """Let papers no longer count; they stay in the case.

    :raises PaperNotFoundError: a paper is not of this case, or was replaced before.
    """
    standing = CasePaper.objects.filter(
        case=bench.case, attachment_version__in=version_ids
    ).exclude(state=PaperState.REPLACED)
    known = set(standing.values_list("attachment_version_id", flat=True))
    if known != set(version_ids):
        raise PaperNotFoundError
    standing.update(state=PaperState.REPLACED)


def _hold_right(bench: Bench, version_ids: AbstractSet[int]) -> None:
    """Let nobody bring a stranger's paper into a case, and so before their own eyes.

    Right are papers that the actor has brought or made, those of a case that the actor sees, and
    for the house itself (officials, jobs) whatever the house has made.
    """
    known = attachments.versions(version_ids=version_ids) if version_ids else {}
    if len(known) != len(version_ids):
        raise PaperNotFoundError
    actor = bench.actor
    if actor.session is SessionKind.JOB:
        return
    of_house = actor.official_id is not None
    foreign = [
        version.id
        for version in known.values()
        if version.owner != actor.key and not (of_house and version.is_made)
    ]
    if not foreign:
        return
    seen = CasePaper.objects.filter(
        attachment_version__in=foreign, case__in=Case.objects.visible_to(actor)
    )
    if set(foreign) - set(seen.values_list("attachment_version_id", flat=True)):
        raise PaperNotFoundError
