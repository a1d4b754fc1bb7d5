"""What each official form says. No Django here.

The ``number`` of a form is its whole text, "01/PTC-TTPVHCC": the one that is stored and searched.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class FormKind(StrEnum):
    """The official forms that can be printed."""

    RECEIPT = "receipt"
    RECEIPT_LIST = "receipt_list"
    SUPPLEMENT = "supplement"
    REFUSAL = "refusal"
    FINAL_REFUSAL = "final_refusal"
    APOLOGY = "apology"
    CONTROL_SHEET = "control_sheet"
    REGISTER = "register"
    HANDOVER_SLIP = "handover_slip"
    ALLOWANCE_DECISION = "allowance_decision"
    OFFICIAL_PAPER = "official_paper"
    GENERAL_RESULT = "general_result"


class Punctuality(StrEnum):
    """How a hand-over stands against its limit."""

    EARLY = "early"
    ON_TIME = "on_time"
    LATE = "late"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Head:
    """The agency that issues a form; a commune's committee shows no parent."""

    agency: str
    place: str
    parent_agency: str = ""


@dataclass(frozen=True, slots=True)
class PartyLines:
    """A person or an organisation as a form shows it; empty lines are printed as dots."""

    name: str
    identity_number: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class ComponentLine:
    """One paper handed in: its name, in which form (bản chính, bản sao…), how many."""

    name: str
    form: str = ""
    copies: int = 1


@dataclass(frozen=True, slots=True)
class ReceiptValues:
    """Mẫu 01: the receipt with the return date; ``is_unsigned``: nobody signs it (0071)."""

    head: Head
    code: str
    applicant: PartyLines
    request: str
    components: tuple[ComponentLine, ...]
    limit: str
    received_at: datetime
    due_at: datetime
    officer: str
    submitter: str
    number: str = ""
    result_place: str = ""
    sets: int = 1
    due_is_provisional: bool = False
    principal: PartyLines | None = None
    authorization: str = ""
    fee: str = ""
    book: str = ""
    book_number: str = ""
    is_unsigned: bool = False


@dataclass(frozen=True, slots=True)
class SupplementValues:
    """Mẫu 02: what is missing, and whom to ask."""

    head: Head
    code: str
    applicant: PartyLines
    request: str
    demands: tuple[str, ...]
    reason: str
    contact: str
    contact_phone: str
    officer: str
    number: str = ""
    answer_by: datetime | None = None
    law: str = ""
    is_unsigned: bool = False


@dataclass(frozen=True, slots=True)
class RefusalValues:
    """Mẫu 03: why a dossier is not taken in; it may have no code yet."""

    head: Head
    applicant: PartyLines
    request: str
    reason: str
    officer: str
    submitter: str
    number: str = ""
    code: str = ""
    law: str = ""
    is_unsigned: bool = False


@dataclass(frozen=True, slots=True)
class HandoverLine:
    """One hand-over between two units."""

    giving_unit: str
    taking_unit: str
    at: datetime
    giver: str
    taker: str
    verdict: Punctuality
    note: str = ""


@dataclass(frozen=True, slots=True)
class ControlSheetValues:
    """Mẫu 06: in whose hands a dossier has been."""

    head: Head
    code: str
    solver: str
    received_at: datetime
    due_at: datetime
    handovers: tuple[HandoverLine, ...]
    officer: str
    number: str = ""
    partners: str = ""
    due_is_provisional: bool = False


@dataclass(frozen=True, slots=True)
class ResultLine:
    """One paper that is handed out."""

    kind: str
    number: str
    summary: str
    signed_on: date


@dataclass(frozen=True, slots=True)
class ReceiptListValues:
    """Several receipts of one person on one sheet: each keeps its code, number and day."""

    head: Head
    applicant: PartyLines
    receipts: tuple[ReceiptValues, ...]
    received_on: date
    officer: str
    submitter: str


@dataclass(frozen=True, slots=True)
class HandoverSlipValues:
    """The slip that the receiver of a result signs."""

    head: Head
    code: str
    applicant: PartyLines
    request: str
    results: tuple[ResultLine, ...]
    receiver: PartyLines
    receiver_standing: str
    channel: str
    handed_at: datetime
    officer: str
    number: str = ""
    returned: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Beneficiary:
    """Who receives the allowance."""

    name: str
    born_on: date
    identity_number: str
    address: str


@dataclass(frozen=True, slots=True)
class SignerBlock:
    """Under which mandate somebody signs, line by line: KT. CHỦ TỊCH, PHÓ CHỦ TỊCH."""

    mandate: tuple[str, ...]
    name: str


@dataclass(frozen=True, slots=True)
class FinalRefusalValues:
    """The refusal of a matter that was taken in: the competent agency's, signed by its leader."""

    head: Head
    number: str
    code: str
    applicant: PartyLines
    request: str
    received_on: date
    reason: str
    law: str
    signer: SignerBlock


@dataclass(frozen=True, slots=True)
class ApologyValues:
    """Mẫu 04: why a result is late, and the one new date."""

    head: Head
    number: str
    code: str
    applicant: PartyLines
    request: str
    received_at: datetime
    due_at: datetime
    new_due_at: datetime
    reason: str
    signer: SignerBlock
    due_is_provisional: bool = False


@dataclass(frozen=True, slots=True)
class RegisterEntry:
    """One line of the register; what has no moment yet stays empty."""

    code: str
    procedure: str
    applicant: str
    contact: str
    solver: str
    received_at: datetime
    due_at: datetime | None
    returned_at: datetime | None
    delivery: str
    receipt: str = ""


@dataclass(frozen=True, slots=True)
class RegisterValues:
    """Mẫu 07: the register, with the words of what it was narrowed to."""

    head: Head
    selection: str
    lines: tuple[RegisterEntry, ...]
    officer: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class AllowanceDecisionValues:
    """The decision on a monthly social allowance; number and date stay open for the clerk."""

    head: Head
    symbol: str
    code: str
    authority: str
    grounds: tuple[str, ...]
    proposer: str
    beneficiary: Beneficiary
    category: str
    coefficient: str
    monthly_amount: int
    from_month: date
    payment: str
    executors: str
    recipients: tuple[str, ...]
    signer: SignerBlock


class OpenPlace(StrEnum):
    """What the clerk fills in when the paper is sealed."""

    NUMBER = "number"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class PaperCell:
    """A name and what it says, or the open place that the clerk fills; an empty text is dots."""

    label: str
    text: str = ""
    place: OpenPlace | None = None
    is_strong: bool = False


@dataclass(frozen=True, slots=True)
class PaperLine:
    """Cells that stand side by side on one line."""

    cells: tuple[PaperCell, ...]
    kind: str = "line"


@dataclass(frozen=True, slots=True)
class PaperWords:
    """A paragraph; a heading stands in the middle, bold."""

    text: str
    is_heading: bool = False
    kind: str = "words"


@dataclass(frozen=True, slots=True)
class PaperTable:
    """Columns with their heads; every row has as many texts as there are columns."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    kind: str = "table"


@dataclass(frozen=True, slots=True)
class OfficialPaperValues:
    """A certificate, an extract or a decision that is described by data; the clerk numbers it.

    ``after_number`` is the part of the number that is printed already ("/UBND-XNTTHN").
    ``is_national``: no agency stands in the head, only the national heading, as on certificates.
    """

    head: Head
    code: str
    title: str
    number_label: str
    blocks: tuple[PaperLine | PaperWords | PaperTable, ...]
    signer: SignerBlock
    subtitle: str = ""
    after_number: str = ""
    authority: str = ""
    grounds: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    signing_note: str = ""
    is_national: bool = False


@dataclass(frozen=True, slots=True)
class GeneralResultValues:
    """The notice of how a matter was decided that has no paper of its own here."""

    head: Head
    symbol: str
    code: str
    applicant: PartyLines
    request: str
    asked: str
    conclusion: str
    result_paper: str
    recipients: tuple[str, ...]
    signer: SignerBlock


FormValues = (
    ReceiptValues
    | SupplementValues
    | RefusalValues
    | FinalRefusalValues
    | ApologyValues
    | RegisterValues
    | ControlSheetValues
    | HandoverSlipValues
    | ReceiptListValues
    | AllowanceDecisionValues
    | OfficialPaperValues
    | GeneralResultValues
)


@dataclass(frozen=True, slots=True)
class PrintedPaper:
    """A printed form, ready to be stored or signed."""

    pdf: bytes
    pages: int
    sha256: str
    layout_version: str
