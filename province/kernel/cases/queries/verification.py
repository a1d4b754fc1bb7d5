"""Whether the journal is whole."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from django.db.models import Exists, F, OuterRef, QuerySet

from province.foundation.identity.actors import Actor
from province.kernel.cases.contracts.findings import Finding, Findings
from province.kernel.cases.models.case import Case
from province.kernel.cases.models.journal import Act
from province.kernel.cases.rules.journal import ActEntry, digest_of_body, first_break

BATCH = 500


def verify(
    *,
    actor: Actor,
    case_ids: tuple[int, ...] | None = None,
    since: datetime | None = None,
    until: datetime | None = None,
) -> Findings:
    """Recompute chains: of these cases, of those with acts in a period, or of all one may see."""
    rows = Case.objects.visible_to(actor).order_by("pk")
    if case_ids is not None:
        rows = rows.filter(pk__in=case_ids)
    if since is not None or until is not None:
        acts_then = Act.objects.filter(case=OuterRef("pk"))
        if since is not None:
            acts_then = acts_then.filter(recorded_at__gte=since)
        if until is not None:
            acts_then = acts_then.filter(recorded_at__lt=until)
        rows = rows.filter(Exists(acts_then))
    heads = list(rows.values_list("pk", "journal_seq", "journal_head"))
    faults: list[Finding] = []
    acts = 0
    for start in range(0, len(heads), BATCH):
        part = heads[start : start + BATCH]
        by_case: dict[int, list[Act]] = defaultdict(list)
        for act in _acts_with_heads([case_id for case_id, _seq, _head in part]):
            by_case[act.case_id].append(act)
            acts += 1
        for case_id, seq, head in part:
            faults.extend(_faults(case_id, seq, head, by_case[case_id]))
    return Findings(cases=len(heads), acts=acts, faults=tuple(faults))


def _acts_with_heads(case_ids: Sequence[int]) -> QuerySet[Act]:
    """Return acts, each with the head of its case, in one statement, which is one snapshot.

    Heads that were read before would not fit acts that are written meanwhile.
    """
    return (
        Act.objects.filter(case_id__in=case_ids)
        .annotate(seq_now=F("case__journal_seq"), head_now=F("case__journal_head"))
        .order_by("case_id", "seq")
    )


def _faults(case_id: int, seq: int, head: str, acts: list[Act]) -> list[Finding]:
    if acts:
        seq, head = acts[0].seq_now, acts[0].head_now  # type: ignore[attr-defined]  # annotated
    broken = first_break([_entry(act) for act in acts], [act.hash for act in acts])
    if broken is not None:
        return [Finding(case_id=case_id, seq=broken, what="chain")]
    found = [
        Finding(case_id=case_id, seq=act.seq, what="body")
        for act in acts
        if act.body is not None and digest_of_body(act.body) != act.body_digest
    ]
    if len(acts) != seq or (acts and acts[-1].hash != head):
        found.append(Finding(case_id=case_id, seq=seq, what="head"))
    return found


def _entry(act: Act) -> ActEntry:
    return ActEntry(
        case_id=act.case_id,
        seq=act.seq,
        name=act.name,
        at=act.at,
        recorded_at=act.recorded_at,
        actor=act.actor,
        official_id=act.official_id,
        post_id=act.post_id,
        on_behalf_of=act.on_behalf_of_id,
        task_id=act.task_id,
        params=act.params,
        body_digest=act.body_digest,
    )
