import re
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from province.contexts.one_stop import public as one_stop
from province.contexts.one_stop.contracts.states import ProcessingState
from province.contexts.one_stop.models import Dossier
from province.contexts.one_stop.tests.conftest import NOW, Office
from province.contexts.one_stop.tests.test_path import walk_to_sealed
from province.contexts.one_stop.tests.web_portal.conftest import png
from province.contexts.one_stop.tests.web_portal.test_dossiers import MINE, accept, view_of
from province.contexts.one_stop.web.portal import checking
from province.kernel.attachments import public as attachments
from province.kernel.attachments.models import AttachmentVersion

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.urls("province.contexts.one_stop.tests.web_portal.urls"),
]
NAME = "Lấp Lánh Ánh"


def pdf_file(content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile("quyết định.pdf", content, content_type="application/pdf")


def sealed_pdf(office: Office) -> bytes:
    result = view_of(office, walk_to_sealed(office)).result
    assert result is not None
    return attachments.read_whole(version_id=result.version_id)


def test_code_tells_how_far_it_has_come_and_nothing_else(client: Client, office: Office) -> None:
    dossier = office.file().dossier_id
    accept(office, dossier)
    code = view_of(office, dossier).code

    answer = client.get(f"/tra-cuu/{code}/")

    text = answer.content.decode()
    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    assert "Đã tiếp nhận" in text
    assert "Mức độ hoàn thành: bước 2 trên 4" in text
    assert "09:00 thứ Sáu, 04/12/2026" in text
    for secret in (NAME, office.agency.short_name, "trợ cấp xã hội", f"{MINE}{dossier}/"):
        assert secret not in text


def steps_of(text: str) -> list[str]:
    """Return the state of each public step of a page, by its class."""
    return re.findall(r'<li class="(done|now|todo|stopped)"', text)


def refuse(office: Office, dossier: int) -> None:
    one_stop.refuse_reception(
        actor=office.officer,
        dossier_id=dossier,
        reason="Không thuộc thẩm quyền",
        law="Điều 5",
        revision=None,
        key="",
        now=NOW,
    )


def take_back(office: Office, dossier: int) -> None:
    one_stop.withdraw_dossier(actor=office.citizen, dossier_id=dossier, reason="", now=NOW)


def take_back_at_work(office: Office, dossier: int) -> None:
    accept(office, dossier)
    take_back(office, dossier)


@pytest.mark.parametrize(
    ("ends", "words", "steps"),
    [
        (refuse, "Không được tiếp nhận", ["done", "stopped", "todo", "todo"]),
        (take_back, "Người nộp đã rút", ["done", "stopped", "todo", "todo"]),
        (take_back_at_work, "Người nộp đã rút", ["done", "done", "stopped", "todo"]),
    ],
)
def test_what_was_cut_short_is_not_called_done(
    client: Client,
    office: Office,
    ends: Callable[[Office, int], None],
    words: str,
    steps: list[str],
) -> None:
    filed = office.file()
    ends(office, filed.dossier_id)

    text = client.get(f"/tra-cuu/{filed.filing_no}/").content.decode()

    assert words in text
    assert steps_of(text) == steps
    assert text.count("(dừng ở đây)") == 1


def test_a_refusal_on_the_merits_looks_like_any_result(client: Client, office: Office) -> None:
    dossier = walk_to_sealed(office)
    text = client.get(f"/tra-cuu/{view_of(office, dossier).code}/").content.decode()
    granted = (steps_of(text), "Đã trả kết quả" in text)
    Dossier.objects.filter(pk=dossier).update(processing=ProcessingState.REFUSED)

    refused = client.get(f"/tra-cuu/{view_of(office, dossier).code}/").content.decode()

    assert granted == (["done"] * 4, True)
    assert (steps_of(refused), "Đã trả kết quả" in refused) == granted


@pytest.mark.parametrize("typed", [" {no} ", "{no}", "{low}", "{dash}"])
def test_filing_number_is_found_however_it_is_typed(
    client: Client, office: Office, typed: str
) -> None:
    no = office.file().filing_no
    asked = typed.format(no=no, low=no.lower(), dash=no.replace("-", "–"))

    answer = client.get("/tra-cuu/", {"ma": asked})

    assert answer.status_code == 200
    assert "Mới nộp, chờ tiếp nhận" in answer.content.decode()


@pytest.mark.parametrize("code", ["H01-khong-co", "<script>"])
def test_unknown_code_gets_help_and_stays_as_typed(
    client: Client,
    office: Office,  # noqa: ARG001 -- the province must be loaded
    code: str,
) -> None:
    answer = client.get("/tra-cuu/", {"ma": code})

    text = answer.content.decode()
    assert answer.status_code in {200, 404}
    assert "<script>alert" not in text
    assert "Mức độ hoàn thành" not in text


def test_unknown_code_says_what_a_code_looks_like(client: Client, office: Office) -> None:  # noqa: ARG001 -- the province is loaded
    answer = client.get("/tra-cuu/H01-khong-co/")

    text = answer.content.decode()
    assert answer.status_code == 404
    assert "Không có hồ sơ mang mã này." in text
    assert 'value="H01-khong-co"' in text


def test_empty_question_is_asked_again(client: Client, office: Office) -> None:  # noqa: ARG001 -- the province is loaded
    answer = client.get("/tra-cuu/", {"ma": " "})

    assert "Hãy nhập mã hồ sơ hoặc số nộp." in answer.content.decode()


def test_owner_is_led_to_the_whole_and_nobody_else(
    citizen: Client, other: Client, officer: Client, office: Office
) -> None:
    filed = office.file()
    link = f"{MINE}{filed.dossier_id}/"

    assert link in citizen.get(f"/tra-cuu/{filed.filing_no}/").content.decode()
    for stranger in (other, officer):
        assert link not in stranger.get(f"/tra-cuu/{filed.filing_no}/").content.decode()


def test_check_says_who_signed_and_keeps_nothing(client: Client, office: Office) -> None:
    pdf = sealed_pdf(office)
    before = AttachmentVersion.objects.count()

    answer = client.post("/kiem-tra-chu-ky/", {"paper": pdf_file(pdf)})

    text = answer.content.decode()
    assert "Văn bản có 2 chữ ký số, nội dung còn nguyên vẹn." in text
    assert "Chứng thư thử nghiệm, không có giá trị pháp lý" in text
    assert AttachmentVersion.objects.count() == before


def test_changed_paper_does_not_stand(client: Client, office: Office) -> None:
    pdf = bytearray(sealed_pdf(office))
    at = pdf.index(b"stream") + 40
    pdf[at] ^= 0xFF

    answer = client.post("/kiem-tra-chu-ky/", {"paper": pdf_file(bytes(pdf))})

    text = answer.content.decode()
    assert "nội dung còn nguyên vẹn" not in text
    assert "Không đạt" in text


def test_what_is_no_signed_paper_is_said(
    client: Client,
    office: Office,  # noqa: ARG001 -- the province must be loaded
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    url = "/kiem-tra-chu-ky/"
    said = {
        "Hãy chọn tệp PDF cần kiểm tra.": client.post(url),
        "Đây không phải tệp PDF.": client.post(url, {"paper": png()}),
        "Tệp rỗng. Hãy chọn lại tệp.": client.post(url, {"paper": pdf_file(b"")}),
    }
    monkeypatch.setattr(checking, "LARGEST", 10)
    said["Tệp lớn hơn 20 MB."] = client.post(url, {"paper": pdf_file(b"%PDF-1.7 too long")})

    for sentence, answer in said.items():
        assert answer.status_code == 422
        assert sentence in answer.content.decode()
