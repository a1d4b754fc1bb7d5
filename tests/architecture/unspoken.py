"""Finds Vietnamese words of the interface that no gettext would translate."""

import ast
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

from django.template.base import Lexer, Token, TokenType

from tests.architecture.tree import ROOT, name_of, parsed, sources, templates
from tools.extract_strings import KEYWORDS

LETTERS = re.compile("[àáâãèéêìíòóôõùúýăđĩũơưạ-ỹ]", re.IGNORECASE)
LITERAL = re.compile(r"""(_\()?("[^"]*"|'[^']*')""")
TRANSLATING = ("translate", "trans", "blocktranslate", "blocktrans")
UNSEEN = ("comment", "load")
Fault = tuple[str, str]


def is_vietnamese(text: str) -> bool:
    """Tell whether a text has a letter that only Vietnamese words have."""
    return bool(LETTERS.search(text))


class _Words(HTMLParser):
    """Collects what a page says: its text and the values of its attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, _tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value for _name, value in attrs if value and is_vietnamese(value)]

    def handle_data(self, data: str) -> None:
        self.found += [line.strip() for line in data.split("\n") if is_vietnamese(line)]


def _outside_blocks(tokens: list[Token]) -> Iterator[Token]:
    """Give the tokens that stand in no translated and no commented block."""
    closing = ""
    for token in tokens:
        words = token.contents.split() if token.token_type is TokenType.BLOCK else []
        if closing:
            closing = "" if words[:1] == [closing] else closing
        elif words[:1] and words[0] in {"comment", "blocktranslate", "blocktrans"}:
            closing = f"end{words[0]}"
        else:
            yield token


def of_template(source: str) -> list[str]:
    """Return the Vietnamese words of a template that stand outside every translation."""
    words, page = _Words(), []
    found = []
    for token in _outside_blocks(Lexer(source).tokenize()):
        if token.token_type is TokenType.TEXT:
            page.append(token.contents)
            continue
        page.append(" ")
        if token.token_type is TokenType.COMMENT or token.contents.split()[0] in TRANSLATING:
            continue
        found += [
            text
            for marked, text in LITERAL.findall(token.contents)
            if not marked and is_vietnamese(text)
        ]
    words.feed("".join(page))
    words.close()
    return found + words.found


def _called(node: ast.Call) -> str:
    return getattr(node.func, "id", "") or getattr(node.func, "attr", "")


def of_python(tree: ast.AST) -> list[str]:
    """Return the Vietnamese words of a program that no gettext gets, docstrings left out."""
    found: list[str] = []
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Call) and _called(node) in KEYWORDS:
            continue
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            continue
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            found += [node.value] if is_vietnamese(node.value) else []
        found += of_python(node)
    return found


def _speaks(path: Path) -> bool:
    """Tell whether a program speaks to people: pages, sites and the look."""
    parts = path.relative_to(ROOT / "province").parts
    speaking = "web" in parts or parts[0] == "sites" or parts[:2] == ("foundation", "ui")
    return speaking and "tests" not in parts


def unspoken() -> list[Fault]:
    """Return every Vietnamese text of the interface that stays Vietnamese, with its file."""
    found = [
        (name_of(path, ROOT), text)
        for path in sources(ROOT)
        if _speaks(path)
        for text in of_python(parsed(path))
    ]
    found += [
        (name_of(path, ROOT), text)
        for path in templates(ROOT)
        for text in of_template(path.read_text(encoding="utf-8"))
    ]
    return found
