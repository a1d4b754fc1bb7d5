"""Step tables as data: from JSON to values, and what is wrong with a file. No Django."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from province.kernel.calendars.contracts import Limit
from province.kernel.processes.contracts import (
    HolderRule,
    Join,
    Many,
    Step,
    StepTable,
    TableBasis,
    TaskKind,
    Way,
)
from province.kernel.processes.rules.holders import read_holder

_TABLE = {"title", "limit", "source", "decision", "steps"}
_SOURCE = {"basis", "document", "note"}
_STEP_NEEDED = {"key", "title", "kind", "holder", "limit"}
_STEP = _STEP_NEEDED | {
    "limit_online",
    "budget",
    "block",
    "join",
    "many",
    "when",
    "ways",
    "back",
    "forms",
    "produces",
}
_WAY = {"to", "answer", "when"}


def table_faults(plain: Mapping[str, Any]) -> tuple[str, ...]:
    """Return what keeps a JSON table from being read: missing, unknown or unreadable parts."""
    faults = [*_shape("table", plain, needed=_TABLE, known=_TABLE)]
    if faults:
        return tuple(faults)
    faults += _shape("source", plain["source"], needed=_SOURCE, known=_SOURCE)
    faults += _limit_faults("limit", plain["limit"])
    if not faults and plain["source"]["basis"] not in set(TableBasis):
        faults.append(f"source: unknown basis '{plain['source']['basis']}'")
    if not plain["steps"]:
        faults.append("table: no step")
    for no, step in enumerate(plain["steps"], start=1):
        faults += _step_faults(f"step {no}", step)
    return tuple(faults)


def table_of(plain: Mapping[str, Any]) -> StepTable:
    """Return the table that a JSON file without faults holds."""
    source = plain["source"]
    return StepTable(
        title=plain["title"],
        limit=Limit.from_json(plain["limit"]),
        basis=TableBasis(source["basis"]),
        document=source["document"],
        note=source["note"],
        decision=plain["decision"],
        steps=_steps(plain["steps"]),
    )


def _steps(plain: Sequence[Mapping[str, Any]]) -> tuple[Step, ...]:
    return tuple(_step(no, step) for no, step in enumerate(plain, start=1))


def _step(no: int, plain: Mapping[str, Any]) -> Step:
    return Step(
        no=no,
        key=plain["key"],
        title=plain["title"],
        kind=TaskKind(plain["kind"]),
        holder=_holder(plain["holder"]),
        limit=Limit.from_json(plain["limit"]),
        limit_online=Limit.from_json(plain["limit_online"]) if "limit_online" in plain else None,
        budget=plain.get("budget", ""),
        block=plain.get("block", ""),
        join=Join(plain.get("join", Join.ALL)),
        many=Many(plain.get("many", Many.ONE)),
        when=plain.get("when"),
        ways=tuple(Way(**way) for way in plain.get("ways", ())),
        back=tuple(plain.get("back", ())),
        forms=tuple(plain.get("forms", ())),
        produces=plain.get("produces", ""),
    )


def _holder(text: str) -> HolderRule:
    holder = read_holder(text)
    if holder is None:
        msg = f"'{text}' names no holder"
        raise ValueError(msg)
    return holder


def _step_faults(where: str, plain: Mapping[str, Any]) -> Iterable[str]:
    shape = tuple(_shape(where, plain, needed=_STEP_NEEDED, known=_STEP))
    if shape:
        return shape
    faults = [*_limit_faults(where, plain["limit"])]
    if "limit_online" in plain:
        faults += _limit_faults(where, plain["limit_online"])
    if read_holder(plain["holder"]) is None:
        faults.append(f"{where}: '{plain['holder']}' names no holder")
    for name, known in (("kind", TaskKind), ("join", Join), ("many", Many)):
        if name in plain and plain[name] not in set(known):
            faults.append(f"{where}: unknown {name} '{plain[name]}'")
    for way in plain.get("ways", ()):
        faults += _shape(f"{where}, way", way, needed={"to"}, known=_WAY)
    return faults


def _shape(
    where: str, plain: Mapping[str, Any], *, needed: set[str], known: set[str]
) -> Iterable[str]:
    for name in sorted(needed - set(plain)):
        yield f"{where}: '{name}' is missing"
    for name in sorted(set(plain) - known):
        yield f"{where}: unknown '{name}'"


def _limit_faults(where: str, plain: Mapping[str, Any]) -> Iterable[str]:
    try:
        Limit.from_json(plain)
    except (KeyError, TypeError, ValueError):
        yield f"{where}: unreadable limit"
