"""How far a dossier has come, as anybody with its code may know."""

from province.contexts.one_stop.contracts import NationalStatus

STEPS = 4  # filed, received, being processed, result returned
_STEP = {
    NationalStatus.NEW: 1,
    NationalStatus.RECEIVED: 2,
    NationalStatus.NOT_RECEIVED: 2,
    NationalStatus.PROCESSING: 3,
    NationalStatus.SUPPLEMENT: 3,
    NationalStatus.FINANCE: 3,
    NationalStatus.WITHDRAWN: 4,
    NationalStatus.STOPPED: 4,
    NationalStatus.DONE: 4,
    NationalStatus.RETURNED: 4,
}


def step_of(status: NationalStatus) -> int:
    """Return which of the four public steps a status stands for."""
    return _STEP[status]
