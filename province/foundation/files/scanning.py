"""The port of the virus scanner; without one nothing counts as scanned."""

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from django.conf import settings

from province.foundation.files.clamd import ClamdScanner
from province.foundation.files.contracts import Verdict, VerdictState


class Scanner(Protocol):
    """Looks for viruses in a file."""

    def scan(self, path: Path) -> Verdict:
        """Return what was found; UNSCANNED when it does not answer, REFUSED for this file alone."""
        ...


class NoScanner:
    """Stands where no scanner is set up."""

    def scan(self, path: Path) -> Verdict:  # noqa: ARG002 -- the port's signature
        """Say that nothing was scanned."""
        return Verdict(VerdictState.UNSCANNED, why="no scanner is set up")


@dataclass(slots=True)
class _Plugged:
    scanner: Scanner | None = None


_plugged = _Plugged()


def plug_scanner(scanner: Scanner | None) -> None:
    """Set the one scanner; nothing goes back to the one of the settings."""
    _plugged.scanner = scanner


def virus_scanner() -> Scanner:
    """Return the scanner that is plugged in, or the one of the settings."""
    if _plugged.scanner is not None:
        return _plugged.scanner
    address: str = settings.CLAMD_ADDRESS
    return ClamdScanner(address) if address else NoScanner()
