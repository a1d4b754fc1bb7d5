"""Office files at the desk without a scanner: their words are shown, the file is not given."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client

from province.contexts.one_stop import public as one_stop
from province.contexts.one_stop.contracts.filing import FiledPaper, Filing
from province.contexts.one_stop.contracts.states import Channel, Delivery, Origin
from province.contexts.one_stop.tests.conftest import NOW, Office
from province.contexts.one_stop.tests.web_desk.conftest import Browser
from province.foundation.access.models import AccessEntry
from province.foundation.files.contracts import Inspection, Verdict, VerdictState
from province.foundation.files.scanning import plug_scanner
from province.foundation.files.tests import samples
from province.kernel.attachments import public as attachments
from province.kernel.attachments.models import Content

pytestmark = pytest.mark.django_db
OFFICER = "motcua.longxuyen"
WORDS = samples.docx(
    samples.paragraph("Tôi là &lt;script&gt;alert(1)&lt;/script&gt; Ánh")
    + f"<w:tbl><w:tr><w:tc>{samples.paragraph('Họ tên')}</w:tc></w:tr></w:tbl>"
)
SHEET = samples.xlsx('<row r="3"><c r="A3" t="inlineStr"><is><t>=cmd()</t></is></c></row>')


class NoScanner:
    def scan(self, _path: Path) -> Verdict:
        return Verdict(VerdictState.UNSCANNED, why="there is none")


@pytest.fixture(autouse=True)
def _no_scanner() -> Iterator[None]:
    plug_scanner(NoScanner())
    yield
    plug_scanner(None)


def filed(office: Office, content: bytes, name: str) -> tuple[int, int]:
    """File a dossier with this paper; return its case and the version of the paper."""
    version = attachments.take_in(actor=office.citizen, name=name, stream=[content], now=NOW).id
    assert office.citizen.party_id is not None
    dossier = one_stop.receive_filing(
        actor=office.citizen,
        filing=Filing(
            origin=Origin.PORTAL,
            channel=Channel.ONLINE,
            procedure_code="1.001776",
            agency_id=office.agency.pk,
            applicant_party_id=office.citizen.party_id,
            payload=office.payload(),
            papers=(FiledPaper(field="paper", component="Giấy xác nhận", version_id=version),),
            delivery=Delivery.ELECTRONIC,
        ),
        key="",
        now=NOW,
    )
    view = one_stop.get_dossier_by_id(
        actor=office.officer, dossier_id=dossier.dossier_id, purpose=None, now=NOW
    )
    return view.case_id, version


def page_of(client: Client, case_id: int, version: int) -> str:
    answer = client.get(f"/ho-so/{case_id}/?giay={version}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_words_are_shown_escaped_and_labelled_and_the_file_is_kept_back(
    office: Office, browser: Browser
) -> None:
    case_id, version = filed(office, WORDS, "đơn.docx")
    client = browser(OFFICER)

    page = page_of(client, case_id, version)

    assert "Bản xem nội dung, không phải bản gốc; tệp chưa được quét." in page
    assert "Tôi là &lt;script&gt;alert(1)&lt;/script&gt; Ánh" in page
    assert "<td>Họ tên</td>" in page
    assert f"/giay/{version}/" not in page  # neither a picture nor the file
    assert client.get(f"/ho-so/{case_id}/giay/{version}/tep/").status_code == 403


def test_a_sheet_is_a_table_of_values(office: Office, browser: Browser) -> None:
    case_id, version = filed(office, SHEET, "bảng.xlsx")

    page = page_of(browser(OFFICER), case_id, version)

    assert "Trang tính “Danh sách”" in page
    assert '<th scope="row">3</th><td>=cmd()</td>' in page


def test_a_look_at_the_words_is_a_look_at_the_paper(office: Office, browser: Browser) -> None:
    case_id, version = filed(office, WORDS, "đơn.docx")

    page_of(browser(OFFICER), case_id, version)

    seen = AccessEntry.objects.using("access").filter(case_id=case_id).order_by("id")
    assert list(seen.values_list("purpose", flat=True)) == [
        "Xem hồ sơ để giải quyết",
        "Xem giấy tờ của hồ sơ",
    ]


def test_a_scanned_file_is_given_and_its_words_do_not_say_unscanned(
    office: Office, browser: Browser
) -> None:
    case_id, version = filed(office, WORDS, "đơn.docx")
    Content.objects.update(state="scanned", scanned_at=NOW)
    client = browser(OFFICER)

    page = page_of(client, case_id, version)

    assert "Bản xem nội dung, không phải bản gốc." in page
    assert "tệp chưa được quét" not in page
    assert client.get(f"/ho-so/{case_id}/giay/{version}/tep/").status_code == 200


@pytest.mark.parametrize(
    "body",
    [
        b"<!DOCTYPE d [<!ENTITY a 'ha'>]><d>&a;</d>",
        samples.document("<w:p>" * 50_000),
        samples.document("<w:p>")[:-9],
    ],
)
def test_words_that_cannot_be_read_leave_the_page_whole(
    office: Office, browser: Browser, monkeypatch: pytest.MonkeyPatch, body: bytes
) -> None:
    """As they came in before these checks were made."""
    nothing_found = "province.kernel.attachments.commands.taking_in.inspect"
    with monkeypatch.context() as before:
        before.setattr(nothing_found, lambda *_: Inspection())
        case_id, version = filed(
            office, samples.office(more={"word/document.xml": body}), "đơn.docx"
        )

    page = page_of(browser(OFFICER), case_id, version)

    assert "Không hiện được nội dung tệp này" in page
    assert "Hãy yêu cầu người gửi làm lại" in page
    assert "Từ chối tiếp nhận" in page


def test_a_picture_of_a_type_that_is_not_drawn_says_so(office: Office, browser: Browser) -> None:
    case_id, version = filed(office, samples.heic(), "ảnh.heic")

    page = page_of(browser(OFFICER), case_id, version)

    assert "Loại tệp này chưa xem trước được, và chỉ tải về được sau khi quét vi-rút." in page
    assert f"/giay/{version}/" not in page
