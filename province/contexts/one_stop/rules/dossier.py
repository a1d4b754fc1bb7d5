"""What may be done with a dossier where it stands, and where it stands after."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from province.kernel.cases.contracts.kinds import No, Yes

FILED, PROCESSING, SUPPLEMENT = "filed", "processing", "supplement"
SIGNED, READY, RETURNED = "signed", "ready", "returned"
REFUSED_RECEPTION, WITHDRAWN, UNANSWERED = "refused_reception", "withdrawn", "unanswered"
MISTAKEN = "mistaken"
_SUPPLEMENTED = {"supplemented", "supplemented_on_paper"}

SOON = timedelta(days=4)
"""How long before its end a limit can be seen to fail: two working days and a weekend."""

_ALLOWED_IN = {
    "filing_revised": {FILED},
    "received": {FILED},
    "refused_reception": {FILED},
    "supplement_asked_before": {FILED},
    "supplement_asked": {PROCESSING},
    "supplemented": {SUPPLEMENT},
    "supplemented_on_paper": {SUPPLEMENT},
    "supplement_unanswered": {SUPPLEMENT},
    "taken_up": {PROCESSING},
    "appraised": {PROCESSING},
    "reviewed": {PROCESSING},
    "signed": {PROCESSING},
    "sent_back": {PROCESSING},
    "sealed": {SIGNED},
    "delivered": {READY},
    "withdrawn": {FILED, PROCESSING, SUPPLEMENT},
    "entered_by_mistake": {PROCESSING},
    "withdrawn_act": {FILED, PROCESSING},
}
_PHASE_AFTER = {
    "opened": FILED,
    "received": PROCESSING,
    "refused_reception": REFUSED_RECEPTION,
    "supplement_asked_before": SUPPLEMENT,
    "supplement_asked": SUPPLEMENT,
    "supplement_unanswered": UNANSWERED,
    "signed": SIGNED,
    "sealed": READY,
    "delivered": RETURNED,
    "withdrawn": WITHDRAWN,
    "entered_by_mistake": MISTAKEN,
}


def may(act: str, facts: Mapping[str, Any], phase: str) -> Yes | No:
    """Tell whether an act is allowed in this phase; the law's "once" is a fact (R1)."""
    if act in _ALLOWED_IN and phase not in _ALLOWED_IN[act]:
        return No(code="wrong_phase")
    if act == "supplement_asked_before" and facts.get("supplements_before", 0) >= 1:
        return No(code="supplement_once")
    if act == "supplement_asked" and facts.get("supplements_after", 0) >= 1:
        return No(code="supplement_once")
    return Yes()


def phase_after(act: str, facts: Mapping[str, Any], phase: str) -> str:
    """Return the phase after an act; a signed refusal needs no seal."""
    if act in _SUPPLEMENTED:
        return PROCESSING if facts.get("accepted") else FILED
    if act == "signed" and facts.get("result") == "refusal":
        return READY
    return _PHASE_AFTER.get(act, phase)


_OF_RECEPTION = {"received", "clock_started", "plan_begun", "form_issued"}


def is_untouched(acts: Sequence[str]) -> bool:
    """Tell whether the last thing that happened to a dossier is its reception, in all its parts."""
    received = [place for place, act in enumerate(acts) if act == "received"]
    return bool(received) and set(acts[received[-1] :]) <= _OF_RECEPTION


def is_late_or_soon(due_at: datetime, now: datetime) -> bool:
    """Tell whether a result is late or will be soon: only then it is promised anew (R12)."""
    return due_at - now <= SOON


def because(reason: str, law: str) -> str:
    """Return the reason of a refusal with its law, as the journal keeps it."""
    return f"{reason} (căn cứ: {law})" if law.strip() else reason
