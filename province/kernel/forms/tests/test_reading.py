import copy
from typing import Any

import pytest

from province.kernel.forms.contracts import Missing
from province.kernel.forms.rules.conditions import (
    following_step,
    missing,
    reachable_values,
    visible_steps,
)
from province.kernel.forms.rules.definitions import definition_from_json, faults_of_definition
from province.kernel.forms.rules.summaries import summary
from province.kernel.forms.tests.samples import COMMUNES, PLAIN, sample

FULL: dict[str, Any] = {
    "name": "Trần Văn Ơn",
    "born": "1956-11-07",
    "number": "089156004127",
    "phone": "0912345678",
    "commune": "30337",
    "married": "yes",
    "spouse": "Lê Thị Ánh",
    "children": [{"name": "Gia Hân", "born": "2020-11-13"}],
    "income": 1_500_000,
    "members": 4,
    "area": "1250.75",
    "way": "bank",
    "account": "123456789",
    "needs": ["food", "home"],
}


def test_steps_appear_with_their_condition() -> None:
    married = [step.key for step in visible_steps(sample(), FULL)]
    single = [step.key for step in visible_steps(sample(), {**FULL, "married": "no"})]

    assert married == ["person", "family", "money", "spouse_more"]
    assert single == ["person", "family", "money"]


def test_following_step_skips_what_is_not_asked() -> None:
    assert following_step(sample(), FULL, "money") == "spouse_more"
    assert following_step(sample(), {**FULL, "married": "no"}, "money") == ""
    assert following_step(sample(), FULL, "nowhere") == ""


def test_missing_names_what_is_required_and_asked() -> None:
    values = {key: value for key, value in FULL.items() if key not in {"phone", "spouse"}}

    assert missing(sample(), values, {}) == (
        Missing(step="person", field="phone", label="Điện thoại"),
        Missing(step="family", field="spouse", label="Vợ, chồng"),
        Missing(step="spouse_more", field="paper", label="Giấy kết hôn"),
    )


def test_nothing_is_missing_when_all_is_there() -> None:
    assert missing(sample(), FULL, {"paper": [5]}) == ()


def test_answers_to_questions_that_fell_away_are_left_out() -> None:
    reached = reachable_values(sample(), {**FULL, "married": "no", "way": "post"})

    assert {"spouse", "account"} & set(reached) == set()
    assert reached["needs"] == ["food", "home"]


def test_summary_says_the_answers_as_people_read_them() -> None:
    sections = summary(sample(), FULL, papers={"paper": ("kết hôn.pdf",)}, communes=COMMUNES)

    said = {row.field: row.text for section in sections for row in section.rows}
    assert said == {
        "name": "Trần Văn Ơn",
        "born": "07/11/1956",
        "number": "089156004127",
        "phone": "0912345678",
        "email": "",
        "commune": "Phường Long Xuyên",
        "married": "Có",
        "spouse": "Lê Thị Ánh",
        "children": "1. Tên con: Gia Hân; Sinh ngày: 13/11/2020",
        "income": "1.500.000 đồng",
        "members": "4",
        "area": "1.250,75",
        "way": "Ngân hàng",
        "account": "123456789",
        "needs": "Lương thực; Nhà ở",
        "more": "",
        "paper": "kết hôn.pdf",
    }
    assert [section.title for section in sections] == [
        "Người khai",
        "Gia đình",
        "Tiền",
        "Vợ, chồng",
    ]


def _broken(change: str) -> dict[str, Any]:
    plain = copy.deepcopy(PLAIN)
    person, family = plain["steps"][0]["fields"], plain["steps"][1]["fields"]
    if change == "twice":
        person.append(person[0])
    elif change == "later":
        person[0]["show_when"] = [{"field": "married", "equals": ["yes"]}]
    elif change == "impossible":
        family[1]["show_when"] = [{"field": "married", "equals": ["maybe"]}]
    elif change == "no_choices":
        person[0]["kind"] = "choice"
    elif change == "no_source":
        plain["source"] = ""
    elif change == "key":
        person[0]["key"] = "họ tên"
    elif change == "file_in_row":
        family[2]["fields"][0]["kind"] = "file"
    elif change == "step_twice":
        plain["steps"][1]["key"] = "person"
    return plain


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ("nothing", None),
        ("twice", "field name stands twice"),
        ("later", "name hangs on married, which is not asked before it"),
        ("impossible", "spouse hangs on married being maybe, which cannot be"),
        ("no_choices", "name: choices, and nothing else, have choices"),
        ("no_source", "a form says where it comes from"),
        ("key", "họ tên is no key"),
        ("file_in_row", "children: a row cannot hold name"),
        ("step_twice", "step person stands twice"),
    ],
)
def test_broken_definition_is_found_out(change: str, fault: str | None) -> None:
    faults = faults_of_definition(definition_from_json(_broken(change)))

    assert faults == ([fault] if fault else [])
