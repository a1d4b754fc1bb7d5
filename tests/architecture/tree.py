"""The tree under guard: which files there are, and to which home and layer each belongs."""

import ast
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
STOREYS = ("foundation", "kernel", "contexts", "sites")
HOME_STOREYS = ("kernel", "contexts")
CODE = ("province", "config", "launcher", "tests", "tools", "sandbox")
LEFT_OUT = {"node_modules", "var", "__pycache__", "locale"}
READABLE = {
    ".cfg",
    ".conf",
    ".css",
    ".csv",
    ".html",
    ".in",
    ".js",
    ".json",
    ".lock",
    ".md",
    ".po",
    ".py",
    ".sh",
    ".svg",
    ".toml",
    ".txt",
    ".typ",
    ".yaml",
    ".yml",
    "",
}  # fmt: skip -- one list, not twenty lines
NOTHING = "nothing found to guard: the house has changed and this guard looks past it"


def name_of(path: Path, root: Path) -> str:
    """Return a path as it is written in a sentence."""
    return path.relative_to(root).as_posix()


def sources(root: Path) -> list[Path]:
    """Return the Python files of the product, migrations left out."""
    found = root.joinpath("province").rglob("*.py")
    return sorted(path for path in found if "migrations" not in path.parts)


def code_files(root: Path) -> list[Path]:
    """Return every Python file that people write: product, settings, launcher, tests, tools."""
    found = [path for folder in CODE for path in root.joinpath(folder).rglob("*.py")]
    return sorted(path for path in found if "migrations" not in path.parts)


def templates(root: Path) -> list[Path]:
    """Return every page and part of a page."""
    return sorted(root.joinpath("province").rglob("templates/**/*.html"))


def apps(root: Path) -> list[Path]:
    """Return the folder of every app of the house."""
    found = root.joinpath("province").glob("*/*/apps.py")
    return sorted(path.parent for path in found if path.parent.parent.name in STOREYS)


def homes(root: Path) -> list[Path]:
    """Return the folder of every kernel module and context."""
    return [path for path in apps(root) if path.parent.name in HOME_STOREYS]


def in_layers(root: Path, *layers: str) -> list[Path]:
    """Return the files of these layers of every home, one file or a folder each."""
    found = []
    for home in homes(root):
        for layer in layers:
            found += [home / f"{layer}.py", *home.joinpath(layer).rglob("*.py")]
    return sorted(path for path in found if path.is_file() and path.name != "__init__.py")


def written_files(root: Path) -> Iterator[Path]:
    """Give every file that people write or commit as text, wherever it lies."""
    for path in sorted(root.iterdir()):
        if path.is_dir() and path.name not in LEFT_OUT and _is_ours(path):
            yield from _inside(path)
        elif path.is_file() and _is_text(path) and path.name != ".coverage":
            yield path


def _inside(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        below = {*path.relative_to(folder).parts}
        if path.is_file() and _is_text(path) and not LEFT_OUT & below:
            yield path


def _is_ours(folder: Path) -> bool:
    """Hidden folders are caches and environments, but for the one of the continuous checks."""
    return not folder.name.startswith(".") or folder.name == ".ci"


def _is_text(path: Path) -> bool:
    return path.suffix in READABLE


@lru_cache(maxsize=4096)
def _parsed(path: Path, _changed: int, _size: int) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def parsed(path: Path) -> ast.Module:
    """Return a file as a tree of Python's own, read again only after it changed."""
    seen = path.stat()
    return _parsed(path, seen.st_mtime_ns, seen.st_size)


def public_functions(path: Path) -> list[ast.FunctionDef]:
    """Return the functions of a file that others may call."""
    return [
        node
        for node in parsed(path).body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
    ]


def constants(path: Path) -> dict[str, str]:
    """Return the texts that a file names in capitals."""
    return {
        node.targets[0].id: node.value.value
        for node in parsed(path).body
        if isinstance(node, ast.Assign)
        and isinstance(node.targets[0], ast.Name)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    }
