"""Makes a new context of the house's shape: ``python tools/new_context.py <name> --title "…"``.

It writes the folder, and the four lines elsewhere that the house asks for: the roles, the map, the
audit catalogue. What it makes passes every guard at once; then give its things their own names.
"""

import argparse
import keyword
import re
import sys
from pathlib import Path
from string import Template

ROOT = Path(__file__).resolve().parents[1]
TEMPLATES = Path(__file__).resolve().parent / "context_template"
ROLES, MAP, CATALOGUE = "province/sites/desk/roles.py", "ARCHITECTURE.md", "docs/audit-catalogue.md"
UNTIL_DECIDED = 'key="province_admin"'
AUDITED = "Thêm một mục"
LONGEST = 23


class RefusedError(Exception):
    """The context cannot be made, with the reason."""


def check(root: Path, name: str, title: str) -> None:
    """Make sure that such a context may be made.

    :raises RefusedError: the name or the title does not do, or the name is taken.
    """
    if not re.fullmatch(r"[a-z][a-z0-9]*(_[a-z0-9]+)*", name) or keyword.iskeyword(name):
        raise RefusedError(f"'{name}' is not a name such as citizen_reception")
    if len(name) > LONGEST:
        raise RefusedError(
            f"'{name}' is longer than {LONGEST} letters; the database's names bear it"
        )
    if not title.strip() or re.search(r'[\n"$\\|]', title):
        raise RefusedError("the title is one line without quotes, $, | or backslashes")
    if taken := sorted(root.glob(f"province/*/{name}")):
        raise RefusedError(f"{taken[0].relative_to(root)} is there already")


def write_folder(root: Path, name: str, title: str) -> Path:
    """Write the files of the context; return its folder."""
    noted = root / "province/kernel/org/migrations/max_migration.txt"
    words = {
        "name": name,
        "title": title.strip(),
        "camel": "".join(part.capitalize() for part in name.split("_")),
        "audited": AUDITED,
        "org_migration": noted.read_text(encoding="utf-8").strip(),
    }
    folder = root / "province/contexts" / name
    for template in sorted(TEMPLATES.rglob("*.tmpl")):
        target = folder / template.relative_to(TEMPLATES).with_suffix("")
        target.parent.mkdir(parents=True, exist_ok=True)
        text = Template(template.read_text(encoding="utf-8")).substitute(words)
        target.write_text(text, encoding="utf-8")
    return folder


def grant(text: str, name: str) -> str:
    """Return the roles with the new abilities at the province's administrators.

    :raises RefusedError: the file has another shape than this tool knows.
    """
    line = f"from province.contexts.{name} import permissions as {name}\n"
    lines = text.splitlines(keepends=True)
    places = [i for i, old in enumerate(lines) if old.startswith("from province.contexts.")]
    after = [i for i in places if lines[i] < line]
    if not places:
        raise RefusedError(f"{ROLES} imports no abilities of contexts")
    lines.insert(after[-1] + 1 if after else places[0], line)
    head, found, rest = "".join(lines).partition(UNTIL_DECIDED)
    before, brace, grants = rest.partition("frozenset(\n            {\n")
    if not found or not brace:
        raise RefusedError(f"{ROLES} describes {UNTIL_DECIDED} in another shape")
    fresh = "".join(f"{' ' * 16}{name}.{ability},\n" for ability in ("SEE", "ADD"))
    return head + found + before + brace + fresh + grants


def draw(text: str, name: str, title: str) -> str:
    """Return the map with the new context as the last of its storey."""
    lines = text.splitlines(keepends=True)
    last = max(i for i, line in enumerate(lines) if line.startswith("| `contexts/"))
    lines.insert(last + 1, f"| `contexts/{name}` | {title.strip()} |\n")
    return "".join(lines)


def enter(text: str, name: str) -> str:
    """Return the audit catalogue with the new action in its place."""
    head, ruled, rows = text.partition("|---|---|\n")
    kept = [*rows.splitlines(keepends=True), f"| `{name}.entry_added` | {AUDITED} |\n"]
    return head + ruled + "".join(sorted(kept, key=lambda row: row.split("`")[1]))


def make(root: Path, name: str, title: str) -> Path:
    """Make the context and return its folder; nothing is written when it is refused.

    :raises RefusedError: it cannot be made.
    """
    check(root, name, title)
    changes = {
        root / ROLES: grant(_text(root / ROLES), name),
        root / MAP: draw(_text(root / MAP), name, title),
        root / CATALOGUE: enter(_text(root / CATALOGUE), name),
    }
    folder = write_folder(root, name, title)
    for path, text in changes.items():
        path.write_text(text, encoding="utf-8")
    return folder


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def main(words: list[str], *, root: Path = ROOT) -> int:
    """Make what the command line asks for; return how the program ends."""
    parser = argparse.ArgumentParser(description="Make a new context of the house's shape.")
    parser.add_argument("name", help="lower_snake_case, an English term of the field")
    parser.add_argument("--title", required=True, help="what it is, in Vietnamese")
    asked = parser.parse_args(words)
    try:
        folder = make(root, asked.name, asked.title)
    except RefusedError as refusal:
        sys.stderr.write(f"{refusal}\n")
        return 1
    sys.stdout.write(
        f"{folder.relative_to(root)} is made. Now: give its things their own names, add them to "
        "docs/glossary.md, and run ./tinhso test\n"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
