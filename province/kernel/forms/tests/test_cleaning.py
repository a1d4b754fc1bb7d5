"""Every kind of bad input with the words it gets."""

from typing import Any

import pytest

from province.kernel.forms.contracts import Fault, FieldKind, FormField, Known
from province.kernel.forms.rules.cleaning import clean_field, clean_step
from province.kernel.forms.tests.samples import COMMUNES, KNOWN, TODAY, sample
from province.kernel.forms.words import SENTENCES, fault_sentence

NAME = FormField(key="name", kind=FieldKind.NAME, label="Họ tên")
GOOD_PERSON: dict[str, Any] = {
    "name": "Nguyễn Thị Lấp Lánh Ánh",
    "born_day": "7",
    "born_month": "11",
    "born_year": "1956",
    "number": "089156004127",
    "phone": "0912 345 678",
    "email": "",
    "commune": "30337",
}
GOOD_MONEY: dict[str, Any] = {"income": "500.000", "members": "4", "way": "post"}


def _person(**changes: Any) -> dict[str, Any]:
    return {**GOOD_PERSON, **changes}


def _words(step: str, raw: dict[str, Any], known: Known = KNOWN) -> list[tuple[str, str]]:
    cleaned = clean_step(sample(), step, raw, known)
    return [(fault.field, fault_sentence(fault)) for fault in cleaned.faults]


def test_good_answers_become_plain_values() -> None:
    cleaned = clean_step(sample(), "person", GOOD_PERSON, KNOWN)

    assert cleaned.faults == ()
    assert cleaned.values == {
        "name": "Nguyễn Thị Lấp Lánh Ánh",
        "born": "1956-11-07",
        "number": "089156004127",
        "phone": "0912345678",
        "commune": "30337",
    }


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"name": ""}, "name", "Bạn chưa điền chỗ này."),
        ({"name": " \u200b\t "}, "name", "Bạn chưa điền chỗ này."),
        (
            {"name": "Ạ" * 10_000},
            "name",
            "Dài 10.000 ký tự, nhiều nhất là 100. Hãy viết ngắn lại.",
        ),
        ({"born_day": ""}, "born", "Ghi đủ ngày, tháng và năm."),
        (
            {"born_day": "", "born_month": "", "born_year": ""},
            "born",
            "Bạn chưa điền chỗ này.",
        ),
        ({"born_day": "bảy"}, "born", "Ngày, tháng, năm chỉ ghi bằng chữ số."),
        ({"born_day": "31"}, "born", "Tháng 11 chỉ có 30 ngày."),
        ({"born_day": "0"}, "born", "Tháng 11 chỉ có 30 ngày."),
        (
            {"born_day": "29", "born_month": "2", "born_year": "1957"},
            "born",
            "Tháng 2 năm 1957 chỉ có 28 ngày.",
        ),
        (
            {"born_day": "11", "born_month": "27"},
            "born",
            "Tháng phải từ 1 đến 12. Có phải bạn muốn ghi ngày 27 tháng 11?",
        ),
        ({"born_day": "27", "born_month": "27"}, "born", "Tháng phải từ 1 đến 12."),
        ({"born_year": "56"}, "born", "Ghi năm đủ 4 chữ số. Có phải năm 1956?"),
        ({"born_year": "12"}, "born", "Ghi năm đủ 4 chữ số. Có phải năm 2012?"),
        ({"born_year": "19566"}, "born", "Ghi năm đủ 4 chữ số, ví dụ 1956."),
        ({"born_year": "1700"}, "born", "Năm phải từ 1850 đến 2200."),
        ({"born_year": "9999"}, "born", "Năm phải từ 1850 đến 2200."),
        ({"born_day": "1" * 5000}, "born", "Ghi năm đủ 4 chữ số, ví dụ 1956."),
        ({"born_year": "0956"}, "born", "Ghi năm đủ 4 chữ số, ví dụ 1956."),
        (
            {"born_year": "2027"},
            "born",
            "Ngày này chưa đến (hôm nay là 21/11/2026). Hãy xem lại năm.",
        ),
        (
            {"number": "371234567"},
            "number",
            (
                "Đây là số chứng minh nhân dân cũ (9 số). "
                "Hãy ghi số định danh 12 số trên thẻ căn cước."
            ),
        ),
        ({"number": "08915600412"}, "number", "Số định danh cá nhân có 12 chữ số, bạn ghi 11."),
        (
            {"number": "O8915600412l"},
            "number",
            "Số định danh chỉ có chữ số. Có phải 089156004121?",
        ),
        ({"number": "abc"}, "number", "Số định danh cá nhân chỉ có chữ số, gồm 12 số."),
        ({"number": "٠٨٩١٥٦٠٠٤١٢٧"}, "number", "Số định danh cá nhân chỉ có chữ số, gồm 12 số."),
        (
            {"phone": "01636123456"},
            "phone",
            "Đầu số này đã đổi từ năm 2018. Có phải 0336123456?",
        ),
        ({"phone": "912345678"}, "phone", "Số điện thoại bắt đầu bằng số 0, ví dụ 0912 345 678."),
        (
            {"phone": "091234567"},
            "phone",
            "Số di động có 10 chữ số (số bàn 11), bạn ghi 9.",
        ),
        ({"phone": "0000000000"}, "phone", "Không có đầu số 000. Hãy xem lại số điện thoại."),
        ({"phone": "02963111"}, "phone", "Số di động có 10 chữ số (số bàn 11), bạn ghi 8."),
        (
            {"phone": "không có"},
            "phone",
            "Số điện thoại chỉ ghi bằng chữ số, ví dụ 0912 345 678.",
        ),
        ({"email": "lan@gmail.con"}, "email", "Có phải lan@gmail.com?"),
        ({"email": "lan@gmail,com"}, "email", "Có phải lan@gmail.com?"),
        ({"email": "lan.gmail.com"}, "email", "Thư điện tử có dạng ten@vidu.vn."),
        ({"commune": ""}, "commune", "Bạn chưa chọn mục nào."),
        (
            {"commune": "99999"},
            "commune",
            "Hãy chọn xã, phường, đặc khu có trong danh sách.",
        ),
    ],
)
def test_bad_answer_about_a_person_gets_its_words(
    changes: dict[str, Any], field: str, sentence: str
) -> None:
    cleaned = clean_step(sample(), "person", _person(**changes), KNOWN)

    assert _words("person", _person(**changes)) == [(field, sentence)]
    assert field not in cleaned.values
    assert len(cleaned.values) == len({"name", "born", "number", "phone", "commune"} - {field})


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        (
            {"income": "nhiều"},
            "income",
            "Ghi số tiền bằng chữ số, ví dụ 500.000 hoặc 1,5 triệu.",
        ),
        (
            {"income": "1,234,567"},
            "income",
            "Dấu phẩy ở đây dùng cho phần lẻ. Có phải 1.234.567?",
        ),
        ({"income": "500,5"}, "income", "Số tiền tính đến đồng, không có phần lẻ."),
        ({"income": "-5.000"}, "income", "Số này phải từ 0 trở lên."),
        ({"members": "bốn"}, "members", "Chỉ ghi bằng chữ số, ví dụ 1.250 hoặc 1,5."),
        ({"members": "2,5"}, "members", "Ghi số nguyên, không có phần lẻ."),
        ({"members": "0"}, "members", "Số này phải từ 1 trở lên."),
        ({"members": "1.000"}, "members", "Số này không quá 30."),
        ({"members": "9" * 40}, "members", "Chỉ ghi bằng chữ số, ví dụ 1.250 hoặc 1,5."),
        ({"area": "12,345"}, "area", "Dấu phẩy ở đây dùng cho phần lẻ. Có phải 12.345?"),
        ({"area": "12,3456"}, "area", "Phần lẻ nhiều nhất 2 chữ số."),
        ({"way": ""}, "way", "Bạn chưa chọn mục nào."),
        ({"way": "cash"}, "way", "Hãy chọn một mục có trong danh sách."),
        ({"needs": ["food", "gold"]}, "needs", "Hãy chọn một mục có trong danh sách."),
        (
            {"way": "bank", "account": "12"},
            "account",
            "Số tài khoản có từ 6 đến 19 chữ số, không có dấu.",
        ),
        ({"way": "bank"}, "account", "Hãy điền tiếp chỗ này."),
        ({"way": "bank", "account": ""}, "account", "Bạn chưa điền chỗ này."),
        (
            {"more": "x" * 3001},
            "more",
            "Dài 3.001 ký tự, nhiều nhất là 3.000. Hãy viết ngắn lại.",
        ),
    ],
)
def test_bad_answer_about_money_gets_its_words(
    changes: dict[str, Any], field: str, sentence: str
) -> None:
    assert _words("money", {**GOOD_MONEY, **changes}) == [(field, sentence)]


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("500000", 500_000),
        ("500.000", 500_000),
        ("500 000 đ", 500_000),
        ("1.234.567 ₫", 1_234_567),
        ("1,5 triệu", 1_500_000),
        ("2 tỷ", 2_000_000_000),
        ("500 nghìn đồng", 500_000),
        ("500k", 500_000),
        ("0", 0),
    ],
)
def test_money_is_read_as_people_write_it(typed: str, amount: int) -> None:
    cleaned = clean_step(sample(), "money", {**GOOD_MONEY, "income": typed}, KNOWN)

    assert (cleaned.faults, cleaned.values["income"]) == ((), amount)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("0912.345.678", "0912345678"), ("+84 912 345 678", "0912345678"), ("0296 3852 123", None)],
)
def test_phone_is_read_as_people_write_it(typed: str, kept: str | None) -> None:
    cleaned = clean_step(sample(), "person", _person(phone=typed), KNOWN)

    assert cleaned.values["phone"] == (kept or "02963852123")


@pytest.mark.parametrize("typed", ["7/11/1956", "07-11-1956", "7.11.1956", "1956-11-07"])
def test_date_in_one_text_is_read_too(typed: str) -> None:
    raw = {**{k: v for k, v in GOOD_PERSON.items() if not k.startswith("born")}, "born": typed}

    assert clean_step(sample(), "person", raw, KNOWN).values["born"] == "1956-11-07"


def test_text_is_composed_and_trimmed() -> None:
    cleaned = clean_step(
        sample(), "person", _person(name="  Lê\u0301  Thi\u0323\u00a0Ánh\x00 "), KNOWN
    )

    assert cleaned.values["name"] == "Lế Thị Ánh"


def test_long_text_keeps_its_lines() -> None:
    cleaned = clean_step(
        sample(), "money", {**GOOD_MONEY, "more": "Dòng  một\r\n\r\nDòng hai "}, KNOWN
    )

    assert cleaned.values["more"] == "Dòng một\n\nDòng hai"


def test_exact_number_keeps_its_decimals_as_text() -> None:
    cleaned = clean_step(sample(), "money", {**GOOD_MONEY, "area": "1.250,75"}, KNOWN)

    assert cleaned.values["area"] == "1250.75"


def test_hidden_answer_is_not_taken() -> None:
    raw = {**GOOD_MONEY, "way": "post", "account": "123456789"}

    assert "account" not in clean_step(sample(), "money", raw, KNOWN).values


def test_chosen_several_keep_the_order_of_the_form() -> None:
    raw = {**GOOD_MONEY, "needs": ["home", "food"]}

    assert clean_step(sample(), "money", raw, KNOWN).values["needs"] == ["food", "home"]


def test_rows_are_read_and_empty_ones_fall_away() -> None:
    raw = {
        "married": "no",
        "children__0__name": "Gia Hân",
        "children__0__born_day": "13",
        "children__0__born_month": "11",
        "children__0__born_year": "2020",
        "children__1__name": "  ",
        "children__2__name": "Bảo",
        "children__2__born": "1/2/2022",
    }

    cleaned = clean_step(sample(), "family", raw, KNOWN)

    assert cleaned.faults == ()
    assert cleaned.values["children"] == [
        {"name": "Gia Hân", "born": "2020-11-13"},
        {"name": "Bảo", "born": "2022-02-01"},
    ]


def test_fault_in_a_row_names_its_box() -> None:
    raw = {"married": "no", "children__0__name": "Hân", "children__0__born": "31/11/2020"}

    assert _words("family", raw) == [("children__0__born", "Tháng 11 chỉ có 30 ngày.")]


def test_too_many_rows_are_refused() -> None:
    raw: dict[str, Any] = {"married": "no"}
    for index in range(4):
        raw |= {f"children__{index}__name": "Con", f"children__{index}__born": "1/1/2020"}

    assert _words("family", raw) == [("children", "Nhiều nhất 3 dòng.")]


def test_unknown_step_is_a_fault() -> None:
    assert _words("nowhere", {}) == [("", "Biểu mẫu không có bước này.")]


def test_yes_or_no_takes_nothing_else() -> None:
    assert _words("family", {"married": "maybe"}) == [
        ("married", "Hãy chọn một mục có trong danh sách.")
    ]


def test_every_sentence_can_be_said() -> None:
    names = ("label", "length", "most", "least", "meant", "month", "year", "last", "day")
    params = dict.fromkeys((*names, "today", "decimals", "count", "first", "head", "sign"), "1")

    assert [code for code, words in SENTENCES.items() if not str(words) % params] == []


def test_known_values_of_other_steps_are_not_changed() -> None:
    known = Known(on=TODAY, communes=COMMUNES, values={"name": "Cũ"})

    clean_step(sample(), "person", GOOD_PERSON, known)

    assert known.values == {"name": "Cũ"}


@pytest.mark.parametrize(
    "name",
    ["Nguyễn Thị Lấp Lánh Ánh", "Neáng Sóc Đa", "K'Brếp", "H’Hen Niê", "Saint-Jean"],
)
def test_names_of_every_people_are_names(name: str) -> None:
    assert clean_field(NAME, {"name": name}, KNOWN) == name


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ("12345", Fault("name", "name_sign", {"sign": "1"})),
        ("Nguyễn Văn A <b>", Fault("name", "name_sign", {"sign": "<"})),
        ("a@b.vn", Fault("name", "name_sign", {"sign": "@"})),
        ("ច័ន្ទ សុខ", Fault("name", "name_letter", {"sign": "ច"})),
        ("Ja ꨌꩌ", Fault("name", "name_letter", {"sign": "ꨌ"})),
        ("陳文明", Fault("name", "name_letter", {"sign": "陳"})),
        ("A", Fault("name", "name_short")),
        ("- -", Fault("name", "name_short")),
    ],
)
def test_what_is_no_name_is_said(typed: str, fault: Fault) -> None:
    assert clean_field(NAME, {"name": typed}, KNOWN) == fault


def test_a_short_text_holds_what_papers_can_print() -> None:
    street = FormField(key="street", kind=FieldKind.TEXT, label="Số nhà")

    assert clean_field(street, {"street": "Số 5/2–7, ấp “Bà Én”"}, KNOWN) == "Số 5/2–7, ấp “Bà Én”"
    fault = Fault("street", "not_printable", {"sign": "☺"})
    assert clean_field(street, {"street": "Số 5 ☺"}, KNOWN) == fault
