"""The desk while an applicant is waited for."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from province.contexts.one_stop.contracts.states import ProcessingState
from province.contexts.one_stop.models import SupplementRequest
from province.contexts.one_stop.tests.conftest import NOW, Office
from province.contexts.one_stop.tests.test_answers import PNG, asked_dossier
from province.contexts.one_stop.tests.walking import see
from province.contexts.one_stop.tests.web_desk.conftest import Browser

pytestmark = pytest.mark.django_db
OFFICER = "motcua.longxuyen"


def home_of(office: Office, dossier_id: int) -> str:
    return f"/ho-so/{see(office, dossier_id).case_id}/"


def test_the_desk_records_a_paper_that_is_brought(office: Office, browser: Browser) -> None:
    dossier_id = asked_dossier(office, after=True)
    home, client = home_of(office, dossier_id), browser(OFFICER)
    assert f'href="{home}nhan-bo-sung/"' in client.get(home).content.decode()
    assert "Giấy xác nhận hộ nghèo" in client.get(f"{home}nhan-bo-sung/").content.decode()

    answer = client.post(
        f"{home}nhan-bo-sung/",
        {"item_0": SimpleUploadedFile("giay.png", PNG), "note": "", "key": "k"},
    )

    assert (answer.status_code, answer["Location"]) == (302, home)
    assert SupplementRequest.objects.get().answered_at == NOW
    page = client.get(home).content.decode()
    assert "Nhận giấy bổ sung của người nộp tại quầy" in page
    assert "nhan-bo-sung" not in page


def test_what_is_missing_is_said_and_what_came_stays(office: Office, browser: Browser) -> None:
    dossier_id = asked_dossier(office, after=False)
    url, client = f"{home_of(office, dossier_id)}nhan-bo-sung/", browser(OFFICER)

    empty = client.post(url, {"note": ""})
    many = client.post(
        url, {"item_0": [SimpleUploadedFile(f"to-{n}.png", PNG) for n in range(12)], "note": ""}
    )

    assert (empty.status_code, many.status_code) == (422, 422)
    assert "Chưa gửi giấy này." in empty.content.decode()
    text = many.content.decode()
    assert "nhiều nhất 10 tệp. Chưa nhận: to-10.png, to-11.png." in text
    assert text.count('name="kept_0"') == 10
    assert SupplementRequest.objects.get().answered_at is None


@pytest.mark.parametrize("username", ["chuyenvien.longxuyen", "vanthu.longxuyen"])
def test_others_neither_see_nor_reach_the_page(
    office: Office, browser: Browser, username: str
) -> None:
    dossier_id = asked_dossier(office, after=False)
    home, client = home_of(office, dossier_id), browser(username)

    page = client.get(home)
    answer = client.post(f"{home}nhan-bo-sung/", {"note": "x"})

    assert "nhan-bo-sung" not in page.content.decode()
    assert answer.status_code == 409
    assert SupplementRequest.objects.get().answered_at is None


def test_the_end_is_offered_only_when_the_time_is_over(
    office: Office, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    dossier_id = asked_dossier(office, after=False)
    home, client = home_of(office, dossier_id), browser(OFFICER)
    assert "qua-han-bo-sung" not in client.get(home).content.decode()
    assert client.get(f"{home}qua-han-bo-sung/").status_code == 409

    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW + timedelta(days=33))
    client = browser(OFFICER)
    assert "qua-han-bo-sung" in client.get(home).content.decode()
    assert "21/12/2026" in client.get(f"{home}qua-han-bo-sung/").content.decode()
    empty = client.post(f"{home}qua-han-bo-sung/", {"reason": "", "law": ""})
    done = client.post(f"{home}qua-han-bo-sung/", {"reason": "Quá hạn", "law": "Điều 17"})
    late = client.post(f"{home}qua-han-bo-sung/", {"reason": "Quá hạn", "law": "Điều 17"})

    assert (empty.status_code, done.status_code, late.status_code) == (422, 302, 302)
    assert see(office, dossier_id).processing is ProcessingState.REFUSED_RECEPTION
    assert "không còn chờ người nộp bổ sung" in client.get(home).content.decode()
