import pytest
from django.test import Client

from province.contexts.one_stop.tests.conftest import NOW, Office
from province.contexts.one_stop.tests.web_portal.conftest import START
from province.kernel.forms import public as forms

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.urls("province.contexts.one_stop.tests.web_portal.urls"),
]


def test_page_says_what_is_needed(citizen: Client) -> None:
    answer = citizen.get(START)

    text = answer.content.decode()
    assert answer.status_code == 200
    assert "Bạn cần những gì" in text
    assert "10 ngày làm việc" in text
    assert "Bắt đầu điền" in text


def test_start_makes_a_prefilled_draft_and_opens_its_first_step(
    citizen: Client, office: Office
) -> None:
    answer = citizen.post(START)

    (draft,) = forms.drafts(actor=office.citizen, now=NOW)
    assert answer["Location"] == f"/nop-ho-so/nhap/{draft.id}/applicant/"
    assert draft.values == {
        "applicant_name": "Nguyễn Thị Lấp Lánh Ánh",
        "applicant_number": "000190000017",
        "applicant_phone": "0900000000",
        "commune": str(office.agency.pk),
        "address": "Khóm Bình Thới 3",
        "post_address": "Khóm Bình Thới 3",
    }


def test_second_click_opens_the_same_draft(citizen: Client, office: Office) -> None:
    first, second = citizen.post(START), citizen.post(START)

    assert first["Location"] == second["Location"]
    assert len(forms.drafts(actor=office.citizen, now=NOW)) == 1


def test_open_drafts_stand_on_the_page(citizen: Client) -> None:
    step = citizen.post(START)["Location"]

    text = citizen.get(START).content.decode()

    assert f'href="{step}"' in text
    assert "Nộp một hồ sơ mới" in text


def test_nobody_signed_in_goes_to_sign_in_and_back(office: Office) -> None:  # noqa: ARG001 -- the province is loaded
    answer = Client().get(START)

    assert answer.status_code == 302
    assert answer["Location"].endswith("?next=%2Fnop-ho-so%2F1.001776%2F")


def test_official_without_a_citizens_account_gets_a_sentence(officer: Client) -> None:
    answer = officer.get(START)

    assert answer.status_code == 403
    assert "Trang này để công dân nộp" in answer.content.decode()


def test_procedure_that_takes_nothing_says_why_and_starts_nothing(
    citizen: Client, office: Office
) -> None:
    answer = citizen.get("/nop-ho-so/1.012783/")
    posted = citizen.post("/nop-ho-so/1.012783/")

    assert "Chưa nhận hồ sơ." in answer.content.decode()
    assert "Bắt đầu điền" not in answer.content.decode()
    assert posted["Location"] == "/nop-ho-so/1.012783/"
    assert forms.drafts(actor=office.citizen, now=NOW) == ()


def test_unknown_procedure_is_unknown(citizen: Client) -> None:
    assert citizen.get("/nop-ho-so/9.999999/").status_code == 404


def test_draft_is_thrown_away_after_a_question(citizen: Client, office: Office) -> None:
    citizen.post(START)
    (draft,) = forms.drafts(actor=office.citizen, now=NOW)
    url = f"/nop-ho-so/nhap/{draft.id}/bo/"

    asked = citizen.get(url)
    assert "Bỏ bản nháp này?" in asked.content.decode()
    assert len(forms.drafts(actor=office.citizen, now=NOW)) == 1

    assert citizen.post(url)["Location"] == "/ho-so-cua-toi/"
    assert forms.drafts(actor=office.citizen, now=NOW) == ()
    assert citizen.post(url).status_code == 404


def test_strangers_draft_cannot_be_thrown_away(
    citizen: Client, other: Client, office: Office
) -> None:
    citizen.post(START)
    (draft,) = forms.drafts(actor=office.citizen, now=NOW)

    assert other.post(f"/nop-ho-so/nhap/{draft.id}/bo/").status_code == 404
    assert len(forms.drafts(actor=office.citizen, now=NOW)) == 1
