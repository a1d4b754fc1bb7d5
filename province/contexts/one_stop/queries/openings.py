"""What a fresh province publishes first, and on which recorded answers."""

from province.contexts.one_stop.described.reading import described_procedures
from province.contexts.procedures.contracts import Opening


def openings() -> tuple[Opening, ...]:
    """Return, for every described procedure, how its doubts are answered at the start."""
    return tuple(
        Opening(
            code=one.code,
            case=one.opening.case,
            decision=one.opening.decision,
            answers=one.opening.answers,
        )
        for one in described_procedures()
    )
