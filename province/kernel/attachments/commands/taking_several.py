"""Several files at one field, taken in one by one, so that a bad one loses no good one."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from province.foundation.errors import FieldFault
from province.foundation.identity.actors import Actor
from province.kernel.attachments.commands.taking_in import take_in
from province.kernel.attachments.contracts import AttachmentVersionValue
from province.kernel.attachments.errors import FileRefusedError


class SentFile(Protocol):
    """A file as a door received it."""

    name: str | None

    def chunks(self) -> Iterator[bytes] | Iterable[bytes]:
        """Yield the content in pieces."""


@dataclass(frozen=True, slots=True)
class TakenFiles:
    """What came of the files at one field: what was kept, and what is wrong with the rest."""

    versions: tuple[AttachmentVersionValue, ...] = ()
    faults: tuple[FieldFault, ...] = ()


def take_several(
    *, actor: Actor, field: str, files: Sequence[SentFile], now: datetime
) -> TakenFiles:
    """Take every file of a field in; each bad one is named with its own sentence.

    :raises StrangerMayNotSendError: nobody is signed in.
    """
    kept: list[AttachmentVersionValue] = []
    faults: list[FieldFault] = []
    for file in files:
        name = file.name or "tep"
        try:
            kept.append(take_in(actor=actor, name=name, stream=file.chunks(), now=now))
        except FileRefusedError as refusal:
            faults += [
                FieldFault(
                    field=field,
                    code=fault.code,
                    sentence=format_lazy(_("Tệp “{name}”: {why}"), name=name, why=fault.sentence),
                )
                for fault in refusal.faults
            ]
    return TakenFiles(versions=tuple(kept), faults=tuple(faults))
