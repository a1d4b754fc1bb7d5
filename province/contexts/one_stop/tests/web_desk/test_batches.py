"""Several papers with one PIN: what has changed meanwhile is left, a second click does nothing."""

import html
import re
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from province.contexts.one_stop import public as one_stop
from province.contexts.one_stop.commands import batching
from province.contexts.one_stop.models import DossierResult
from province.contexts.one_stop.tests.conftest import NOW, PIN, Office
from province.contexts.one_stop.tests.test_path import GRANT
from province.contexts.one_stop.tests.walking import appraise
from province.contexts.one_stop.tests.web_desk.conftest import Browser, walk
from province.contexts.one_stop.web.desk import batches
from province.foundation.identity.actors import Actor
from province.kernel.attachments.models import AttachmentVersion
from province.kernel.cases import public as cases
from province.kernel.cases.contracts.values import TaskState
from province.kernel.cases.models.journal import Act
from province.kernel.cases.models.task import Task
from province.kernel.numbering.models import IssuedNumber

pytestmark = pytest.mark.django_db
LEADER, CLERK = "chutich.longxuyen", "vanthu.longxuyen"
SIGN, SEAL = "/ky-so/", "/dong-dau/"
STALE = "Việc này vừa có người khác xử lý. Hãy xem lại tình trạng mới nhất."


def offered(client: Client, url: str) -> dict[int, str]:
    """Return what the page offers to choose, by dossier."""
    found = re.findall(r'value="(\d+):(\d+)"', client.get(url).content.decode())
    return {int(dossier): f"{dossier}:{revision}" for dossier, revision in found}


def outcomes(client: Client, url: str) -> list[str]:
    page = client.get(url).content.decode()
    note = re.search(r'role="status">(?:(?!</ul>).)*<ul>(.*?)</ul>', page, re.DOTALL)
    assert note is not None
    lines = re.findall(r"<li>(.*?)</li>", note[1], re.DOTALL)
    return [html.unescape(re.sub(r"<[^>]+>", "", line)) for line in lines]


def counted() -> tuple[int, ...]:
    return tuple(each.objects.count() for each in (Act, AttachmentVersion, IssuedNumber))


def signed(dossier: int) -> bool:
    return DossierResult.objects.get(dossier_id=dossier).signed_at is not None


def appraised_anew(office: Office, dossier: int, case_id: int) -> None:
    one_stop.send_back(
        actor=office.leader,
        dossier_id=dossier,
        task_id=Task.objects.get(case_id=case_id, state=TaskState.OPEN).pk,
        to_step="appraisal",
        reason="Xem lại hệ số",
        revision=None,
        now=NOW,
    )
    appraise(office, dossier)
    one_stop.review(actor=office.head, dossier_id=dossier, note="", revision=None, key="", now=NOW)


def test_a_line_that_was_appraised_anew_is_stale_and_the_others_are_signed(
    office: Office, browser: Browser
) -> None:
    (changed, case_id), (other, _case) = (walk(office, to="reviewed") for _two in range(2))
    client = browser(LEADER)
    seen = offered(client, SIGN)
    appraised_anew(office, changed, case_id)

    answer = client.post(
        SIGN, {"chosen": [seen[changed], seen[other]], "pin": PIN, "key": "batch-1"}
    )

    assert (answer.status_code, answer["Location"]) == (302, f"{SIGN}?xong=batch-1")
    assert (signed(changed), signed(other)) == (False, True)
    first, second = outcomes(client, answer["Location"])
    assert STALE in first
    assert STALE not in second
    assert list(offered(client, SIGN)) == [changed]
    assert cases.verify(actor=office.officer, case_ids=(case_id,)).is_whole


@pytest.mark.parametrize(
    ("url", "who", "to"), [(SIGN, LEADER, "reviewed"), (SEAL, CLERK, "signed")]
)
def test_a_second_click_and_a_reload_do_nothing_and_show_the_same(
    office: Office, browser: Browser, url: str, who: str, to: str
) -> None:
    for _two in range(2):
        walk(office, to=to)
    client = browser(who)
    given = {"chosen": list(offered(client, url).values()), "pin": PIN, "key": "twice"}

    first = client.post(url, given)
    done, told = counted(), outcomes(client, first["Location"])
    second = client.post(url, given)

    assert (first.status_code, second.status_code) == (302, 302)
    assert first["Location"] == second["Location"] == f"{url}?xong=twice"
    assert outcomes(client, second["Location"]) == told
    assert outcomes(client, second["Location"]) == told
    assert counted() == done
    ends = [line.rpartition(": ")[2] for line in told]
    if url == SEAL:
        assert ends == ["số 01/QĐ-UBND", "số 02/QĐ-UBND"]
    else:
        assert ends == ["Nguyễn Thị Lấp Lánh Ánh"] * 2
    assert offered(client, url) == {}


def test_a_batch_is_told_to_nobody_else(office: Office, browser: Browser) -> None:
    walk(office, to="reviewed")
    client = browser(LEADER)
    client.post(SIGN, {"chosen": list(offered(client, SIGN).values()), "pin": PIN, "key": "mine"})

    page = browser("phochutich.longxuyen").get(f"{SIGN}?xong=mine").content.decode()

    assert "Nguyễn Thị Lấp Lánh Ánh" not in page


def test_a_wrong_pin_does_none_and_the_same_page_goes_on_with_the_right_one(
    office: Office, browser: Browser
) -> None:
    dossiers = [walk(office, to="reviewed")[0] for _two in range(2)]
    client = browser(LEADER)
    seen = offered(client, SIGN)
    before = counted()

    wrong = client.post(SIGN, {"chosen": [seen[dossiers[0]]], "pin": "000000", "key": "k"})

    assert wrong.status_code == 422
    assert counted() == before
    page = wrong.content.decode()
    boxes = {
        int(dossier): "checked" in re.sub(r'value="[^"]*"', "", box)
        for box, dossier in re.findall(r'(<input[^>]*value="(\d+):\d+"[^>]*>)', page)
    }
    assert boxes == {dossiers[0]: True, dossiers[1]: False}
    right = client.post(SIGN, {"chosen": [seen[dossiers[0]]], "pin": PIN, "key": "k"})
    assert right.status_code == 302
    assert [signed(dossier) for dossier in dossiers] == [True, False]


@pytest.mark.parametrize("chosen", [[], ["x"], ["1"], ["1:x"], ["9" * 5000 + ":1"], ["²:1"]])
def test_what_is_no_choice_is_said(office: Office, browser: Browser, chosen: list[str]) -> None:
    walk(office, to="reviewed")
    before = counted()

    answer = browser(LEADER).post(SIGN, {"chosen": chosen, "pin": PIN, "key": "none"})

    assert answer.status_code == 422
    assert "Chưa chọn văn bản nào." in answer.content.decode()
    assert counted() == before


def send_many(client: Client, monkeypatch: pytest.MonkeyPatch, count: int) -> str:
    """Choose all that wait, two at a time, and return the page that answers."""
    monkeypatch.setattr(batches, "AT_ONCE", 2)
    chosen = list(offered(client, SIGN).values())
    assert len(chosen) == count
    answer = client.post(SIGN, {"chosen": chosen, "pin": PIN, "key": "lot"})
    assert answer.status_code == 200
    return answer.content.decode()


def pass_in(page: str) -> str:
    found = re.search(r'name="sealed" value="([^"]+)"', page)
    assert found is not None
    return found[1]


def test_a_batch_goes_on_in_parts_with_the_pin_typed_once(
    office: Office, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    dossiers = [walk(office, to="reviewed")[0] for _three in range(3)]
    client = browser(LEADER)

    page = send_many(client, monkeypatch, 3)
    first = sum(signed(dossier) for dossier in dossiers)
    end = client.post(f"{SIGN}?lo=lot", {"sealed": pass_in(page)})

    assert ("Xong 2/3 văn bản" in page, PIN in page) == (True, False)
    assert (first, all(signed(dossier) for dossier in dossiers)) == (2, True)
    assert (end.status_code, end["Location"]) == (302, f"{SIGN}?xong=lot")
    assert client.get(f"{SIGN}?lo=lot")["Location"] == f"{SIGN}?xong=lot"
    assert len(outcomes(client, end["Location"])) == 3


def test_what_breaks_in_the_middle_goes_on_there_after_a_reload(
    office: Office, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    dossiers = [walk(office, to="reviewed")[0] for _three in range(3)]
    client = browser(LEADER)
    client.raise_request_exception = False
    do, calls = one_stop.sign, []

    def breaks(**given: Any) -> int:
        calls.append(given["dossier_id"])
        if len(calls) == 2:
            raise RuntimeError("the machine went out")
        return do(**given)

    monkeypatch.setattr(batching, "sign", breaks)
    chosen = list(offered(client, SIGN).values())

    broken = client.post(SIGN, {"chosen": chosen, "pin": PIN, "key": "lot"})
    resumed = client.get(f"{SIGN}?lo=lot").content.decode()
    wrong = client.post(f"{SIGN}?lo=lot", {"pin": "000000"})
    still = sum(signed(dossier) for dossier in dossiers)
    end = client.post(f"{SIGN}?lo=lot", {"pin": PIN})

    assert broken.status_code == 500
    assert "Làm tiếp từ văn bản thứ 2" in resumed
    assert (wrong.status_code, still) == (422, 1)
    assert end["Location"] == f"{SIGN}?xong=lot"
    assert all(signed(dossier) for dossier in dossiers)
    assert Act.objects.filter(name="signed").count() == 3


def test_a_pass_is_good_for_its_own_batch_reader_and_minutes(
    office: Office, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    dossiers = [walk(office, to="reviewed")[0] for _three in range(3)]
    client = browser(LEADER)
    sealed = pass_in(send_many(client, monkeypatch, 3))
    other = browser("phochutich.longxuyen")

    def found_by(actor: Actor, key: str, minutes: int, given: str = sealed) -> str:
        now = NOW + timedelta(minutes=minutes)
        return one_stop.pin_in(actor=actor, key=key, sealed=given, now=now)

    found = [
        found_by(office.leader, "lot", 9),
        found_by(office.leader, "other", 0),
        found_by(office.leader, "lot", 11),
        found_by(office.clerk, "lot", 0),
        found_by(office.leader, "lot", 0, "é"),
    ]

    assert found == [PIN, "", "", "", ""]
    assert other.post(f"{SIGN}?lo=lot", {"sealed": sealed}).status_code == 404
    assert sum(signed(dossier) for dossier in dossiers) == 2


def test_what_is_unusual_stands_first_with_its_reason_and_is_not_chosen(
    office: Office, browser: Browser
) -> None:
    usual, _case = walk(office, to="reviewed")
    unusual, _other = walk(office, to="taken")
    proposal = replace(GRANT, facts={**GRANT.facts, "deviation": "Hưởng từ tháng trước"})
    appraise(office, unusual, proposal)
    one_stop.review(actor=office.head, dossier_id=unusual, note="", revision=None, key="", now=NOW)

    page = browser(LEADER).get(SIGN).content.decode()
    boxes = re.findall(r'(<input[^>]*value="(\d+):\d+"[^>]*>)', page)

    assert [int(dossier) for _box, dossier in boxes] == [unusual, usual]
    assert [" checked" in box for box, _dossier in boxes] == [False, True]
    assert page.index("Hưởng từ tháng trước ·") < page.index(f'value="{usual}:')
