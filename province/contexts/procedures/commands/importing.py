"""Brings the fact file into the catalogue: once, or again without effect, or only what changed."""

import csv
import hashlib
from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import datetime
from io import StringIO
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from province.contexts.procedures import permissions
from province.contexts.procedures.commands.doubting import mark_doubts, mark_gone
from province.contexts.procedures.commands.indexing import rebuild_index
from province.contexts.procedures.commands.preparing import (
    SEARCH_FORMS,
    prepare_versions,
    search_forms,
    settle_states,
)
from province.contexts.procedures.contracts import ImportOutcome, ProcedureFacts
from province.contexts.procedures.errors import BadFactsError, MayNotCurateError
from province.contexts.procedures.models import CatalogueImport, Procedure
from province.contexts.procedures.queries.terms import FACTS, TABLES, often_asked
from province.contexts.procedures.rules import doubts, facts
from province.foundation.audit.catalogue import register_action
from province.foundation.audit.recording import record
from province.foundation.identity.actors import Actor
from province.foundation.text.folding import normal

FACT_FILE = FACTS / "procedures.csv"
READING = 1  # counts up when the rules read the same file differently
IMPORTED = register_action("procedures.imported", _("Nhập danh mục thủ tục hành chính"))
Row = dict[str, str]


@transaction.atomic
def import_procedures(*, actor: Actor, now: datetime, path: Path = FACT_FILE) -> ImportOutcome:
    """Bring the catalogue to what the fact file says; published versions stay as they are.

    :raises MayNotCurateError: the actor does not curate the catalogue.
    :raises BadFactsError: a row cannot be read; nothing was imported.
    """
    if not actor.can(permissions.CURATE):
        raise MayNotCurateError
    content = path.read_bytes()
    digest = _digest(content)
    last = CatalogueImport.objects.order_by("-id").first()
    if last is not None and last.digest == digest:
        return ImportOutcome(unchanged=Procedure.objects.count())
    rows = _read(content)
    outcome = _bring_in(rows=rows, now=now)
    rebuild_index()
    counts = {
        "created": outcome.created,
        "changed": outcome.changed,
        "unchanged": outcome.unchanged,
        "gone": outcome.gone,
        "doubts_opened": outcome.doubts_opened,
        "doubts_lapsed": outcome.doubts_lapsed,
    }
    CatalogueImport.objects.create(
        digest=digest, imported_at=now, imported_by=actor.key, counts=counts
    )
    record(actor=actor, action=IMPORTED, target="procedures", changes=counts)
    return outcome


def _digest(content: bytes) -> str:
    """Return a digest of all that an import depends on: facts, search tables, way of reading."""
    sums = hashlib.sha256(str(READING).encode())
    for part in (content, *((FACTS / name).read_bytes() for name in TABLES)):
        sums.update(hashlib.sha256(part).digest())
    return sums.hexdigest()


def _read(content: bytes) -> list[Row]:
    rows = list(csv.DictReader(StringIO(content.decode("utf-8"), newline="")))
    seen: set[str] = set()
    for line, row in enumerate(rows, start=2):
        faults = facts.faults_of(row)
        if row["code"] in seen:
            faults.append(f"mã {row['code']} đã có ở dòng trên")
        if faults:
            raise BadFactsError(line=line, fault="; ".join(faults))
        seen.add(row["code"])
    return rows


def _bring_in(*, rows: Sequence[Row], now: datetime) -> ImportOutcome:
    known = dict(
        Procedure.objects.select_for_update(no_key=True)
        .order_by("pk")
        .values_list("code", "facts_digest")
    )
    fresh = [row for row in rows if known.get(row["code"]) != facts.digest_of(row)]
    read = {row["code"]: facts.facts_of(row) for row in fresh}
    _store(read=read, now=now)
    ids = dict(Procedure.objects.values_list("code", "id"))
    names = Counter(normal(row["name"]) for row in rows)
    shared = frozenset(name for name, count in names.items() if count > 1)
    found = defaultdict(list)
    for row in rows:
        found[ids[row["code"]]] = list(doubts.doubts_of(row, shared_names=shared))
    sources = {ids[row["code"]]: normal(row["source"]) for row in rows}
    opened, lapsed = mark_doubts(found=found, sources=sources, now=now)
    gone = sorted(set(known) - {row["code"] for row in rows})
    opened += mark_gone(procedures=[ids[code] for code in gone], now=now)
    prepare_versions(facts={ids[code]: value for code, value in read.items()})
    settle_states(procedures=tuple(ids.values()))
    created = sum(1 for code in read if code not in known)
    return ImportOutcome(
        created=created,
        changed=len(read) - created,
        unchanged=len(rows) - len(read),
        gone=len(gone),
        doubts_opened=opened,
        doubts_lapsed=lapsed,
    )


def _store(*, read: dict[str, ProcedureFacts], now: datetime) -> None:
    """Write the procedures of new and changed rows in one statement."""
    columns = ["name", "field", "ministry", "system", "level", "online_level", "applicants"]
    columns += ["source", "is_internal"]
    asked = often_asked()
    Procedure.objects.bulk_create(
        [
            Procedure(
                code=value.code,
                **search_forms(name=value.name),
                is_common=value.is_common or value.code in asked,
                facts_digest=value.digest,
                imported_at=now,
                **{column: getattr(value, column) for column in columns},
            )
            for value in read.values()
        ],
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=[*columns, *SEARCH_FORMS, "is_common", "facts_digest", "imported_at"],
        batch_size=500,
    )
