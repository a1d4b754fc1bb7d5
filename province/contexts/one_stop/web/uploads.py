"""Files that come with a page: taken in one by one, so that a bad one loses no good one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from province.foundation.errors import FieldFault
from province.foundation.identity.actors import Actor
from province.kernel.attachments import public as attachments
from province.kernel.attachments.contracts import AttachmentVersionValue
from province.kernel.attachments.errors import FileRefusedError

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile


@dataclass(frozen=True, slots=True)
class Uploads:
    """What came of the files at one field: what was kept, and what is wrong with the rest."""

    versions: tuple[AttachmentVersionValue, ...] = ()
    faults: tuple[FieldFault, ...] = ()


def take_uploads(
    *, actor: Actor, field: str, files: Sequence["UploadedFile[Any]"], now: datetime
) -> Uploads:
    """Take every file of a field in; each bad one is named with its own sentence."""
    kept: list[AttachmentVersionValue] = []
    faults: list[FieldFault] = []
    for file in files:
        name = file.name or "tep"
        try:
            kept.append(attachments.take_in(actor=actor, name=name, stream=file.chunks(), now=now))
        except FileRefusedError as refusal:
            faults += [
                FieldFault(
                    field=field,
                    code=fault.code,
                    sentence=format_lazy(_("Tệp “{name}”: {why}"), name=name, why=fault.sentence),
                )
                for fault in refusal.faults
            ]
    return Uploads(versions=tuple(kept), faults=tuple(faults))


def one_sentence_each(faults: Iterable[FieldFault]) -> tuple[FieldFault, ...]:
    """Join the faults of one field, so that its place on the page says all of them."""
    by_field: dict[str, list[FieldFault]] = {}
    for fault in faults:
        by_field.setdefault(fault.field, []).append(fault)
    return tuple(
        FieldFault(
            field=field,
            code=several[0].code,
            sentence=" ".join(str(fault.sentence) for fault in several),
        )
        for field, several in by_field.items()
    )
