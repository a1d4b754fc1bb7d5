"""Officers see that a filing was changed, where, and what it said before."""

import pytest
from django.utils.timezone import localtime

from province.contexts.one_stop import public as one_stop
from province.contexts.one_stop.tests.conftest import NOW, Office
from province.contexts.one_stop.tests.test_filing import filing
from province.contexts.one_stop.tests.walking import see
from province.contexts.one_stop.tests.web_desk.conftest import Browser
from province.foundation.access.models import AccessEntry
from province.foundation.ui.formats import format_datetime

pytestmark = pytest.mark.django_db


def test_the_page_says_when_and_where_and_leads_to_what_was_said(
    office: Office, browser: Browser
) -> None:
    dossier_id = office.file().dossier_id
    case_id = see(office, dossier_id).case_id
    desk = browser("motcua.longxuyen")
    assert "Người nộp đã sửa" not in desk.get(f"/ho-so/{case_id}/").content.decode()
    payload = office.payload(address="Khóm 9", applicant_phone="0911111111")
    one_stop.revise_filing(
        actor=office.citizen,
        dossier_id=dossier_id,
        filing=filing(office, payload=payload),
        key="",
        now=NOW,
    )

    page = desk.get(f"/ho-so/{case_id}/").content.decode()
    earlier = desk.get(f"/ho-so/{case_id}/ban-truoc/").content.decode()

    looks = AccessEntry.objects.using("access").filter(purpose__startswith="Xem nội dung hồ sơ")
    assert f"Người nộp đã sửa lúc {format_datetime(localtime(NOW))}, khác ở: " in page
    assert f'href="/ho-so/{case_id}/ban-truoc/"' in page
    assert "Khóm Bình Thới 3" in earlier
    assert "Khóm 9" in earlier
    assert "0911111111" not in earlier
    assert looks.count() == 1


def test_nothing_changed_is_said_and_strangers_see_nothing(
    office: Office, browser: Browser
) -> None:
    case_id = see(office, office.file().dossier_id).case_id

    said = browser("motcua.longxuyen").get(f"/ho-so/{case_id}/ban-truoc/").content.decode()

    assert "Người nộp chưa sửa hồ sơ này" in said
    assert browser("chuyenvien.rachgia").get(f"/ho-so/{case_id}/ban-truoc/").status_code == 404
