"""Whether the journal still says what its anchors have seen."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from province.foundation.identity.actors import Actor
from province.kernel.cases import permissions
from province.kernel.cases.contracts.findings import Finding, Findings
from province.kernel.cases.errors import NotYoursError
from province.kernel.cases.models.journal import Act, Anchor
from province.kernel.cases.rules.journal import merkle_root

BATCH = 500
WHOLE = 0  # a finding about an anchor as a whole has no case


@dataclass(frozen=True, slots=True)
class AnchorLine:
    """One anchor as it was exported: its root, and the heads that were new in it."""

    up_to: datetime
    root: str
    heads: tuple[tuple[int, int, str], ...] | None


def verify_anchors(*, actor: Actor, folder: Path | None = None) -> Findings:
    """Hold the journal against its anchors: the stored ones, and the exported lines of a folder.

    Every anchored head must still be the hash of that act, and every root must follow from the
    heads up to it; what was exported must be stored alike. This finds a chain that was rewritten
    as a whole, acts that were cut off, and cases that are gone, which ``verify`` alone cannot.
    Findings: ``anchored`` (an act is another or gone), ``root`` and ``export`` (number of the
    anchor as ``seq``).

    :raises NotYoursError: the actor may not check anchors.
    """
    if not actor.can(permissions.ANCHOR):
        raise NotYoursError
    stored = list(_stored())
    faults = list(_faults(stored))
    if folder is not None:
        exported = list(read_lines(folder=folder))
        known = {line.up_to: line.root for line in stored}
        faults += [
            Finding(case_id=WHOLE, seq=number, what="export")
            for number, line in enumerate(exported, start=1)
            if known.get(line.up_to) != line.root
        ]
        faults += [fault for fault in _faults(exported) if fault not in faults]
    heads = [head for line in stored for head in line.heads or ()]
    return Findings(
        cases=len({case_id for case_id, _seq, _head in heads}),
        acts=len(heads),
        faults=tuple(faults),
    )


def read_lines(*, folder: Path) -> Iterator[AnchorLine]:
    """Return the exported anchors of a folder in their order; older lines name no heads."""
    for path in sorted(folder.glob("*.jsonl")):
        for text in path.read_text(encoding="utf-8").splitlines():
            try:
                plain = json.loads(text)
                heads = plain.get("heads")
                yield AnchorLine(
                    up_to=datetime.fromisoformat(plain["up_to"]),
                    root=str(plain["root"]),
                    heads=None
                    if heads is None
                    else tuple((int(case), int(seq), str(head)) for case, seq, head in heads),
                )
            except (ValueError, KeyError, TypeError):
                continue  # a line that a power cut has torn; its anchor is exported anew


def _stored() -> Iterator[AnchorLine]:
    for row in Anchor.objects.order_by("up_to").prefetch_related("heads"):
        heads = tuple(sorted((h.case_id, h.seq, h.head) for h in row.heads.all()))
        yield AnchorLine(up_to=row.up_to, root=row.root, heads=heads)


def _faults(lines: Iterable[AnchorLine]) -> Iterator[Finding]:
    """Check the heads of each line against the acts, and its root against the heads so far."""
    now: dict[int, str] = {}
    for number, line in enumerate(lines, start=1):
        if not line.heads and not now:
            continue  # made before anchors kept their heads
        now.update({case_id: head for case_id, _seq, head in line.heads or ()})
        if merkle_root(sorted(now.items())) != line.root:
            yield Finding(case_id=WHOLE, seq=number, what="root")
        yield from _changed_acts(line.heads or ())


def _changed_acts(heads: tuple[tuple[int, int, str], ...]) -> Iterator[Finding]:
    for start in range(0, len(heads), BATCH):
        part = heads[start : start + BATCH]
        acts = Act.objects.filter(
            case_id__in=[case_id for case_id, _seq, _head in part],
            seq__in={seq for _case, seq, _head in part},
        )
        hashes = {(a, b): c for a, b, c in acts.values_list("case_id", "seq", "hash")}
        for case_id, seq, head in part:
            if hashes.get((case_id, seq)) != head:
                yield Finding(case_id=case_id, seq=seq, what="anchored")
