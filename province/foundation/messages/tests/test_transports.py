import datetime as dt
import ssl
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from launcher.certificates import ensure_certificates
from province.foundation.messages.contracts import Channel, Message
from province.foundation.messages.errors import AddressRefusedError, NotDeliveredError
from province.foundation.messages.sms import SmsGateway
from province.foundation.messages.smtp import SmtpTransport
from province.foundation.messages.tests.post_office import (
    Gateway,
    MailBox,
    mail_server,
    sms_gateway,
)

MAIL = Message(
    Channel.EMAIL,
    "lan@example.vn",
    "Hồ sơ H01-1 đã được tiếp nhận",
    "Kính gửi bà Lan,\n\nĐã nhận.\n",
)
SHORT = Message(Channel.SMS, "+84912345678", "", "Ho so H01-1 da nhan.", key="k-1")
SMTP = SmtpTransport(
    host="127.0.0.1",
    port=0,
    security="starttls",
    user="tinhso",
    password="right",  # noqa: S106 -- of the stand-in
    sender="so@angiang.example.vn",
    sender_name="Cổng dịch vụ công, tỉnh An Giang",
    authority="",
    seconds=5,
)


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("papers")
    ensure_certificates(
        folder=folder, names=["127.0.0.1"], now=dt.datetime.fromisoformat("2026-11-22T00:00Z")
    )
    return folder


@pytest.fixture
def encrypted(papers: Path) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(papers / "server.pem", papers / "server.key")
    return context


@pytest.fixture
def gateway() -> Iterator[Gateway]:
    with sms_gateway() as running:
        yield running


def test_a_mail_travels_encrypted_and_signed_in(papers: Path, encrypted: ssl.SSLContext) -> None:
    box = MailBox()
    with mail_server(box, context=encrypted) as port:
        server = replace(SMTP, port=port, authority=str(papers / "ca.pem"))
        server.deliver(replace(MAIL, key="notice-7"))

    [mail] = box.mails
    assert {name: str(mail[name]) for name in ("From", "To", "Subject", "Message-ID")} == {
        "From": '"Cổng dịch vụ công, tỉnh An Giang" <so@angiang.example.vn>',
        "To": MAIL.to,
        "Subject": MAIL.subject,
        "Message-ID": "<notice-7@angiang.example.vn>",
    }
    assert mail.get_content().replace("\r\n", "\n") == MAIL.text


def test_a_certificate_of_an_unknown_authority_is_not_trusted(encrypted: ssl.SSLContext) -> None:
    box = MailBox()
    with mail_server(box, context=encrypted) as port, pytest.raises(NotDeliveredError) as refused:
        replace(SMTP, port=port).deliver(MAIL)

    assert (refused.value.why, box.mails) == ("SSLCertVerificationError", [])


def test_a_server_that_cannot_encrypt_gets_neither_password_nor_mail() -> None:
    box = MailBox()
    with mail_server(box) as port, pytest.raises(NotDeliveredError) as refused:
        replace(SMTP, port=port).deliver(MAIL)

    assert (refused.value.why, box.mails) == ("SMTPNotSupportedError", [])


def test_a_wrong_password_is_mended_by_people_so_the_mail_waits() -> None:
    with mail_server(MailBox()) as port, pytest.raises(NotDeliveredError) as refused:
        replace(SMTP, port=port, security="none", password="wrong").deliver(MAIL)  # noqa: S106 -- of the stand-in

    assert refused.value.why == "smtp 535"


@pytest.mark.parametrize(
    ("answer", "refusal"),
    [
        ("550 5.1.1 no such mailbox", AddressRefusedError),
        ("550 5.7.1 relaying denied", NotDeliveredError),
        ("450 4.2.2 mailbox full", NotDeliveredError),
    ],
)
def test_what_a_server_says_of_an_address_tells_whether_to_try_again(
    answer: str, refusal: type[Exception]
) -> None:
    box = MailBox()
    box.at_recipient = answer
    with mail_server(box) as port, pytest.raises(refusal) as refused:
        replace(SMTP, port=port, security="none").deliver(MAIL)

    assert (vars(refused.value)["why"], box.mails) == (f"smtp {answer[:3]}", [])


def test_a_mail_that_is_refused_by_its_words_waits() -> None:
    box = MailBox()
    box.at_words = "554 5.6.0 not today"
    with mail_server(box) as port, pytest.raises(NotDeliveredError) as refused:
        replace(SMTP, port=port, security="none").deliver(MAIL)

    assert refused.value.why == "smtp 554"


def test_a_server_that_is_away_is_tried_again() -> None:
    with mail_server(MailBox()) as port:
        away = replace(SMTP, port=port)

    with pytest.raises(NotDeliveredError) as refused:
        away.deliver(MAIL)

    assert refused.value.why == "ConnectionRefusedError"


def test_neither_transport_shows_its_secret() -> None:
    sms = SmsGateway(url="https://sms.example.vn", token="hush", sender="", seconds=1)  # noqa: S106 -- of the stand-in

    assert "right" not in repr(SMTP)
    assert "hush" not in repr(sms)


def test_a_short_message_reaches_the_gateway(gateway: Gateway) -> None:
    _sms(gateway).deliver(SHORT)

    assert gateway.taken == [
        {
            "from": "UBND AG",
            "to": "+84912345678",
            "text": "Ho so H01-1 da nhan.",
            "Authorization": "Bearer hush",
            "Idempotency-Key": "k-1",
        }
    ]


@pytest.mark.parametrize(
    ("status", "refusal"),
    [
        (422, AddressRefusedError),
        (400, AddressRefusedError),
        (401, NotDeliveredError),
        (429, NotDeliveredError),
        (500, NotDeliveredError),
        (302, NotDeliveredError),
    ],
)
def test_what_the_gateway_answers_tells_whether_to_try_again(
    gateway: Gateway, status: int, refusal: type[Exception]
) -> None:
    gateway.status = status

    with pytest.raises(refusal) as refused:
        _sms(gateway).deliver(SHORT)

    assert vars(refused.value)["why"] == f"http {status}"


def test_a_gateway_that_is_away_is_tried_again() -> None:
    with sms_gateway() as gone:
        away = _sms(gone)

    with pytest.raises(NotDeliveredError) as refused:
        away.deliver(SHORT)

    assert refused.value.why == "ConnectError"


def _sms(gateway: Gateway) -> SmsGateway:
    return SmsGateway(
        url=f"http://127.0.0.1:{gateway.server_port}/send",
        token="hush",  # noqa: S106 -- of the stand-in
        sender="UBND AG",
        seconds=5,
    )
