"""A second click is one act; a second act under another key is never swallowed."""

import pytest

from province.contexts.one_stop import public as one_stop
from province.contexts.one_stop.tests.conftest import NOW, Office, actor_named
from province.contexts.one_stop.tests.web_desk.conftest import Browser, walk
from province.contexts.one_stop.tests.web_desk.test_dossier_page import page_of, view_of
from province.foundation.access.models import AccessEntry

pytestmark = pytest.mark.django_db
GRANT = {
    "viec": "tham-dinh",
    "result": "grant",
    "category": "Người cao tuổi thuộc hộ nghèo không có người phụng dưỡng",
    "coefficient": "1,5",
    "monthly_amount": "750.000",
    "from_month": "12/2026",
    "note": "",
}


def test_a_second_click_is_answered_as_the_first(office: Office, browser: Browser) -> None:
    dossier, case_id = walk(office, to="taken")
    client = browser("chuyenvien.longxuyen")

    first = client.post(page_of(case_id), {**GRANT, "key": "one"})
    second = client.post(page_of(case_id), {**GRANT, "key": "one"})

    assert (first.status_code, second.status_code) == (302, 302)
    assert view_of(office, dossier).proposal["facts"]["monthly_amount"] == 750_000


def test_an_old_tab_never_says_done_for_what_was_not_saved(
    office: Office, browser: Browser
) -> None:
    dossier, case_id = walk(office, to="taken")
    client = browser("chuyenvien.longxuyen")
    client.post(page_of(case_id), {**GRANT, "key": "one"})

    late = client.post(
        page_of(case_id), {**GRANT, "key": "two", "monthly_amount": "1.000.000", "revision": "1"}
    )

    assert late.status_code == 409
    assert "1.000.000" in late.content.decode()
    assert view_of(office, dossier).proposal["facts"]["monthly_amount"] == 750_000


@pytest.mark.parametrize("username", ["quantri.tinh", "quantri.longxuyen", "chuyenvien.rachgia"])
def test_papers_are_seen_only_by_who_sees_the_dossier(
    office: Office, browser: Browser, username: str
) -> None:
    dossier, case_id = walk(office, to="taken")
    version = view_of(office, dossier).forms[0].version_id
    client = browser(username)

    picture = client.get(f"{page_of(case_id)}giay/{version}/trang/1.png")
    file = client.get(f"{page_of(case_id)}giay/{version}/tep/")

    assert (picture.status_code, file.status_code) == (404, 404)


def test_the_auditor_sees_every_dossier_and_every_look_is_written_down(
    office: Office, browser: Browser
) -> None:
    _dossier, case_id = walk(office, to="taken")
    client = browser("giamsat.tinh")

    listed = client.get("/ho-so/").content.decode()
    page = client.get(page_of(case_id))

    assert f'href="{page_of(case_id)}"' in listed
    assert page.status_code == 200
    assert 'name="viec"' not in page.content.decode()
    looks = AccessEntry.objects.using("access").filter(case_id=case_id).order_by("id")
    assert looks.values_list("actor", flat=True).last() == actor_named("giamsat.tinh").key


def test_a_look_at_a_paper_is_written_down(office: Office, browser: Browser) -> None:
    dossier, case_id = walk(office, to="taken")
    version = view_of(office, dossier).forms[0].version_id

    browser("chuyenvien.longxuyen").get(f"{page_of(case_id)}giay/{version}/trang/1.png")

    rows = AccessEntry.objects.using("access").filter(purpose="Xem giấy tờ của hồ sơ")
    assert rows.values_list("case_id", flat=True).last() == case_id
    assert one_stop.get_dossier(
        actor=actor_named("motcua.longxuyen"), case_id=case_id, purpose=None, now=NOW
    ).code
