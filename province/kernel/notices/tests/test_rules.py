from datetime import timedelta

import pytest

from province.kernel.notices import rules
from province.kernel.notices.contracts import NoticeKind, Wording
from province.kernel.notices.registries import NOTICE_KINDS


def test_values_are_put_in_as_they_are() -> None:
    text = rules.filled("{who}: {what} {gone}", {"who": "{what}", "what": "{0.__class__}"})

    assert text == "{what}: {0.__class__} {gone}"


def test_names_that_stand_for_nothing_are_named_once() -> None:
    assert rules.strangers("{a} {b} {a} {c}", {"b": ""}) == ("a", "c")


def test_a_kind_with_an_unknown_value_or_without_words_is_refused() -> None:
    kind = NoticeKind(key="tests.odd", label="?", wording=Wording(title="{x}", text=" "), values={})

    with pytest.raises(ValueError, match=r"text is empty; \{x\} is no value"):
        NOTICE_KINDS.register(kind)


def test_every_short_message_of_the_house_fits_one_part_with_its_longest_code() -> None:
    parts = {
        kind.key: rules.sms_parts(rules.for_sms(rules.filled(str(kind.wording.sms), kind.values)))
        for kind in NOTICE_KINDS
        if kind.wording.sms
    }

    assert len(parts) > 5
    assert set(parts.values()) == {1}


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Đã nhận hồ sơ – hẹn “mai”", 'Da nhan ho so - hen "mai"'),
        ("a\r\nb\tc", "a b c"),
        ("☎ 1022", "? 1022"),
        ("x" * 460, f"{'x' * 456}..."),
    ],
)
def test_a_text_for_telephones_is_plain(text: str, plain: str) -> None:
    assert rules.for_sms(text) == plain


@pytest.mark.parametrize(("length", "parts"), [(1, 1), (160, 1), (161, 2), (306, 2), (307, 3)])
def test_parts_are_counted_as_networks_bill_them(length: int, parts: int) -> None:
    assert rules.sms_parts("x" * length) == parts


def test_tries_end_after_the_seventh() -> None:
    pauses = [rules.pause_after(attempts) for attempts in range(1, 8)]

    assert pauses[0] == timedelta(minutes=1)
    assert pauses[-2:] == [timedelta(days=2), None]


@pytest.mark.parametrize(
    ("address", "masked"),
    [("lan@example.vn", "l•••@example.vn"), ("0912345678", "091•••678"), ("1022", "•••")],
)
def test_an_address_is_masked(address: str, masked: str) -> None:
    assert rules.masked_address(address) == masked
