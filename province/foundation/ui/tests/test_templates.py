"""What no template of the house may do, and what every component must."""

import re
from pathlib import Path

import pytest
from django.template.loader import render_to_string

from province.foundation.ui.icons import UnknownIconError, check_icon, icon_names
from province.foundation.ui.kit import SECTIONS
from province.foundation.ui.samples.sample import Sample
from province.foundation.ui.tests.trees import ids_of, read, select

UI = Path(__file__).resolve().parents[1]
PROVINCE = UI.parents[1]
TEMPLATES = sorted(PROVINCE.glob("**/templates/**/*.html"))
COMPONENTS = sorted((UI / "templates" / "ui").glob("_*.html"))
STYLES = sorted((UI / "static" / "ui").glob("*.css"))
SAMPLES = [sample for section in SECTIONS for sample in section.samples]
PARTS = {
    "_date_box",
    "_date_boxes",
    "_field_attributes",
    "_field_check",
    "_field_control",
    "_field_group",
    "_field_held",
    "_field_notes",
    "_key_dialog",
    "_kit_chapters",
    "_paper_words",
    "_words",
}
INLINE_STYLE = re.compile(r"<[^>]*\sstyle\s*=|<style\b", re.IGNORECASE)
INLINE_SCRIPT = re.compile(r"<script(?![^>]*\bsrc=)|<script[^>]*>\s*\S+\s*</script>", re.IGNORECASE)
HANDLER = re.compile(r"<[^>]*\son[a-z]+\s*=|\shx-on|javascript:", re.IGNORECASE)
COMMENT = re.compile(r"{%\s*comment\s*%}.*?{%\s*endcomment\s*%}", re.DOTALL)
INCLUDE = re.compile(r"""{%\s*include\s+["']([^"']+)["']([^%]*)%}""")
ICON_TAG = re.compile(r"""{%\s*icon\s+["']([^"']+)["']""")
ICON_VALUE = re.compile(r"""icon_name=["']([^"']+)["']""")


def _name(path: Path) -> str:
    return str(path.relative_to(PROVINCE))


def _body(path: Path) -> str:
    return COMMENT.sub("", path.read_text(encoding="utf-8"))


def test_there_is_something_to_guard() -> None:
    assert (len(TEMPLATES) > 40, len(COMPONENTS) > 25, len(STYLES) > 4, len(SAMPLES) > 90) == (
        True,
        True,
        True,
        True,
    )


@pytest.mark.parametrize("path", TEMPLATES, ids=_name)
def test_no_template_carries_style_script_or_handler(path: Path) -> None:
    body = _body(path)

    assert INLINE_STYLE.findall(body) == []
    assert INLINE_SCRIPT.findall(body) == []
    assert HANDLER.findall(body) == []


@pytest.mark.parametrize("path", TEMPLATES, ids=_name)
def test_components_are_included_with_only_what_they_are_given(path: Path) -> None:
    careless = [
        name
        for name, rest in INCLUDE.findall(_body(path))
        if name.rsplit("/", 1)[-1].startswith("_") and "only" not in rest.split()
    ]

    assert careless == []


@pytest.mark.parametrize("path", TEMPLATES, ids=_name)
def test_every_icon_that_a_template_names_exists(path: Path) -> None:
    body = _body(path)

    assert {*ICON_TAG.findall(body), *ICON_VALUE.findall(body)} - icon_names() == set()


def test_an_unknown_icon_is_refused() -> None:
    with pytest.raises(UnknownIconError, match="unicorn"):
        check_icon("unicorn")


@pytest.mark.parametrize("path", COMPONENTS, ids=_name)
def test_every_component_says_its_parameters_and_is_in_the_kit(path: Path) -> None:
    shown = {sample.template for sample in SAMPLES}

    assert path.read_text(encoding="utf-8").startswith("{% comment %}")
    assert path.stem in PARTS or f"ui/{path.name}" in shown


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda s: f"{s.template}:{s.state}")
def test_every_component_renders_in_every_state(sample: Sample) -> None:
    drawn = render_to_string(sample.template, dict(sample.values))
    tree = read(f"<div>{drawn}</div>")

    ids = ids_of(tree)
    assert len(ids) == len(set(ids))
    assert select(tree, "//*[@style or @onclick or self::script or self::style]") == []
    assert "None" not in tree.text_content()
    for control in select(tree, "//input[not(@type='hidden')] | //select | //textarea"):
        named = (
            control.get("aria-label")
            or select(tree, "//label[@for=$id]", id=control.get("id") or "-")
            or select(control, "ancestor::label")
        )
        assert named, control.get("name")
    for described in select(tree, "//@aria-describedby"):
        assert set(str(described).split()) <= set(ids)


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.name)
def test_a_stylesheet_is_short_and_calls_nobody(path: Path) -> None:
    text = path.read_text(encoding="utf-8")

    assert len(text.splitlines()) <= 400
    assert re.findall(r"@import|https?:|url\(\"?data:", text) == []
    for file in re.findall(r'url\("([^"]+)"\)', text):
        assert file.startswith("../vendor/") or (path.parent / file).exists()


def test_every_icon_is_used_by_its_own_name_once() -> None:
    sprite = (UI / "static" / "ui" / "icons.svg").read_text(encoding="utf-8")

    assert sprite.count("<symbol ") == len(icon_names())
