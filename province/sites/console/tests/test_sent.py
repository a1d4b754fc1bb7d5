import io

import pytest
from openpyxl import load_workbook

from province.foundation.identity.actors import Actor
from province.foundation.messages.errors import AddressRefusedError
from province.foundation.messages.memory import MemoryTransport
from province.kernel.notices import public as notices
from province.kernel.notices.contracts import Recipient, Telling
from province.kernel.notices.models import Sending
from province.kernel.org.tests.factories import NOW
from province.sites.console.tests.conftest import Enter, Town

pytestmark = pytest.mark.django_db
VALUES = {"code": "H01-1", "work": "Thẩm định", "unit": "UBND", "due": "17:00 24/11/2026"}


def refused(outgoing: MemoryTransport, town: Town) -> Sending:
    reader = Recipient(
        official_id=town.specialist.official_id, email="nguyen.an@example.vn", phone="0912345678"
    )
    telling = Telling(kind="cases.limit_over", source="1", values=VALUES, link="/den/")
    notices.tell(telling=telling, to=[reader], now=NOW)
    row = Sending.objects.get(channel="email")
    outgoing.refusal = AddressRefusedError(why="smtp 550")
    notices.send_now(sending_id=row.pk, now=NOW)
    outgoing.refusal = None
    return row


def test_a_keeper_finds_what_was_refused_and_sends_it_again(
    town: Town, enter: Enter, outgoing: MemoryTransport
) -> None:
    row = refused(outgoing, town)
    browser = enter(town.province_admin)

    page = browser.get(town.url("sent"), {"trang-thai": "tu-choi"}).content.decode()
    assert "n•••@example.vn" in page
    assert "nguyen.an@" not in page
    assert "Việc đã quá hạn" in page
    assert "091•••678" not in page
    answer = browser.post(f"{town.url('sent')}?trang-thai=tu-choi", {"sending": row.pk})

    row.refresh_from_db()
    assert (row.state, answer["Location"]) == (
        "queued",
        f"{town.url('sent')}?trang-thai=tu-choi",
    )
    assert browser.post(town.url("sent"), {"sending": row.pk}).status_code == 409


def test_the_list_goes_out_as_a_spreadsheet_with_masked_addresses(
    town: Town, enter: Enter, outgoing: MemoryTransport
) -> None:
    refused(outgoing, town)

    answer = enter(town.province_admin).get(town.url("sent_export"), {"kenh": "thu"})

    sheet = load_workbook(io.BytesIO(answer.content)).active
    assert sheet is not None
    rows = [[cell for cell in row if cell] for row in sheet.iter_rows(values_only=True)]
    assert next(row for row in rows if "n•••@example.vn" in row)[1:] == [
        "Việc đã quá hạn",
        "Thư điện tử",
        "n•••@example.vn",
        "Địa chỉ không nhận",
        1,
        "smtp 550",
    ]


def test_where_nothing_is_set_up_the_page_says_so(town: Town, enter: Enter) -> None:
    page = enter(town.province_admin).get(town.url("sent")).content.decode()

    assert "Chưa nối kênh: Thư điện tử, Tin nhắn." in page
    assert "Chưa có tin nào được gửi" in page


@pytest.mark.parametrize("name", ["sent", "sent_export"])
def test_a_specialist_does_not_look_after_messages(town: Town, enter: Enter, name: str) -> None:
    assert enter(town.specialist).get(town.url(name)).status_code == 403


def test_the_bell_counts_and_a_notice_leads_to_its_case(town: Town, enter: Enter) -> None:
    reader = Recipient(official_id=town.specialist.official_id)
    telling = Telling(kind="cases.limit_over", source="1", values=VALUES, link="/den/")
    notices.tell(telling=telling, to=[reader], now=NOW)
    browser = enter(town.specialist)

    page = browser.get("/thong-bao/").content.decode()
    assert "Đã quá hạn: H01-1" in page
    assert page.count('class="bell"') == 1
    number = int(page.split('id="tb')[1].split('"')[0])
    assert browser.post(f"/thong-bao/{number}/")["Location"] == "/den/"
    assert (
        "Không còn thông báo chưa đọc" in browser.get("/thong-bao/?loc=chua-doc").content.decode()
    )
    browser.post(f"/thong-bao/{number}/chua-doc/")
    browser.post("/thong-bao/da-doc/")
    assert notices.read_all(actor=_official(town), now=NOW) == 0
    assert enter(town.stranger).post(f"/thong-bao/{number}/").status_code == 404
    assert enter(None).get("/thong-bao/").status_code == 302


def _official(town: Town) -> Actor:
    return Actor(account_id=town.specialist.pk, official_id=town.specialist.official_id)
