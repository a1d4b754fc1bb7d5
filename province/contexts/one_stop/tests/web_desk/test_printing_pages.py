"""Where officers press print: control sheet, register, and the page of the apology."""

import pytest

from province.contexts.one_stop.contracts.states import FormIssued
from province.contexts.one_stop.models import Dossier, IssuedForm
from province.contexts.one_stop.tests.conftest import Office
from province.contexts.one_stop.tests.test_listing_papers import LATE, WHY
from province.contexts.one_stop.tests.web_desk.conftest import Browser, walk

pytestmark = pytest.mark.django_db
LEADER, OFFICER, STRANGER = "chutich.longxuyen", "motcua.longxuyen", "chuyenvien.rachgia"
NEW_DAY = {"new_date_day": "15", "new_date_month": "12", "new_date_year": "2026"}


def test_the_control_sheet_opens_from_the_dossier(office: Office, browser: Browser) -> None:
    _dossier, case_id = walk(office, to="taken")
    url = f"/ho-so/{case_id}/phieu-kiem-soat.pdf"

    page = browser(OFFICER).get(f"/ho-so/{case_id}/").content.decode()
    paper = browser(OFFICER).get(url)

    assert f'href="{url}"' in page
    assert (paper.status_code, paper["Content-Type"]) == (200, "application/pdf")
    assert browser(STRANGER).get(url).status_code == 404


def test_the_register_is_printed_with_the_filters_of_the_page(
    office: Office, browser: Browser
) -> None:
    walk(office, to="received")

    page = browser(OFFICER).get("/so-theo-doi/?q=lap").content.decode()
    paper = browser(OFFICER).get("/so-theo-doi/so.pdf?q=lap")

    assert 'href="/so-theo-doi/so.pdf?q=lap"' in page
    assert (paper.status_code, paper["Content-Type"]) == (200, "application/pdf")


def test_the_leader_says_sorry_when_it_is_late(
    office: Office, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    dossier, case_id = walk(office, to="taken")
    url = f"/ho-so/{case_id}/hen-lai/"
    early = browser(LEADER).get(f"/ho-so/{case_id}/").content.decode()
    monkeypatch.setattr("django.utils.timezone.now", lambda: LATE)
    client = browser(LEADER)

    page = client.get(f"/ho-so/{case_id}/").content.decode()
    asked = client.get(url)
    empty = client.post(url, {"key": "a"})
    off = client.post(url, {**NEW_DAY, "new_date_day": "13", "reason": WHY, "key": "b"})
    done = client.post(url, {**NEW_DAY, "reason": WHY, "key": "c"})

    assert (url in early, url in page, asked.status_code) == (False, True, 200)
    assert empty.status_code == 422
    assert "Hãy ghi ngày, tháng, năm ở “Ngày trả kết quả mới”." in empty.content.decode()
    assert off.status_code == 422
    assert "Chọn một ngày làm việc" in off.content.decode()
    assert WHY in off.content.decode()
    assert (done.status_code, done["Location"]) == (302, f"/ho-so/{case_id}/")
    assert IssuedForm.objects.filter(dossier=dossier, form=FormIssued.APOLOGY).count() == 1
    after = client.get(f"/ho-so/{case_id}/").content.decode()
    assert url not in after
    assert "Xin lỗi, hẹn lại ngày trả kết quả" in after
    told = browser("congdan").get(f"/ho-so-cua-toi/{dossier}/").content.decode()
    assert "Phiếu xin lỗi và hẹn lại ngày trả kết quả" in told
    assert "Cơ quan xin lỗi và hẹn lại ngày trả kết quả" in told
    assert "15/12/2026" in told


def test_nobody_else_is_offered_the_apology(
    office: Office, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    dossier, case_id = walk(office, to="taken")
    monkeypatch.setattr("django.utils.timezone.now", lambda: LATE)
    url = f"/ho-so/{case_id}/hen-lai/"
    before = Dossier.objects.get(pk=dossier).due_at

    assert browser(OFFICER).get(url).status_code == 409
    refused = browser(OFFICER).post(url, {**NEW_DAY, "reason": WHY})
    assert refused.status_code == 403
    assert browser(STRANGER).get(url).status_code == 404
    assert Dossier.objects.get(pk=dossier).due_at == before
