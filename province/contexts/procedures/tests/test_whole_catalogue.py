import csv
from collections import Counter
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from province.contexts.procedures import public
from province.contexts.procedures.commands.importing import import_procedures
from province.contexts.procedures.commands.indexing import index_again
from province.contexts.procedures.contracts import (
    ImportOutcome,
    Resolution,
    SearchFilters,
    VersionState,
)
from province.contexts.procedures.models import (
    CatalogueImport,
    Component,
    Doubt,
    Procedure,
    ProcedureVersion,
    SearchPosting,
    Term,
)
from province.contexts.procedures.tests.conftest import IMPORTER, NOW, rows_of
from province.foundation.audit.models import AuditEntry

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("whole_catalogue")]
HERE = Path(__file__).parent
README = HERE.parent / "README.md"
IN_NAMED_TOP, IN_FIRST_FIVE = 98, 100


def test_the_import_brings_in_what_the_file_has() -> None:
    rows = rows_of()

    assert Procedure.objects.count() == len(rows) == 1424
    assert ProcedureVersion.objects.count() == 1424
    assert Procedure.objects.filter(is_internal=True).count() == 31
    assert Term.objects.count() == 1424 + sum(
        (row["online_channel"] == "1") + (row["post_channel"] == "1") for row in rows
    )
    assert Component.objects.count() == sum(
        len([name for name in row["dossier_components"].split(";") if name.strip()]) for row in rows
    )
    assert dict(Counter(Procedure.objects.values_list("level", flat=True))) == {
        "province": 928,
        "commune": 371,
        "both": 125,
    }


def test_the_import_marks_every_doubt_of_the_file() -> None:
    rows = rows_of()
    expected = {
        "time.missing": sum(not row["time_unit"] for row in rows),
        "time.unit_assumed": sum(row["time_unit_assumed"] == "1" for row in rows),
        "time.differs": sum(bool(row["time_note"]) for row in rows),
        "time.may_be_same_day": 9,
        "agency.edited": sum(row["agency_basis"] == "biên tập" for row in rows),
        "agency.from_level": sum(row["agency_basis"] == "suy ra từ cấp" for row in rows),
        "result.missing": 4,
        "fee.note": sum(bool(row["fee_note"]) for row in rows),
        "fee.unknown": sum(not row["fee_vnd"] for row in rows),
        "components.missing": sum(not row["dossier_components"] for row in rows),
        "code.not_verified": sum(row["code_verified"] == "0" for row in rows),
        "code.linked_group": 2,
        "online.not_checked": sum(row["online_confidence"] != "high" for row in rows),
        "name.shared": 17,
        "time.zero": 1,
        "time.hours_unclear": 16,
    }
    found = Counter(Doubt.objects.values_list("rule", flat=True))
    unsure = sum(row["confidence"] != "high" for row in rows)

    assert {rule: found[rule] for rule in expected} == expected
    assert found["time.recalled"] + found["time.confidence"] == unsure
    assert found["time.recalled"] == found["result.recalled"] == 186


def test_nothing_is_published_and_what_is_doubtful_is_not_even_a_draft() -> None:
    doubtful = set(Doubt.objects.filter(Doubt.blocking).values_list("procedure_id", flat=True))
    states = Counter(Procedure.objects.values_list("state", flat=True))

    assert states == {
        VersionState.NOT_PUBLISHED: len(doubtful),
        VersionState.DRAFT: 1424 - len(doubtful),
    }
    assert public.published_codes() == ()


def test_a_second_import_does_nothing() -> None:
    audited = AuditEntry.objects.count()

    with CaptureQueriesContext(
        connection,
    ) as queries:
        outcome = import_procedures(actor=IMPORTER, now=NOW)

    assert outcome == ImportOutcome(unchanged=1424)
    assert [
        q["sql"].split()[0] for q in queries if q["sql"].split()[0] not in {"SAVEPOINT", "RELEASE"}
    ] == ["SELECT", "SELECT"]
    assert AuditEntry.objects.count() == audited
    assert CatalogueImport.objects.count() == 1
    assert not Doubt.objects.exclude(resolution=Resolution.OPEN).exists()


def test_the_questions_find_their_procedures() -> None:
    with (HERE / "questions.csv").open(encoding="utf-8", newline="") as table:
        questions = list(csv.DictReader(table))
    missed, named_top, first_five = [], 0, 0
    for question in questions:
        codes = [hit.code for hit in public.search(text=question["question"], limit=5).hits]
        wanted = set(question["codes"].split(";"))
        hit = bool(wanted & set(codes[: int(question["top"])]))
        named_top += hit
        first_five += bool(wanted & set(codes))
        if not hit:
            missed.append(question["question"])
    readme = README.read_text(encoding="utf-8")

    assert len(questions) == 100
    assert (named_top, first_five) == (IN_NAMED_TOP, IN_FIRST_FIVE)
    assert f"**{named_top} of 100**" in readme
    assert f"**{first_five} of 100**" in readme
    assert [question for question in missed if f"`{question}`" not in readme] == []


@pytest.mark.parametrize("text", ["1.001776", "trợ cấp xã hội", "khai sinh", "xyzzy", "kết hom"])
def test_search_is_one_statement(text: str, django_assert_num_queries: object) -> None:
    with django_assert_num_queries(1):  # type: ignore[operator]  # pytest-django's fixture
        public.search(text=text, limit=20)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "%",
        "'; DROP TABLE",
        "\x00",
        "a" * 5000,
        "🙂",
        "{}[]()*+?",
        "NULL",
        "0.",
    ],
)
def test_search_takes_whatever_is_typed(text: str) -> None:
    assert public.search(text=text, limit=3).total >= 0


def test_search_narrows_and_pages() -> None:
    whole = public.search(text="khai sinh", limit=100)
    first = public.search(text="khai sinh", limit=3)
    second = public.search(text="khai sinh", limit=3, offset=3)
    narrowed = public.search(
        text="khai sinh", limit=100, filters=SearchFilters(level="commune", field="Hộ tịch")
    )

    assert first.hits + second.hits == whole.hits[:6]
    assert first.total == whole.total == len(whole.hits)
    assert {hit.field for hit in narrowed.hits} == {"Hộ tịch"}


def test_search_never_shows_internal_procedures() -> None:
    internal = Procedure.objects.filter(is_internal=True).order_by("code")[0]

    assert internal.code not in {
        hit.code
        for text in (internal.code, internal.name)
        for hit in public.search(text=text, limit=50).hits
    }


def test_figures_are_counted() -> None:
    figures = public.figures()

    assert (figures.total, figures.published, figures.waiting) == (1393, 0, 1393)
    assert figures.internal == 1424 - 1393
    assert figures.open_doubts == Doubt.objects.count()
    assert public.last_import() == NOW


def test_the_unseen_questions_are_counted_honestly() -> None:
    with (HERE / "unseen_questions.csv").open(encoding="utf-8", newline="") as table:
        questions = list(csv.DictReader(table))
    found = [
        [hit.code for hit in public.search(text=question["question"], limit=5).hits]
        for question in questions
    ]
    wanted = [set(question["codes"].split(";")) for question in questions]
    tops = [int(question["top"]) for question in questions]
    named_top = sum(bool(w & set(f[:t])) for w, f, t in zip(wanted, found, tops, strict=True))
    first_five = sum(bool(w & set(f)) for w, f in zip(wanted, found, strict=True))
    readme = README.read_text(encoding="utf-8")

    assert len(questions) == 30
    assert f"**{named_top} of 30** in the named top" in readme
    assert f"**{first_five} of 30** in the first five" in readme


def indexed() -> tuple[list[tuple[object, ...]], list[tuple[object, ...]]]:
    """Return all that the search reads."""
    postings = SearchPosting.objects.order_by("procedure_id", "word_id")
    weights = Procedure.objects.order_by("id")
    return (
        list(postings.values_list("procedure_id", "word_id", "strength")),
        list(weights.values_list("id", "name_weight")),
    )


def test_one_procedure_indexed_again_reads_as_before() -> None:
    before = indexed()

    for code in ("1.001776", "1.001193", "2.000884"):
        index_again(procedure_id=Procedure.objects.get(code=code).pk)

    assert len(before[0]) > 50_000
    assert indexed() == before


def test_a_corrected_name_is_found_and_the_old_one_is_not() -> None:
    one = Procedure.objects.get(code="1.001776")
    Procedure.objects.filter(pk=one.pk).update(name="Chiêm ngưỡng quýtđường xanhbiếc")

    index_again(procedure_id=one.pk)

    words = SearchPosting.objects.filter(procedure=one, strength=1.0)
    assert {*words.values_list("word__word", flat=True)} == {
        "chiem", "nguong", "quytduong", "xanhbiec",
        "chiem nguong", "nguong quytduong", "quytduong xanhbiec",
    }  # fmt: skip
    assert [hit.code for hit in public.search(text="xanhbiếc", limit=5).hits] == ["1.001776"]
