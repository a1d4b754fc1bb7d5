from dataclasses import replace
from typing import Any

from django.template.loader import render_to_string

from province.foundation.ui.contracts import FieldError, FieldKind, FileRow
from province.kernel.forms.contracts import DraftValue, FormStep
from province.kernel.forms.rules.cleaning import clean_step
from province.kernel.forms.tests.samples import COMMUNES, KNOWN, NOW, sample
from province.kernel.forms.web.widgets import StepView, step_view
from province.kernel.forms.words import in_words

DRAFT = DraftValue(
    id=1,
    owner="account:7",
    form_key="sample",
    form_version=1,
    subject="",
    values={},
    raw={},
    papers={},
    prefilled=(),
    step="person",
    revision=0,
    updated_at=NOW,
    expires_at=NOW,
)


def _step(key: str) -> FormStep:
    step = sample().step(key)
    assert step is not None
    return step


def _view(key: str, draft: DraftValue = DRAFT, **other: Any) -> StepView:
    return step_view(step=_step(key), draft=draft, communes=COMMUNES, **other)


def _page(view: StepView) -> str:
    return render_to_string("forms/_step.html", {"step": view})


def test_kinds_of_fields_get_their_looks() -> None:
    person = {item.field.name: item.field for item in _view("person").items}
    money = {item.field.name: item.field for item in _view("money").items}

    assert {name: field.kind for name, field in (person | money).items()} == {
        "name": FieldKind.TEXT,
        "born": FieldKind.DATE,
        "number": FieldKind.TEXT,
        "phone": FieldKind.TEXT,
        "email": FieldKind.TEXT,
        "commune": FieldKind.SELECT,
        "income": FieldKind.TEXT,
        "members": FieldKind.TEXT,
        "area": FieldKind.TEXT,
        "way": FieldKind.ONE,
        "needs": FieldKind.MANY,
        "more": FieldKind.LONG,
    }
    assert (person["phone"].input_type, person["email"].input_type) == ("tel", "email")
    assert person["number"].inputmode == "numeric"
    assert person["email"].required is False


def test_kept_values_are_shown_as_people_write_them() -> None:
    values = {"name": "Ơn", "born": "1956-11-07", "commune": "30307", "income": 1_500_000}
    person = {i.field.name: i.field for i in _view("person", replace(DRAFT, values=values)).items}
    money = {i.field.name: i.field for i in _view("money", replace(DRAFT, values=values)).items}

    assert person["name"].value == "Ơn"
    assert person["born"].date_parts == ("7", "11", "1956")
    assert [c.value for c in person["commune"].choices if c.chosen] == ["30307"]
    assert money["income"].value == "1.500.000"


def test_wrong_answers_are_shown_as_typed_with_their_words() -> None:
    raw = {"born_day": ["31"], "born_month": ["11"], "born_year": ["2026"], "phone": ["<b>"]}
    faults = in_words(clean_step(sample(), "person", raw, KNOWN).faults)

    view = _view("person", replace(DRAFT, raw={"person": raw}), faults=faults)

    shown = {item.field.name: item.field for item in view.items}
    assert shown["born"].date_parts == ("31", "11", "2026")
    assert shown["phone"].value == "<b>"
    assert view.errors[1] == FieldError(
        label="Ngày sinh", anchor="born_day", message="Tháng 11 chỉ có 30 ngày."
    )
    assert "&lt;b&gt;" in _page(view)


def test_typed_text_of_a_stale_save_wins_over_the_draft() -> None:
    view = _view("person", replace(DRAFT, values={"name": "Cũ"}), typed={"name": "Mới"})

    assert view.items[0].field.value == "Mới"


def test_prefilled_answer_says_where_it_comes_from() -> None:
    view = _view("person", replace(DRAFT, values={"name": "Ơn"}, prefilled=("name",)))

    assert str(view.items[0].field.source) == (
        "Lấy từ tài khoản của bạn. Bạn sửa được nếu chưa đúng."
    )
    assert view.items[1].field.source == ""


def test_rows_show_what_is_filled_and_one_more() -> None:
    values = {"married": "no", "children": [{"name": "Hân", "born": "2020-11-13"}]}
    view = _view("family", replace(DRAFT, values=values))

    rows = view.items[1].rows
    assert [[field.name for field in row.fields] for row in rows] == [
        ["children__0__name", "children__0__born"],
        ["children__1__name", "children__1__born"],
    ]
    assert rows[0].fields[0].value == "Hân"
    assert rows[0].fields[1].date_parts == ("13", "11", "2020")
    assert _page(view).count('value="children"') == 1


def test_rows_stop_at_the_most() -> None:
    child = {"name": "Hân", "born": "2020-11-13"}
    view = _view("family", replace(DRAFT, values={"children": [child] * 3}))

    assert len(view.items[1].rows) == 3


def test_files_stand_under_their_field() -> None:
    draft = replace(DRAFT, values={"married": "yes"}, papers={"paper": [5]})
    view = _view("spouse_more", draft, files={"paper": (FileRow(name="kết hôn.pdf"),)})

    page = _page(view)
    assert page.count("kết hôn.pdf") == 1
    assert 'type="file"' in page
    assert 'accept=".pdf,' in page


def test_conditional_field_appears_after_its_answer() -> None:
    before = [item.field.name for item in _view("family").items]
    after = [
        item.field.name for item in _view("family", replace(DRAFT, values={"married": "yes"})).items
    ]

    assert before == ["married", "children"]
    assert after == ["married", "spouse", "children"]
