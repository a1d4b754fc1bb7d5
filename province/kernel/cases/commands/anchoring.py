"""The hourly anchor of the journal: stored, and exported with what it covers."""

import json
import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from django.db import transaction
from django.db.models import Exists, OuterRef

from province.foundation.identity.actors import Actor
from province.kernel.cases import permissions
from province.kernel.cases.errors import NotYoursError
from province.kernel.cases.models.case import Case
from province.kernel.cases.models.journal import Anchor, AnchoredHead
from province.kernel.cases.queries.anchors import read_lines
from province.kernel.cases.rules.journal import merkle_root


@transaction.atomic
def anchor(
    *,
    actor: Actor,
    folder: Path,
    time_stamp: bytes | None,
    now: datetime,
    stamp: Callable[[str], bytes | None] | None = None,
) -> str:
    """Store the Merkle root over the journal heads of all cases and export it out of the database.

    Kept and exported with it are the heads that have moved since the anchor before, so that each
    root can be recomputed. The line is written once the anchor is there for good; what an earlier
    run could not write is written with it. ``stamp`` returns an RFC 3161 time stamp over the root;
    ``time_stamp`` is one that the caller has already.

    :raises NotYoursError: the actor may not anchor.
    """
    if not actor.can(permissions.ANCHOR):
        raise NotYoursError
    before = AnchoredHead.objects.filter(
        case=OuterRef("pk"), seq=OuterRef("journal_seq"), head=OuterRef("journal_head")
    )
    heads = list(
        Case.objects.exclude(journal_head="")
        .annotate(known=Exists(before))
        .order_by("pk")
        .values_list("pk", "journal_seq", "journal_head", "known")
    )
    root = merkle_root((case_id, head) for case_id, _seq, head, _known in heads)
    made = Anchor.objects.create(
        up_to=now,
        root=root,
        cases=len(heads),
        acts=sum(seq for _case, seq, _head, _known in heads),
        time_stamp=stamp(root) if stamp is not None else time_stamp,
    )
    AnchoredHead.objects.bulk_create(
        (
            AnchoredHead(anchor=made, case_id=case_id, seq=seq, head=head)
            for case_id, seq, head, known in heads
            if not known
        ),
        batch_size=5000,
    )
    transaction.on_commit(lambda: _export(folder))
    return root


def _export(folder: Path) -> None:
    """Append the anchors that the folder has not, each to the file of its month."""
    folder.mkdir(parents=True, exist_ok=True)
    last = max((line.up_to for line in read_lines(folder=folder)), default=None)
    rows = Anchor.objects.order_by("up_to")
    for row in rows if last is None else rows.filter(up_to__gt=last):
        with (folder / f"{row.up_to:%Y-%m}.jsonl").open("ab+") as journal:
            if journal.tell() and not _ends_its_line(journal):
                journal.write(b"\n")  # a power cut has torn the line before
            journal.write(_line(row).encode() + b"\n")
            journal.flush()
            os.fsync(journal.fileno())


def _ends_its_line(journal: BinaryIO) -> bool:
    journal.seek(-1, os.SEEK_END)
    return journal.read(1) == b"\n"


def _line(row: Anchor) -> str:
    heads = row.heads.order_by("case_id").values_list("case_id", "seq", "head")
    return json.dumps(
        {
            "up_to": row.up_to.isoformat(),
            "root": row.root,
            "cases": row.cases,
            "acts": row.acts,
            "heads": [list(head) for head in heads],
            "time_stamp": bytes(row.time_stamp).hex() if row.time_stamp else None,
        },
        sort_keys=True,
    )
