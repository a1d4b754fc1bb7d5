"""Reading attachments. Who may see one is the caller's to say; the owner always may."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from province.foundation.files.folder import ContentMissingError
from province.foundation.files.office.contracts import OfficeRefusedError, OfficeText
from province.foundation.files.pages import (
    NoPreviewError,
    NoSuchPageError,
    PageTooHeavyError,
    page_picture,
)
from province.foundation.files.reading import NoWordsError, office_text
from province.foundation.files.storage import file_store
from province.foundation.identity.actors import Actor
from province.kernel.attachments.contracts import AttachmentVersionValue, ScanState
from province.kernel.attachments.errors import (
    ContentLostError,
    HeavyPageError,
    InfectedError,
    NoPageError,
    NoPreviewOfTypeError,
    NotScannedError,
    VersionNotFoundError,
    WordsRefusedError,
)
from province.kernel.attachments.models import AttachmentVersion
from province.kernel.attachments.rules import may_be_given


def version(*, version_id: int) -> AttachmentVersionValue:
    """Return what is known of one version; its file is opened by ``open_version``.

    :raises VersionNotFoundError: there is none.
    """
    found = versions(version_ids=[version_id])
    if version_id not in found:
        raise VersionNotFoundError
    return found[version_id]


def versions(*, version_ids: Iterable[int]) -> dict[int, AttachmentVersionValue]:
    """Return several versions by their ids, in one query; unknown ids are left out."""
    rows = AttachmentVersion.objects.select_related("attachment", "content").filter(
        pk__in=set(version_ids)
    )
    return {row.pk: row.to_value() for row in rows}


def history(*, attachment_id: int) -> tuple[AttachmentVersionValue, ...]:
    """Return the versions of one attachment, oldest first."""
    rows = AttachmentVersion.objects.select_related("attachment", "content").filter(
        attachment_id=attachment_id
    )
    return tuple(row.to_value() for row in rows.order_by("no"))


def open_version(
    *, actor: Actor, version_id: int, may_read: bool
) -> tuple[Iterator[bytes], AttachmentVersionValue]:
    """Return the file in pieces, with what is known of it.

    The caller says whether the actor may see it (``may_read``); the owner may without being asked.

    :raises VersionNotFoundError: there is none, or the actor may not know of it.
    :raises NotScannedError: nobody but the owner is given a file that was not scanned.
    :raises InfectedError: a virus was found in it.
    :raises ContentLostError: the store does not hold it any more.
    """
    value = version(version_id=version_id)
    _let_through(actor, value, may_read=may_read)
    try:
        return file_store().read(value.sha256), value
    except ContentMissingError as fault:
        raise ContentLostError(sha256=value.sha256[:12]) from fault


def read_whole(*, version_id: int) -> bytes:
    """Return the whole content of a version, for the house's own work (printing, signing).

    :raises VersionNotFoundError: there is none.
    :raises InfectedError: a virus was found in it.
    :raises ContentLostError: the store does not hold it any more.
    """
    value = version(version_id=version_id)
    if value.state is ScanState.INFECTED:
        raise InfectedError
    return _path(value).read_bytes()


def preview_page(*, version_id: int, page: int = 1, width: int = 1000) -> bytes:
    """Return a page as a PNG picture; a picture carries no virus, so the file need not be scanned.

    The caller has made sure that the actor may see the paper.

    :raises VersionNotFoundError: there is none.
    :raises InfectedError: a virus was found in it.
    :raises NoPageError: the file has fewer pages.
    :raises NoPreviewOfTypeError: this type cannot be drawn.
    :raises HeavyPageError: drawing it takes too long.
    :raises ContentLostError: the store does not hold it any more.
    """
    value = version(version_id=version_id)
    if value.state is ScanState.INFECTED:
        raise InfectedError
    try:
        return page_picture(path=_path(value), mime=value.mime, page=page, width=width)
    except NoSuchPageError as fault:
        raise NoPageError(page=page) from fault
    except PageTooHeavyError as fault:
        raise HeavyPageError from fault
    except NoPreviewError as fault:
        raise NoPreviewOfTypeError from fault


def preview_words(*, version_id: int) -> OfficeText:
    """Return the words of a DOCX or XLSX; words do nothing, so the file need not be scanned.

    The caller has made sure that the actor may see the paper.

    :raises VersionNotFoundError: there is none.
    :raises InfectedError: a virus was found in it.
    :raises NoPreviewOfTypeError: files of this type are not read.
    :raises WordsRefusedError: the file is damaged, or would not be taken in today.
    :raises ContentLostError: the store does not hold it any more.
    """
    value = version(version_id=version_id)
    if value.state is ScanState.INFECTED:
        raise InfectedError
    try:
        return office_text(path=_path(value), mime=value.mime)
    except NoWordsError as fault:
        raise NoPreviewOfTypeError from fault
    except OfficeRefusedError as refusal:
        raise WordsRefusedError(danger=refusal.danger) from refusal


def _let_through(actor: Actor, value: AttachmentVersionValue, *, may_read: bool) -> None:
    why = may_be_given(
        is_owner=not actor.is_anonymous and actor.key == value.owner,
        may_read=may_read,
        is_infected=value.state is ScanState.INFECTED,
        may_leave=value.may_leave,
    )
    if why == "unknown":
        raise VersionNotFoundError
    if why == "infected":
        raise InfectedError
    if why == "unscanned":
        raise NotScannedError


def _path(value: AttachmentVersionValue) -> Path:
    try:
        return file_store().path(value.sha256)
    except ContentMissingError as fault:
        raise ContentLostError(sha256=value.sha256[:12]) from fault
