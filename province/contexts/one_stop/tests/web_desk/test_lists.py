from collections.abc import Callable
from dataclasses import replace
from io import BytesIO

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook

from province.contexts.one_stop import public as one_stop
from province.contexts.one_stop.contracts.states import ProcessingState
from province.contexts.one_stop.errors import MayNotError
from province.contexts.one_stop.models import DossierResult, IssuedForm
from province.contexts.one_stop.queries.dossiers import DossierFilter, all_rows
from province.contexts.one_stop.tests.conftest import NOW, Office
from province.contexts.one_stop.tests.web_desk.conftest import Browser, walk
from province.contexts.one_stop.tests.web_portal.test_draft_steps import sent_back
from province.contexts.one_stop.web.desk.scans import code_in, read_card
from province.foundation.access.models import AccessEntry
from province.foundation.audit.models import AuditEntry

pytestmark = pytest.mark.django_db
OFFICER, LEADER, CLERK = "motcua.longxuyen", "chutich.longxuyen", "vanthu.longxuyen"
CARD = "000190000017|351234567|Nguyễn Thị Lấp Lánh Ánh|30041945|Nữ|Khóm Bình Thới 3|01012022"


def queries(client: Client, url: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


def answers(office: Office) -> dict[str, object]:
    """Return the form as the counter's page sends it."""
    given = office.payload()
    given.pop("birth_date")
    given |= {"birth_date_day": "30", "birth_date_month": "4", "birth_date_year": "1945"}
    return {**given, "thu_tuc": "1.001776", "result_way": "counter"}


@pytest.mark.parametrize("url", ["/ban-lam-viec/", "/ho-so/", "/so-theo-doi/"])
def test_one_row_and_many_cost_the_same(office: Office, browser: Browser, url: str) -> None:
    walk(office, to="filed")
    walk(office, to="received")
    client = browser(OFFICER)
    client.get(url)
    few = queries(client, url)

    for _each in range(6):
        office.file()
    walk(office, to="received")

    assert queries(client, url) == few
    assert few <= 12


def test_signing_costs_the_same_for_one_and_more(office: Office, browser: Browser) -> None:
    walk(office, to="reviewed")
    client = browser(LEADER)
    client.get("/ky-so/")
    few = queries(client, "/ky-so/")
    walk(office, to="reviewed")

    assert queries(client, "/ky-so/") == few
    assert few <= 14  # one of them is the bell's


def test_a_list_finds_without_diacritics_and_only_in_ones_own_unit(
    office: Office, browser: Browser
) -> None:
    walk(office, to="received")

    mine = browser(OFFICER).get("/ho-so/?q=lap lanh anh").content.decode()
    theirs = browser("chuyenvien.rachgia").get("/ho-so/?q=lap lanh anh").content.decode()

    assert "Nguyễn Thị Lấp Lánh Ánh" in mine
    assert "Nguyễn Thị Lấp Lánh Ánh" not in theirs
    assert "Không có hồ sơ nào khớp" in theirs


def found_by(browser: Browser, username: str, words: str) -> int:
    page = browser(username).get("/ho-so/", {"q": words}).context
    return int(page["total"])


def test_a_paper_is_found_by_its_number_only_in_ones_own_unit(
    office: Office, browser: Browser
) -> None:
    walk(office, to="sealed")
    walk(office, to="signed")

    for number in ("01/QĐ-UBND", " 1/qđ-ubnd ", "001/ QĐ-UBND"):
        assert found_by(browser, OFFICER, number) == 1
        assert found_by(browser, "chuyenvien.rachgia", number) == 0
    assert found_by(browser, OFFICER, "02/TTPVHCC") == 1
    assert found_by(browser, OFFICER, "02/QĐ-UBND") == 0
    assert found_by(browser, "chuyenvien.rachgia", "02/TTPVHCC") == 0


def test_a_number_that_is_not_issued_yet_finds_nothing(office: Office) -> None:
    dossier, _case = walk(office, to="signed")
    DossierResult.objects.filter(dossier=dossier).update(number="09/QĐ-UBND")

    found = one_stop.list_dossiers(
        actor=office.officer, filters=DossierFilter(text="09/QĐ-UBND"), page=1
    )

    assert found.rows == ()


def test_a_search_by_number_costs_the_same_for_one_and_more(
    office: Office, browser: Browser
) -> None:
    walk(office, to="sealed")
    client = browser(OFFICER)
    client.get("/ho-so/?q=01/TTPVHCC")
    few = queries(client, "/ho-so/?q=01/TTPVHCC")
    for form in IssuedForm.objects.all():
        for _each in range(3):
            dossier = office.file().dossier_id
            form.pk, form.dossier_id = None, dossier
            form.save()

    assert queries(client, "/ho-so/?q=01/TTPVHCC") == few
    assert found_by(browser, OFFICER, "01/TTPVHCC") == 4


def test_the_search_opens_a_code_and_lists_other_words(office: Office, browser: Browser) -> None:
    dossier, case_id = walk(office, to="received")
    code = one_stop.get_dossier_by_id(
        actor=office.officer, dossier_id=dossier, purpose=None, now=NOW
    ).code
    client = browser(OFFICER)

    assert client.get("/ho-so/tim/", {"q": code})["Location"] == f"/ho-so/{case_id}/"
    assert client.get("/ho-so/tim/", {"q": f"https://x.vn/tra-cuu/{code}"})["Location"] == (
        f"/ho-so/{case_id}/"
    )
    assert client.get("/ho-so/tim/", {"q": "Ánh"})["Location"] == "/ho-so/?q=%C3%81nh"


def test_the_register_has_the_columns_of_mau_07(office: Office, browser: Browser) -> None:
    walk(office, to="received")

    page = browser(OFFICER).get("/so-theo-doi/").content.decode()
    sheet = browser(OFFICER).get("/so-theo-doi/so.xlsx").content

    rows = CalamineWorkbook.from_filelike(BytesIO(sheet)).get_sheet_by_index(0).to_python()
    assert rows[0] == [
        "STT",
        "Mã hồ sơ",
        "Tên thủ tục",
        "Tổ chức, cá nhân",
        "Địa chỉ, điện thoại",
        "Cơ quan giải quyết",
        "Nhận hồ sơ",
        "Hẹn trả",
        "Trả kết quả",
        "Phương thức nhận",
        "Ký nhận",
    ]
    assert rows[1][3] == "Nguyễn Thị Lấp Lánh Ánh"
    assert "0900000000" not in page


def test_the_inbox_is_exported_as_seen(office: Office, browser: Browser) -> None:
    walk(office, to="filed")

    sheet = browser(OFFICER).get("/ban-lam-viec/hop-viec.xlsx?q=lap lanh").content
    none = browser(OFFICER).get("/ban-lam-viec/hop-viec.xlsx?q=khong co ai").content

    rows = CalamineWorkbook.from_filelike(BytesIO(sheet)).get_sheet_by_index(0).to_python()
    assert [row[2] for row in rows] == ["Của ai", "Nguyễn Thị Lấp Lánh Ánh"]
    assert len(CalamineWorkbook.from_filelike(BytesIO(none)).get_sheet_by_index(0).to_python()) == 1


EXPORTS = {
    "/ho-so/danh-sach.xlsx?q=lap lanh": ("one_stop.list_exported", "one_stop.list"),
    "/so-theo-doi/so.xlsx?q=lap lanh": ("one_stop.register_exported", "one_stop.register"),
    "/ban-lam-viec/hop-viec.xlsx?q=lap lanh": ("cases.duties_exported", "cases.duties"),
}


@pytest.mark.parametrize(("url", "action", "what"), [(u, *w) for u, w in EXPORTS.items()])
def test_an_export_is_audited_and_each_person_in_it_written_down(
    office: Office, browser: Browser, url: str, action: str, what: str
) -> None:
    for _each in range(2):
        walk(office, to="filed" if "ban-lam-viec" in url else "received")
    client = browser(OFFICER)
    before = AccessEntry.objects.using("access").count()

    client.get(url)
    client.get(url.replace("lap lanh", "khong co ai"))

    looks = AccessEntry.objects.using("access").order_by("pk")[before:]
    assert [(look.what, look.party_id) for look in looks] == [(what, office.citizen.party_id)]
    lines = AuditEntry.objects.filter(action=action).order_by("pk")
    assert [(line.account_id, line.changes["rows"]) for line in lines] == [
        (office.officer.account_id, 2),
        (office.officer.account_id, 0),
    ]


@pytest.mark.parametrize("export", [one_stop.export_list, one_stop.export_register])
def test_whoever_may_not_export_takes_nothing_out(
    office: Office, export: Callable[..., object]
) -> None:
    walk(office, to="received")
    actor = replace(office.officer, abilities=frozenset(), abilities_by_unit={})
    before = (AccessEntry.objects.using("access").count(), AuditEntry.objects.count())

    with pytest.raises(MayNotError):
        export(actor=actor, filters=one_stop.DossierFilter(), most=10, purpose="Xuất tệp", now=NOW)

    assert (AccessEntry.objects.using("access").count(), AuditEntry.objects.count()) == before


@pytest.mark.parametrize("url", ["/ky-so/", "/dong-dau/", "/mot-cua/tiep-nhan/"])
def test_whoever_lacks_the_ability_is_refused_in_words(browser: Browser, url: str) -> None:
    response = browser("chuyenvien.longxuyen").get(url)

    assert response.status_code == 403
    assert "<h1>" in response.content.decode()


def test_the_counter_fills_the_person_from_a_card(browser: Browser) -> None:
    client = browser(OFFICER)
    read = client.post("/mot-cua/tiep-nhan/", {"lam": "quet", "ma": CARD})

    text = sent_back(client, read, "/mot-cua/tiep-nhan/")
    assert 'value="000190000017"' in text
    assert "Đã đọc thẻ căn cước của Nguyễn Thị Lấp Lánh Ánh." in text


def test_the_counter_says_what_it_cannot_read(browser: Browser) -> None:
    client = browser(OFFICER)
    read = client.post("/mot-cua/tiep-nhan/", {"lam": "quet", "ma": "xyz"})

    assert "Không đọc được mã này." in sent_back(client, read, "/mot-cua/tiep-nhan/")


def test_the_counter_files_and_receives_in_one_go_once(office: Office, browser: Browser) -> None:
    client = browser(OFFICER)
    given = {**answers(office), "key": "counter-1"}

    first = client.post("/mot-cua/tiep-nhan/", given)
    second = client.post("/mot-cua/tiep-nhan/", given)

    assert first.status_code == 302
    assert first["Location"] == second["Location"]
    done = client.get(first["Location"]).content.decode()
    assert "Giấy" not in done or "In giấy hẹn (mẫu 01)" in done
    found = all_rows(actor=office.officer, filters=one_stop.DossierFilter(), most=10)
    assert [row.processing for row in found] == [ProcessingState.RECEIVED]
    assert found[0].code in done


def test_the_counter_keeps_what_was_typed_when_something_is_missing(
    office: Office, browser: Browser
) -> None:
    given = {**answers(office), "applicant_phone": "abc"}

    client = browser(OFFICER)
    answer = client.post("/mot-cua/tiep-nhan/", given)

    page = sent_back(client, answer, "/mot-cua/tiep-nhan/")
    assert 'value="Khóm Bình Thới 3"' in page
    assert 'value="abc"' in page
    assert "Còn 1 chỗ cần sửa." in page
    assert all_rows(actor=office.officer, filters=one_stop.DossierFilter(), most=10) == ()


def test_a_duty_is_given_to_somebody_else_with_the_reason(office: Office, browser: Browser) -> None:
    _dossier, case_id = walk(office, to="taken")
    client = browser("chuyenvien.longxuyen")
    page = client.get(f"/ho-so/{case_id}/?viec=giao").content.decode()
    to_post = page.split('<option value="')[2].split('"')[0]

    response = client.post(
        f"/ho-so/{case_id}/", {"viec": "giao", "to_post": to_post, "reason": "Đi họp"}
    )

    assert response.status_code == 302
    assert "Đi họp" in client.get(f"/ho-so/{case_id}/").content.decode()


def test_reading_scans() -> None:
    card = read_card(CARD)
    assert card is not None
    assert (card.number, card.sex, str(card.birth_date)) == ("000190000017", "female", "1945-04-30")
    assert read_card("H01.Z4K-261120-0147") is None
    assert read_card("123|||") is None
    assert code_in("https://x.vn/tra-cuu/H01.Z4K-261120-0147/") == "H01.Z4K-261120-0147"
    assert code_in(" H01.Z4K-261120-0147 ") == "H01.Z4K-261120-0147"
