from dataclasses import replace

import pytest
from structlog.testing import capture_logs

from province.foundation.messages.addresses import email_address, phone_number
from province.foundation.messages.contracts import Channel, Message
from province.foundation.messages.errors import (
    AddressRefusedError,
    ChannelOffError,
    NotDeliveredError,
)
from province.foundation.messages.memory import MemoryTransport
from province.foundation.messages.sending import channels_open, plug_transport, send

MAIL = Message(Channel.EMAIL, "lan@example.vn", "Hồ sơ đã nhận", "Đã nhận hồ sơ.")
SHORT = Message(Channel.SMS, "0912 345 678", "", "Ho so da nhan.")


def test_nothing_is_open_where_nothing_is_set_up() -> None:
    assert channels_open() == frozenset()
    with pytest.raises(ChannelOffError):
        send(MAIL)


def test_each_channel_is_open_by_itself() -> None:
    plug_transport(Channel.SMS, MemoryTransport())
    try:
        assert channels_open() == {Channel.SMS}
    finally:
        plug_transport(Channel.SMS, None)


def test_a_message_leaves_with_its_address_as_networks_know_it(outgoing: MemoryTransport) -> None:
    with capture_logs() as lines:
        send(MAIL)
        send(SHORT)

    assert outgoing.sent == [MAIL, replace(SHORT, to="+84912345678")]
    assert [(line["event"], line["to"]) for line in lines] == [
        ("message sent", "l•••@example.vn"),
        ("message sent", "091•••678"),
    ]


@pytest.mark.parametrize(
    "refusal",
    [NotDeliveredError(why="smtp 451 lan@example.vn"), AddressRefusedError(why="smtp 550")],
)
def test_a_refusal_goes_on_to_who_sends_and_is_logged_without_the_address(
    outgoing: MemoryTransport, refusal: NotDeliveredError | AddressRefusedError
) -> None:
    outgoing.refusal = refusal

    with capture_logs() as lines, pytest.raises(type(refusal)):
        send(MAIL)

    assert outgoing.sent == []
    assert [line["refusal"] for line in lines] == [refusal.code]
    assert "lan@" not in str(lines)


@pytest.mark.parametrize(
    "address",
    [
        "lan@example.vn\r\nBcc: other@example.vn",
        "lan@example.vn\nBcc: other@example.vn",
        "lan@exam\x00ple.vn",
        "lan@example.vn, other@example.vn",
        "Lan <lan@example.vn>",
        "lan",
        "",
        "lan@",
        f"{'a' * 250}@example.vn",
        "lán@example.vn",
    ],
)
def test_what_is_no_single_mail_address_never_reaches_the_transport(
    outgoing: MemoryTransport, address: str
) -> None:
    with pytest.raises(AddressRefusedError):
        send(replace(MAIL, to=address))

    assert outgoing.sent == []


def test_a_domain_in_letters_of_its_country_is_written_as_the_network_knows_it() -> None:
    assert email_address("lan@tỉnh.vn") == "lan@xn--tnh-dlz.vn"


@pytest.mark.parametrize(
    "written", ["0912345678", "+84 912 345 678", "84912345678", "0084-912-345-678", "(091) 2345678"]
)
def test_a_telephone_number_has_one_form(written: str) -> None:
    assert phone_number(written) == "+84912345678"


@pytest.mark.parametrize(
    "written", ["", "12", "0912", "09x2345678", "٠٩١٢٣٤٥٦٧٨", "+0912345678", "0\n912345678"]
)
def test_what_is_no_telephone_number_is_refused(written: str) -> None:
    with pytest.raises(AddressRefusedError):
        phone_number(written)


@pytest.mark.parametrize("subject", ["a\nBcc: x", "a\rb", "a\x00b", "a\u2028b"])
def test_a_subject_begins_no_header(subject: str) -> None:
    with pytest.raises(ValueError, match="one line"):
        replace(MAIL, subject=subject)


def test_a_message_says_something() -> None:
    with pytest.raises(ValueError, match="says something"):
        replace(MAIL, text=" \n")
