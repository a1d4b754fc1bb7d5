"""Guards that read the code itself: sizes, names, clocks, explanations."""

import ast
import re
from pathlib import Path

from tests.architecture.tree import (
    NOTHING,
    code_files,
    in_layers,
    name_of,
    parsed,
    public_functions,
    sources,
    templates,
    written_files,
)

MAX_LINES = 400
CLOCKS = {"now", "today", "utcnow", "localdate", "localtime"}
CLOCK_OWNERS = {"datetime", "date", "timezone", "time"}
HOMELESS = {"utils", "helpers", "services", "managers", "signals", "mixins", "common", "misc"}
MAY_EXPORT = {"models"}
# Words of government: foundation knows none of them (comments and docstrings are not scanned).
GOVERNMENT = {
    "dossier",
    "dossiers",
    "citizen",
    "citizens",
    "applicant",
    "procedure",
    "procedures",
    "commune",
    "ward",
    "ministry",
    "decree",
    "directive",
    "petition",
    "complaint",
    "chairman",
    "registrar",
    "allowance",
    "licence",
    "permit",
    "tthc",
}  # fmt: skip -- one list, not twenty lines
UNFINISHED = re.compile("|".join((r"\bTO" + "DO:?", r"\bFIX" + "ME", r"\bXX" + "X:")))
# StepState.TODO is a word of the interface (a step that lies ahead), not a note to ourselves.
WORD_OF_THE_INTERFACE = re.compile(r"StepState\.TO" + r"DO|TO" + r'DO = "')
MACHINE = re.compile(
    "|".join(("/ro" + "ot/", "/wo" + "rk/", "/ho" + r"me/\w", r"(?<![\w.])/t" + r"mp/\w"))
)
INLINE = re.compile(r"\sstyle=|<style|<script(?![^>]*\ssrc=)|\son\w+=|javascript:", re.IGNORECASE)
# A page may extend a name, or a variable with a name to fall back on.
EXTENDS = re.compile(r"{%\s*extends\s+(?:\w+\|default:)?[\"']([^\"']+)[\"']")
SHELLS = {"ui/base.html", "ui/print.html"}
# They must show when nothing else works, so they lean on nothing.
STAND_ALONE = {"500.html", "503.html"}


def long_files(root: Path) -> list[str]:
    """Name the files that are longer than the house allows."""
    found = code_files(root)
    faults = [
        f"{name_of(path, root)} has {count} lines; cut it by subject"
        for path in found
        if (count := len(path.read_text(encoding="utf-8").splitlines())) > MAX_LINES
    ]
    return faults if found else [NOTHING]


def homeless_modules(root: Path) -> list[str]:
    """Name the modules whose name says nothing, and the packages that do something on import."""
    found = code_files(root)
    faults = [
        f"{name_of(path, root)}: '{path.stem}' is no subject; find the thing's own name"
        for path in found
        if path.stem in HOMELESS or HOMELESS & {*path.relative_to(root).parts}
    ]
    faults += [
        f"{name_of(path, root)} is not empty; callers import the module they mean"
        for path in found
        if path.name == "__init__.py" and path.parent.name not in MAY_EXPORT and path.stat().st_size
    ]
    return faults if found else [NOTHING]


def unexplained_use_cases(root: Path) -> list[str]:
    """Name the use cases without an explanation, or called by position."""
    found = in_layers(root, "commands", "queries", "public", "rules")
    faults = []
    for path in found:
        is_rule = "rules" in {path.stem, path.parent.name}
        for node in public_functions(path):
            where = f"{name_of(path, root)}:{node.lineno} {node.name}"
            if not ast.get_docstring(node):
                faults.append(f"{where} has no docstring")
            by_place = len(node.args.args) + len(node.args.posonlyargs)
            if not is_rule and by_place > (0 if path.stem == "public" else 1):
                faults.append(f"{where} takes positional arguments")
    return faults if found else [NOTHING]


def clock_readers(root: Path) -> list[str]:
    """Name the places below the doors that read the clock."""
    layers = ("commands", "queries", "public", "rules", "models", "contracts", "permissions")
    found = in_layers(root, *layers)
    faults = []
    for path in found:
        for node in ast.walk(parsed(path)):
            if _reads_clock(node):
                line = getattr(node, "lineno", 0)
                faults.append(f"{name_of(path, root)}:{line} reads the clock; only doors do")
    return faults if found else [NOTHING]


def _reads_clock(node: ast.AST) -> bool:
    if isinstance(node, ast.ImportFrom):
        names = {alias.name for alias in node.names}
        return node.module == "django.utils.timezone" and bool(names & CLOCKS)
    if isinstance(node, ast.Attribute) and node.attr in CLOCKS:
        owner = node.value
        return (isinstance(owner, ast.Name) and owner.id in CLOCK_OWNERS) or (
            isinstance(owner, ast.Attribute) and owner.attr in CLOCK_OWNERS
        )
    return False


def models_fetched_by_name(root: Path) -> list[str]:
    """Name the places that reach a model by its name, which no import shows."""
    found = sources(root)
    faults = []
    for path in found:
        for node in ast.walk(parsed(path)):
            name = {ast.Attribute: "attr", ast.alias: "name"}.get(type(node))
            if name and getattr(node, name) == "get_model":
                line = getattr(node, "lineno", 0)
                faults.append(f"{name_of(path, root)}:{line} get_model is an import nobody sees")
    return faults if found else [NOTHING]


def government_in_foundation(root: Path) -> list[str]:
    """Name the identifiers of foundation that speak of government."""
    found = [path for path in sources(root) if "foundation" in path.parts]
    faults = []
    for path in found:
        if {"tests", "samples"} & {*path.parts}:
            continue
        for node in ast.walk(parsed(path)):
            for name in _names(node):
                words = {*re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower().split("_")}
                if words & GOVERNMENT:
                    line = getattr(node, "lineno", 0)
                    faults.append(f"{name_of(path, root)}:{line} {name} is a word of government")
    return faults if found else [NOTHING]


def _names(node: ast.AST) -> list[str]:
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        return [node.name]
    if isinstance(node, ast.arg):
        return [node.arg]
    if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
        return [node.id]
    return []


def unfinished_work(root: Path) -> list[str]:
    """Name the notes about work that somebody left for later."""
    faults = []
    found = list(written_files(root))
    for path in found:
        for number, line in enumerate(_lines(path), start=1):
            if UNFINISHED.search(WORD_OF_THE_INTERFACE.sub("", line)):
                faults.append(f"{name_of(path, root)}:{number} is left for later: do it, or cut it")
    return faults if found else [NOTHING]


def paths_of_a_machine(root: Path) -> list[str]:
    """Name the lines that speak of somebody's own machine."""
    faults = []
    found = [path for path in written_files(root) if path.suffix not in {".csv", ".lock"}]
    for path in found:
        for number, line in enumerate(_lines(path), start=1):
            if (seen := MACHINE.search(line)) and "example of a path" not in line:
                faults.append(f"{name_of(path, root)}:{number} names {seen.group()!r}")
    return faults if found else [NOTHING]


def unreasoned_exceptions(root: Path) -> list[str]:
    """Name the exceptions to a rule that carry no code or no reason."""
    faults = []
    found = code_files(root)
    for path in found:
        for number, line in enumerate(_lines(path), start=1):
            where = f"{name_of(path, root)}:{number}"
            if re.search(r"#\s*noqa(?!: [A-Z]+\d+(, ?[A-Z]+\d+)* -- \S)", line):
                faults.append(f"{where} switches a rule off without code and reason")
            if re.search(r"#\s*type: ignore(?!\[[a-z, -]+\]  # \S)", line):
                faults.append(f"{where} hides a type without code and reason")
    return faults if found else [NOTHING]


def inline_pieces(root: Path) -> list[str]:
    """Name the templates with a style, script or handler of their own: the browser refuses them."""
    found = templates(root)
    faults = [
        f"{name_of(path, root)}:{number} carries {seen.group().strip()!r} inline"
        for path in found
        for number, line in enumerate(_lines(path), start=1)
        if (seen := INLINE.search(line))
    ]
    return faults if found else [NOTHING]


def pages_without_shell(root: Path) -> list[str]:
    """Name the pages that do not stand in one of the shells."""
    by_name = {path.as_posix().rpartition("/templates/")[2]: path for path in templates(root)}
    faults = []
    for name, path in by_name.items():
        is_part = path.name.startswith("_") or path.name.endswith("_list.html")
        if is_part or name in SHELLS | STAND_ALONE:
            continue
        above = name
        while above in by_name and above not in SHELLS:
            extends = EXTENDS.search(by_name[above].read_text(encoding="utf-8"))
            above = extends.group(1) if extends else ""
        if above not in SHELLS:
            faults.append(f"{name_of(path, root)} stands in no shell")
    return faults if by_name else [NOTHING]


def open_includes(root: Path) -> list[str]:
    """Name the components that are called without ``only``: their needs hide in the page."""
    found = templates(root)
    faults = [
        f"{name_of(path, root)}:{number} includes without 'only'"
        for path in found
        for number, line in enumerate(_lines(path), start=1)
        for call in re.findall(r"{%\s*include\s[^%]*%}", line)
        if not re.search(r"\bonly\s*%}", call)
    ]
    return faults if found else [NOTHING]


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()
