"""`./tinhso test` itself: what it counts, what it lists, and how it ends."""

import json
import os
import shutil
import signal
from pathlib import Path
from subprocess import Popen

import pytest

from launcher.environment import TEST, digest_of
from launcher.processes import carriers, is_alive, name_of
from tests.launcher.stand_in import StandIn
from tests.launcher.waiting import until

PROJECT = """
[tool.ruff]
line-length = 100
extend-exclude = ["launcher"]
[tool.mypy]
follow_imports = "skip"
ignore_errors = true
[tool.pytest.ini_options]
pythonpath = ["."]
addopts = "-p no:django -q"
[tool.importlinter]
root_package = "province"
include_external_packages = true
[[tool.importlinter.contracts]]
name = "Rules know no Django"
type = "forbidden"
source_modules = ["province"]
forbidden_modules = ["django"]
"""
GREEN = "def test_green() -> None:\n    assert True\n"
RED = "def test_red() -> None:\n    raise AssertionError\n"
SKIPPED = (
    'import pytest\n\n\n@pytest.mark.skip(reason="no tool")\ndef test_tool() -> None:\n    pass\n'
)
ROLES = """import os

import psycopg


def test_roles() -> None:
    with psycopg.connect(os.environ["TINHSO_OWNER_DATABASE_URL"]) as connection:
        assert connection.execute("SELECT current_user, current_setting('fsync')").fetchone() == (
            "tinhso_owner",
            "off",
        )
    with psycopg.connect(os.environ["TINHSO_DATABASE_URL"]) as connection:
        assert connection.execute("SELECT current_user").fetchone() == ("tinhso_app",)
"""


ALONE = """import os

import psycopg
import pytest


@pytest.mark.parametrize("name", ["TINHSO_OWNER_DATABASE_URL", "TINHSO_DATABASE_URL"])
def test_alone(name: str) -> None:
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(os.environ[name])
"""


def _write(clone: Path, name: str, text: str) -> None:
    path = clone / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


@pytest.fixture
def tested(stand_in: StandIn) -> StandIn:
    """A clone with a house so small that its checks take seconds."""
    clone = stand_in.places.clone
    for name in ("config/wsgi.py", "manage.py"):
        _write(clone, name, '"""Nothing."""\n')
    for name in ("province/__init__.py", "tests/__init__.py"):
        _write(clone, name, "")
    _write(clone, "requirements-test.lock", "")
    _write(clone, "pyproject.toml", PROJECT)
    _write(clone, "tests/architecture/test_house.py", GREEN)
    _write(clone, "tests/journeys/test_journey.py", GREEN)
    _write(clone, "province/test_roles.py", ROLES)
    marks_file = stand_in.places.venv / "tinhso.json"
    marks = json.loads(marks_file.read_text(encoding="utf-8")) | {TEST: digest_of(clone / TEST)}
    marks_file.write_text(json.dumps(marks), encoding="utf-8")
    return stand_in


SLOW = """import time
from pathlib import Path
from subprocess import Popen


def test_slow() -> None:
    folder = Path({folder!r})
    (folder / "begun").touch()
    try:
        time.sleep(60)
    finally:
        time.sleep(0.6)
        (folder / "tidied").touch()
"""


def _last_line(words: str) -> str:
    return words.rstrip("\n").rpartition("\n")[2]


def test_green_house_passes_and_leaves_no_server(tested: StandIn) -> None:
    answer = tested.ask("test", CI="", TINHSO_CHROMIUM="/bin/true")

    # Five checks that are no pytest (no template, so no djade), and three tests.
    assert _last_line(answer.words) == "8 passed, 0 failed", answer.words
    assert answer.code == 0, answer.words
    assert list((tested.places.data / "test-pg").iterdir()) == []


def test_checks_without_a_database_meet_none_that_runs_beside_them(tested: StandIn) -> None:
    _write(tested.places.clone, "tests/architecture/test_house.py", ALONE)

    answer = tested.ask("test", CI="", TINHSO_CHROMIUM="/bin/true")

    assert _last_line(answer.words) == "9 passed, 0 failed", answer.words
    assert answer.code == 0


def _begin_slowly(tested: StandIn, folder: Path) -> Popen[str]:
    _write(tested.places.clone, "province/test_slow.py", SLOW.format(folder=str(folder)))
    running = tested.begin("test", CI="", TINHSO_CHROMIUM="/bin/true")
    assert until((folder / "begun").exists, seconds=60)
    return running


def test_server_of_a_killed_run_is_ended_by_the_next_and_a_living_one_is_left_alone(
    tested: StandIn, tmp_path: Path
) -> None:
    folder = tested.places.data / "test-pg"
    running = _begin_slowly(tested, tmp_path)
    (own,) = folder.iterdir()
    (server,) = [one for one in carriers(f"TINHSO_TEST_SERVER={own}") if name_of(one) == "postgres"]
    (tested.places.clone / "province/test_slow.py").unlink()

    beside = tested.ask("test", CI="", TINHSO_CHROMIUM="/bin/true")
    assert beside.code == 0, beside.words
    assert is_alive(server)
    assert list(folder.iterdir()) == [own]
    os.killpg(running.pid, signal.SIGKILL)
    running.communicate()
    after = tested.ask("test", CI="", TINHSO_CHROMIUM="/bin/true")

    assert after.code == 0, after.words
    assert not is_alive(server)
    assert list(folder.iterdir()) == []


def test_ctrl_c_lets_pytest_tidy_up_and_ends_the_run(tested: StandIn, tmp_path: Path) -> None:
    running = _begin_slowly(tested, tmp_path)

    os.killpg(running.pid, signal.SIGINT)
    running.communicate(timeout=60)

    assert running.returncode == 130
    assert (tmp_path / "tidied").exists()
    assert list((tested.places.data / "test-pg").iterdir()) == []


def test_every_step_runs_after_a_failure_and_the_code_is_one(tested: StandIn) -> None:
    _write(tested.places.clone, "tests/architecture/test_house.py", RED)

    answer = tested.ask("test", CI="", TINHSO_CHROMIUM="/bin/true")

    assert _last_line(answer.words) == "7 passed, 1 failed", answer.words
    assert answer.code == 1


def test_fast_stops_at_the_first_failure(tested: StandIn) -> None:
    _write(tested.places.clone, "tests/architecture/test_house.py", RED)

    answer = tested.ask("test", "--fast", CI="", TINHSO_CHROMIUM="/bin/true")

    assert _last_line(answer.words) == "3 passed, 1 failed", answer.words
    assert answer.code == 1
    assert not (tested.places.data / "test-pg").exists()


def test_skipped_tests_are_listed_and_end_with_two(tested: StandIn) -> None:
    _write(tested.places.clone, "province/test_tool.py", SKIPPED)

    answer = tested.ask("test", CI="", TINHSO_CHROMIUM="/bin/true")

    assert "Could not run: province.test_tool.test_tool: no tool\n" in answer.words
    assert _last_line(answer.words) == "8 passed, 0 failed", answer.words
    assert answer.code == 2


@pytest.mark.parametrize(
    ("arguments", "ci", "code"),
    [([], "", 2), (["--without", "browser"], "", 0), (["--without", "browser"], "true", 2)],
)
def test_missing_browser_is_listed_and_only_accepted_when_asked(
    tested: StandIn, arguments: list[str], ci: str, code: int, tmp_path: Path
) -> None:
    tools = tmp_path / "tools"
    tools.mkdir()
    for name in ("sh", "readlink", "dirname", "id", "test", "unshare", "env", "sleep"):
        if found := shutil.which(name):
            (tools / name).symlink_to(found)

    answer = tested.ask("test", *arguments, CI=ci, PATH=str(tools))

    assert "browser journeys: no Chromium here" in answer.words
    assert _last_line(answer.words) == "7 passed, 0 failed", answer.words
    assert answer.code == code
