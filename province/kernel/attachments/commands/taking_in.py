"""Files that people bring, and papers that we print: checked, kept, and written down."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from province.foundation.audit.catalogue import register_action
from province.foundation.audit.recording import record
from province.foundation.files.contracts import (
    KNOWN_TYPES,
    Bounds,
    FileType,
    Verdict,
    VerdictState,
)
from province.foundation.files.folder import ContentTooLargeError
from province.foundation.files.inspecting import inspect
from province.foundation.files.scanning import virus_scanner
from province.foundation.files.sniffing import guess_name, is_old_office, sniff
from province.foundation.files.storage import ReceivedFile, file_store
from province.foundation.identity.actors import Actor
from province.kernel.attachments.contracts import AttachmentVersionValue, IntakeLimits, ScanState
from province.kernel.attachments.errors import (
    NotYourAttachmentError,
    StrangerMayNotSendError,
    dangerous,
    empty_file,
    infected,
    old_office,
    too_large,
    type_refused,
)
from province.kernel.attachments.models import Attachment, AttachmentVersion, Content
from province.kernel.attachments.rules import clean_name, limits_of, megabytes

TAKEN_IN = register_action("attachments.taken_in", _("Gửi tệp lên"))
REPLACED = register_action("attachments.replaced", _("Gửi tệp thay tệp trước"))
MADE = register_action("attachments.made", _("Hệ thống lập văn bản và lưu vào kho tệp"))
LARGEST_MADE = 200 * 1024 * 1024
BOUNDS = Bounds()


def take_in(
    *, actor: Actor, name: str, stream: Iterable[bytes], now: datetime, kind: str = "paper"
) -> AttachmentVersionValue:
    """Take a file in, piece by piece, as a new attachment of the actor.

    :raises StrangerMayNotSendError: nobody is signed in.
    :raises FileRefusedError: too large, empty, of a wrong type, dangerous, or infected.
    """
    _not_a_stranger(actor)
    limits = limits_of(kind)
    with _received(stream, limits.size) as received:
        type_, pages = _looked_into(received, limits)
        verdict = _scanned(received.path)
        received.keep()
        with transaction.atomic():
            content = _content(received, type_.mime, pages, verdict, now)
            clean = clean_name(name, extension=type_.extension)
            attachment = Attachment.objects.create(owner=actor.key, kind=kind, name=clean)
            return _written(actor, attachment, content, clean, now, action=TAKEN_IN)


def new_version(  # noqa: PLR0913 -- keyword-only: each is named at the call
    *,
    actor: Actor,
    attachment_id: int,
    name: str,
    stream: Iterable[bytes],
    now: datetime,
    note: str = "",
) -> AttachmentVersionValue:
    """Take a file in as the next version of an attachment of the actor's own.

    :raises NotYourAttachmentError: the attachment is unknown or somebody else's.
    :raises FileRefusedError: too large, empty, of a wrong type, dangerous, or infected.
    """
    _not_a_stranger(actor)
    kinds = Attachment.objects.filter(pk=attachment_id, owner=actor.key)
    kind = kinds.values_list("kind", flat=True).first()
    if kind is None:
        raise NotYourAttachmentError
    limits = limits_of(kind)
    with _received(stream, limits.size) as received:
        type_, pages = _looked_into(received, limits)
        verdict = _scanned(received.path)
        received.keep()
        with transaction.atomic():
            attachment = Attachment.objects.select_for_update(no_key=True).get(pk=attachment_id)
            attachment.last_no += 1
            attachment.save(update_fields=["last_no"])
            content = _content(received, type_.mime, pages, verdict, now)
            clean = clean_name(name, extension=type_.extension)
            return _written(actor, attachment, content, clean, now, action=REPLACED, note=note)


def store_made(  # noqa: PLR0913 -- keyword-only: each is named at the call
    *, actor: Actor, name: str, content: bytes, mime: str, now: datetime, kind: str = "made"
) -> AttachmentVersionValue:
    """Keep a paper that the house made itself; it is trusted and needs no scan.

    That says nothing of the same content when somebody has sent it: its verdict stays what it is.

    :raises ValueError: the content is empty, or not of the type that it says (our own mistake).
    """
    extension = next((known.extension for known in KNOWN_TYPES if known.mime == mime), "")
    with file_store().receive([content], limit=LARGEST_MADE) as received:
        found = sniff(received.path)
        if not content or (extension and (found is None or found.mime != mime)):
            msg = f"what was made as {name} is not {mime}"
            raise ValueError(msg)
        pages = inspect(received.path, found, BOUNDS).pages if found else None
        received.keep()
        with transaction.atomic():
            row = _content(received, mime, pages, None, now)
            clean = clean_name(name, extension=extension)
            attachment = Attachment.objects.create(owner=actor.key, kind=kind, name=clean)
            return _written(actor, attachment, row, clean, now, action=MADE, is_made=True)


def _not_a_stranger(actor: Actor) -> None:
    if actor.is_anonymous:
        raise StrangerMayNotSendError


@contextmanager
def _received(stream: Iterable[bytes], limit: int) -> Iterator[ReceivedFile]:
    try:
        with file_store().receive(stream, limit=limit) as received:
            yield received
    except ContentTooLargeError as fault:
        raise too_large(megabytes(fault.limit)) from fault


def _looked_into(received: ReceivedFile, limits: IntakeLimits) -> tuple[FileType, int | None]:
    if received.size == 0:
        raise empty_file()
    found = sniff(received.path)
    if found is None and is_old_office(received.path):
        raise old_office()
    if found is None or found.mime not in limits.mimes:
        seems = found.label if found else guess_name(received.path)
        raise type_refused(seems, _allowed(limits))
    inspection = inspect(received.path, found, BOUNDS)
    for danger in inspection.dangers:
        raise dangerous(danger)
    return found, inspection.pages


def _allowed(limits: IntakeLimits) -> str:
    return ", ".join(known.label for known in KNOWN_TYPES if known.mime in limits.mimes)


def _scanned(path: Path) -> Verdict:
    verdict = virus_scanner().scan(path)
    if verdict.state is VerdictState.INFECTED:
        raise infected(verdict.signature)
    return verdict


def _content(
    received: ReceivedFile, mime: str, pages: int | None, verdict: Verdict | None, now: datetime
) -> Content:
    """Return the row of a content; one that was known keeps its verdict, only a scan gives one.

    What the house made needs no scan (no verdict); it is trusted while nobody has sent the same.
    """
    clean = verdict is None or verdict.state is VerdictState.CLEAN
    state = ScanState.SCANNED if clean else ScanState.UNSCANNED
    row, created = Content.objects.get_or_create(
        sha256=received.sha256,
        defaults={
            "size": received.size,
            "mime": mime,
            "pages": pages,
            "state": state,
            "scanned_at": now if clean else None,
        },
    )
    if not created and verdict is not None and clean:
        unscanned = Content.objects.filter(pk=row.pk, state=ScanState.UNSCANNED)
        unscanned.update(state=ScanState.SCANNED, scanned_at=now)
        row.refresh_from_db()
    if row.state == ScanState.INFECTED:
        raise infected(row.signature)
    return row


def _written(  # noqa: PLR0913 -- the columns of one row
    actor: Actor,
    attachment: Attachment,
    content: Content,
    name: str,
    now: datetime,
    *,
    action: str,
    note: str = "",
    is_made: bool = False,
) -> AttachmentVersionValue:
    row = AttachmentVersion.objects.create(
        attachment=attachment,
        no=attachment.last_no,
        content=content,
        name=name,
        is_made=is_made,
        uploaded_by=actor.key,
        uploaded_at=now,
        note=note[:500],
    )
    record(
        actor=actor,
        action=action,
        target=f"attachment:{attachment.pk}",
        changes={"version": row.pk, "sha256": content.sha256, "size": content.size},
    )
    return row.to_value()
