"""What an applicant changes in a filing before it is received."""

from collections.abc import Mapping, Sequence
from typing import Any

EMPTY: tuple[object, ...] = (None, "", [])


def changed_answers(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the fields whose answer is another one, in the order of what is said now."""
    keys = dict.fromkeys([*after, *before])
    return tuple(key for key in keys if _said(before, key) != _said(after, key))


def changed_papers(
    before: Sequence[tuple[str, str]], after: Sequence[tuple[str, str]]
) -> tuple[str, ...]:
    """Return the names whose papers are others; a paper is its name and what it holds."""
    names = dict.fromkeys(name for name, _content in (*after, *before))
    return tuple(name for name in names if _held(before, name) != _held(after, name))


def _said(answers: Mapping[str, Any], key: str) -> object:
    value = answers.get(key)
    return None if value in EMPTY else value


def _held(papers: Sequence[tuple[str, str]], name: str) -> list[str]:
    return sorted(content for named, content in papers if named == name)
