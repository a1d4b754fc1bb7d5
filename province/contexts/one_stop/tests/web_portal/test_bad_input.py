"""What is wrong with what a citizen types or sends, in words at the field; the rest stays."""

import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from province.contexts.one_stop.tests.conftest import NOW, Office
from province.contexts.one_stop.tests.web_portal.conftest import FillDraft
from province.contexts.one_stop.tests.web_portal.test_draft_steps import (
    kept,
    open_and_send,
    page_fields,
    sent_back,
    url,
)
from province.foundation.files.contracts import Verdict, VerdictState
from province.foundation.files.scanning import plug_scanner
from province.foundation.files.tests import samples
from province.foundation.files.tests.test_inspecting import locked_pdf
from province.kernel.attachments.models import AttachmentVersion
from province.kernel.forms import public as forms

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.urls("province.contexts.one_stop.tests.web_portal.urls"),
]
MEGABYTE = 1024 * 1024


class Scanner:
    """Finds the test virus."""

    def scan(self, path: Path) -> Verdict:
        if b"EICAR-STANDARD" in path.read_bytes():
            return Verdict(VerdictState.INFECTED, signature="Eicar-Test")
        return Verdict(VerdictState.CLEAN)


@pytest.fixture(autouse=True)
def _scanner() -> Iterator[None]:
    plug_scanner(Scanner())
    yield
    plug_scanner(None)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "Tệp rỗng (0 byte). Hãy chọn lại tệp."),
        (b"chi la van ban", "Không nhận ra loại tệp từ nội dung."),
        (b"%PDF-1.7" + b"\0" * (20 * MEGABYTE), "Tệp lớn hơn 20 MB."),
        (
            samples.pdf(catalogue=b"/OpenAction << /S /JavaScript /JS (app.alert) >>"),
            "Tệp PDF có chứa mã lệnh (JavaScript). Hãy in lại thành PDF rồi gửi lại.",
        ),
        (
            samples.pdf(catalogue=b"/OpenAction << /S /Launch /F (cmd.exe) >>"),
            "Tệp PDF có lệnh mở chương trình khác. Hãy in lại thành PDF rồi gửi lại.",
        ),
        (
            samples.pdf(catalogue=b"/X << /Type /Filespec /EF << /F 2 0 R >> >>"),
            "Tệp có nhúng tệp khác ở bên trong. Hãy gửi riêng từng tệp.",
        ),
        (locked_pdf(), "Tệp có mật khẩu. Hãy bỏ mật khẩu rồi gửi lại."),
        (
            samples.office(more={"word/media/x.xml": b"\0" * 50_000_000}),
            "Tệp bung ra lớn bất thường nên không nhận.",
        ),
        (
            samples.pdf(more=(b"(" + samples.EICAR.replace(b")", b"\\)") + b")", samples.EICAR)),
            "Tệp có vi-rút (Eicar-Test) nên không nhận.",
        ),
    ],
    ids=["empty", "type", "large", "script", "launch", "embedded", "locked", "bomb", "virus"],
)
def test_a_bad_file_is_refused_at_its_field_and_is_not_kept(
    citizen: Client, fill_draft: FillDraft, office: Office, content: bytes, sentence: str
) -> None:
    draft = fill_draft(category="disabled_severe")
    address = url(draft, "papers")
    file = SimpleUploadedFile("giấy.pdf", content, content_type="application/pdf")

    answer = open_and_send(citizen, address, paper_disability=[file])

    assert sentence in sent_back(citizen, answer, address)
    assert kept(office, draft).papers == {}
    assert not AttachmentVersion.objects.filter(uploaded_by=office.citizen.key).exists()


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        (("address", "Ạ" * 10_000), "Dài 10.000 ký tự, nhiều nhất là"),
        (("birth_date_day", "31"), "Tháng 4 chỉ có 30 ngày."),
        (("birth_date_year", "3026"), "Năm phải từ"),
    ],
    ids=["long", "day", "future"],
)
def test_bad_words_stay_as_typed(
    citizen: Client, fill_draft: FillDraft, office: Office, given: tuple[str, str], sentence: str
) -> None:
    field, typed = given
    draft = fill_draft()
    address = url(draft, "identity")
    answers = {**_identity(office), field: typed}

    page = sent_back(citizen, send(citizen, address, answers), address)

    assert sentence in page
    assert typed in page


def test_letters_in_pieces_are_stored_whole(
    citizen: Client, fill_draft: FillDraft, office: Office
) -> None:
    draft = fill_draft()
    pieces = unicodedata.normalize("NFD", "Khóm Bình Thới 3")

    send(citizen, url(draft, "identity"), {**_identity(office), "address": pieces})

    found = forms.draft(actor=office.citizen, draft_id=draft.id, now=NOW)
    assert found.values["address"] == "Khóm Bình Thới 3"


def send(client: Client, address: str, answers: dict[str, Any]) -> Any:
    hidden = page_fields(client.get(address).content.decode())
    return client.post(address, {**hidden, **answers})


def _identity(office: Office) -> dict[str, Any]:
    return {
        "birth_date_day": "30",
        "birth_date_month": "4",
        "birth_date_year": "1945",
        "sex": "female",
        "ethnic_group": "Kinh",
        "commune": str(office.agency.pk),
        "address": "Khóm Bình Thới 3",
        "lives_elsewhere": "no",
    }
