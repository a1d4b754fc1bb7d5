"""The self-check cleans up after itself, and there is one at a time."""

import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any
from zlib import crc32

import psycopg
import pytest
from django.db import connection

from province.foundation.db.locks import NotAloneError, alone
from province.foundation.identity.actors import job_actor
from province.kernel.org import public as org
from province.kernel.signing import permissions as signing_permissions
from province.kernel.signing import public as signing
from province.kernel.signing.errors import NoCredentialError
from province.kernel.signing.models import SigningCredential
from province.sites.console.selfcheck import journey, people
from province.sites.console.selfcheck.journey import ANOTHER, Check, StepOutcome, run_check
from province.sites.console.selfcheck.robot import Robot

NOW = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)


class _Hello(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        """Say hello."""
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(b"<main>hello</main>")

    def log_message(self, *_arguments: Any) -> None:
        """Say nothing."""


@pytest.fixture
def address() -> Iterator[str]:
    with HTTPServer(("127.0.0.1", 0), _Hello) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def test_a_robot_goes_straight_to_its_own_machine(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    monkeypatch.delenv("NO_PROXY", raising=False)
    monkeypatch.delenv("no_proxy", raising=False)
    robot = Robot(base_url=address, ca_file=None)

    robot.open("/")
    robot.close()

    assert robot.text() == "hello"


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[int]]:
    """Let accounts be only written down; the second one cannot be closed."""
    told: dict[str, list[int]] = {"opened": [], "closed": []}

    def open_one(_name: str, _mark: str, stack: Any, now: datetime) -> str:
        account = len(told["opened"]) + 1
        told["opened"].append(account)
        people._close_at_the_end(stack, account, now)  # noqa: SLF001 -- the step under test
        return "somebody"

    def close_one(*, account_id: int, **_rest: Any) -> None:
        told["closed"].append(account_id)
        if account_id == 2:
            raise RuntimeError("the database is away")

    monkeypatch.setattr(people, "_official", open_one)
    monkeypatch.setattr(people, "_citizen", lambda mark, *rest: open_one("", mark, *rest))
    monkeypatch.setattr(org, "close_one_time_account", close_one)
    return told


@pytest.mark.django_db
def test_an_account_that_cannot_be_closed_leaves_none_of_the_others_open(
    opened: dict[str, list[int]],
) -> None:
    with pytest.raises(RuntimeError, match="away"), people.one_time_people(now=NOW):
        assert opened["opened"] == [1, 2, 3, 4, 5, 6]

    assert sorted(opened["closed"]) == [1, 2, 3, 4, 5, 6]
    with alone("selfcheck"):
        pass  # the lock was let go


@pytest.mark.django_db
def test_a_second_self_check_is_told_so_and_opens_nothing(opened: dict[str, list[int]]) -> None:
    told: list[StepOutcome] = []
    check = Check(base_url="http://127.0.0.1:9", ca_file=None, now=NOW, tell=told.append)
    known = connection.settings_dict
    with psycopg.connect(
        host=known["HOST"],
        port=known["PORT"],
        user=known["USER"],
        password=known["PASSWORD"],
        dbname=known["NAME"],
    ) as other:
        other.execute("SELECT pg_advisory_lock(%s)", [crc32(b"selfcheck")])
        passed = run_check(check)
        with pytest.raises(NotAloneError), alone("selfcheck"):
            pass

    assert (passed, [one.fault for one in told], opened["opened"]) == (False, [ANOTHER], [])


def test_robots_are_closed_when_the_check_ends(
    monkeypatch: pytest.MonkeyPatch, opened: dict[str, list[int]], db: None
) -> None:
    del db, opened
    closed: list[str] = []
    monkeypatch.setattr(Robot, "close", lambda self: closed.append(self.url))

    def walk(check: Check, _people: object) -> None:
        journey._robot(check)  # noqa: SLF001 -- the step under test
        journey._robot(check)  # noqa: SLF001 -- the step under test
        raise ValueError("a step failed")

    monkeypatch.setattr(journey, "_walk", walk)
    check = Check(base_url="http://127.0.0.1:9", ca_file=None, now=NOW, tell=lambda _one: None)

    assert (run_check(check), closed) == (False, ["", ""])


@pytest.mark.django_db
def test_keys_of_the_check_are_in_no_list_and_end_with_it() -> None:
    org.load_agencies(now=NOW)
    org.load_posts(now=NOW)
    manager = job_actor("keys", signing_permissions.MANAGE)

    def listed() -> tuple[Any, ...]:
        return signing.credentials_in_use(actor=manager, words="", is_locked=None, page=1, size=50)[
            0
        ]

    with people.one_time_people(now=NOW) as opened:
        during = SigningCredential.objects.active()
        assert sorted(opened) == sorted([*people.ROLES, "citizen"])
        assert during.count() == 2
        assert listed() == ()
        for credential in during:
            with pytest.raises(NoCredentialError):
                signing.get_credential(actor=manager, credential_id=credential.pk)

    assert not SigningCredential.objects.active().exists()
    assert SigningCredential.objects.count() == 2
