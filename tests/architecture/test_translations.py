"""English is whole: every string of the interface has words, and none escapes translation."""

import os
import re
import shutil
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import read_mo
from babel.messages.pofile import PoFileError

from province.foundation.text.translations import compile_translations
from tests.architecture.tree import parsed
from tests.architecture.unspoken import (
    is_vietnamese,
    of_python,
    of_template,
    unspoken,
)
from tests.architecture.unspoken_allowed import (
    ALLOWED_FILES,
    ALLOWED_TEXTS,
    KEEPS_VIETNAMESE,
    STAYS_VIETNAMESE,
)
from tools.extract_strings import CATALOGUE, extracted, is_translated, renewed, written

PLACES = re.compile(r"%%?\(?\w*\)?[sd]|%%|\{\w*\}|</?[a-z][^>]*>")
HINT = "run: python -m tools.extract_strings, and translate what is new"


def names(catalogue: Catalog) -> set[tuple[object, str | None]]:
    return {(message.id, message.context) for message in catalogue if message.id}


def messages() -> list[Message]:
    return [message for message in written() if message.id]


def forms(text: object) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text)  # type: ignore[arg-type]  # plural forms


@pytest.fixture(scope="module")
def found() -> Catalog:
    return extracted()


def test_the_catalogue_has_exactly_the_strings_of_the_code(found: Catalog) -> None:
    in_code, in_catalogue = names(found), names(written())

    assert len(in_code) > 1000
    assert in_code - in_catalogue == set(), HINT
    assert in_catalogue - in_code == set(), HINT


def test_every_string_is_translated() -> None:
    assert [message.id for message in messages() if not is_translated(message)] == []
    assert [message.id for message in messages() if message.fuzzy] == []


def test_placeholders_and_tags_are_the_same_on_both_sides() -> None:
    different = [
        (source, target)
        for message in messages()
        for source, target in zip(forms(message.id), forms(message.string), strict=True)
        if sorted(PLACES.findall(source)) != sorted(PLACES.findall(target))
    ]

    assert different == []


def test_spaces_at_the_ends_are_the_same_on_both_sides() -> None:
    different = [
        source
        for message in messages()
        for source, target in zip(forms(message.id), forms(message.string), strict=True)
        if (source[:1].isspace(), source[-1:].isspace())
        != (target[:1].isspace(), target[-1:].isspace())
    ]

    assert different == []


def test_english_has_vietnamese_words_only_where_they_belong() -> None:
    mixed = {
        target
        for message in messages()
        for target in forms(message.string)
        if is_vietnamese(re.sub("|".join(KEEPS_VIETNAMESE), "", target))
    }

    assert mixed == STAYS_VIETNAMESE


def test_no_word_of_the_interface_escapes_translation() -> None:
    escaped = [
        (file, text)
        for file, text in unspoken()
        if file not in ALLOWED_FILES and (file, text) not in ALLOWED_TEXTS
    ]

    assert escaped == [], "wrap it in gettext, or give a reason in unspoken_allowed.py"


def test_what_is_allowed_is_still_there() -> None:
    seen = set(unspoken())

    assert set(ALLOWED_TEXTS) - seen == set()
    assert set(ALLOWED_FILES) - {file for file, _text in seen} == set()


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<p>Hồ sơ</p>", ["Hồ sơ"]),
        ('<a title="Hồ sơ">{{ x }}</a>', ["Hồ sơ"]),
        ('<input placeholder="Tìm hồ sơ">', ["Tìm hồ sơ"]),
        ('<img alt="Ảnh {{ x }}">', ["Ảnh"]),
        ('{% include "a.html" with label="Hồ sơ" only %}', ['"Hồ sơ"']),
        ('{{ x|default:"Tỉnh" }}', ['"Tỉnh"']),
        ('{{ x|default:_("Tỉnh") }}', []),
        ('<p title="{% translate "Hồ sơ" %}">{% translate "Hồ sơ" %}</p>', []),
        ("{% blocktranslate %}Hồ sơ {{ x }}{% endblocktranslate %}", []),
        ("{# Hồ sơ #}{% comment %}Hồ sơ{% endcomment %}<!-- Hồ sơ -->", []),
        ("<p>Dossier</p>", []),
    ],
)
def test_a_template_is_searched_for_words_outside_translation(
    source: str, expected: list[str]
) -> None:
    assert [text.strip() for text in of_template(source)] == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('x = "Hồ sơ"', ["Hồ sơ"]),
        ('x = f"Hồ sơ {y}"', ["Hồ sơ "]),
        ('x = _("Hồ sơ") % {"a": "Tỉnh"}', ["Tỉnh"]),
        ('x = _("Hồ sơ")', []),
        ('x = ngettext("%(n)s việc", "%(n)s việc", n)', []),
        ('"""Hồ sơ."""\ndef f():\n    """Hồ sơ."""  # Hồ sơ\n', []),
    ],
)
def test_a_program_is_searched_for_words_outside_translation(
    source: str, expected: list[str], tmp_path: Path
) -> None:
    path = tmp_path / "program.py"
    path.write_text(source, encoding="utf-8")

    assert of_python(parsed(path)) == expected


def test_extraction_keeps_translations_and_drops_what_is_gone() -> None:
    before = Catalog(locale="en")
    before.add("Hồ sơ", "Dossier")
    before.add("Đã mất", "Gone")
    code = Catalog(locale="en")
    code.add("Hồ sơ", locations=[("a.py", 0)])
    code.add("Mới", locations=[("a.py", 0)])

    fresh = renewed(found=code, before=before)

    kept = {message.id: message.string or "" for message in fresh if message.id}
    assert kept == {"Hồ sơ": "Dossier", "Mới": ""}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of catalogues with the real English one, not compiled."""
    target = tmp_path / "en" / "LC_MESSAGES"
    target.mkdir(parents=True)
    shutil.copyfile(CATALOGUE, target / CATALOGUE.name)
    return tmp_path


def test_a_catalogue_is_compiled_once_until_it_changes(folder: Path) -> None:
    source = folder / "en" / "LC_MESSAGES" / "django.po"
    target = source.with_suffix(".mo")

    assert compile_translations(folders=[folder]) == (target,)
    assert compile_translations(folders=[folder]) == ()
    with target.open("rb") as file:
        assert read_mo(file)["Hồ sơ của tôi"].string == "My dossiers"

    text = source.read_text(encoding="utf-8").replace('"My dossiers"', '"Dossiers of mine"')
    source.write_text(text, encoding="utf-8")
    _set_time(target, source.stat().st_mtime_ns - 1)

    assert compile_translations(folders=[folder]) == (target,)
    with target.open("rb") as file:
        assert read_mo(file)["Hồ sơ của tôi"].string == "Dossiers of mine"


def test_a_broken_catalogue_leaves_the_compiled_one_alone(folder: Path) -> None:
    compile_translations(folders=[folder])
    source = folder / "en" / "LC_MESSAGES" / "django.po"
    target = source.with_suffix(".mo")
    before = target.read_bytes()
    source.write_text('msgid "a"\nmsgstr "b"\nno catalogue\n', encoding="utf-8")
    _set_time(target, source.stat().st_mtime_ns - 1)

    with pytest.raises(PoFileError):
        compile_translations(folders=[folder])

    assert target.read_bytes() == before
    assert sorted(path.name for path in source.parent.iterdir()) == ["django.mo", "django.po"]


def _set_time(path: Path, moment: int) -> None:
    os.utime(path, ns=(moment, moment))
