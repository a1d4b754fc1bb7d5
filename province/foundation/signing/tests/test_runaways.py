"""A file that keeps the checker of signatures busy for ever."""

import signal
from collections.abc import Sequence
from datetime import UTC, datetime

import pytest

from province.foundation.signing import verifying
from province.foundation.signing.contracts import SignatureFinding, UnreadablePaperError
from province.foundation.signing.verifying import verify

NOW = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)


def sleep_for_ever(
    _pdf: bytes, _roots: Sequence[bytes], _lists: Sequence[bytes], _at: datetime
) -> tuple[SignatureFinding, ...]:
    """Hang as a fault in the reader would."""
    while True:
        signal.pause()


def test_a_paper_that_takes_too_long_counts_as_unreadable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verifying, "LONGEST", 1)
    monkeypatch.setattr(verifying, "verify_here", sleep_for_ever)

    with pytest.raises(UnreadablePaperError, match="it takes too long"):
        verify(pdf=b"%PDF-", roots=(), revocation_lists=(), at=NOW)
