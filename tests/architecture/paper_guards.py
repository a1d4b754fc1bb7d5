"""Guards on the papers: what the code offers is written down, and what is written is true."""

import ast
import json
import re
from pathlib import Path

from tests.architecture.tree import NOTHING, apps, homes, name_of, parsed, sources

HEADINGS = ("Role", "Words", "Data it owns", "Public functions", "Events", "Jobs", "Decisions")
MODEST = ("Role", "Decisions")
MAP, GLOSSARY, OPERATIONS = "ARCHITECTURE.md", "docs/glossary.md", "docs/operations.md"
PAPERS = (
    "README.md",
    "README.vi.md",
    MAP,
    "LICENSE",
    "NOTICE",
    GLOSSARY,
    OPERATIONS,
)  # fmt: skip -- one list
LONGEST_DECISION = 45
HEADLINE = re.MULTILINE | re.IGNORECASE
# Said by the launcher to its own programs; nobody sets them.
INNER = {
    "TINHSO_BACKGROUND",
    "TINHSO_CALLED_FROM",
    "TINHSO_PROGRAM",
    "TINHSO_SUPERVISED",
    "TINHSO_TEST_SERVER",
}
SETTING = re.compile(r"\bTINHSO_[A-Z_]+\b")


def missing_papers(root: Path) -> list[str]:
    """Name the papers that a newcomer needs and does not find."""
    return [f"{name} is missing" for name in PAPERS if not root.joinpath(name).is_file()]


def apps_without_readme(root: Path) -> list[str]:
    """Name the apps without a README, or with one that leaves a heading out."""
    found = apps(root)
    faults = []
    for app in found:
        readme = app / "README.md"
        if not readme.is_file():
            faults.append(f"{name_of(app, root)} has no README.md")
            continue
        text = readme.read_text(encoding="utf-8")
        wanted = HEADINGS if app in homes(root) else MODEST
        faults += [
            f"{name_of(readme, root)} has no heading '{heading}'"
            for heading in wanted
            if not re.search(rf"^#+ .*{heading}|\*\*[^*]*{heading}", text, HEADLINE)
        ]
    return faults if found else [NOTHING]


def offered(app: Path) -> set[str]:
    """Return the functions that an app offers to the others through ``public``."""
    path = app / "public.py"
    if not path.is_file():
        return set()
    body = parsed(path).body
    own = {node.name for node in body if isinstance(node, ast.FunctionDef)}
    given_on = {
        alias.asname or alias.name
        for node in body
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("province.")
        for alias in node.names
    }
    exported = {
        text
        for node in body
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__"
        for text in ast.literal_eval(node.value)
    }
    functions = {name for name in own | (given_on & exported) if name.islower()}
    return {name for name in functions if not name.startswith("_")}


def unmentioned(root: Path, names: dict[str, Path]) -> list[str]:
    """Name the things that neither their module's README nor a page of docs mentions."""
    pages = "\n".join(path.read_text(encoding="utf-8") for path in sorted(root.glob("docs/*.md")))
    faults = []
    for name, app in sorted(names.items()):
        readme = app / "README.md"
        text = pages + (readme.read_text(encoding="utf-8") if readme.is_file() else "")
        plain = name.rpartition(":")[2]
        if not re.search(rf"(?<![\w.]){re.escape(plain)}(?!\w)", text):
            faults.append(f"{name_of(app, root)}: `{plain}` is mentioned in no README or page")
    return faults if names else [NOTHING]


def unmentioned_functions(root: Path) -> list[str]:
    """Name the public functions that nobody has written down."""
    names = {f"{app.name}:{name}": app for app in homes(root) for name in offered(app)}
    return unmentioned(root, names)


def unmentioned_settings(root: Path) -> list[str]:
    """Name the settings that the operators' page does not explain."""
    files = [*root.joinpath("config").rglob("*.py"), *root.joinpath("launcher").rglob("*.py")]
    names = {name for path in files for name in SETTING.findall(path.read_text(encoding="utf-8"))}
    page = root / OPERATIONS
    known = set(SETTING.findall(page.read_text(encoding="utf-8"))) if page.is_file() else set()
    faults = [f"{OPERATIONS} does not mention {name}" for name in sorted(names - known - INNER)]
    return faults if names else [NOTHING]


def untrue_map(root: Path) -> list[str]:
    """Name the modules that the map leaves out, and those it names that are not there."""
    there = {f"{app.parent.name}/{app.name}" for app in apps(root)}
    page = root / MAP
    text = page.read_text(encoding="utf-8") if page.is_file() else ""
    drawn = set(re.findall(r"`((?:foundation|kernel|contexts|sites)/\w+)`", text))
    faults = [f"{MAP} leaves out `{name}`" for name in sorted(there - drawn)]
    places = {name for name in drawn - there if not root.joinpath("province", name).is_dir()}
    faults += [f"{MAP} draws `{name}`, which is not there" for name in sorted(places)]
    return faults if there else [NOTHING]


def untrue_glossary(root: Path) -> list[str]:
    """Name the rows of the glossary whose English word no code uses, and terms given twice."""
    page = root / GLOSSARY
    rows = []
    for line in page.read_text(encoding="utf-8").splitlines() if page.is_file() else ():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("|") and len(cells) > 2 and cells[1].startswith("`"):
            rows.append((cells[0], cells[1].strip("`")))
    code = "\n".join(path.read_text(encoding="utf-8") for path in sources(root))
    words = set(re.findall(r"\w+", code))
    parts = {part for word in words for part in _parts(word)} | words
    faults = [
        f"{GLOSSARY}: '{term}' is `{word}`, which no code says"
        for term, word in rows
        if not {word} & parts
    ]
    terms = [term for term, _word in rows]
    faults += [f"{GLOSSARY}: '{term}' stands twice" for term in {*terms} if terms.count(term) > 1]
    return faults if rows else [NOTHING]


def _parts(word: str) -> set[str]:
    """Return the words and neighbouring words that an identifier is made of."""
    snake = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", word).lower().strip("_").split("_")
    return {
        "_".join(snake[start:end])
        for start in range(len(snake))
        for end in range(start + 1, min(len(snake), start + 4) + 1)
    }


def untidy_decisions(root: Path) -> list[str]:
    """Name the decision records that are out of number, without a sentence, or too long."""
    found = sorted(root.glob("docs/decisions/*.md"))
    faults = []
    numbers = [path.name[:4] for path in found]
    for path in found:
        lines = path.read_text(encoding="utf-8").splitlines()
        where = name_of(path, root)
        is_numbered = re.match(r"\d{4}-[a-z0-9-]+\.md$", path.name)
        if not is_numbered or numbers.count(path.name[:4]) > 1:
            faults.append(f"{where} has no number of its own, or is not named by its title")
        if not lines or not re.match(r"# .{15,}", lines[0]):
            faults.append(f"{where} has no title that says the decision")
        if len(lines) > LONGEST_DECISION:
            faults.append(f"{where} has {len(lines)} lines; half a page is enough")
    return faults if found else [NOTHING]


def loose_locks(root: Path) -> list[str]:
    """Name the lock files that are not hashed, or that name the host they came from."""
    found = sorted(root.glob("requirements*.lock"))
    faults = []
    for path in found:
        text = path.read_text(encoding="utf-8")
        blocks = re.split(r"^(?=[A-Za-z0-9])", text, flags=re.MULTILINE)
        faults += [
            f"{path.name}: {block.split()[0]} has no hash"
            for block in blocks
            if re.match(r"[A-Za-z0-9]", block) and "--hash=sha256:" not in block
        ]
        if "://" in text or "--index-url" in text:
            faults.append(f"{path.name} names a host")
    node = root / "package-lock.json"
    if node.is_file():
        packages = json.loads(node.read_text(encoding="utf-8"))["packages"]
        for name, package in packages.items():
            if "resolved" in package:
                faults.append(f"package-lock.json names the host of {name}")
            if name and "integrity" not in package:
                faults.append(f"package-lock.json: {name} has no hash")
    return faults if found and node.is_file() else [NOTHING]
