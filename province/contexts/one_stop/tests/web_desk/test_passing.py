"""Duties chosen in the inbox are given to somebody else, all or none."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from province.contexts.one_stop import public as one_stop
from province.contexts.one_stop.tests.conftest import NOW, Office
from province.contexts.one_stop.tests.web_desk.conftest import GRANT, Browser, walk
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
