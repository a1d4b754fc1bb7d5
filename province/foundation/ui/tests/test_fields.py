from datetime import date

import pytest
from django import forms

from province.foundation.ui.contracts import Choice, FieldError, FieldKind, FieldView
from province.foundation.ui.fields import DateBoxesField, errors_of, field_from_bound
from province.foundation.ui.forms import AskingForm


class PersonForm(AskingForm):
    """A form with one field of each look."""

    full_name = forms.CharField(label="Họ và tên", max_length=60, help_text="Như căn cước.")
    born = DateBoxesField(label="Ngày sinh")
    sex = forms.ChoiceField(
        label="Giới tính", choices=[("f", "Nữ"), ("m", "Nam")], widget=forms.RadioSelect
    )
    copies = forms.MultipleChoiceField(
        label="Bản sao",
        choices=[("p", "Giấy"), ("e", "Số")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    commune = forms.ChoiceField(label="Xã", choices=[("", "Chọn"), ("a", "Ô Lâm")])
    content = forms.CharField(label="Nội dung", widget=forms.Textarea(attrs={"rows": 5}))
    consent = forms.BooleanField(label="Đồng ý", required=False)
    paper = forms.FileField(label="Tệp", required=False)


def _boxes(day: str, month: str, year: str) -> dict[str, str]:
    return {"born_day": day, "born_month": month, "born_year": year}


@pytest.mark.parametrize(
    ("boxes", "expected"),
    [
        (_boxes("4", "8", "1991"), date(1991, 8, 4)),
        (_boxes(" 29 ", "02", "2024"), date(2024, 2, 29)),
        ({"born": "4/8/1991"}, date(1991, 8, 4)),
    ],
)
def test_three_boxes_make_a_day(boxes: dict[str, str], expected: date) -> None:
    form = PersonForm(boxes)
    form.full_clean()

    assert form.cleaned_data["born"] == expected


@pytest.mark.parametrize(
    ("boxes", "expected"),
    [
        ({}, "Hãy ghi ngày, tháng, năm ở “Ngày sinh”."),
        (_boxes("4", "", "1991"), "Ghi đủ ngày, tháng và năm."),
        (_boxes("bốn", "8", "1991"), "Ngày, tháng, năm chỉ ghi bằng chữ số."),
        (_boxes("²", "8", "1991"), "Ngày, tháng, năm chỉ ghi bằng chữ số."),
        (_boxes("4", "13", "1991"), "Tháng phải từ 1 đến 12."),
        (_boxes("4", "8", "91"), "Ghi năm đủ 4 chữ số, ví dụ 1991."),
        (_boxes("31", "11", "2026"), "Tháng 11 năm 2026 chỉ có các ngày từ 1 đến 30."),
        (_boxes("29", "2", "2100"), "Tháng 2 năm 2100 chỉ có các ngày từ 1 đến 28."),
        (_boxes("0", "1", "2026"), "Tháng 1 năm 2026 chỉ có các ngày từ 1 đến 31."),
    ],
)
def test_a_wrong_day_is_refused_in_words(boxes: dict[str, str], expected: str) -> None:
    form = PersonForm(boxes)
    form.full_clean()

    assert ("born" in form.cleaned_data, len(form.errors["born"])) == (False, 1)
    assert form.errors["born"] == [expected]


def test_an_empty_form_says_at_each_field_what_to_do() -> None:
    class PaperForm(PersonForm):
        paper = forms.FileField(label="Tệp")
        consent = forms.BooleanField(label="Đồng ý")
        reason = forms.CharField(label="Lý do", error_messages={"required": "Ghi lý do."})

    form = PaperForm({})

    assert {name: list(said) for name, said in form.errors.items()} == {
        "full_name": ["Hãy ghi “Họ và tên”."],
        "born": ["Hãy ghi ngày, tháng, năm ở “Ngày sinh”."],
        "sex": ["Hãy chọn “Giới tính”."],
        "commune": ["Hãy chọn “Xã”."],
        "content": ["Hãy ghi “Nội dung”."],
        "consent": ["Hãy đánh dấu “Đồng ý”."],
        "paper": ["Hãy chọn tệp cho “Tệp”."],
        "reason": ["Ghi lý do."],
    }


def test_what_was_typed_into_the_boxes_is_shown_again() -> None:
    form = PersonForm(_boxes("31", "11", "2026"))

    assert field_from_bound(form["born"]) == FieldView(
        name="born",
        label="Ngày sinh",
        kind=FieldKind.DATE,
        value="31/11/2026",
        date_parts=("31", "11", "2026"),
        error="Tháng 11 năm 2026 chỉ có các ngày từ 1 đến 30.",
        element_id="id_born",
    )


def test_an_initial_day_fills_the_boxes() -> None:
    form = PersonForm(initial={"born": date(1991, 8, 4)})

    assert field_from_bound(form["born"]).date_parts == ("4", "8", "1991")


def test_each_widget_has_its_look() -> None:
    form = PersonForm()

    assert {bound.name: field_from_bound(bound).kind for bound in form} == {
        "full_name": FieldKind.TEXT,
        "born": FieldKind.DATE,
        "sex": FieldKind.ONE,
        "copies": FieldKind.MANY,
        "commune": FieldKind.SELECT,
        "content": FieldKind.LONG,
        "consent": FieldKind.CHECK,
        "paper": FieldKind.FILE,
    }


def test_what_was_chosen_stays_chosen() -> None:
    form = PersonForm({"sex": "m", "copies": ["p", "e"], "consent": "on"})

    assert field_from_bound(form["sex"]).choices == (
        Choice(value="f", label="Nữ"),
        Choice(value="m", label="Nam", chosen=True),
    )
    assert [choice.chosen for choice in field_from_bound(form["copies"]).choices] == [True, True]
    assert field_from_bound(form["consent"]).value == "on"


def test_an_unchosen_list_shows_its_empty_line() -> None:
    assert field_from_bound(PersonForm()["commune"]).choices == (
        Choice(value="", label="Chọn", chosen=True),
        Choice(value="a", label="Ô Lâm"),
    )


def test_grouped_choices_are_shown_in_one_row() -> None:
    class GroupedForm(AskingForm):
        place = forms.ChoiceField(
            label="Nơi", choices=[("Xã", [("a", "Ô Lâm")]), ("b", "Phú Quốc")]
        )

    assert field_from_bound(GroupedForm({"place": "a"})["place"]).choices == (
        Choice(value="a", label="Ô Lâm", chosen=True),
        Choice(value="b", label="Phú Quốc"),
    )


def test_errors_are_listed_in_the_order_of_the_fields_with_a_place_to_go() -> None:
    form = PersonForm(
        {
            "full_name": "Nguyễn Thị Lấp Lánh Ánh",
            "sex": "f",
            "commune": "a",
            "content": "x",
            **_boxes("31", "11", "2026"),
        }
    )

    assert errors_of(form=form) == (
        FieldError(
            label="Ngày sinh",
            anchor="id_born_day",
            message="Tháng 11 năm 2026 chỉ có các ngày từ 1 đến 30.",
        ),
    )
