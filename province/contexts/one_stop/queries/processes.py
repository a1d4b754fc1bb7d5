"""The processes of all procedures as administrators see them: in force, drafts, what lacks."""

import csv
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path

from django.utils.translation import gettext_lazy, pgettext_lazy
from django_stubs_ext import StrOrPromise

from province.contexts.one_stop.queries.plans import process_key
from province.contexts.one_stop.rules.generated_process import Facts, Missing, missing_of
from province.contexts.procedures import public as procedures
from province.contexts.procedures.contracts import AgencyKind, ProcessFacts
from province.contexts.procedures.errors import ProcedureNotFoundError
from province.foundation.identity.actors import Actor
from province.foundation.text.folding import fold
from province.foundation.ui.contracts import TagKind
from province.kernel.processes import public as processes
from province.kernel.processes.contracts import (
    Origin,
    Plan,
    ProcessStanding,
    VersionState,
    VersionValue,
)
from province.kernel.processes.errors import MayNotPublishError

FACTS = Path(__file__).resolve().parents[1] / "facts"


class Standing(StrEnum):
    """Where the process of a procedure stands."""

    IN_FORCE = "in_force"
    DRAFT = "draft"
    SAMPLE = "sample"
    MISSING = "missing"


STANDINGS: Mapping[Standing, StrOrPromise] = {
    Standing.IN_FORCE: pgettext_lazy("process", "Đang áp dụng"),
    Standing.DRAFT: pgettext_lazy("process", "Bản nháp"),
    Standing.SAMPLE: gettext_lazy("mẫu, chưa phê duyệt"),
    Standing.MISSING: pgettext_lazy("process", "Chưa có"),
}
STANDING_TAGS: Mapping[Standing, TagKind] = {
    Standing.IN_FORCE: TagKind.HELD,
    Standing.DRAFT: TagKind.PLAIN,
    Standing.SAMPLE: TagKind.MAYBE,
    Standing.MISSING: TagKind.NEED,
}


@dataclass(frozen=True, slots=True)
class ProcessRow:
    """One procedure in the list of processes."""

    facts: ProcessFacts
    standing: Standing
    version: VersionValue | None
    missing: tuple[Missing, ...]


@dataclass(frozen=True, slots=True)
class ProcessPage:
    """One procedure's process whole: the version shown, all versions, what is missing."""

    row: ProcessRow
    plan: Plan | None
    versions: tuple[VersionValue, ...]


@cache
def commune_divisions() -> Mapping[str, str]:
    """Return by ministry which division of a commune appraises; an unknown one: the whole unit."""
    return {row["ministry"]: row["division"] for row in _divisions()}


@cache
def division_names() -> Mapping[str, str]:
    """Return what the divisions of a commune are called, by their key in a holder rule."""
    return {row["division"]: row["name"] for row in _divisions()}


def _divisions() -> list[dict[str, str]]:
    with (FACTS / "commune_divisions.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def facts_of(facts: ProcessFacts) -> Facts:
    """Return what a table is drawn up from."""
    in_commune = facts.agency_kind is AgencyKind.COMMUNE
    return Facts(
        agency_kind=facts.agency_kind,
        limit=facts.limit,
        result_name=facts.result_name,
        division=commune_divisions().get(facts.ministry, "") if in_commune else "",
        is_internal=facts.is_internal,
        doubts=facts.doubts,
    )


def process_rows(*, actor: Actor, on: date, text: str = "") -> tuple[ProcessRow, ...]:
    """Return where the process of each procedure stands, narrowed to a code or words of the name.

    :raises MayNotPublishError: the actor does not work on processes.
    """
    _allow(actor=actor)
    known = processes.standings(on=on)
    wanted = fold(text)
    return tuple(
        _row(facts, known.get(process_key(procedure_code=facts.code)))
        for facts in procedures.process_facts()
        if not wanted or facts.code.startswith(text.strip()) or wanted in fold(facts.name)
    )


def counted(rows: Sequence[ProcessRow]) -> Mapping[Standing, int]:
    """Return how many processes stand where."""
    return Counter(row.standing for row in rows)


def process_page(
    *, actor: Actor, code: str, on: date, version_id: int | None = None
) -> ProcessPage:
    """Return the process of one procedure; the version asked for, or what holds, or the draft.

    :raises MayNotPublishError: the actor does not work on processes.
    :raises ProcedureNotFoundError: no such procedure.
    """
    _allow(actor=actor)
    found = procedures.process_facts(codes=[code])
    if not found:
        raise ProcedureNotFoundError(procedure=code)
    versions = processes.versions(process_key=process_key(procedure_code=code))
    standing = _standing_of(versions, on)
    row = _row(found[0], standing)
    asked = next((each for each in versions if each.version_id == version_id), None)
    shown = asked or row.version or (versions[0] if versions else None)
    plan = processes.plan(version_id=shown.version_id) if shown else None
    return ProcessPage(row=row, plan=plan, versions=versions)


def standing_on(*, code: str, on: date) -> Standing:
    """Return where the process of one procedure stands on a day."""
    versions = processes.versions(process_key=process_key(procedure_code=code))
    return _standing(_standing_of(versions, on))


def _standing(known: ProcessStanding | None) -> Standing:
    if known and known.in_force:
        return Standing.IN_FORCE
    if known and known.draft:
        return Standing.SAMPLE if known.draft.origin is Origin.GENERATED else Standing.DRAFT
    return Standing.MISSING


def _standing_of(versions: Sequence[VersionValue], on: date) -> ProcessStanding | None:
    """Return where a process stands by its versions, the newest first."""
    drafts = [each for each in versions if each.state is VersionState.DRAFT]
    holding = [
        each
        for each in versions
        if each.state is VersionState.PUBLISHED
        and (each.valid_from or on) <= on <= (each.valid_until or on)
    ]
    if not drafts and not holding:
        return None
    return ProcessStanding(
        process_key="",
        in_force=holding[0] if holding else None,
        draft=drafts[0] if drafts else None,
    )


def _row(facts: ProcessFacts, known: ProcessStanding | None) -> ProcessRow:
    version = (known.in_force or known.draft) if known else None
    standing = _standing(known)
    lacking = missing_of(facts_of(facts)) if standing is Standing.MISSING else ()
    return ProcessRow(facts=facts, standing=standing, version=version, missing=lacking)


def _allow(*, actor: Actor) -> None:
    if not (processes.may_draft(actor=actor) or processes.may_publish(actor=actor)):
        raise MayNotPublishError
