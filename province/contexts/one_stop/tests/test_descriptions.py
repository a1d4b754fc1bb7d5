"""Files that describe procedures: what is wrong in one is said in one sentence at start."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from province.contexts.one_stop.described.reading import (
    FORMS,
    PROCEDURES,
    WrongFileError,
    described_procedures,
    read_procedure,
)
from province.contexts.one_stop.described.templates import faults_of_template, filled
from province.contexts.one_stop.kinds import PROCEDURE_KINDS

BIRTHS = PROCEDURES / "birth_registration.json"
Change = Callable[[dict[str, Any]], object]


def test_every_file_is_a_kind_of_its_own() -> None:
    given = [(one.code, one.form.key) for one in described_procedures()]

    assert [path.stem for path in sorted(PROCEDURES.glob("*.json"))] == [
        one.key for one in described_procedures()
    ]
    assert [(code, PROCEDURE_KINDS.get(code).form) for code, _form in given] == given


def _sabotaged(folder: Path, change: Change) -> Path:
    plain = json.loads(BIRTHS.read_text(encoding="utf-8"))
    change(plain)
    path = folder / BIRTHS.name
    path.write_text(json.dumps(plain), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda p: p.pop("number"), "'number' is missing"),
        (lambda p: p.update(colour="red"), "the file has 'colour', which nobody knows"),
        (lambda p: p.update(code="1.1"), "'1.1' is no code of the catalogue"),
        (lambda p: p.update(confidence="sure"), "'sure' is no confidence"),
        (
            lambda p: p.update(key="births"),
            "its key is 'births', so the file is births.json",
        ),
        (lambda p: p["facts"][0].update(kind="colour"), "'colour' is not a valid FactKind"),
        (
            lambda p: p["facts"][0].update(proposed="{filed.colour}"),
            "'{filed.colour}' names 'filed.colour', which nobody knows",
        ),
        (
            lambda p: p["facts"][1].update(count=0),
            "the fact 'child_number': digits, and nothing else, have a count",
        ),
        (
            lambda p: p["faults"][0].update(field="colour"),
            "a fault is about 'colour', which is not asked",
        ),
        (
            lambda p: p["faults"][1].update(than="filed.colour"),
            "a fault about 'father_number' names 'filed.colour', which nobody knows",
        ),
        (
            lambda p: p["number"].update(text="{year}"),
            "'{year}' does not say where the number stands",
        ),
        (
            lambda p: p["number"].update(printed="/X"),
            "'/X' is printed, but the number does not end so",
        ),
        (
            lambda p: p["paper"]["blocks"][0]["cells"][0].update(text="{facts.child_name|loud}"),
            "'{facts.child_name|loud}' has the filter 'loud', which nobody knows",
        ),
        (
            lambda p: p["paper"]["blocks"].pop(),
            "its paper needs the open place 'date' once",
        ),
        (
            lambda p: p["paper"]["blocks"][0].update(heading="Hai"),
            "a block is a line of cells, or words, or a heading, or a table",
        ),
        (
            lambda p: p["opening"]["answers"].update(colour="red"),
            "'colour' is not a valid DoubtAbout",
        ),
    ],
)
def test_a_wrong_file_is_refused_with_its_name_and_reason(
    tmp_path: Path, change: Change, sentence: str
) -> None:
    with pytest.raises(WrongFileError) as refused:
        read_procedure(path=_sabotaged(tmp_path, change), forms=FORMS)

    assert str(refused.value) == f"birth_registration.json: {sentence}"


def test_a_procedure_without_its_form_is_refused(tmp_path: Path) -> None:
    with pytest.raises(WrongFileError, match=r"^birth_registration\.json: .*No such file"):
        read_procedure(path=BIRTHS, forms=tmp_path)


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("{filed.name|upper}, sinh {filed.born|day}", "LÊ ẬN, sinh 05/04/2026"),
        ("{filed.born|day_words}", "ngày 05 tháng 4 năm 2026"),
        ("{filed.born|day_spelled}", "Ngày năm tháng tư năm hai nghìn không trăm hai mươi sáu"),
        (
            "{filed.sum|money} đồng ({filed.sum|money_words})",
            "1.005.000 đồng (Một triệu không trăm linh năm nghìn đồng)",
        ),
        ("{filed.nothing|day}{filed.nothing}", ""),
        ("{filed.evil}", "{filed.name}"),
    ],
)
def test_templates_place_values_and_run_nothing(template: str, said: str) -> None:
    values = {
        "filed.name": "Lê Ận",
        "filed.born": "2026-04-05",
        "filed.sum": "1005000",
        "filed.evil": "{filed.name}",
    }

    assert filled(template, values) == said


def test_a_bracket_that_stands_alone_is_a_fault() -> None:
    assert faults_of_template("{filed.name", {"filed.name"}) == [
        "'{filed.name' has a bracket that stands alone"
    ]
