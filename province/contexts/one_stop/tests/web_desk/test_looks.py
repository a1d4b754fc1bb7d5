"""What an official sees of a person is written down, and the clock is the citizen's."""

import re
from datetime import datetime, timedelta

import pytest
from django.test import Client

from province.contexts.one_stop import public as one_stop
from province.contexts.one_stop.contracts.acts import SupplementItem
from province.contexts.one_stop.contracts.states import DossierClock
from province.contexts.one_stop.tests.conftest import NOW, Office
from province.contexts.one_stop.tests.test_listing_papers import LATE
from province.contexts.one_stop.tests.walking import ask
from province.contexts.one_stop.tests.web_desk.conftest import Browser, walk
from province.foundation.access.models import AccessEntry
from province.kernel.org.models import Account

pytestmark = pytest.mark.django_db
OFFICER, SPECIALIST = "motcua.longxuyen", "chuyenvien.longxuyen"
NUMBER, NAME = "000190000017", "Nguyễn Thị Lấp Lánh Ánh"


def looks(case_id: int) -> list[tuple[str, str]]:
    rows = AccessEntry.objects.using("access").filter(case_id=case_id).order_by("id")
    return list(rows.values_list("actor", "purpose"))


def test_a_refused_form_shows_no_numbers_and_is_a_look(office: Office, browser: Browser) -> None:
    _dossier, case_id = walk(office, to="filed")

    answer = browser(OFFICER).post(f"/ho-so/{case_id}/?hien=so", {"viec": "tu-choi", "key": "k"})

    assert answer.status_code == 422
    assert NUMBER not in answer.content.decode()
    assert looks(case_id) == [(office.officer.key, "Xem hồ sơ để giải quyết")]


def test_every_page_of_a_paper_and_a_preview_are_looks(office: Office, browser: Browser) -> None:
    _dossier, case_id = walk(office, to="taken")
    paper = (
        one_stop.get_dossier(actor=office.officer, case_id=case_id, purpose=None, now=NOW)
        .forms[0]
        .version_id
    )
    client = browser(SPECIALIST)
    before = len(looks(case_id))

    first = client.get(f"/ho-so/{case_id}/giay/{paper}/trang/1.png")
    beyond = client.get(f"/ho-so/{case_id}/giay/{paper}/trang/99.png")
    preview = client.post(
        f"/ho-so/{case_id}/xem-truoc/",
        {
            "viec": "bo-sung",
            "missing_name": "Giấy xác nhận",
            "missing_why": "Mờ",
            "reason": "Còn thiếu",
            "law": "Điều 17",
        },
    )

    assert first.status_code == 200
    assert beyond.status_code == 404
    assert preview["Content-Type"] == "application/pdf"
    assert [purpose for _actor, purpose in looks(case_id)[before:]] == [
        "Xem giấy tờ của hồ sơ",
        "Xem giấy tờ của hồ sơ",
        "Xem giấy tờ của hồ sơ",
        "Lập biểu mẫu của hồ sơ",
    ]


APOLOGY = "Xin lỗi và hẹn lại ngày trả kết quả"
ANSWER = "Nhận giấy bổ sung, hoặc kết thúc vì quá hạn bổ sung"


def test_a_refused_apology_is_a_look(
    office: Office, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    _dossier, case_id = walk(office, to="taken")
    monkeypatch.setattr("django.utils.timezone.now", lambda: LATE)
    client, url = browser("chutich.longxuyen"), f"/ho-so/{case_id}/hen-lai/"
    off = {"new_date_day": "13", "new_date_month": "12", "new_date_year": "2026", "reason": "x"}
    before = looks(case_id)

    empty, unfit = client.post(url, {"key": "a"}), client.post(url, {**off, "key": "b"})

    assert [(one.status_code, NAME in one.content.decode()) for one in (empty, unfit)] == [
        (422, True),
        (422, True),
    ]
    assert looks(case_id) == [*before, *[(office.leader.key, APOLOGY)] * 2]


@pytest.mark.parametrize(
    ("username", "now", "statuses"),
    [
        (OFFICER, LATE, [409, 403]),
        (SPECIALIST, LATE, [409, 403]),
        ("chutich.longxuyen", NOW, [409, 409]),
    ],
)
def test_who_may_not_apologise_now_is_shown_nobody(  # noqa: PLR0913, PLR0917 -- cases and fixtures
    office: Office,
    browser: Browser,
    monkeypatch: pytest.MonkeyPatch,
    username: str,
    now: datetime,
    statuses: list[int],
) -> None:
    _dossier, case_id = walk(office, to="taken")
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)
    client, url = browser(username), f"/ho-so/{case_id}/hen-lai/"
    day = {"new_date_day": "15", "new_date_month": "12", "new_date_year": "2026", "reason": "x"}
    before = looks(case_id)

    answers = [client.post(url, {"key": "a"}), client.post(url, {**day, "key": "b"})]

    assert [one.status_code for one in answers] == statuses
    assert [NAME in one.content.decode() for one in answers] == [False, False]
    assert looks(case_id) == before


def test_an_apology_that_is_sent_twice_is_one(
    office: Office, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    _dossier, case_id = walk(office, to="taken")
    monkeypatch.setattr("django.utils.timezone.now", lambda: LATE)
    client, url = browser("chutich.longxuyen"), f"/ho-so/{case_id}/hen-lai/"
    day = {"new_date_day": "15", "new_date_month": "12", "new_date_year": "2026", "reason": "x"}

    answers = [client.post(url, {**day, "key": "a"}) for _time in range(2)]

    assert [(one.status_code, one["Location"]) for one in answers] == [
        (302, f"/ho-so/{case_id}/")
    ] * 2


def test_a_refused_answer_is_a_look(
    office: Office, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    dossier, case_id = walk(office, to="filed")
    ask(office, dossier)
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW + timedelta(days=33))
    client, url = browser(OFFICER), f"/ho-so/{case_id}/"
    before = looks(case_id)

    answers = [
        client.post(f"{url}nhan-bo-sung/", {"note": ""}),
        client.post(f"{url}qua-han-bo-sung/", {"reason": "", "law": ""}),
    ]

    assert [(one.status_code, NAME in one.content.decode()) for one in answers] == [
        (422, True),
        (422, True),
    ]
    assert looks(case_id) == [*before, *[(office.officer.key, ANSWER)] * 2]


def days(page: str) -> list[tuple[str, str, str]]:
    ruler = page[page.index('<ol class="ruler"') :]
    return re.findall(r'<li class="(\w+)( now)?( due)?"', ruler[: ruler.index("</ol>")])


def test_the_officer_and_the_citizen_see_the_same_days(
    office: Office, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    dossier, case_id = walk(office, to="taken")
    one_stop.ask_supplement(
        actor=office.specialist,
        dossier_id=dossier,
        items=(SupplementItem(name="Giấy xác nhận khuyết tật", why="Ảnh mờ."),),
        reason="Còn thiếu",
        law="Điều 17",
        key="",
        revision=None,
        now=NOW,
    )
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW + timedelta(days=4))  # Monday
    citizen = Client()
    citizen.force_login(
        Account.objects.get(username="congdan"),
        backend="django.contrib.auth.backends.ModelBackend",
    )

    desk = browser(SPECIALIST).get(f"/ho-so/{case_id}/").content.decode()
    portal = citizen.get(f"/ho-so-cua-toi/{dossier}/").content.decode()

    view = one_stop.get_dossier(actor=office.officer, case_id=case_id, purpose=None, now=NOW)
    assert view.clock is DossierClock.PAUSED_SUPPLEMENT
    assert days(desk)[:4] == [
        ("hold", "", ""),
        ("hold", "", ""),
        ("off", "", ""),
        ("hold", " now", ""),
    ]
    assert days(desk) == days(portal)
