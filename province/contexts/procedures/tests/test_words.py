import pytest

from province.contexts.procedures.contracts import BothWays, Reading, SearchPlan, SearchTerms
from province.contexts.procedures.rules.words import plan_search, spoken_words

TERMS = SearchTerms(
    stop=frozenset({"làm", "lam", "thế", "cho"}),
    meanings={"gks": ("giấy khai sinh",), "so do": ("giấy chứng nhận", "quyền sử dụng đất")},
    events={"mat so do": ("1.012786",), "so do": ("1.013978", "1.012786")},
    longest=2,
)


@pytest.mark.parametrize(
    ("text", "code"),
    [("1.001776", "1.001776"), (" 1001776 ", "1.001776"), ("1.0017", "1.0017")],
)
def test_plan_search_knows_a_code_and_its_beginning(text: str, code: str) -> None:
    assert plan_search(text, terms=TERMS) == SearchPlan(code=code)


@pytest.mark.parametrize("text", ["", "   ", "!?…", "\x00"])
def test_plan_search_of_nothing_asks_nothing(text: str) -> None:
    assert plan_search(text, terms=TERMS) == SearchPlan()


def test_plan_search_leaves_out_words_that_say_nothing() -> None:
    plan = plan_search("làm căn cước cho con", terms=TERMS)

    assert plan.readings == (Reading(words=("căn", "cước", "con"), trust=1.0, exact=True),)


def test_plan_search_keeps_a_word_that_only_looks_like_a_stop_word() -> None:
    plan = plan_search("giải thể", terms=TERMS)

    assert plan.readings[0].words == ("giải", "thể")


def test_plan_search_keeps_a_question_of_stop_words_only() -> None:
    assert plan_search("làm cho", terms=TERMS).readings[0].words == ("làm", "cho")


def test_plan_search_reads_a_phrase_in_every_meaning_and_names_procedures() -> None:
    plan = plan_search("mất sổ đỏ", terms=TERMS)

    assert [reading.words for reading in plan.readings] == [
        ("mất", "sổ", "đỏ"),
        ("mất", "giấy", "chứng", "nhận"),
        ("mất", "quyền", "sử", "dụng", "đất"),
    ]
    assert plan.named == ("1.012786", "1.013978")


def test_plan_search_takes_long_texts() -> None:
    plan = plan_search("khai sinh " * 500, terms=TERMS)

    assert len(plan.readings[0].words) == 14


def test_spoken_words_know_an_abbreviation_both_ways() -> None:
    both = (BothWays(short="bhxh", long="bảo hiểm xã hội", bare="bao hiem xa hoi"),)

    assert spoken_words("Sổ BHXH", both_ways=both) == [
        "sổ", "bhxh", "", "bảo", "hiểm", "xã", "hội",
    ]  # fmt: skip
    assert spoken_words("Bảo hiểm xã hội", both_ways=both)[-1] == "bhxh"
