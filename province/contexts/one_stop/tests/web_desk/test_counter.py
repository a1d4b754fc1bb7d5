"""The counter: at whose desk, for which place, all or nothing."""

from dataclasses import replace

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.test import RequestFactory

from province.contexts.one_stop.models import Dossier
from province.contexts.one_stop.permissions import FILE_FOR_OTHERS
from province.contexts.one_stop.tests.conftest import Office
from province.contexts.one_stop.tests.test_sittings import received
from province.contexts.one_stop.tests.web_desk.conftest import Browser
from province.contexts.one_stop.tests.web_desk.test_lists import CARD, OFFICER, answers
from province.contexts.one_stop.tests.web_portal.conftest import png
from province.contexts.one_stop.tests.web_portal.test_draft_steps import sent_back
from province.contexts.one_stop.web.desk.counter import Counter
from province.foundation.web.models import Remark
from province.kernel.attachments.models import AttachmentVersion
from province.kernel.parties.models import Party

pytestmark = pytest.mark.django_db
URL = "/mot-cua/tiep-nhan/"


def test_another_place_is_said_at_its_field_and_nothing_happens(
    office: Office, browser: Browser
) -> None:
    (elsewhere,) = office.stranger.units
    before = Party.objects.count()
    given = {
        **answers(office),
        "applicant_name": "Trần Văn Mới",
        "applicant_number": "000160000033",
        "commune": str(elsewhere),
    }

    client = browser(OFFICER)
    page = client.post(URL, given)

    text = sent_back(client, page, URL)
    assert "Nơi này do cơ quan khác giải quyết" in text
    assert 'value="Khóm Bình Thới 3"' in text
    assert Party.objects.count() == before
    assert not Dossier.objects.exists()


def test_a_mistyped_number_with_a_missing_answer_registers_nobody(
    office: Office, browser: Browser
) -> None:
    before = Party.objects.count()
    given = {**answers(office), "applicant_number": "000190000999", "applicant_name": "Sai Tên"}

    page = browser(OFFICER).post(URL, {**given, "category": "disabled_severe"})

    assert page.status_code == 302
    assert Party.objects.count() == before
    assert not Dossier.objects.exists()


def test_who_works_at_two_counters_is_asked_which(office: Office) -> None:
    (other,) = office.stranger.units
    first = min(office.agency.pk, other)
    here = frozenset({FILE_FOR_OTHERS})
    officer = replace(office.officer, abilities_by_unit={office.agency.pk: here, other: here})

    def counter(**asked: str) -> Counter:
        request = RequestFactory().get(URL, asked)
        request.province_actor = officer  # type: ignore[attr-defined]  # our own mark
        page = Counter()
        request.session = SessionStore()
        page.setup(request)
        return page

    assert counter().agency_id == office.agency.pk
    assert counter(co_quan=str(other)).agency_id == other
    assert counter(co_quan="999999").agency_id == office.agency.pk
    field = counter().agency_field()
    assert field is not None
    assert {choice.value for choice in field.choices} == {
        str(first),
        str(max(office.agency.pk, other)),
    }
    assert [choice.value for choice in field.choices if choice.chosen] == [str(office.agency.pk)]


def test_showing_further_questions_keeps_what_was_typed_and_the_papers(
    office: Office, browser: Browser
) -> None:
    client = browser(OFFICER)
    given = {**answers(office), "category": "disabled_severe", "applicant_phone": "abc"}

    shown = client.post(URL, {**given, "lam": "xem_lai", "key": "k1", "paper_other": png("a.png")})

    page = sent_back(client, shown, URL)
    assert 'name="disability_certificate"' in page
    assert 'value="abc"' in page
    assert "chỗ cần sửa" not in page
    assert 'name="key" value="k1"' in page
    assert "a.png" in page
    (version,) = AttachmentVersion.objects.all()
    assert f'name="kept__paper_other" value="{version.pk}"' in page
    assert not Dossier.objects.exists()


def test_the_counter_speaks_to_an_officer(office: Office, browser: Browser) -> None:
    client = browser(OFFICER)
    page = client.get(f"{URL}?thu_tuc=1.001776").content.decode()
    received = client.post(URL, {**answers(office), "key": "k2"})
    assert '<option value="1.001776" selected' in client.get(URL).content.decode()
    case = received["Location"].rstrip("/").rpartition("/")[2]
    dossier = client.get(f"/ho-so/{case}/").content.decode()

    assert "Người nộp đề nghị trợ cấp cho ai?" in page
    assert "Cho chính người nộp" in dossier
    for words in ("của bạn", "Cho chính tôi", "Bạn đề nghị", "Tôi cam đoan"):
        assert words not in page
        assert words not in dossier


def test_the_counter_says_what_cannot_be(office: Office, browser: Browser) -> None:
    client = browser(OFFICER)
    given = {**answers(office), "birth_date_year": "2020", "marital_state": "single"}

    answer = client.post(URL, {**given, "key": "k3"})

    page = sent_back(client, answer, URL)
    assert "Diện này dành cho người từ đủ 60 tuổi" in page
    assert not Dossier.objects.exists()


def test_nothing_of_a_citizen_stays_after_filing_and_another_tab_keeps_its_own(
    office: Office, browser: Browser
) -> None:
    client = browser(OFFICER)
    other = client.post(
        URL, {**answers(office), "applicant_name": "Trần Ở Thẻ Khác", "lam": "xem_lai"}
    )
    first = client.post(URL, {"lam": "quet", "ma": CARD})
    assert "Nguyễn Thị Lấp Lánh Ánh" in sent_back(client, first, URL)
    second = client.post(first["Location"], {**answers(office), "applicant_phone": "abc"})
    assert 'value="abc"' in sent_back(client, second, URL)

    filed = client.post(second["Location"], {**answers(office), "key": "k9"})

    assert filed.status_code == 302
    assert Dossier.objects.count() == 1
    (kept,) = Remark.objects.all()
    assert "Trần Ở Thẻ Khác" in kept.content
    assert "Trần Ở Thẻ Khác" in sent_back(client, other, URL)
    assert "applicant" not in str(dict(client.session.items()))


def test_a_number_that_contradicts_the_birth_is_said_and_blocks_nobody(
    office: Office, browser: Browser
) -> None:
    client = browser(OFFICER)
    given = {**answers(office), "key": "k9"}  # born in 1945, the number says 1990

    received = client.post(URL, given)
    done = client.get(received["Location"]).content.decode()
    case = received["Location"].rstrip("/").rpartition("/")[2]
    dossier = client.get(f"/ho-so/{case}/").content.decode()

    said = "Số định danh là của người sinh năm 1990, nhưng đã ghi năm sinh 1945."
    assert Dossier.objects.count() == 1
    assert said in done
    assert said in dossier


def test_the_page_after_reception_offers_the_sheet_from_the_second_dossier_on(
    office: Office, browser: Browser
) -> None:
    client = browser(OFFICER)
    _first, case_id = received(office, "Khóm 1")
    sheet = f"/mot-cua/tiep-nhan/xong/{case_id}/giay-chung.pdf"
    assert sheet not in client.get(f"/mot-cua/tiep-nhan/xong/{case_id}/").content.decode()

    received(office, "Khóm 2")

    page = client.get(f"/mot-cua/tiep-nhan/xong/{case_id}/").content.decode()
    assert sheet in page
    assert "In chung 2 hồ sơ trên một giấy" in page
    answer = client.get(sheet)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
