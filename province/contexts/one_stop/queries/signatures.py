"""What the signatures on a paper say, at the door: valid or not, whose, when."""

from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.utils.translation import gettext as _

from province.contexts.one_stop.rules.signatures import is_strangers
from province.kernel.attachments import public as attachments
from province.kernel.attachments.contracts import AttachmentVersionValue
from province.kernel.signing import public as signing
from province.kernel.signing.contracts import PaperFindings

_PDF = "application/pdf"
_MARK = b"/ByteRange"
_KEPT = 256
_NAMES = ("applicant_name", "person_name")


def signature_words(
    *, version: AttachmentVersionValue, payload: Mapping[str, Any], now: datetime
) -> tuple[str, ...]:
    """Say of each signature on a paper whose it is, when and whether it stands.

    A signature of somebody whom the filing does not name is a remark and no fault. Nothing is
    said of a paper without signatures.
    """
    if version.mime != _PDF:
        return ()
    hour = now.replace(minute=0, second=0, microsecond=0)
    findings = _findings(version.id, version.sha256, hour)
    if findings is None or not findings.signatures:
        return ()
    expected = [str(payload.get(name, "")) for name in _NAMES]
    lines = signing.describe_paper(findings=findings).lines
    said = []
    for line, words in zip(findings.signatures, lines, strict=True):
        said.append(_("Chữ ký số: %(words)s") % {"words": words})
        if is_strangers(name=line.name, organisation=line.organisation, expected=expected):
            said.append(
                _(
                    "Người ký không phải người nộp hay người được nộp thay. "
                    "Vẫn gửi được, cơ quan sẽ đối chiếu."
                )
            )
    return tuple(said)


@lru_cache(maxsize=_KEPT)
def _findings(version_id: int, sha256: str, hour: datetime) -> PaperFindings | None:
    """Check a stored paper once an hour for its content; nothing for one without a mark."""
    del sha256
    pdf = attachments.read_whole(version_id=version_id)
    return signing.verify_paper(pdf=pdf, now=hour) if _MARK in pdf else None
