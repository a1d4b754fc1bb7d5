import pytest

from province.kernel.citizens import rules
from province.kernel.citizens.contracts import Contact, ContactKind


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("0912 345 678", "0912345678"),
        ("+84 912.345.678", "0912345678"),
        ("84912345678", "0912345678"),
        ("(091) 234-5678", "0912345678"),
    ],
)
def test_mobile_numbers_have_one_form(typed: str, value: str) -> None:
    assert rules.contact_of(typed) == Contact(ContactKind.PHONE, value)


def test_mail_addresses_have_one_form() -> None:
    assert rules.contact_of(" Anh@Example.VN ") == Contact(ContactKind.EMAIL, "anh@example.vn")


@pytest.mark.parametrize(
    "typed",
    ["", "congdan", "02963852123", "091234567", "a@b", "a@b.vn, c@d.vn", "ả@b.vn", "a b@c.vn"],
)
def test_what_is_neither_is_none(typed: str) -> None:
    assert rules.contact_of(typed) is None


def test_a_contact_is_read_back_and_masked() -> None:
    phone = Contact(ContactKind.PHONE, "0912345678")
    mail = Contact(ContactKind.EMAIL, "lanh@example.vn")
    assert [rules.contact_in(one.subject) for one in (phone, mail)] == [phone, mail]
    assert [rules.masked_contact(one) for one in (phone, mail)] == [
        "091•••678",
        "la•••@example.vn",
    ]
