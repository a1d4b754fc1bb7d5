"""What crosses the door of signing. No Django here."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class CredentialState(StrEnum):
    """Whether a credential may be used."""

    ACTIVE = "active"
    REVOKED = "revoked"


class RecordKind(StrEnum):
    """What was done to a paper."""

    SIGNED = "signed"
    SEALED = "sealed"


@dataclass(frozen=True, slots=True)
class OfficialHolder:
    """A person who signs in their own name."""

    official_id: int
    organisation: str
    is_test: bool = False  # of the unit under test, which nobody else's list shows


@dataclass(frozen=True, slots=True)
class SealHolder:
    """An agency whose seal is kept by one clerk at first; others may be entrusted with it."""

    agency_id: int
    keeper_id: int
    is_test: bool = False


@dataclass(frozen=True, slots=True)
class SigningPlace:
    """Where a signature goes: an open field by its name, or a new one in a box of a page."""

    field: str
    page: int = 1
    box: tuple[int, int, int, int] | None = None


SIGNATURE_PLACE = SigningPlace("signature")
SEAL_PLACE = SigningPlace("seal")


@dataclass(frozen=True, slots=True)
class PaperReference:
    """What a paper belongs to, as plain ids."""

    case_id: int | None = None
    attachment_id: int | None = None


NO_REFERENCE = PaperReference()


@dataclass(frozen=True, slots=True)
class PaperToSign:
    """One paper of a batch; `key` is the caller's own name for it."""

    key: str
    pdf: bytes
    place: SigningPlace = SIGNATURE_PLACE
    reference: PaperReference = NO_REFERENCE


@dataclass(frozen=True, slots=True)
class PaperToSeal:
    """One signed paper of a batch, with its number and date in words."""

    key: str
    pdf: bytes
    number_text: str
    date_text: str
    reference: PaperReference = NO_REFERENCE


@dataclass(frozen=True, slots=True)
class SignedPaper:
    """A paper after a signature, with the digest to store it under."""

    pdf: bytes
    sha256: str
    field: str
    signed_at: datetime
    serial: str
    label: str


@dataclass(frozen=True, slots=True)
class SigningOutcome:
    """What became of one paper of a batch: a signed paper, or why not."""

    key: str
    paper: SignedPaper | None
    refusal: str = ""


@dataclass(frozen=True, slots=True)
class CredentialSummary:
    """A credential as the desk shows it; `tries_left` is 0 when it is locked.

    `must_change_pin` speaks of the actor's own key.
    """

    credential_id: int
    display_name: str
    title: str
    organisation: str
    serial: str
    valid_from: datetime
    valid_until: datetime
    state: CredentialState
    tries_left: int
    label: str
    must_change_pin: bool = False


@dataclass(frozen=True, slots=True)
class Keeper:
    """Who may open a key, how many wrong PINs are still forgiven, and whether the PIN is theirs."""

    official_id: int
    tries_left: int
    must_change_pin: bool = False


@dataclass(frozen=True, slots=True)
class KeptCredential:
    """A credential in use with its keepers: of one official, or the seal of one agency."""

    credential: CredentialSummary
    official_id: int | None
    agency_id: int | None
    keepers: tuple[Keeper, ...]

    @property
    def is_seal(self) -> bool:
        """Tell whether it is an agency's seal."""
        return self.agency_id is not None

    @property
    def is_locked(self) -> bool:
        """Tell whether a keeper is locked out."""
        return any(keeper.tries_left == 0 for keeper in self.keepers)


@dataclass(frozen=True, slots=True)
class SignatureLine:
    """One signature of a checked paper."""

    field: str
    name: str
    title: str
    organisation: str
    signed_at: datetime | None
    is_time_stamped: bool
    is_intact: bool
    is_trusted: bool
    respects_policy: bool
    covers: str
    modification: str
    why: str
    label: str

    @property
    def is_good(self) -> bool:
        """Tell whether this signature stands."""
        return self.is_intact and self.is_trusted and self.respects_policy


@dataclass(frozen=True, slots=True)
class PaperWords:
    """What a check found, in words: the whole paper, and each of its signatures."""

    summary: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PaperFindings:
    """What the check of a whole paper found."""

    is_readable: bool
    signatures: tuple[SignatureLine, ...]
    archived_at: datetime | None = None

    @property
    def is_good(self) -> bool:
        """Tell whether the paper is signed and every signature stands."""
        return bool(self.signatures) and all(line.is_good for line in self.signatures)
