from dataclasses import replace

import pytest

from province.kernel.signing import public
from province.kernel.signing.contracts import PaperFindings, SignatureLine

LINE = SignatureLine(
    field="signature",
    name="Danh Sóc Kha",
    title="",
    organisation="",
    signed_at=None,
    is_time_stamped=False,
    is_intact=True,
    is_trusted=True,
    respects_policy=True,
    covers="file",
    modification="none",
    why="ok",
    label="",
)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({}, "Chữ ký còn nguyên vẹn."),
        ({"is_intact": False}, "Nội dung đã bị thay đổi sau khi ký."),
        (
            {"respects_policy": False},
            "Sau khi ký, tệp bị sửa ngoài phạm vi người ký cho phép.",
        ),
        (
            {"is_trusted": False},
            "Không xác nhận được chứng thư: không thuộc hệ thống này, đã bị thu hồi hoặc hết hạn.",
        ),
    ],
)
def test_each_fault_has_its_sentence(change: dict[str, bool], sentence: str) -> None:
    line = replace(LINE, **change)  # type: ignore[arg-type]  # flags of the line

    words = public.describe_paper(findings=PaperFindings(is_readable=True, signatures=(line,)))

    assert words.lines == (f"Danh Sóc Kha ký, không rõ thời gian. {sentence}",)


@pytest.mark.parametrize(
    ("findings", "summary"),
    [
        (
            PaperFindings(is_readable=False, signatures=()),
            "Không đọc được tệp: đây không phải tệp PDF, hoặc chữ ký trong tệp đã bị hỏng.",
        ),
        (PaperFindings(is_readable=True, signatures=()), "Văn bản chưa có chữ ký số nào."),
        (
            PaperFindings(is_readable=True, signatures=(LINE, replace(LINE, is_intact=False))),
            "Văn bản có 2 chữ ký số, trong đó 1 chữ ký không đạt.",
        ),
    ],
)
def test_each_paper_has_its_sentence(findings: PaperFindings, summary: str) -> None:
    assert public.describe_paper(findings=findings).summary == summary
