"""What a filing says that cannot be: the rules, and that every door holds to them."""

from datetime import date
from typing import Any

import pytest

from province.contexts.one_stop.errors import IncompleteFilingError
from province.contexts.one_stop.models import Dossier
from province.contexts.one_stop.queries.legal_data import categories_on
from province.contexts.one_stop.rules.allowance_filing import faults_of_filing
from province.contexts.one_stop.tests.conftest import Office

ON = date(2026, 11, 19)
SOUND = {
    "filed_for": "other",
    "relation": "guardian",
    "birth_date": "1945-04-30",
    "category": "elderly",
    "household_poverty": "poor",
    "marital_state": "widowed",
}


def said(**more: Any) -> list[tuple[str, str]]:
    found = faults_of_filing({**SOUND, **more}, ON, categories_on(on=ON))
    return [(fault.field, fault.code) for fault in found]


@pytest.mark.parametrize(
    "more",
    [
        {},
        {"birth_date": "1967-11-30"},  # 60 within the farthest month that may be granted
        {"category": "orphan", "marital_state": "", "birth_date": "2010-11-19"},  # 16 this month
        {"category": "young_student", "marital_state": "", "birth_date": "2011-10-01"},
        {"category": "disabled_severe", "birth_date": "2000-01-01", "household_poverty": "none"},
        {"category": "hiv_child", "marital_state": "", "birth_date": "2020-01-01"},
        {"category": "hiv_no_income", "household_poverty": "near_poor"},  # a doubt, for the office
        {"category": "", "birth_date": ""},
        {"category": "unheard_of", "birth_date": "no day"},
        {"children": "no table"},
    ],
)
def test_what_may_be_is_let_through(more: dict[str, Any]) -> None:
    assert said(**more) == []


@pytest.mark.parametrize(
    ("more", "faults"),
    [
        (
            {"birth_date": "2020-01-01"},
            [("category", "filed_too_young"), ("marital_state", "filed_too_young_to_marry")],
        ),
        ({"birth_date": "1967-12-01"}, [("category", "filed_too_young")]),
        ({"category": "orphan", "marital_state": ""}, [("category", "filed_too_old")]),
        (
            {"category": "orphan", "marital_state": "", "birth_date": "2010-10-31"},
            [("category", "filed_too_old")],
        ),
        ({"category": "poor_child_under_3", "marital_state": ""}, [("category", "filed_too_old")]),
        ({"filed_for": "child"}, [("birth_date", "filed_no_child")]),
        (
            {"filed_for": "child", "relation": "spouse"},
            [("relation", "filed_relation"), ("birth_date", "filed_no_child")],
        ),
        (
            {"category": "disabled_severe", "disability_certificate_date": "1944-01-01"},
            [("disability_certificate_date", "filed_before_birth")],
        ),
        (
            {"category": "hiv_no_income", "household_poverty": "none"},
            [("household_poverty", "filed_not_poor")],
        ),
        (
            {"category": "single_parent", "marital_state": "married"},
            [("marital_state", "filed_not_single")],
        ),
        (
            {
                "category": "single_parent",
                "birth_date": "1975-01-01",
                "children": [
                    {"name": "A", "birth_date": "2015-01-01"},
                    {"name": "B", "birth_date": "1999-01-01"},
                    {"name": "C", "birth_date": "1970-01-01"},
                ],
            },
            [
                ("children__1__birth_date", "filed_child_too_old"),
                ("children__2__birth_date", "filed_before_birth"),
            ],
        ),
    ],
)
def test_what_cannot_be_is_said_at_its_field(
    more: dict[str, Any], faults: list[tuple[str, str]]
) -> None:
    assert said(**more) == faults


@pytest.mark.django_db
def test_no_door_takes_in_what_cannot_be(office: Office) -> None:
    with pytest.raises(IncompleteFilingError) as refused:
        office.file(birth_date="2020-01-01", marital_state="single")

    (fault,) = refused.value.faults
    assert fault.field == "category"
    assert str(fault.sentence) == (
        "Diện này dành cho người từ đủ 60 tuổi; người sinh 01/01/2020 mới 6 tuổi. "
        "Chọn diện khác, hoặc xem lại ngày sinh."
    )
    assert not Dossier.objects.exists()


FOR_ANOTHER = {"filed_for": "other", "relation": "guardian", "person_number": "000145000018"}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("field", "more"),
    [
        ("person_name", {**FOR_ANOTHER, "person_name": "ច័ន្ទ សុខ"}),
        ("address", {"address": "Số 5 ☺"}),
    ],
)
def test_no_door_takes_in_what_no_paper_can_answer(
    office: Office, field: str, more: dict[str, Any]
) -> None:
    with pytest.raises(IncompleteFilingError) as refused:
        office.file(**more)

    assert [(f.field, f.code) for f in refused.value.faults] == [(field, "forms.not_printable")]
    assert not Dossier.objects.exists()
