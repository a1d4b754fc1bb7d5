"""`./tinhso test` itself: what it counts, what it lists, and how it ends."""

import json
from pathlib import Path

import pytest

from launcher.environment import TEST, digest_of
from tests.launcher.stand_in import StandIn

PROJECT = """
[tool.ruff]
line-length = 100
extend-exclude = ["launcher"]
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
    for name in ("sh", "readlink", "dirname", "id", "test", "unshare", "git", "env", "sleep"):
        found = next(
            path for folder in ("/usr/bin", "/bin") if (path := Path(folder) / name).exists()
        )
        (tools / name).symlink_to(found)

    answer = tested.ask("test", *arguments, CI=ci, PATH=str(tools))

    assert "browser journeys: no Chromium here" in answer.words
    assert _last_line(answer.words) == "7 passed, 0 failed", answer.words
    assert answer.code == code
