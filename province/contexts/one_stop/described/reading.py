"""Reads the files that describe procedures; a wrong file is refused with one clear sentence."""

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from province.contexts.one_stop.contracts.described import (
    Described,
    DescribedBlock,
    DescribedCell,
    DescribedFact,
    DescribedFault,
    DescribedNumber,
    DescribedOpening,
    DescribedPaper,
    FactKind,
    LawWord,
    Proposed,
    Rule,
)
from province.contexts.one_stop.described.checking import faults_of_description
from province.contexts.procedures.contracts import DoubtAbout
from province.kernel.forms.contracts import Condition, FormDefinition
from province.kernel.forms.public import definition_from_json

HOME = Path(__file__).resolve().parents[1]
PROCEDURES, FORMS = HOME / "procedures", HOME / "forms"
Plain = Mapping[str, Any]
T = TypeVar("T")


class WrongFileError(ValueError):
    """A file that describes a procedure cannot be used; the sentence names file and reason."""


@cache
def described_procedures() -> tuple[Described, ...]:
    """Return every procedure that a file of this module describes, in the order of their files.

    :raises WrongFileError: a file is wrong.
    """
    return tuple(read_procedure(path=path) for path in sorted(PROCEDURES.glob("*.json")))


def read_procedure(*, path: Path, forms: Path = FORMS) -> Described:
    """Read one file and its form, and check them.

    :raises WrongFileError: a part is missing, unknown or wrong.
    """
    try:
        plain = json.loads(path.read_text(encoding="utf-8"))
        form = _form(forms / f"{plain['form']}.json")
        described = _described(plain, form)
    except KeyError as missing:
        raise WrongFileError(f"{path.name}: {missing} is missing") from None
    except (ValueError, TypeError, AttributeError, OSError) as wrong:
        raise WrongFileError(f"{path.name}: {wrong}") from None
    faults = faults_of_description(described)
    if described.key != path.stem:
        faults = [f"its key is '{described.key}', so the file is {described.key}.json", *faults]
    if faults:
        raise WrongFileError(f"{path.name}: {'; '.join(faults)}")
    return described


def _form(path: Path) -> FormDefinition:
    return definition_from_json(json.loads(path.read_text(encoding="utf-8")))


def _described(plain: Plain, form: FormDefinition) -> Described:
    _only(plain, "the file", {*_names(Described), "confidence"} - {"is_recalled"})
    return Described(
        code=plain["code"],
        key=plain["key"],
        form=form,
        granted=plain["granted"],
        grant=plain["grant"],
        summary=plain["summary"],
        source=plain["source"],
        is_recalled=_recalled(plain),
        facts=tuple(_fact(one) for one in plain["facts"]),
        faults=tuple(_fault(one) for one in plain.get("faults", [])),
        number=_made(DescribedNumber, plain["number"], "number"),
        paper=_paper(plain["paper"]),
        words=tuple(_word(one) for one in plain.get("words", [])),
        opening=_opening(plain["opening"]),
        is_at_once=plain.get("is_at_once", False) is True,
    )


def _fact(plain: Plain) -> DescribedFact:
    given: dict[str, Any] = {
        **plain,
        "kind": FactKind(plain["kind"]),
        "choices": tuple(plain.get("choices", ())),
        "proposals": tuple(
            _made(Proposed, {**one, "when": _when(one)}, "a proposal")
            for one in plain.get("proposals", ())
        ),
    }
    if "proposed" in given:
        given["proposals"] = (Proposed(text=given.pop("proposed")),)
    return _made(DescribedFact, given, "a fact")


def _fault(plain: Plain) -> DescribedFault:
    given = {**plain, "rule": Rule(plain["rule"]), "when": _when(plain)}
    return _made(DescribedFault, given, "a fault")


def _paper(plain: Plain) -> DescribedPaper:
    given = {**plain, "blocks": tuple(_block(one) for one in plain["blocks"])}
    return _made(DescribedPaper, given, "paper")


def _block(plain: Plain) -> DescribedBlock:
    given = {
        **plain,
        "cells": tuple(_made(DescribedCell, one, "a cell") for one in plain.get("cells", ())),
        "columns": tuple(plain.get("columns", ())),
        "row": tuple(plain.get("row", ())),
        "when": _when(plain),
    }
    return _made(DescribedBlock, given, "a block")


def _word(plain: Plain) -> LawWord:
    _only(plain, "a word", {"what", "text", "valid_from", "valid_to", "source", "confidence"})
    last = plain.get("valid_to")
    return LawWord(
        what=plain["what"],
        text=plain["text"],
        valid_from=date.fromisoformat(plain["valid_from"]),
        valid_to=date.fromisoformat(last) if last else None,
        source=plain["source"],
        is_recalled=_recalled(plain),
    )


def _opening(plain: Plain) -> DescribedOpening:
    answers = {
        DoubtAbout(about): "\n".join(said) if isinstance(said, list) else said
        for about, said in plain["answers"].items()
    }
    return _made(DescribedOpening, {**plain, "answers": answers}, "opening")


def _when(plain: Plain) -> tuple[Condition, ...]:
    return tuple(
        Condition(field=one["field"], equals=tuple(one["equals"])) for one in plain.get("when", ())
    )


def _recalled(plain: Plain) -> bool:
    if plain["confidence"] not in {"verified", "secondary", "recalled"}:
        raise ValueError(f"'{plain['confidence']}' is no confidence")
    return bool(plain["confidence"] != "verified")


def _made(kind: type[T], plain: Plain, what: str) -> T:
    _only(plain, what, set(_names(kind)))
    return kind(**plain)


def _names(kind: Any) -> tuple[str, ...]:
    assert is_dataclass(kind)  # noqa: S101 -- for the type checker
    return tuple(field.name for field in fields(kind))


def _only(plain: Plain, what: str, known: set[str]) -> None:
    unknown = sorted(set(plain) - known)
    if unknown:
        raise ValueError(f"{what} has '{unknown[0]}', which nobody knows")
