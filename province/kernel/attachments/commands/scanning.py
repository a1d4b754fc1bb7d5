"""Scanning later what could not be scanned when it came."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from province.foundation.audit.catalogue import register_action
from province.foundation.audit.recording import record
from province.foundation.files.contracts import VerdictState
from province.foundation.files.folder import ContentMissingError
from province.foundation.files.scanning import virus_scanner
from province.foundation.files.storage import file_store
from province.foundation.identity.actors import Actor
from province.kernel.attachments.contracts import ScanState
from province.kernel.attachments.models import Content

FOUND_INFECTED = register_action("attachments.found_infected", _("Quét lại thấy tệp có vi-rút"))
_STATES = {VerdictState.CLEAN: ScanState.SCANNED, VerdictState.INFECTED: ScanState.INFECTED}


def scan_waiting(*, actor: Actor, now: datetime, limit: int = 100) -> int:
    """Scan contents that wait for it, oldest first; return how many got a verdict.

    It stops at the first one that the scanner does not answer for.
    """
    done = 0
    waiting = Content.objects.filter(state=ScanState.UNSCANNED).order_by("id")[:limit]
    for content in waiting:
        try:
            path = file_store().path(content.sha256)
        except ContentMissingError:
            continue
        verdict = virus_scanner().scan(path)
        if verdict.state not in _STATES:
            break
        done += _judged(actor, content, _STATES[verdict.state], verdict.signature, now)
    return done


def _judged(actor: Actor, content: Content, state: ScanState, signature: str, now: datetime) -> int:
    with transaction.atomic():
        changed = Content.objects.filter(pk=content.pk, state=ScanState.UNSCANNED).update(
            state=state, scanned_at=now, signature=signature[:200]
        )
        if changed and state is ScanState.INFECTED:
            record(
                actor=actor,
                action=FOUND_INFECTED,
                target=f"content:{content.pk}",
                changes={"signature": signature},
            )
        return changed
