import json
from datetime import timedelta
from pathlib import Path
from threading import Thread

import pytest
from django.conf import LazySettings
from django.db import connections, transaction

from province.foundation.events.models import OutboxEvent
from province.foundation.identity.actors import job_actor
from province.foundation.jobs.queue import JOBS, PERIODIC
from province.kernel.cases import public as cases
from province.kernel.cases.contracts.kinds import KINDS
from province.kernel.cases.contracts.values import CaseRef, Holder, TaskMode
from province.kernel.cases.models.case import Case
from province.kernel.cases.models.clock import Watch
from province.kernel.cases.models.journal import Act, Anchor
from province.kernel.cases.models.task import Task
from province.kernel.cases.tests.conftest import Committed, Commune
from province.kernel.cases.tests.hands import DAY, local, pause, resume, task
from province.kernel.cases.tests.kinds import NOW
from province.kernel.processes.contracts import TaskKind

pytestmark = pytest.mark.django_db
SWEEPER = job_actor("sweeper")


def told() -> list[tuple[str, int]]:
    rows = OutboxEvent.objects.filter(name="cases.watch_fired").order_by("pk")
    return [(row.payload["watch"], row.payload["case_id"]) for row in rows]


def read(commune: Commune, case: CaseRef) -> int:
    return cases.add_task(
        actor=commune.clerk,
        case_id=case.case_id,
        parent_id=None,
        kind=TaskKind.READ,
        holder=Holder(post_id=commune.leader_post.pk),
        title="Để biết",
        limit=DAY,
        mode=TaskMode.MAY,
        now=NOW,
    ).task_id


def test_each_watch_fires_once_when_its_moment_has_come(commune: Commune) -> None:
    letter = commune.open_letter()

    assert cases.sweep(actor=SWEEPER, now=local(25, 9, 59)) == 0
    assert cases.sweep(actor=SWEEPER, now=local(25, 10)) == 1
    assert cases.sweep(actor=SWEEPER, now=local(25, 10)) == 0
    assert cases.sweep(actor=SWEEPER, now=local(27, 17)) == 3
    assert told() == [
        ("warn", letter.case_id),
        ("draft_apology", letter.case_id),
        ("escalate", letter.case_id),
        ("escalate", letter.case_id),  # the local clock's
    ]


def test_a_paused_clock_is_silent_and_does_not_repeat_what_was_told(commune: Commune) -> None:
    letter = commune.open_letter()
    cases.sweep(actor=SWEEPER, now=local(25, 10))
    pause(commune.clerk, letter, local(25, 11))

    assert cases.sweep(actor=SWEEPER, now=local(26, 12)) == 0
    resume(commune.clerk, letter, local(25, 11))
    assert cases.sweep(actor=SWEEPER, now=local(26, 12)) == 1
    assert [watch for watch, _case in told()] == ["warn", "draft_apology"]


def test_a_task_that_nobody_must_do_lapses_at_its_end(commune: Commune) -> None:
    letter = commune.open_letter()
    given = read(commune, letter)

    assert cases.sweep(actor=SWEEPER, now=local(20, 10)) == 1

    assert task(given).state == "lapsed"
    assert told() == [("lapse", letter.case_id)]
    act = Act.objects.order_by("seq").last()
    assert act is not None
    assert (act.name, act.actor, act.task_id) == ("task_lapsed", "job:sweeper", given)
    assert cases.verify(actor=SWEEPER).is_whole


def test_a_watch_that_fails_does_not_hold_the_others_up(commune: Commune) -> None:
    sick, sound = commune.open_letter(), commune.open_letter()
    ill, well = read(commune, sick), read(commune, sound)
    Case.objects.filter(pk=sick.case_id).update(kind="gone")
    assert KINDS.find("gone") is None

    fired = cases.sweep(actor=SWEEPER, now=local(20, 10))

    assert fired == 1
    assert (task(ill).state, task(well).state) == ("open", "lapsed")
    assert Watch.objects.filter(case_id=sick.case_id, fired_at__isnull=False).count() == 0
    Case.objects.filter(pk=sick.case_id).update(kind="demo_letter")
    assert cases.sweep(actor=SWEEPER, now=local(20, 10)) == 0
    assert cases.sweep(actor=SWEEPER, now=local(20, 10, 1)) == 1
    assert task(ill).state == "lapsed"


def test_watches_that_fail_again_and_again_do_not_starve_the_others(commune: Commune) -> None:
    for _turn in range(2):
        sick = commune.open_letter()
        read(commune, sick)
        Case.objects.filter(pk=sick.case_id).update(kind="gone")
    well = read(commune, commune.open_letter())

    assert cases.sweep(actor=SWEEPER, now=local(20, 10), limit=2) == 0
    assert cases.sweep(actor=SWEEPER, now=local(20, 10), limit=2) == 1
    assert task(well).state == "lapsed"

    for minute in (1, 3, 7, 15, 31, 63, 123, 183):
        at = local(20, 10) + timedelta(minutes=minute)
        assert cases.sweep(actor=SWEEPER, now=at - timedelta(seconds=1)) == 0
        assert cases.sweep(actor=SWEEPER, now=at) == 0
    waiting = Watch.objects.filter(attempts__gt=0).values_list("attempts", "retry_at")
    assert list(waiting) == [(9, local(20, 10) + timedelta(minutes=243))] * 2


def test_a_sweep_stops_at_its_limit(commune: Commune) -> None:
    for _turn in range(3):
        commune.open_letter()

    assert cases.sweep(actor=SWEEPER, now=local(25, 10), limit=2) == 2
    assert cases.sweep(actor=SWEEPER, now=local(25, 10), limit=2) == 1


@pytest.mark.django_db(transaction=True)
def test_two_sweepers_fire_each_watch_once(commune: Commune) -> None:
    for _turn in range(10):
        commune.open_letter()
    fired: list[int] = []

    def run() -> None:
        try:
            fired.append(cases.sweep(actor=SWEEPER, now=local(27, 17)))
        finally:
            connections.close_all()

    sweepers = [Thread(target=run) for _ in range(2)]
    for sweeper in sweepers:
        sweeper.start()
    for sweeper in sweepers:
        sweeper.join(timeout=60)
    fired.append(cases.sweep(actor=SWEEPER, now=local(27, 17)))

    assert sum(fired) == len(told()) == 40


@pytest.mark.django_db(transaction=True)
def test_a_case_that_somebody_works_on_waits_for_the_next_run(commune: Commune) -> None:
    busy, free = commune.open_letter(), commune.open_letter()
    fired: list[int] = []

    def run() -> None:
        try:
            fired.append(cases.sweep(actor=SWEEPER, now=local(25, 10)))
        finally:
            connections.close_all()

    with transaction.atomic():
        Case.objects.select_for_update().get(pk=busy.case_id)
        sweeper = Thread(target=run)
        sweeper.start()
        sweeper.join(timeout=60)

    assert (fired, told()) == ([1], [("warn", free.case_id)])
    assert cases.sweep(actor=SWEEPER, now=local(25, 10)) == 1


def test_the_clock_starts_the_sweeper_and_the_anchor(
    commune: Commune, settings: LazySettings, tmp_path: Path, committed: Committed
) -> None:
    settings.DATA_DIR = tmp_path
    letter = commune.open_letter()
    Watch.objects.update(fires_at=NOW.replace(year=2020))

    JOBS.get("cases.sweep").run()
    with committed(execute=True):
        JOBS.get("cases.anchor").run()

    assert {p.name: p.cron for p in PERIODIC if p.name.startswith("cases.")} == {
        "cases.anchor": "7 * * * *",
        "cases.sweep": "* * * * *",
    }
    assert {case for _watch, case in told()} == {letter.case_id}
    (exported,) = (tmp_path / "anchors").iterdir()
    assert json.loads(exported.read_text())["root"] == Anchor.objects.get().root
    assert Task.objects.count() == 0
