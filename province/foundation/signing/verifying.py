"""Checks every signature of a PDF file offline, against given roots."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from province.foundation.apart.crew import Crew, RanAwayError
from province.foundation.signing.contracts import SignatureFinding, UnreadablePaperError

LONGEST: Final = 20
_CREW: Final = Crew(size=2, patience=40.0)


def verify(
    *, pdf: bytes, roots: Sequence[bytes], revocation_lists: Sequence[bytes], at: datetime
) -> tuple[SignatureFinding, ...]:
    """Check every signature as of `at`, in the order in which they were made.

    Revocation lists inside the file are used too, so an archived file needs none from outside.

    It is done apart from this process, which a stranger's file could keep busy for ever.

    :raises UnreadablePaperError: the bytes are no PDF file, or checking them takes too long.
    """
    try:
        return _CREW.run(
            verify_here, pdf, tuple(roots), tuple(revocation_lists), at, seconds=LONGEST
        )
    except RanAwayError as error:
        raise UnreadablePaperError("it takes too long") from error


def verify_here(
    pdf: bytes, roots: Sequence[bytes], revocation_lists: Sequence[bytes], at: datetime
) -> tuple[SignatureFinding, ...]:
    """Check every signature in this very process, for as long as it takes; see `verify`.

    :raises UnreadablePaperError: the bytes are no PDF file.
    """
    from province.foundation.signing.checking import check_signatures  # noqa: PLC0415 -- pyHanko

    return check_signatures(pdf, roots, revocation_lists, at)
