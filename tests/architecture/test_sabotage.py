"""The guards are guarded: each of these breaks must turn its guard red, and in the right words."""

from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.architecture.copies import changed, copy_tree, said_by
from tests.architecture.guards import OF_IMPORTS, all_guards
from tests.architecture.sabotages import IMPORTS, LINT, LOADED, RUFF, Sabotage
from tests.architecture.text_sabotages import LINTED, WRITTEN

# A paper that is missing and an app that is not installed need no sabotage to be believed.
PLAIN = {"missing_papers", "uninstalled_apps"}
RUN_LINT = "from importlinter.cli import lint_imports_command as run; run()"


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_tree(tmp_path_factory.mktemp("house"))


@pytest.fixture(scope="module")
def calm() -> dict[str, str]:
    """Remember what each guard says of the unbroken copy."""
    return {}


@pytest.fixture(scope="module")
def loaded(copy: Path) -> tuple[str, str]:
    """Say what the guards of the loaded house find before, and after all of its breaks."""
    guards = sorted({sabotage.guard for sabotage in LOADED})
    before = said_by(copy, "-m", "tests.architecture.guards", *guards)
    with ExitStack() as stack:
        for sabotage in LOADED:
            path = copy / sabotage.path
            stack.enter_context(changed(path, _broken(copy, sabotage)))
        return before, said_by(copy, "-m", "tests.architecture.guards", *guards)


def _broken(copy: Path, sabotage: Sabotage) -> str:
    """Return what stands in the file once it is broken."""
    path = copy / sabotage.path
    before = path.read_text(encoding="utf-8") if path.is_file() else ""
    if sabotage.replaces:
        assert sabotage.replaces in before
        return before.replace(sabotage.replaces, sabotage.text)
    return before + sabotage.text


def _said(copy: Path, sabotage: Sabotage) -> str:
    """Return what the guard says of the copy as it stands."""
    if sabotage.guard == LINT:
        return said_by(copy, "-c", RUN_LINT)
    if sabotage.guard == RUFF:
        return said_by(copy, "-m", "ruff", "check", "--no-cache", sabotage.path)
    if sabotage.guard in OF_IMPORTS:
        return said_by(copy, "-m", "tests.architecture.guards", sabotage.guard)
    return " ".join(all_guards()[sabotage.guard](copy))


@pytest.mark.parametrize("sabotage", [*IMPORTS, *LINTED, *WRITTEN], ids=lambda s: s.name)
def test_the_guard_turns_red(copy: Path, calm: dict[str, str], sabotage: Sabotage) -> None:
    if sabotage.guard not in {*calm, RUFF}:
        calm[sabotage.guard] = _said(copy, sabotage)

    with changed(copy / sabotage.path, _broken(copy, sabotage)):
        said = _said(copy, sabotage)

    assert sabotage.says in said
    assert sabotage.says not in calm.get(sabotage.guard, "") or said != calm[sabotage.guard]


@pytest.mark.parametrize("sabotage", LOADED, ids=lambda s: s.name)
def test_the_guard_of_the_loaded_house_turns_red(
    loaded: tuple[str, str], sabotage: Sabotage
) -> None:
    before, after = loaded

    assert sabotage.says in after
    assert sabotage.says not in before


def test_every_guard_has_a_sabotage() -> None:
    tried = {sabotage.guard for sabotage in (*IMPORTS, *LOADED, *WRITTEN)}

    assert {*all_guards()} - tried == PLAIN
