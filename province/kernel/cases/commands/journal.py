"""Writes acts into the journal; the case is under the lock."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from province.foundation.events.bus import emit
from province.kernel.cases.commands.bench import Bench
from province.kernel.cases.events import CaseMoved
from province.kernel.cases.models.journal import Act
from province.kernel.cases.rules.journal import ActEntry, chained, digest_of_body
from province.kernel.org import public as org


def write_act(  # noqa: PLR0913 -- each is one column of the journal
    *,
    bench: Bench,
    name: str,
    params: Mapping[str, Any] | None = None,
    body: str | None = None,
    task_id: int | None = None,
    at: datetime | None = None,
) -> int:
    """Add one act to the case's chain and return its sequence number.

    ``at`` is the legal moment; it is ``now`` unless the act happened before it was recorded.
    """
    case, actor = bench.case, bench.actor
    post = bench.acting_post
    entry = ActEntry(
        case_id=case.pk,
        seq=case.journal_seq + 1,
        name=name,
        at=at or bench.now,
        recorded_at=bench.now,
        actor=actor.key,
        official_id=actor.official_id,
        post_id=post,
        on_behalf_of=_principal(bench, post),
        task_id=task_id,
        params=dict(params or {}),
        body_digest=digest_of_body(body),
    )
    digest = chained(case.journal_head, entry)
    Act.objects.create(
        case=case,
        seq=entry.seq,
        name=entry.name,
        at=entry.at,
        recorded_at=entry.recorded_at,
        actor=entry.actor,
        official_id=entry.official_id,
        post_id=entry.post_id,
        on_behalf_of_id=entry.on_behalf_of,
        task_id=entry.task_id,
        params=entry.params,
        body=body,
        body_digest=entry.body_digest,
        hash=digest,
    )
    case.journal_seq, case.journal_head = entry.seq, digest
    return entry.seq


def record_act(  # noqa: PLR0913 -- each is one column of the journal
    *,
    bench: Bench,
    name: str,
    params: Mapping[str, Any] | None = None,
    body: str | None = None,
    task_id: int | None = None,
    at: datetime | None = None,
) -> int:
    """Write an act, store the case in the phase that follows from it, and tell the house."""
    seq = write_act(bench=bench, name=name, params=params, body=body, task_id=task_id, at=at)
    bench.save(act=name)
    emit(
        CaseMoved(
            case_id=bench.case.pk,
            kind=bench.case.kind,
            unit_id=bench.case.unit_id,
            act=name,
            seq=seq,
            phase=bench.case.phase,
            at=bench.now.isoformat(),
        )
    )
    return seq


def _principal(bench: Bench, post: int | None) -> int | None:
    """Return the official for whom a substitute acts, or nothing when the holder acts."""
    if post is None or bench.actor.official_id is None:
        return None
    holder = org.post(post_id=post, at=bench.now).holder_official_id
    return holder if holder != bench.actor.official_id else None
