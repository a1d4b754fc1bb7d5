"""The journal's arithmetic: canonical form, chain, Merkle root."""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

CODE = re.compile(r"[a-z][a-z0-9_.]{0,59}")


@dataclass(frozen=True, slots=True)
class ActEntry:
    """What is hashed of an act: everything but the body itself."""

    case_id: int
    seq: int
    name: str
    at: datetime
    recorded_at: datetime
    actor: str
    official_id: int | None
    post_id: int | None
    on_behalf_of: int | None
    task_id: int | None
    params: Mapping[str, Any]
    body_digest: str


def canonical(entry: ActEntry) -> bytes:
    """Return the one spelling of an act: JSON, sorted keys, no spaces, UTF-8, moments in UTC."""
    plain = {
        "case": entry.case_id,
        "seq": entry.seq,
        "name": entry.name,
        "at": _moment(entry.at),
        "recorded_at": _moment(entry.recorded_at),
        "actor": entry.actor,
        "official": entry.official_id,
        "post": entry.post_id,
        "on_behalf_of": entry.on_behalf_of,
        "task": entry.task_id,
        "params": _plain(entry.params),
        "body_digest": entry.body_digest,
    }
    text = json.dumps(plain, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return text.encode()


def chained(previous: str, entry: ActEntry) -> str:
    """Return the hash of an act: SHA-256 over the hash before it and its canonical form."""
    return hashlib.sha256(bytes.fromhex(previous) + canonical(entry)).hexdigest()


def digest_of_body(body: str | None) -> str:
    """Return the digest that stays when a body is destroyed; empty for none."""
    return hashlib.sha256(body.encode()).hexdigest() if body else ""


def facts_for_journal(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Return facts as the journal may keep them for good: of texts the digest alone."""
    return {
        name: f"sha256:{digest_of_body(value)}" if isinstance(value, str) else value
        for name, value in facts.items()
    }


def is_code(text: str) -> bool:
    """Tell whether a text is a code such as ``supplemented``: no place for words about people."""
    return CODE.fullmatch(text) is not None


def first_break(entries: Sequence[ActEntry], hashes: Sequence[str]) -> int | None:
    """Return the sequence number at which the chain breaks, or nothing when it is whole."""
    previous = ""
    for place, (entry, stored) in enumerate(zip(entries, hashes, strict=True), start=1):
        if entry.seq != place or chained(previous, entry) != stored:
            return place
        previous = stored
    return None


def merkle_root(heads: Iterable[tuple[int, str]]) -> str:
    """Return the root over (case id, journal head), in the order given; empty for none.

    Leaves and inner nodes are hashed with different first bytes; an odd node rises unchanged.
    """
    level = [
        hashlib.sha256(b"\x00" + str(case_id).encode() + b":" + bytes.fromhex(head)).digest()
        for case_id, head in heads
    ]
    if not level:
        return ""
    while len(level) > 1:
        paired = [
            hashlib.sha256(b"\x01" + left + right).digest()
            for left, right in zip(level[::2], level[1::2], strict=False)
        ]
        level = [*paired, level[-1]] if len(level) % 2 else paired
    return level[0].hex()


def _plain(params: Mapping[str, Any]) -> Any:
    """Return parameters as JSON reads them back: number keys become texts, then are sorted."""
    return json.loads(json.dumps(params, allow_nan=False))


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="microseconds")
