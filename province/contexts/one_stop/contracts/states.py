"""The words of a dossier: where it came from, how it goes, where it stands."""

from enum import IntEnum, StrEnum

KIND = "dossier"
ONE_STOP_DESK = "one_stop"
UNDOABLE = frozenset({"appraised", "reviewed", "sent_back"})


class Origin(StrEnum):
    """Through which door a filing came."""

    PORTAL = "portal"
    COUNTER = "counter"
    POST = "post"
    KIOSK = "kiosk"
    PARTNER = "partner"
    NATIONAL = "national"


class Channel(StrEnum):
    """KenhThucHien: 1 direct, 2 online, 3 public post."""

    DIRECT = "direct"
    ONLINE = "online"
    POST = "post"


class Delivery(StrEnum):
    """How the applicant wants the result."""

    ELECTRONIC = "electronic"
    COUNTER = "counter"
    POST = "post"


class ProcessingState(StrEnum):
    """Where the work on a dossier stands."""

    SUBMITTED = "submitted"
    RECEIVED = "received"
    PROCESSING = "processing"
    SIGNING = "signing"
    RESULT_READY = "result_ready"
    RETURNED = "returned"
    REFUSED_RECEPTION = "refused_reception"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    STOPPED = "stopped"
    MISTAKEN = "mistaken"  # received by mistake and taken back the same day: no figure counts it


class DossierClock(StrEnum):
    """How the legal clock of a dossier stands."""

    NONE = "none"
    RUNNING = "running"
    PAUSED_SUPPLEMENT = "paused_supplement"
    PAUSED_FINANCE = "paused_finance"
    PAUSED_OTHER = "paused_other"
    STOPPED = "stopped"


class FinanceState(StrEnum):
    """Whether money is owed."""

    NOTHING = "nothing"
    OWED = "owed"
    PAID = "paid"


class DeliveryState(StrEnum):
    """Whether the result has reached the applicant."""

    NOT_YET = "not_yet"
    WAITING = "waiting"
    DELIVERED = "delivered"


class SyncState(StrEnum):
    """Whether the national portal knows the present state."""

    NOT_CONNECTED = "not_connected"
    WAITING = "waiting"
    SENT = "sent"
    FAILED = "failed"


class NationalStatus(IntEnum):
    """TrangThaiHoSo of the national portal."""

    NEW = 1
    RECEIVED = 2
    NOT_RECEIVED = 3
    PROCESSING = 4
    SUPPLEMENT = 5
    FINANCE = 6
    WITHDRAWN = 7
    STOPPED = 8
    DONE = 9
    RETURNED = 10


class ResultKind(StrEnum):
    """What the agency decides."""

    GRANT = "grant"
    REFUSAL = "refusal"


class FormIssued(StrEnum):
    """The forms that a dossier's acts issue."""

    RECEIPT = "receipt"
    SUPPLEMENT = "supplement"
    REFUSAL = "refusal"
    APOLOGY = "apology"
    CONTROL_SHEET = "control_sheet"
    HANDOVER_SLIP = "handover_slip"
