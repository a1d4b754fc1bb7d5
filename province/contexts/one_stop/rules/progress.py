"""How far a dossier has come, as anybody with its code may know."""

from province.contexts.one_stop.contracts.states import NationalStatus

STEPS = 4  # filed, received, being processed, result returned
RECEPTION, WORK = 2, 3
_STEP = {
    NationalStatus.NEW: 1,
    NationalStatus.RECEIVED: RECEPTION,
    NationalStatus.NOT_RECEIVED: RECEPTION,
    NationalStatus.PROCESSING: WORK,
    NationalStatus.SUPPLEMENT: WORK,
    NationalStatus.FINANCE: WORK,
    NationalStatus.WITHDRAWN: WORK,
    NationalStatus.STOPPED: WORK,
    NationalStatus.DONE: STEPS,
    NationalStatus.RETURNED: STEPS,
}


def step_of(status: NationalStatus, *, is_received: bool) -> int:
    """Return which of the four public steps a status stands for.

    Nobody works on what was not received: whatever waits or ends before that stands at reception.
    """
    step = _STEP[status]
    return RECEPTION if step == WORK and not is_received else step
