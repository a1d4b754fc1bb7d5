"""The real form of procedure 1.001776, as its file holds it."""

import json
from pathlib import Path
from typing import Any

import pytest

from province.kernel.forms.contracts import Confidence, FormChoice, FormDefinition, Known
from province.kernel.forms.rules.cleaning import clean_step
from province.kernel.forms.rules.conditions import missing, visible_fields, visible_steps
from province.kernel.forms.rules.definitions import definition_from_json, faults_of_definition
from province.kernel.forms.rules.summaries import summary
from province.kernel.forms.tests.samples import TODAY

FILE = Path(__file__).parents[3] / "contexts/one_stop/forms/social_allowance.json"
COMMUNES = (FormChoice("30337", "Phường Long Xuyên"),)
SELF: dict[str, dict[str, Any]] = {
    "applicant": {
        "filed_for": "self",
        "applicant_name": "Châu Thị Sóc Kha",
        "applicant_number": "089146001234",
        "applicant_phone": "0912345678",
    },
    "identity": {
        "birth_date": "7/11/1944",
        "sex": "female",
        "commune": "30337",
        "address": "Khóm Đông Thịnh",
        "lives_elsewhere": "no",
    },
    "category": {"category": "elderly"},
    "circumstances": {
        "household_poverty": "poor",
        "receives_pension": "no",
        "receives_merit": "no",
        "receives_social": "no",
        "marital_state": "widowed",
        "has_supporter": "no",
        "can_care_for_self": "yes",
    },
    "payment": {"payment_way": "post"},
    "papers": {},
    "result": {"result_way": "portal", "pledge": ["true"]},
}
DISABLED_CHILD: dict[str, dict[str, Any]] = {
    **SELF,
    "applicant": {**SELF["applicant"], "filed_for": "child", "relation": "parent"},
    "person": {"person_name": "Neáng Sóc Đa", "person_number": "089316001234"},
    "identity": {**SELF["identity"], "birth_date": "1/2/2016"},
    "category": {"category": "disabled_extreme"},
    "circumstances": {
        "household_poverty": "none",
        "receives_pension": "no",
        "receives_merit": "no",
        "receives_social": "no",
        "marital_state": "single",
        "disability_certificate": "12/2025",
        "disability_certificate_date": "3/3/2025",
        "disability_kind": ["movement"],
        "can_care_for_self": "no",
    },
    "payment": {
        "payment_way": "bank",
        "bank_owner": "CHAU THI SOC KHA",
        "bank_account": "0123 4567 89",
        "bank_name": "Agribank",
    },
}


def _form() -> FormDefinition:
    return definition_from_json(json.loads(FILE.read_text(encoding="utf-8")))


def _filled(answers: dict[str, dict[str, Any]]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for step, raw in answers.items():
        known = Known(on=TODAY, communes=COMMUNES, values=values)
        cleaned = clean_step(_form(), step, raw, known)
        assert cleaned.faults == ()
        values |= cleaned.values
    return values


def test_form_is_sound_and_says_that_it_is_recalled() -> None:
    form = _form()

    assert faults_of_definition(form) == []
    assert form.confidence is Confidence.RECALLED
    assert "chưa đối chiếu với văn bản gốc" in form.source


def test_elderly_person_files_for_herself_without_any_paper() -> None:
    values = _filled(SELF)

    assert [step.key for step in visible_steps(_form(), values)] == list(SELF)
    assert missing(_form(), values, {}) == ()


def test_disabled_child_needs_the_certificate() -> None:
    values = _filled(DISABLED_CHILD)

    lacking = [one.field for one in missing(_form(), values, {})]
    assert lacking == ["paper_disability"]
    assert missing(_form(), values, {"paper_disability": [1]}) == ()
    assert values["bank_account"] == "0123456789"


@pytest.mark.parametrize(
    ("category", "asked"),
    [
        ("orphan", {"paper_birth", "paper_other"}),
        ("young_student", {"paper_schooling", "paper_other"}),
        ("hiv_child", {"paper_birth", "paper_hiv", "paper_other"}),
        ("single_parent", {"paper_birth", "paper_other"}),
        ("elderly", {"paper_other"}),
        ("disabled_severe", {"paper_disability", "paper_other"}),
        ("disabled_extreme", {"paper_disability", "paper_other"}),
        ("poor_child_under_3", {"paper_birth", "paper_other"}),
        ("hiv_no_income", {"paper_hiv", "paper_other"}),
    ],
)
def test_papers_follow_the_category(category: str, asked: set[str]) -> None:
    step = _form().step("papers")
    assert step is not None

    assert {field.key for field in visible_fields(step, {"category": category})} == asked


def test_summary_reads_like_the_declaration() -> None:
    sections = summary(_form(), _filled(SELF), communes=COMMUNES)

    said = {row.label: row.text for section in sections for row in section.rows}
    assert said["Thuộc diện nào?"] == "Người cao tuổi"
    assert said["Ngày sinh"] == "07/11/1944"
    assert said["Xã, phường, đặc khu nơi thường trú"] == "Phường Long Xuyên"
