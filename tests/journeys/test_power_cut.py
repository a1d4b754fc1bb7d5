"""Kill the programs of a running install in mid-work: nothing is lost, nothing done twice."""

import re
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial

import httpx
import psycopg
import pytest

from launcher.waiting import until
from province.sites.console.selfcheck.filing import answers_of, begin_draft, fill_step, send_draft
from province.sites.console.selfcheck.robot import Robot, UnexpectedPageError
from tests.journeys.citizens import commune_id, signed_in
from tests.journeys.install import Install

FILINGS = 6
PATIENCE = 90.0
TROUBLE = (httpx.HTTPError, UnexpectedPageError)
NUMBER = re.compile(r"NOP-\d{6}-[0-9A-Z]{8}")


class Citizen(threading.Thread):
    """Files dossier after dossier; asks again after every interruption, as a person would."""

    def __init__(self, install: Install) -> None:
        super().__init__(daemon=True)
        self.install = install
        self.answers = answers_of(
            name="Nguyễn Thị Lấp Lánh Ánh",
            number="000190000017",
            commune_id=commune_id(install, "Long Xuyên"),
        )
        self.drafts: dict[str, str] = {}
        self.fault: Exception | None = None

    def run(self) -> None:
        """File until all are acknowledged."""
        deadline = time.monotonic() + PATIENCE
        try:
            robot = self._signed_in(deadline)
            try:
                while len(self.drafts) < FILINGS:
                    self._file_one(robot, deadline)
            finally:
                robot.close()
        except Exception as fault:  # noqa: BLE001 -- handed to the test
            self.fault = fault

    def _signed_in(self, deadline: float) -> Robot:
        while True:
            try:
                return signed_in(self.install, "congdan")
            except TROUBLE:
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.3)  # a person waits a moment before trying again

    def _file_one(self, robot: Robot, deadline: float) -> None:
        self._insist(lambda: begin_draft(robot=robot), deadline)
        draft = robot.url.split("/nhap/")[1].split("/")[0]
        while "/xem-lai" not in robot.url:
            here = robot.url
            try:
                fill_step(robot=robot, answers=self.answers)
            except TROUBLE:
                self._insist(partial(robot.open, here), deadline)
        review = partial(robot.open, robot.url)
        while draft not in self.drafts:
            try:
                self.drafts[draft] = send_draft(robot=robot)
            except TROUBLE:
                self._insist(review, deadline)
                found = NUMBER.search(robot.text())
                if found:
                    self.drafts[draft] = found[0]

    @staticmethod
    def _insist(act: Callable[[], object], deadline: float) -> object:
        while True:
            try:
                return act()
            except TROUBLE:
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.3)  # a person waits a moment before trying again


@pytest.fixture
def citizen(install: Install) -> Iterator[Citizen]:
    person = Citizen(install)
    person.start()
    yield person
    person.join(PATIENCE)


def test_what_was_acknowledged_survives_the_death_of_every_program(
    install: Install, citizen: Citizen
) -> None:
    killed = []
    for name in ("web", "worker", "postgres", "web"):
        wait_for_progress(citizen)
        killed.append(install.kill(name))
        install.wait_until_back(name=name, was=killed[-1])
    citizen.join(PATIENCE)

    assert citizen.fault is None
    assert len(citizen.drafts) == FILINGS
    assert len(set(killed)) == len(killed)
    assert sorted(citizen.drafts.values()) == sorted(listed(install, set(citizen.drafts.values())))


def test_a_worker_that_dies_in_mid_job_stops_no_other_job(install: Install) -> None:
    with psycopg.connect(install.database_url(), autocommit=True) as database:
        with database.transaction():
            database.execute("LOCK TABLE events_delivery IN ACCESS EXCLUSIVE MODE")
            with psycopg.connect(install.database_url(), autocommit=True) as other:
                ask_for_delivery(other)
                wait_until(lambda: jobs_of(other, "doing") == 1)
                killed = install.kill("worker")
                ask_for_delivery(other)
        install.wait_until_back(name="worker", was=killed)

        assert jobs_of(database, "doing") == 1  # the dead worker's, still holding the lock
        wait_until(lambda: jobs_of(database, "doing") + jobs_of(database, "todo") == 0)
        assert jobs_of(database, "failed") == 0
        unfinished = "SELECT count(*) FROM events_delivery WHERE state <> 'done' OR attempts <> 1"
        assert database.execute(unfinished).fetchone() == (0,)


def ask_for_delivery(database: psycopg.Connection[tuple[object, ...]]) -> None:
    """Put a delivery of the outbox into the queue, as a command does."""
    database.execute(
        "INSERT INTO procrastinate_jobs (queue_name, task_name, lock)"
        " VALUES ('province', 'events.deliver', 'events.deliver')"
    )


def jobs_of(database: psycopg.Connection[tuple[object, ...]], status: str) -> int:
    """Count the deliveries of the outbox that are in this state."""
    found = database.execute(
        "SELECT count(*) FROM procrastinate_jobs WHERE lock = 'events.deliver' AND status = %s",
        [status],
    ).fetchone()
    return int(str(found[0])) if found else 0


def wait_until(is_true: Callable[[], bool]) -> None:
    """Wait until something has come true in the install."""
    until = time.monotonic() + PATIENCE
    while not is_true():
        assert time.monotonic() < until
        time.sleep(0.2)  # polling another program: there is no event to wait for


def wait_for_progress(citizen: Citizen) -> None:
    """Wait until the citizen has filed once more, or has stopped."""
    seen = len(citizen.drafts)
    until(lambda: len(citizen.drafts) > seen or not citizen.is_alive(), seconds=PATIENCE)


def listed(install: Install, numbers: set[str]) -> list[str]:
    """Return how often each of these filings stands in the citizen's own list, page by page."""
    robot = signed_in(install, "congdan")
    found: list[str] = []
    try:
        for page in range(1, 6):
            robot.open(f"/ho-so-cua-toi/?trang={page}")
            found.extend(number for number in NUMBER.findall(robot.text()) if number in numbers)
            if f"trang={page + 1}" not in " ".join(robot.links()):
                break
    finally:
        robot.close()
    return found
