"""The hourly anchor of the journal, stored and exported out of the database."""

import json
import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from django.db import transaction

from province.foundation.identity.actors import Actor
from province.kernel.cases import permissions
from province.kernel.cases.errors import NotYoursError
from province.kernel.cases.models.case import Case
from province.kernel.cases.models.journal import Anchor
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

    ``stamp`` returns an RFC 3161 time stamp over the root; ``time_stamp`` is one that the caller
    has already.

    :raises NotYoursError: the actor may not anchor.
    """
    if not actor.can(permissions.ANCHOR):
        raise NotYoursError
    heads = list(
        Case.objects.exclude(journal_head="")
        .order_by("pk")
        .values_list("pk", "journal_head", "journal_seq")
    )
    acts = sum(seq for _case, _head, seq in heads)
    root = merkle_root((case_id, head) for case_id, head, _seq in heads)
    stamped = stamp(root) if stamp is not None else time_stamp
    Anchor.objects.create(up_to=now, root=root, cases=len(heads), acts=acts, time_stamp=stamped)
    folder.mkdir(parents=True, exist_ok=True)
    line = json.dumps(
        {
            "up_to": now.isoformat(),
            "root": root,
            "cases": len(heads),
            "acts": acts,
            "time_stamp": stamped.hex() if stamped else None,
        },
        sort_keys=True,
    )
    with (folder / f"{now:%Y-%m}.jsonl").open("a", encoding="utf-8") as journal:
        journal.write(line + "\n")
        journal.flush()
        os.fsync(journal.fileno())
    return root
