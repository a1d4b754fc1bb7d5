"""A demonstration confirms its procedures: doubts resolved, versions published, by acts."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from province.contexts.procedures.commands.publishing import publish
from province.contexts.procedures.commands.resolving import resolve_doubt
from province.contexts.procedures.contracts import DoubtAbout, VersionState
from province.contexts.procedures.models import Doubt, Procedure
from province.contexts.procedures.queries.confirmed import Confirmed, confirmed
from province.foundation.identity.actors import Actor

DECISION = "Quyết định công bố thử nghiệm của bản trình diễn Tỉnh Số, không có giá trị pháp lý"


@transaction.atomic
def confirm_facts(*, actor: Actor, now: datetime) -> tuple[str, ...]:
    """Resolve what blocks the procedures of the file, each doubt by its act; return whose they are.

    Those that are published or withdrawn already are left alone; a second call does nothing.

    :raises MayNotCurateError: the actor does not curate the catalogue.
    """
    waiting = _waiting()
    rows = Doubt.objects.filter(Doubt.blocking, procedure__code__in=waiting).order_by("id")
    for doubt_id, code, about in rows.values_list("id", "procedure__code", "about"):
        one = confirmed()[code]
        resolve_doubt(
            actor=actor,
            doubt_id=doubt_id,
            decision=_decision(one),
            value=one.values.get(DoubtAbout(about), ""),
            now=now,
        )
    return waiting


@transaction.atomic
def publish_confirmed(*, actor: Actor, codes: Collection[str], now: datetime) -> None:
    """Publish these procedures of the file.

    :raises MayNotPublishError: the actor does not publish procedures.
    :raises DoubtsOpenError: a doubt on time, agency or result is open.
    :raises NotReadyError: a form or a process for one is missing.
    """
    for code in codes:
        publish(actor=actor, code=code, decision=_decision(confirmed()[code]), now=now)


def _waiting() -> tuple[str, ...]:
    states = (VersionState.NOT_PUBLISHED, VersionState.DRAFT)
    rows = Procedure.objects.filter(code__in=confirmed(), state__in=states)
    return tuple(rows.order_by("code").values_list("code", flat=True))


def _decision(one: Confirmed) -> str:
    return f"{DECISION}. {one.source}"[:500]
