"""The ten processes written by hand: strict files, after tables that were found."""

import csv
import json
from pathlib import Path

import pytest

from province.contexts.one_stop.commands.loading import ROLES
from province.contexts.one_stop.contracts.states import KIND
from province.contexts.one_stop.queries.legal_data import FACTS
from province.contexts.one_stop.queries.step_tables import FOLDER, hand_made_tables, table_in
from province.contexts.procedures.rules.facts import limit_of
from province.kernel.calendars.contracts import Limit, LimitUnit
from province.kernel.cases.contracts.kinds import KINDS
from province.kernel.processes.contracts import TableBasis
from province.kernel.processes.rules.publication import publication_faults, total_minutes

CATALOGUE = FACTS.parents[1] / "procedures" / "facts" / "procedures.csv"


def _published_documents() -> set[str]:
    with (FACTS / "published_step_tables.csv").open(encoding="utf-8", newline="") as file:
        return {row["document"] for row in csv.DictReader(file)}


def test_ten_procedures_have_a_table_written_by_hand() -> None:
    assert set(hand_made_tables()) == {
        "1.001193",
        "1.000656",
        "1.000894",
        "1.004873",
        "2.000815",
        "1.001612",
        "1.001776",
        "1.012783",
        "3.000181",
        "3.000333",
    }


@pytest.mark.parametrize("code", sorted(hand_made_tables()))
def test_a_table_stands_publication_and_names_its_source(code: str) -> None:
    table = hand_made_tables()[code]

    faults = publication_faults(
        table.steps, total=table.limit, facts=KINDS.get(KIND).facts, roles=ROLES
    )

    assert faults == ()
    assert table.note
    assert (table.basis is TableBasis.RECALLED) == (table.document == "")
    assert not table.document or table.document in _published_documents()


def test_tables_have_the_limits_of_the_catalogue() -> None:
    with CATALOGUE.open(encoding="utf-8", newline="") as file:
        rows = {row["code"]: row for row in csv.DictReader(file)}
    tables = hand_made_tables()
    known = {code: limit_of(rows[code]) for code in tables if rows[code]["time_unit"]}

    assert {code: tables[code].limit for code in known} == known
    assert set(tables) - set(known) == {"3.000181"}  # the admission plan of each year
    assert tables["3.000181"].limit == Limit(0, LimitUnit.NONE)


def test_a_same_day_table_takes_what_is_left_after_the_cut_off() -> None:
    same_day = [t for t in hand_made_tables().values() if t.limit.unit is LimitUnit.SAME_DAY]

    assert [total_minutes(table.steps) for table in same_day] == [120] * 4


def test_a_file_without_procedure_or_with_an_unknown_part_is_refused(tmp_path: Path) -> None:
    plain = json.loads((FOLDER / "birth.json").read_text(encoding="utf-8"))
    file = tmp_path / "bad.json"
    file.write_text(json.dumps(plain | {"colour": "red"}), encoding="utf-8")

    with pytest.raises(ValueError, match=r"bad\.json: table: unknown 'colour'"):
        table_in(path=file)

    file.write_text(json.dumps(plain | {"procedure": ""}), encoding="utf-8")
    with pytest.raises(ValueError, match=r"bad\.json: 'procedure' is missing"):
        table_in(path=file)
