"""What papers are, whatever version they were stored as: the same file sent twice is the same."""

from collections.abc import Sequence

from province.contexts.one_stop.contracts.filing import FiledPaper
from province.kernel.attachments import public as attachments


def contents_of(papers: Sequence[FiledPaper]) -> list[list[str]]:
    """Return field, component and the digest of the content of each paper."""
    known = attachments.versions(version_ids=[paper.version_id for paper in papers])
    return [
        [
            paper.field,
            paper.component,
            known[paper.version_id].sha256 if paper.version_id in known else "",
        ]
        for paper in papers
    ]
