"""Generated drafts, all at once: where nobody has written a version, anew when facts change."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from province.foundation.audit.catalogue import register_action
from province.foundation.audit.recording import record
from province.foundation.db.locks import locked, wait_for_turn
from province.foundation.identity.actors import Actor
from province.kernel.processes import permissions
from province.kernel.processes.commands.versions import row_of
from province.kernel.processes.contracts import DraftTable, Generated, Origin, VersionState
from province.kernel.processes.errors import MayNotPublishError
from province.kernel.processes.models import Process, ProcessVersion, StepRow

BATCH = 1000
GENERATED = register_action("processes.generated", _("Dựng bản nháp quy trình theo dữ kiện"))
TURN = "processes.generate"


@dataclass(frozen=True, slots=True)
class _Known:
    """The versions of one process, as the generator sees them."""

    by_hand: bool
    last_no: int
    digest: str
    draft: int | None


@transaction.atomic
def generate_drafts(
    *,
    actor: Actor,
    case_kind: str,
    tables: Sequence[DraftTable],
    without: Collection[str],
    now: datetime,
) -> Generated:
    """Bring the generated drafts to these tables; ``without`` are processes that get none.

    A process that somebody has written a version of is left alone. A generated version that was
    published stays; its changed facts make a new draft beside it. Unchanged tables change nothing.

    :raises MayNotPublishError: the actor does not write processes.
    """
    if not actor.can(permissions.DRAFT):
        raise MayNotPublishError
    wait_for_turn(TURN)
    known = _known([table.process_key for table in tables] + list(without))
    fresh = [table for table in tables if _is_new(table, known.get(table.process_key))]
    drafts = {key: each.draft for key, each in known.items() if each.draft is not None}
    gone = {key for key in without if key in drafts}
    old = [drafts[key] for key in [*(t.process_key for t in fresh), *gone] if key in drafts]
    _delete_drafts(old)
    _insert(fresh, known=known, case_kind=case_kind, now=now)
    by_hand = sum(1 for table in tables if _by_hand(known.get(table.process_key)))
    outcome = Generated(
        made=len(fresh), kept=len(tables) - len(fresh) - by_hand, by_hand=by_hand, removed=len(gone)
    )
    if fresh or gone:
        record(
            actor=actor,
            action=GENERATED,
            target="processes",
            changes={"made": outcome.made, "removed": outcome.removed},
        )
    return outcome


def _delete_drafts(ids: Sequence[int]) -> None:
    """Delete generated drafts; one that was published while we waited for it stays."""
    drafts = ProcessVersion.objects.filter(pk__in=ids, state=VersionState.DRAFT)
    still = [row.pk for row in locked(drafts)]
    ProcessVersion.objects.filter(pk__in=still).delete()


def _by_hand(known: _Known | None) -> bool:
    return known is not None and known.by_hand


def _is_new(table: DraftTable, known: _Known | None) -> bool:
    if known is None:
        return True
    return not known.by_hand and known.digest != table.digest


def _known(keys: Collection[str]) -> Mapping[str, _Known]:
    """Return what stands for these processes, in one query."""
    found: dict[str, _Known] = {}
    rows = ProcessVersion.objects.filter(process__key__in=set(keys)).order_by("process", "no")
    for key, pk, no, origin, state, digest in rows.values_list(
        "process__key", "pk", "no", "origin", "state", "digest"
    ):
        before = found.get(key)
        is_hand = origin == Origin.HAND
        is_draft = not is_hand and state == VersionState.DRAFT
        found[key] = _Known(
            by_hand=is_hand or _by_hand(before),
            last_no=no,
            digest=digest,
            draft=pk if is_draft else before.draft if before else None,
        )
    return found


def _insert(
    tables: Sequence[DraftTable], *, known: Mapping[str, _Known], case_kind: str, now: datetime
) -> None:
    Process.objects.bulk_create(
        [
            Process(key=table.process_key, title=table.title[:300], case_kind=case_kind)
            for table in tables
        ],
        batch_size=BATCH,
        ignore_conflicts=True,
    )
    ids = dict(
        Process.objects.filter(key__in=[table.process_key for table in tables]).values_list(
            "key", "pk"
        )
    )
    versions = ProcessVersion.objects.bulk_create(
        [
            ProcessVersion(
                process_id=ids[table.process_key],
                no=known[table.process_key].last_no + 1 if table.process_key in known else 1,
                total_limit=table.total.to_json() if table.total else None,
                made_at=now,
                origin=Origin.GENERATED,
                source=table.source,
                digest=table.digest,
            )
            for table in tables
        ],
        batch_size=BATCH,
    )
    StepRow.objects.bulk_create(
        [
            row_of(version=version, step=step)
            for version, table in zip(versions, tables, strict=True)
            for step in table.steps
        ],
        batch_size=BATCH,
    )
