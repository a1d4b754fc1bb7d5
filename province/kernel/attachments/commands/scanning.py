"""Scanning later what could not be scanned when it came."""

from datetime import datetime

import structlog
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from province.foundation.audit.catalogue import register_action
from province.foundation.audit.recording import record
from province.foundation.files.contracts import Verdict, VerdictState
from province.foundation.files.folder import ContentMissingError
from province.foundation.files.scanning import virus_scanner
from province.foundation.files.storage import file_store
from province.foundation.identity.actors import Actor
from province.kernel.attachments.contracts import ScanState
from province.kernel.attachments.models import Content
from province.kernel.attachments.rules import MOST_TRIES, scan_wait

FOUND_INFECTED = register_action("attachments.found_infected", _("Quét lại thấy tệp có vi-rút"))
_STATES = {VerdictState.CLEAN: ScanState.SCANNED, VerdictState.INFECTED: ScanState.INFECTED}
log = structlog.get_logger(__name__)


def scan_waiting(*, actor: Actor, now: datetime, limit: int = 100) -> int:
    """Scan contents that wait for it, those never tried first; return how many got a verdict.

    What the scanner refuses, and what the store has lost, is tried again later and later and holds
    nobody up. When the scanner does not answer at all, everything waits for the next run.
    """
    done = 0
    for content in _due(now)[:limit]:
        try:
            path = file_store().path(content.sha256)
        except ContentMissingError:
            _put_off(content, now, why="lost")
            continue
        verdict = virus_scanner().scan(path)
        if verdict.state is VerdictState.UNSCANNED:
            break
        if verdict.state is VerdictState.REFUSED:
            _put_off(content, now, why=verdict.why)
            continue
        done += _judged(actor, content, verdict, now)
    return done


def _due(now: datetime) -> QuerySet[Content]:
    is_due = Q(scan_again_at__isnull=True) | Q(scan_again_at__lte=now)
    waiting = Content.objects.filter(is_due, state=ScanState.UNSCANNED)
    return waiting.order_by(F("scan_again_at").asc(nulls_first=True), "id")


def _put_off(content: Content, now: datetime, *, why: str) -> None:
    tries = min(content.scan_tries + 1, MOST_TRIES)
    log.warning("content_not_scanned", content=content.pk, tries=tries, why=why)
    Content.objects.filter(pk=content.pk, state=ScanState.UNSCANNED).update(
        scan_tries=tries, scan_again_at=now + scan_wait(tries=tries)
    )


def _judged(actor: Actor, content: Content, verdict: Verdict, now: datetime) -> int:
    state = _STATES[verdict.state]
    with transaction.atomic():
        changed = Content.objects.filter(pk=content.pk, state=ScanState.UNSCANNED).update(
            state=state, scanned_at=now, signature=verdict.signature[:200]
        )
        if changed and state is ScanState.INFECTED:
            record(
                actor=actor,
                action=FOUND_INFECTED,
                target=f"content:{content.pk}",
                changes={"signature": verdict.signature},
            )
        return changed
