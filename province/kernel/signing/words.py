"""Says in Vietnamese what a check of a paper found."""

from django.utils.translation import gettext as _

from province.kernel.signing.contracts import PaperFindings, SignatureLine
from province.kernel.signing.rules import VIETNAM_TIME


def paper_sentence(findings: PaperFindings) -> str:
    """Say in one sentence whether the paper stands."""
    if not findings.is_readable:
        return _("Không đọc được tệp: đây không phải tệp PDF, hoặc chữ ký trong tệp đã bị hỏng.")
    if not findings.signatures:
        return _("Văn bản chưa có chữ ký số nào.")
    count = len(findings.signatures)
    if findings.is_good:
        return _("Văn bản có %(count)s chữ ký số, nội dung còn nguyên vẹn.") % {"count": count}
    bad = sum(not line.is_good for line in findings.signatures)
    return _("Văn bản có %(count)s chữ ký số, trong đó %(bad)s chữ ký không đạt.") % {
        "count": count,
        "bad": bad,
    }


def line_sentence(line: SignatureLine) -> str:
    """Say who signed when, whether it stands, and what the certificate is worth."""
    return " ".join(part for part in (_who(line), _standing(line), _worth(line)) if part)


def _who(line: SignatureLine) -> str:
    name = ", ".join(part for part in (line.name, line.title, line.organisation) if part)
    if line.name == line.organisation:
        name = line.name
    if line.signed_at is None:
        return _("%(name)s ký, không rõ thời gian.") % {"name": name}
    at = f"{line.signed_at.astimezone(VIETNAM_TIME):%d/%m/%Y %H:%M:%S}"
    return _("%(name)s ký lúc %(at)s.") % {"name": name, "at": at}


def _standing(line: SignatureLine) -> str:
    if not line.is_intact:
        return _("Nội dung đã bị thay đổi sau khi ký.")
    if not line.respects_policy:
        return _("Sau khi ký, tệp bị sửa ngoài phạm vi người ký cho phép.")
    if not line.is_trusted:
        return _(
            "Không xác nhận được chứng thư: không thuộc hệ thống này, đã bị thu hồi hoặc hết hạn."
        )
    return _("Chữ ký còn nguyên vẹn.")


def _worth(line: SignatureLine) -> str:
    return f"{line.label}." if line.label else ""
