"""A repeated request gets the first answer, even when both arrive at once."""

import hashlib
import json
from collections.abc import Collection, Mapping
from typing import Any

from province.foundation.idempotency.errors import KeyReusedError
from province.foundation.idempotency.models import CommandKey
from province.foundation.identity.actors import Actor


class Memory:
    """What is remembered of one keyed request."""

    def __init__(self, row: CommandKey | None) -> None:
        self._row = row

    @property
    def answer(self) -> dict[str, Any] | None:
        """The first answer, or nothing when this is the first time."""
        return self._row.result if self._row else None

    def keep(self, result: dict[str, Any]) -> None:
        """Keep the answer for the next time."""
        if self._row:
            self._row.result = result
            self._row.save(update_fields=["result"])


def digest_of(request: Mapping[str, Any]) -> str:
    """Return a digest of what a request asks, the same for the same content."""
    body = json.dumps(request, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(body.encode()).hexdigest()


def recall(*, actor: Actor, key: str, command: str, digest: str = "") -> Memory:
    """Return the memory of this key, in the open transaction; a second request waits for the first.

    An empty key remembers nothing. The lock order puts this first (``foundation.db.locks``).

    :raises KeyReusedError: the key was used for another command or other content.
    """
    if not key:
        return Memory(None)
    row, created = CommandKey.objects.get_or_create(
        actor=actor.key, key=key, defaults={"command": command, "digest": digest}
    )
    if not created and (row.command, row.digest) != (command, digest):
        raise KeyReusedError
    return Memory(row)


def answer_to(*, actor: Actor, key: str) -> dict[str, Any] | None:
    """Return the first answer to a keyed request of this actor, or nothing; remembers nothing."""
    row = CommandKey.objects.filter(actor=actor.key, key=key).first()
    return row.result if row else None


def answers_to(*, actor: Actor, keys: Collection[str]) -> dict[str, dict[str, Any]]:
    """Return the first answers to several keyed requests of this actor, by key; one query."""
    rows = CommandKey.objects.filter(actor=actor.key, key__in=keys, result__isnull=False)
    return {key: result for key, result in rows.values_list("key", "result") if result is not None}
