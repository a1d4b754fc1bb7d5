"""The environment of the clone: whatever a kill has left half done is repaired."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from launcher import environment, programs
from launcher.environment import PRODUCT, ensure_installed
from launcher.places import Places, places_of
from launcher.programs import Finished


@pytest.fixture
def places(tmp_path: Path) -> Places:
    clone = tmp_path / "clone"
    clone.mkdir()
    (clone / PRODUCT).write_text("", encoding="utf-8")
    return places_of(clone=clone, data=clone / "var")


def _has_pip(places: Places) -> bool:
    return programs.attempt([places.python, "-m", "pip", "--version"]).code == 0


@pytest.mark.parametrize("left", ["no pip", "half a pip"])
def test_environment_that_was_not_made_to_its_end_is_made_anew(places: Places, left: str) -> None:
    subprocess.run(  # noqa: S603 -- as a kill leaves it
        [sys.executable, "-m", "venv", "--without-pip", places.venv], check=True
    )
    if left == "half a pip":
        version = f"python{sys.version_info.major}.{sys.version_info.minor}"
        pip = places.venv / "lib" / version / "site-packages" / "pip"
        pip.mkdir()
        (pip / "__init__.py").touch()

    ensure_installed(places, PRODUCT)

    assert _has_pip(places)
    marks = json.loads((places.venv / "tinhso.json").read_text(encoding="utf-8"))
    assert list(marks) == [PRODUCT]


def test_environment_that_somebody_made_by_hand_is_kept(places: Places) -> None:
    subprocess.run([sys.executable, "-m", "venv", places.venv], check=True)  # noqa: S603 -- by hand
    (places.venv / "own.txt").touch()

    ensure_installed(places, PRODUCT)

    assert (places.venv / "own.txt").exists()


def test_packages_half_installed_are_installed_over(
    places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran: list[list[str]] = []

    def run(words: list[object], **_more: object) -> str:
        ran.append([str(word) for word in words])
        if len(ran) == 1:
            places.python.parent.mkdir(parents=True)
            places.python.symlink_to(sys.executable)
            pip = places.venv / "lib/python3.11/site-packages/pip-1.dist-info"
            pip.mkdir(parents=True)
            (pip / "RECORD").touch()
        if len(ran) == 2:
            raise KeyboardInterrupt
        return ""

    monkeypatch.setattr("launcher.programs.run", run)
    monkeypatch.setattr("launcher.programs.attempt", lambda _words: Finished(0, "3.11\n"))
    with pytest.raises(KeyboardInterrupt):
        ensure_installed(places, PRODUCT)

    ensure_installed(places, PRODUCT)

    assert ["--ignore-installed" in words for words in ran] == [False, False, True]
    assert environment._is_installed(places, PRODUCT)  # noqa: SLF001 -- what a start asks


def test_nothing_is_done_twice(places: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    ensure_installed(places, PRODUCT)
    monkeypatch.setattr("launcher.programs.run", None)

    ensure_installed(places, PRODUCT)
