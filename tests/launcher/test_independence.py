"""What the launcher leans on: itself and the standard library, for it runs before all else."""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.launcher.stand_in import ROOT

SOURCES = sorted((ROOT / "launcher").rglob("*.py"))
# Run by the Python of the environment, as programs of their own; only they import each other.
INSIDE = {
    "launcher.backups.packing": {"psycopg"},
    "launcher.backups.program": {"psycopg"},
    "launcher.backups.sealing": {"cryptography"},
    "launcher.backups.unpacking": {"psycopg"},
    "launcher.certificates": {"cryptography"},
    "launcher.postgres.roles": {"psycopg"},
    "launcher.web": {"granian"},
}
MOST_LINES = 400


def _module(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts)


def _imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        if isinstance(node, ast.ImportFrom):
            yield node.module or ""


def test_there_is_something_to_guard() -> None:
    assert len(SOURCES) > 20
    assert set(INSIDE) <= {_module(path) for path in SOURCES}


@pytest.mark.parametrize("path", SOURCES, ids=_module)
def test_module_leans_on_the_standard_library_alone(path: Path) -> None:
    allowed = {"launcher"} | sys.stdlib_module_names | INSIDE.get(_module(path), set())

    assert {name.partition(".")[0] for name in _imports(path)} - allowed == set()
    assert set(_imports(path)) & set(INSIDE) == set() or _module(path) in INSIDE


@pytest.mark.parametrize("path", SOURCES, ids=_module)
def test_module_is_short(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MOST_LINES


def _locked(name: str) -> dict[str, str]:
    text = (ROOT / name).read_text(encoding="utf-8")
    return dict(re.findall(r"^([a-z0-9._-]+)==(\S+)", text, re.MULTILINE))


def test_the_tests_run_on_the_very_versions_of_the_product() -> None:
    product, test = _locked("requirements.lock"), _locked("requirements-test.lock")

    assert product
    assert {name: test.get(name) for name in product} == product


@pytest.mark.parametrize(
    "name", ["requirements.lock", "requirements-test.lock", "requirements-node.lock"]
)
def test_every_locked_package_has_its_hashes_and_no_lock_names_a_host(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    blocks = re.split(r"^(?=[a-z0-9])", text, flags=re.MULTILINE)
    packages = [block for block in blocks if re.match(r"[a-z0-9._-]+==", block)]

    assert len(packages) == len(_locked(name)) > 0
    assert [block for block in packages if "--hash=sha256:" not in block] == []
    assert "://" not in text
