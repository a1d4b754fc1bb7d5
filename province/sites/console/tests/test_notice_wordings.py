import pytest
from django.test import Client
from django.urls import reverse

from province.kernel.notices.models import NoticeWording

pytestmark = pytest.mark.django_db
SMS = reverse(
    "console:notice_wording",
    kwargs={"kind": "one_stop.received", "channel": "sms", "language": "vi"},
)
GOOD = {"text": "Da nhan ho so {code}, hen {due}. {site}", "reason": "Ngắn hơn", "seen": "0"}


def test_words_are_tried_then_set_then_withdrawn(signed_in: Client) -> None:
    tried = signed_in.post(SMS, {**GOOD, "lam": "xem"})
    assert (tried.status_code, NoticeWording.objects.count()) == (200, 0)
    assert "Da nhan ho so H01.Z12-261119-0001" in tried.text
    assert "gửi đi thành 1 tin" in tried.text

    signed_in.post(SMS, GOOD)
    assert NoticeWording.objects.get().text == GOOD["text"]
    away = f"{SMS}1/rut/"
    assert signed_in.get(away).status_code == 200
    signed_in.post(away, {"reason": "Chưa duyệt"})

    page = signed_in.get(SMS).text
    assert ("Chưa duyệt" in page, away in page) == (True, False)
    assert signed_in.get(away).status_code == 404


def test_a_fault_stands_at_the_field_and_what_was_typed_stays(signed_in: Client) -> None:
    page = signed_in.post(SMS, {**GOOD, "text": "Da nhan {ma}, {due} {site} {code}"})

    assert page.status_code == 422
    assert "Không có biến {ma}" in page.text
    assert "Da nhan {ma}" in page.text
    assert not NoticeWording.objects.exists()


def test_the_list_leads_to_each_page(signed_in: Client) -> None:
    page = signed_in.get(reverse("console:notice_wordings"))

    assert SMS in page.text
    assert "luật buộc báo" in page.text
    gone = SMS.replace("one_stop.received", "one_stop.none")
    assert signed_in.get(gone).status_code == 404
