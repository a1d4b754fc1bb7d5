"""Duties chosen in the inbox are given to somebody else, all or none."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from province.contexts.one_stop import public as one_stop
from province.contexts.one_stop.tests.conftest import NOW, Office
from province.contexts.one_stop.tests.test_path import GRANT
from province.contexts.one_stop.tests.web_desk.conftest import Browser, walk
from province.kernel.cases import public as cases
from province.kernel.cases.errors import UnfitHolderError
from province.kernel.cases.models.journal import Act
from province.kernel.cases.models.task import Task

pytestmark = pytest.mark.django_db
REASON = "Đi họp cả tuần"


def work_of(case_id: int) -> int:
    return Task.objects.get(case_id=case_id, state="open").pk


def give(client: Client, tasks: list[int], to_post: str) -> tuple[int, str]:
    values = {"viec": [str(t) for t in tasks], "to_post": to_post, "reason": REASON}
    response = client.post("/ban-lam-viec/giao/", values)
    return response.status_code, response.content.decode()


@pytest.fixture
def two(office: Office) -> list[tuple[int, int]]:
    """Two dossiers, each with its task before the specialist."""
    return [walk(office, to="taken") for _ in range(2)]


def to_post_of(client: Client, task_id: int) -> str:
    page = client.get("/ban-lam-viec/giao/", {"viec": str(task_id)}).content.decode()
    return page.split('<option value="')[2].split('"')[0]


def test_what_has_gone_meanwhile_is_said_and_the_typed_reason_stays(
    office: Office, browser: Browser, two: list[tuple[int, int]]
) -> None:
    client = browser("chuyenvien.longxuyen")
    tasks = [work_of(case_id) for _dossier, case_id in two]
    to_post = to_post_of(client, tasks[0])
    one_stop.appraise(
        actor=office.specialist,
        dossier_id=two[0][0],
        proposal=GRANT,
        note="",
        revision=None,
        key="",
        now=NOW,
    )

    status, page = give(client, tasks, to_post)

    assert status == 422
    assert "1 việc vừa có người khác xử lý" in page
    assert REASON in page
    assert f'name="viec" value="{tasks[1]}"' in page
    assert f'name="viec" value="{tasks[0]}"' not in page
    assert not Act.objects.filter(name="passed_on").exists()

    assert give(client, [tasks[1]], to_post)[0] == 302
    assert Act.objects.filter(name="passed_on").count() == 1
    assert give(client, tasks, to_post)[0] == 302
    assert Act.objects.filter(name="passed_on").count() == 1


def test_a_page_for_many_asks_no_more_than_for_one(
    browser: Browser, two: list[tuple[int, int]]
) -> None:
    client = browser("chuyenvien.longxuyen")
    tasks = [str(work_of(case_id)) for _dossier, case_id in two]
    counted = []
    client.get("/ban-lam-viec/giao/", {"viec": tasks})
    for chosen in (tasks[:1], tasks):
        with CaptureQueriesContext(connection) as captured:
            assert client.get("/ban-lam-viec/giao/", {"viec": chosen}).status_code == 200
        counted.append(len(captured))

    assert counted[0] == counted[1]


def offered(client: Client, task_id: int) -> list[str]:
    page = client.get("/ban-lam-viec/giao/", {"viec": str(task_id)}).content.decode()
    return re.findall(r'<option value="\d+"[^>]*>[^,<]+, ([^<]+)</option>', page)


def test_work_is_offered_to_those_alone_who_can_do_it(office: Office, browser: Browser) -> None:
    _dossier, case_id = walk(office, to="reviewed")

    assert offered(browser("chutich.longxuyen"), work_of(case_id)) == [
        "Phó Chủ tịch Ủy ban nhân dân",
        "Phó Chủ tịch Ủy ban nhân dân (kinh tế)",
    ]


def test_nobody_is_given_what_they_cannot_do(office: Office) -> None:
    _dossier, case_id = walk(office, to="reviewed")
    task = Task.objects.get(pk=work_of(case_id))
    officer = next(iter(office.officer.posts))
    acts = Act.objects.count()

    with pytest.raises(UnfitHolderError):
        cases.pass_on(
            actor=office.leader, task_ids=[task.pk], to_post=officer, reason=REASON, now=NOW
        )

    assert Act.objects.count() == acts
    assert Task.objects.get(pk=task.pk).post_id == task.post_id


def test_whoever_reassigns_takes_work_back_from_the_dossier(
    office: Office, browser: Browser
) -> None:
    _dossier, case_id = walk(office, to="taken")
    task = work_of(case_id)
    address = f'href="/ban-lam-viec/giao/?viec={task}"'
    head, colleague = browser("truongphong.longxuyen"), browser("motcua.longxuyen")

    shown = head.get(f"/ho-so/{case_id}/").content.decode()
    hidden = colleague.get(f"/ho-so/{case_id}/").content.decode()
    nothing = colleague.get("/ban-lam-viec/giao/", {"viec": str(task)})
    status, _page = give(head, [task], to_post_of(head, task))

    assert address in shown
    assert address not in hidden
    assert nothing.status_code == 302
    assert status == 302
    assert Task.objects.get(pk=task).post_id not in office.specialist.posts
