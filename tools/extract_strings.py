"""Reads every string of the interface, and brings the English catalogue to what the code says.

``python -m tools.extract_strings`` keeps translations, takes out what no file says any more, adds
what is new with an empty translation, and counts what is left to translate.
"""

import io
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import django
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

from province.kernel.forms.rules.definitions import definition_from_json
from province.kernel.forms.rules.wording import FORM_WORDS, sentences

ROOT = Path(__file__).resolve().parents[1]
CATALOGUE = ROOT / "locale" / "en" / "LC_MESSAGES" / "django.po"
FOLDERS = ("province", "config")
LEFT_OUT = {"tests", "migrations", "__pycache__", "static"}
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
PROCEDURE_WORDS = "procedure"  # the context of the sentences of described procedures
HEADER = """\
# The interface of Tỉnh Số in English. The source is Vietnamese; docs/glossary.md has the terms.
# Brought to the code by: python -m tools.extract_strings
"""


def interface_files(*, root: Path = ROOT) -> Iterator[Path]:
    """Give every Python file and template whose strings people read."""
    for folder in FOLDERS:
        for path in sorted(root.joinpath(folder).rglob("*")):
            speaks = path.suffix == ".py" or (
                path.suffix in {".html", ".txt"} and "templates" in path.parts
            )
            if speaks and not LEFT_OUT & {*path.relative_to(root).parts}:
                yield path


def _readable(path: Path) -> str:
    """Return Python: a template becomes calls of gettext among blanked words, line by line."""
    source = path.read_text(encoding="utf-8")
    if path.suffix == ".py":
        return source
    return "\n".join(line.strip() for line in templatize(source, origin=str(path)).split("\n"))


def extracted(*, root: Path = ROOT) -> Catalog:
    """Return a catalogue of every string that the files of the product give to gettext."""
    found = Catalog(locale="en", fuzzy=False)
    for path in interface_files(root=root):
        source = io.BytesIO(_readable(path).encode())
        options = {"encoding": "utf-8"}
        name = path.relative_to(root).as_posix()
        for _line, message, _notes, context in extract(
            "python", source, keywords=KEYWORDS, options=options
        ):
            found.add(message, locations=[(name, 0)], context=context)
    for path in sorted(root.joinpath("province").rglob("forms/*.json")):
        definition = definition_from_json(json.loads(path.read_text(encoding="utf-8")))
        for sentence in sentences(definition):
            found.add(
                sentence, locations=[(path.relative_to(root).as_posix(), 0)], context=FORM_WORDS
            )
    for path in sorted(root.joinpath("province").rglob("procedures/*.json")):
        for sentence in procedure_sentences(json.loads(path.read_text(encoding="utf-8"))):
            found.add(
                sentence,
                locations=[(path.relative_to(root).as_posix(), 0)],
                context=PROCEDURE_WORDS,
            )
    return found


def procedure_sentences(plain: dict[str, Any]) -> Iterator[str]:
    """Give what officers read of a described procedure; its paper stays in Vietnamese."""
    yield plain["granted"]
    yield plain["grant"]
    for fact in plain["facts"]:
        yield from (fact[word] for word in ("label", "hint") if fact.get(word))
    yield from (fault["say"] for fault in plain.get("faults", ()))


def written(*, path: Path = CATALOGUE) -> Catalog:
    """Return the catalogue as it is committed."""
    with path.open("rb") as file:
        return read_po(file, locale="en")


def renewed(*, found: Catalog, before: Catalog) -> Catalog:
    """Return what was found, each with the translation it had before."""
    fresh = Catalog(
        locale="en",
        project="Tỉnh Số",
        header_comment=HEADER.rstrip(),
        charset="utf-8",
        fuzzy=False,
        creation_date=before.creation_date,
        revision_date=before.creation_date,
    )
    for message in sorted(found, key=lambda one: (sorted(one.locations)[:1], str(one.id))):
        if not message.id:
            continue
        known = before.get(message.id, message.context)
        same = known is not None and known.pluralizable == message.pluralizable
        text = known.string if known is not None and same and not known.fuzzy else None
        kept = fresh.add(message.id, text, sorted(set(message.locations)), context=message.context)
        kept.user_comments = list(known.user_comments) if known is not None else []
    return fresh


def is_translated(message: Message) -> bool:
    """Tell whether every form of a message has words."""
    text = message.string
    return bool(text) and (isinstance(text, str) or all(text or ()))


def main() -> int:
    """Write the catalogue anew and say what is missing."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
    django.setup()
    before = written() if CATALOGUE.exists() else Catalog(locale="en")
    fresh = renewed(found=extracted(), before=before)
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    with CATALOGUE.open("wb") as file:
        write_po(file, fresh, width=100, include_lineno=False)
    missing = [message for message in fresh if message.id and not is_translated(message)]
    sys.stdout.write(f"{len(fresh)} strings, {len(missing)} without translation\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
