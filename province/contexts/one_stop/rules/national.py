"""The national status 1-10, derived from the five states of a dossier by one pure function."""

from province.contexts.one_stop.contracts.states import (
    DossierClock,
    NationalStatus,
    ProcessingState,
)

_BY_STATE = {
    ProcessingState.SUBMITTED: NationalStatus.NEW,
    ProcessingState.RECEIVED: NationalStatus.RECEIVED,
    ProcessingState.PROCESSING: NationalStatus.PROCESSING,
    ProcessingState.SIGNING: NationalStatus.PROCESSING,
    ProcessingState.RESULT_READY: NationalStatus.DONE,
    ProcessingState.RETURNED: NationalStatus.RETURNED,
    ProcessingState.REFUSED_RECEPTION: NationalStatus.NOT_RECEIVED,
    ProcessingState.REFUSED: NationalStatus.DONE,
    ProcessingState.WITHDRAWN: NationalStatus.WITHDRAWN,
    ProcessingState.STOPPED: NationalStatus.STOPPED,
    ProcessingState.MISTAKEN: NationalStatus.STOPPED,
}
_AT_WORK = {ProcessingState.RECEIVED, ProcessingState.PROCESSING, ProcessingState.SIGNING}


def national_status(
    processing: ProcessingState,
    clock: DossierClock,
    *,
    supplement_before_reception: NationalStatus = NationalStatus.SUPPLEMENT,
    refused_after_processing: NationalStatus = NationalStatus.DONE,
) -> NationalStatus:
    """Return TrangThaiHoSo; the two readings that the portal has not settled are arguments.

    Source: standards on the national status list 2.1 and the transition table 10.2.
    """
    if processing is ProcessingState.SUBMITTED and clock is DossierClock.PAUSED_SUPPLEMENT:
        return supplement_before_reception
    if processing is ProcessingState.REFUSED:
        return refused_after_processing
    if processing in _AT_WORK and clock is DossierClock.PAUSED_SUPPLEMENT:
        return NationalStatus.SUPPLEMENT
    if processing in _AT_WORK and clock is DossierClock.PAUSED_FINANCE:
        return NationalStatus.FINANCE
    return _BY_STATE[processing]
