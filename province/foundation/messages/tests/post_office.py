"""Stand-ins at the other end: a mail server and a gateway of short messages on this machine."""

import asyncio
import json
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, Envelope, LoginPassword, Session


@dataclass(slots=True)
class MailBox:
    """Takes mails, or answers what it is told to."""

    mails: list[EmailMessage] = field(default_factory=list)
    at_recipient: str = "250 OK"
    at_words: str = "250 OK"

    async def handle_RCPT(  # noqa: N802 -- aiosmtpd calls it so
        self, _server: Any, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        if self.at_recipient.startswith("2"):
            envelope.rcpt_tos.append(address)
        return self.at_recipient

    async def handle_DATA(  # noqa: N802 -- aiosmtpd calls it so
        self, _server: Any, _session: Session, envelope: Envelope
    ) -> str:
        if self.at_words.startswith("2"):
            content = envelope.content
            assert isinstance(content, bytes)
            self.mails.append(message_from_bytes(content, policy=policy.default))
        return self.at_words


class _Server(Controller):
    """A mail server on a port that the system chooses."""

    def _trigger_server(self) -> None:
        assert isinstance(self.server, asyncio.Server)
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()  # type: ignore[no-untyped-call]  # aiosmtpd leaves it so


@contextmanager
def mail_server(box: MailBox, *, context: ssl.SSLContext | None = None) -> Iterator[int]:
    """Run a mail server for one user, encrypted when it has a certificate; give its port."""

    def knows(
        _server: Any, _session: Any, _envelope: Any, _mechanism: str, login: LoginPassword
    ) -> AuthResult:
        is_known = (login.login, login.password) == (b"tinhso", b"right")
        return AuthResult(success=is_known, handled=False)

    controller = _Server(
        box,
        hostname="127.0.0.1",
        port=0,
        tls_context=context,
        require_starttls=context is not None,
        authenticator=knows,
        auth_require_tls=context is not None,
    )
    controller.start()
    try:
        yield controller.port
    finally:
        controller.stop()


class Gateway(HTTPServer):
    """Takes short messages, or answers the status it is told to."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Taking)
        self.status = 202
        self.taken: list[dict[str, str]] = []


class _Taking(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        assert isinstance(self.server, Gateway)
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        known = {name: self.headers[name] or "" for name in ("Authorization", "Idempotency-Key")}
        self.server.taken.append(body | known)
        self.send_response(self.server.status)
        self.end_headers()

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 -- its name in the library
        """Say nothing."""


@contextmanager
def sms_gateway() -> Iterator[Gateway]:
    """Run a gateway."""
    with Gateway() as gateway:
        thread = threading.Thread(target=gateway.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield gateway
        finally:
            gateway.shutdown()
            thread.join()
