"""Files that a citizen sends with a page: one by one, so that a bad one loses no good one."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from province.contexts.one_stop import public as one_stop
from province.foundation.errors import FieldFault
from province.foundation.identity.actors import Actor
from province.foundation.ui.contracts import FileRow, FileState
from province.kernel.attachments import public as attachments
from province.kernel.attachments.contracts import AttachmentVersionValue, ScanState
from province.kernel.forms import public as forms
from province.kernel.forms.contracts import DraftValue
from province.kernel.forms.errors import PaperRefusedError

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

REMOVE = "_remove"
MEGABYTE = 1024 * 1024
_LINK = "{field}:{version}"


def attach_uploads(
    *,
    actor: Actor,
    draft: DraftValue,
    field: str,
    files: Sequence["UploadedFile[Any]"],
    now: datetime,
) -> tuple[FieldFault, ...]:
    """Take the files of a field in and put them at their place in the draft; tell what is wrong."""
    taken = attachments.take_several(actor=actor, field=field, files=files, now=now)
    faults = list(taken.faults)
    for version in taken.versions:
        try:
            forms.attach(
                actor=actor, draft_id=draft.id, field=field, version_id=version.id, now=now
            )
        except PaperRefusedError as refusal:
            faults += refusal.faults
    return tuple(faults)


def remove_paper(*, actor: Actor, draft: DraftValue, pressed: str, now: datetime) -> None:
    """Take the paper of a pressed button (``field:version``) away, if it is there."""
    field, _colon, version = pressed.partition(":")
    if version.isdecimal():
        forms.detach(actor=actor, draft_id=draft.id, field=field, version_id=int(version), now=now)


def file_row(
    version: AttachmentVersionValue,
    *,
    url: str,
    field: str = "",
    removable: bool = False,
    said: Sequence[str] = (),
) -> FileRow:
    """Return one sent file as the page shows it, with a button to take it away again.

    ``said`` is what its signatures say.
    """
    infected = version.state is ScanState.INFECTED
    return FileRow(
        name=version.name,
        note=_("Tệp có vi-rút, không dùng được. Hãy gửi tệp khác.")
        if infected
        else " ".join([f"{_size(version)}.", *said])
        if said
        else _size(version),
        state=FileState.FAULTY if infected else FileState.READY,
        url="" if infected else url,
        button=_("Bỏ tệp này") if removable else "",
        button_name=REMOVE if removable else "",
        button_value=_LINK.format(field=field, version=version.id) if removable else "",
    )


def signatures_on(
    draft: DraftValue, version: AttachmentVersionValue, now: datetime
) -> tuple[str, ...]:
    """Return what the signatures on a paper of a draft say."""
    return one_stop.signature_words(version=version, payload=draft.values, now=now)


def _size(version: AttachmentVersionValue) -> str:
    tenths = max(1, round(version.size * 10 / MEGABYTE))
    size = f"{tenths // 10},{tenths % 10} MB"
    if version.pages:
        return str(_("Đã nhận, {size}, {pages} trang")).format(size=size, pages=version.pages)
    return str(_("Đã nhận, {size}")).format(size=size)
