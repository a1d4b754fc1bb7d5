"""The values of signing, and why it fails. Nothing here loads what signs: that is slow to load."""

import logging
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

TEST_LABEL: Final = "Chứng thư thử nghiệm, không có giá trị pháp lý"

for _name in ("pyhanko.sign.validation", "pyhanko_certvalidator"):
    # A bad signature is a finding, not an incident; their log lines also hold signers' names.
    logging.getLogger(_name).setLevel(logging.CRITICAL)


class UnfitPaperError(Exception):
    """The paper has no such open place, or its place is taken."""


class UnreadablePaperError(Exception):
    """The bytes are no PDF file whose signatures can be read."""


class TimeStampError(Exception):
    """The time-stamping authority gave no usable answer."""


@dataclass(frozen=True, slots=True)
class KeyPair:
    """A private key (PKCS#8, DER) with its certificate (DER)."""

    private_key: bytes
    certificate: bytes


@dataclass(frozen=True, slots=True)
class Authority:
    """The root that issues, and the unit that gives time stamps."""

    root: KeyPair
    time_stamper: KeyPair


@dataclass(frozen=True, slots=True)
class Subject:
    """Who a certificate is for."""

    name: str
    title: str
    organisation: str
    reference: str


@dataclass(frozen=True, slots=True)
class Revocation:
    """One certificate that is no longer good."""

    serial_number: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Place:
    """Where a signature goes: an open field by its name, or a new one in a box of a page."""

    field: str
    page: int = 1
    box: tuple[int, int, int, int] | None = None


class Face(StrEnum):
    """How a signature looks."""

    PERSON = "person"
    SEAL = "seal"


@dataclass(frozen=True, slots=True)
class VisibleStamp:
    """The words of a visible signature; the first line is the name."""

    face: Face
    lines: tuple[str, ...]
    warning: str = ""
    clear_left: float = 0.0  # points at the left that the seal will cover


class Verdict(StrEnum):
    """What a check of one signature comes to (ETSI EN 319 102-1)."""

    PASSED = "passed"
    INDETERMINATE = "indeterminate"
    FAILED = "failed"


class Coverage(StrEnum):
    """How much of the file a signature covers."""

    FILE = "file"
    REVISION = "revision"
    PART = "part"


class Modification(StrEnum):
    """What was done to the file after a signature."""

    NONE = "none"
    ARCHIVING = "archiving"
    FORM_FILLING = "form_filling"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class SignatureFinding:
    """One signature and everything that was found out about it."""

    field: str
    name: str
    title: str
    organisation: str
    reference: str
    signed_at: datetime | None
    is_time_stamped: bool
    archived_at: datetime | None
    is_intact: bool
    verdict: Verdict
    why: str
    coverage: Coverage
    modification: Modification
    respects_policy: bool
    is_for_tests: bool

    @property
    def is_trusted(self) -> bool:
        """Tell whether the chain leads to a root, and nothing in it was revoked."""
        return self.verdict is Verdict.PASSED

    @property
    def is_good(self) -> bool:
        """Tell whether the signature stands: intact, trusted, and nothing done that it forbids."""
        return self.is_intact and self.is_trusted and self.respects_policy

    @property
    def label(self) -> str:
        """Return the warning of a test certificate, or nothing."""
        return TEST_LABEL if self.is_for_tests else ""
