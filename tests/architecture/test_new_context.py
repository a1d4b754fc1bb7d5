"""The scaffold makes a context that passes every guard at once."""

import re
from pathlib import Path

import pytest

from tests.architecture.copies import copy_tree, said_by
from tests.architecture.test_sabotage import RUN_LINT

NAME, TITLE = "citizen_reception", "Tiếp công dân"
FOLDER = f"province/contexts/{NAME}"
SCAFFOLD = "tools/new_context.py"
# The shortest and the longest name: lines must fit, and be folded the same, with either.
OTHERS = ("zo", "a_name_as_long_as_may_b")
TOUCHED = (FOLDER, *(f"province/contexts/{o}" for o in OTHERS), "province/sites/desk/roles.py")


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_tree(tmp_path_factory.mktemp("house"))


@pytest.fixture(scope="module")
def guards_before(copy: Path) -> str:
    return said_by(copy, "-m", "tests.architecture.guards")


@pytest.fixture(scope="module")
def made(copy: Path, guards_before: str) -> Path:
    assert NAME not in guards_before

    said = said_by(copy, SCAFFOLD, NAME, "--title", TITLE)

    assert said.startswith(f"{FOLDER} is made.")
    for other in OTHERS:
        assert "is made." in said_by(copy, SCAFFOLD, other, "--title", TITLE)
    return copy


def test_it_passes_every_guard(made: Path, guards_before: str) -> None:
    assert said_by(made, "-m", "tests.architecture.guards") == guards_before


def test_it_keeps_the_import_contracts(made: Path) -> None:
    assert NAME not in said_by(made, "-c", RUN_LINT)


def test_it_is_clean_for_the_linter(made: Path) -> None:
    assert said_by(made, "-m", "ruff", "check", "--no-cache", *TOUCHED) == "All checks passed!"
    assert re.fullmatch(
        r"\d+ files already formatted",
        said_by(made, "-m", "ruff", "format", "--check", "--no-cache", *TOUCHED),
    )


def test_its_migration_is_what_its_models_ask_for(made: Path) -> None:
    words = ("manage.py", "makemigrations", NAME, "--check", "--dry-run")
    said = said_by(made, "-W", "ignore", *words, "--settings=config.settings.test")

    assert said == f"No changes detected in app '{NAME}'"


@pytest.mark.parametrize(
    ("name", "title", "why"),
    [
        ("Tiếp-dân", TITLE, "is not a name"),
        ("class", TITLE, "is not a name"),
        ("one_stop", TITLE, "is there already"),
        ("org", TITLE, "is there already"),
        ("a_name_that_is_much_too_long", TITLE, "is longer than"),
        ("fresh", " ", "the title is one line"),
        ("fresh", "a\nb", "the title is one line"),
    ],
)
def test_it_refuses_and_writes_nothing(copy: Path, name: str, title: str, why: str) -> None:
    before = sorted(copy.joinpath("province").rglob("*.py"))

    assert why in said_by(copy, SCAFFOLD, name, "--title", title)

    assert sorted(copy.joinpath("province").rglob("*.py")) == before
