"""Looks around: asks every watch, remembers since when, tells how much is wrong."""

from datetime import datetime

import structlog
from django.db import DatabaseError, transaction
from django.utils.translation import gettext_lazy as _

from province.foundation.health.contracts import Counted, Found, Report, Severity, Trouble, Watch
from province.foundation.health.models import LastLook, Sighting
from province.foundation.health.registries import WATCHES

log = structlog.get_logger(__name__)


def look_around(*, now: datetime) -> Report:
    """Ask every watch now; a watch that fails is itself a trouble."""
    known = dict(Sighting.objects.filter(ended_at=None).values_list("key", "began_at"))
    found, well = [], []
    for watch in WATCHES:
        trouble = _ask(watch, now)
        if trouble is None:
            well.append(watch.says)
            continue
        since = trouble.since or known.get(watch.key, now)
        found.append(Found(key=watch.key, trouble=trouble, since=since))
    found.sort(key=lambda one: (one.trouble.severity is not Severity.BROKEN, one.since))
    return Report(looked_at=now, found=tuple(found), well=tuple(well))


def _ask(watch: Watch, now: datetime) -> Trouble | None:
    try:
        with transaction.atomic():
            return watch.look(now)
    except (OSError, ValueError, DatabaseError):
        log.exception("watch failed", watch=watch.key)
        return Trouble(
            severity=Severity.BROKEN,
            what=_("Không kiểm tra được: %(what)s.") % {"what": watch.says},
            remedy=_("Xem log/web.log và log/worker.log của bản cài để biết lý do."),
        )


@transaction.atomic
def note_troubles(*, now: datetime) -> Report:
    """Look around and remember: what is new begins now, what is gone ends now."""
    report = look_around(now=now)
    keys = [one.key for one in report.found]
    Sighting.objects.filter(ended_at=None).exclude(key__in=keys).update(ended_at=now)
    for one in report.found:
        Sighting.objects.update_or_create(
            key=one.key,
            ended_at=None,
            defaults={"severity": one.trouble.severity.value},
            create_defaults={"severity": one.trouble.severity.value, "began_at": one.since},
        )
    LastLook.objects.update_or_create(id=1, defaults={"looked_at": now})
    return report


def count_troubles() -> Counted:
    """Return how much was wrong at the last look; two queries, nothing is looked at."""
    severities = list(Sighting.objects.filter(ended_at=None).values_list("severity", flat=True))
    broken = severities.count(Severity.BROKEN.value)
    last = LastLook.objects.first()
    return Counted(
        broken=broken,
        warnings=len(severities) - broken,
        looked_at=last.looked_at if last else None,
    )
