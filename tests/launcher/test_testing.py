"""`./tinhso test` itself: what it counts, what it lists, and how it ends."""

import json
import os
import shutil
import signal
from collections.abc import Iterator
from pathlib import Path
from subprocess import Popen

import pytest

from launcher.environment import TEST, digest_of
from launcher.testing import Run, Score, Wanted, find_browser, report
from tests.launcher.stand_in import StandIn
from tests.launcher.waiting import until

PROJECT = """
[tool.ruff]
line-length = 100
extend-exclude = ["launcher", "sandbox"]
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
def one_core() -> Iterator[None]:
    """Keep to one core: helpers of pytest take longer to come than so small a house needs."""
    cores = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(cores)})
    yield
    os.sched_setaffinity(0, cores)


@pytest.fixture
def tested(stand_in: StandIn, one_core: None) -> StandIn:  # noqa: ARG001 -- set for the whole test
    """A clone with a house so small that its checks take seconds."""
    clone = stand_in.places.clone
    for name in ("config/wsgi.py", "manage.py"):
        _write(clone, name, '"""Nothing."""\n')
    for name in ("province/__init__.py", "tests/__init__.py"):
        _write(clone, name, "")
    _write(clone, "requirements-test.lock", "")
    _write(clone, "pyproject.toml", PROJECT)
    _write(clone, "tests/architecture/test_house.py", ALONE)
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


def test_green_house_passes_apart_from_other_databases_and_leaves_no_server(
    tested: StandIn,
) -> None:
    answer = tested.ask("test", CI="", TINHSO_CHROMIUM="/bin/true")

    # Five checks that are no pytest (no template, so no djade), and four tests.
    assert _last_line(answer.words) == "9 passed, 0 failed", answer.words
    assert answer.code == 0, answer.words
    assert list((tested.places.data / "test-pg").iterdir()) == []


def _begin_slowly(tested: StandIn, folder: Path) -> Popen[str]:
    _write(tested.places.clone, "province/test_slow.py", SLOW.format(folder=str(folder)))
    running = tested.begin("test", CI="", TINHSO_CHROMIUM="/bin/true")
    assert until((folder / "begun").exists, seconds=60)
    return running


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


def test_what_cannot_run_is_listed_and_ends_with_two(tested: StandIn, tmp_path: Path) -> None:
    _write(tested.places.clone, "province/test_tool.py", SKIPPED)

    answer = tested.ask("test", CI="", PATH=str(_tools_without_browser(tmp_path)))

    assert "browser journeys: no Chromium here" in answer.words
    assert "Could not run: province.test_tool.test_tool: no tool\n" in answer.words
    assert _last_line(answer.words) == "8 passed, 0 failed", answer.words
    assert answer.code == 2


def _tools_without_browser(folder: Path) -> Path:
    tools = folder / "tools"
    tools.mkdir()
    for name in ("sh", "readlink", "dirname", "id", "test", "unshare", "env", "sleep"):
        if found := shutil.which(name):
            (tools / name).symlink_to(found)
    return tools


@pytest.mark.parametrize(
    ("wanted", "continuous", "code"),
    [
        (Wanted(), "", 2),
        (Wanted(accepts_no_browser=True), "", 0),
        (Wanted(accepts_no_browser=True), "continuous", 2),
        (Wanted(), "continuous", 2),
    ],
)
def test_a_missing_browser_is_accepted_when_asked_and_never_by_the_continuous_checks(
    tested: StandIn, wanted: Wanted, continuous: str, code: int, tmp_path: Path
) -> None:
    score, is_ci = Score(passed=3), bool(continuous)
    run = Run(places=tested.places, wanted=wanted, score=score, work=tmp_path, is_ci=is_ci)

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PATH", str(_tools_without_browser(tmp_path)))
        found = find_browser(run, {})

    assert found == {}
    assert len(score.accepted) + len(score.missing) == 1
    assert report(score, is_ci=is_ci) == code
