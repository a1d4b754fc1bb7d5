"""Papers of a case. The case is under the lock."""

from collections.abc import Mapping, Sequence

from province.kernel.cases.commands.bench import Bench
from province.kernel.cases.contracts.values import CasePaper as NewPaper
from province.kernel.cases.contracts.values import PaperState
from province.kernel.cases.errors import MarkNeedsReasonError, PaperNotFoundError
from province.kernel.cases.models.case import CasePaper


def add_papers(*, bench: Bench, papers: Sequence[NewPaper]) -> None:
    """Put papers into the case."""
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
