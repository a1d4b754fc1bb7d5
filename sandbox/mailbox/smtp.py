"""The mail server: takes everything, but for two domains that show what failing looks like."""

import time
from datetime import UTC, datetime
from email import message_from_bytes, policy
from typing import Any

from aiosmtpd.controller import UnthreadedController
from aiosmtpd.smtp import SMTP, Envelope, Session

from sandbox.mailbox.post import Piece, Post

NOBODY, BUSY = "@khong-co.example", "@ban.example"
LARGEST = 2 * 1024 * 1024


class Taking:
    """Puts mails into the post."""

    def __init__(self, post: Post) -> None:
        self._post = post

    async def handle_RCPT(  # noqa: N802 -- aiosmtpd calls it so
        self,
        _server: SMTP,
        _session: Session,
        envelope: Envelope,
        address: str,
        _options: list[str],
    ) -> str:
        """Take an address, unless its domain plays one that fails."""
        if address.endswith(NOBODY):
            return "550 5.1.1 nobody lives here"
        if address.endswith(BUSY):
            return "451 4.3.0 busy, try later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802 -- aiosmtpd calls it so
        self, _server: SMTP, _session: Session, envelope: Envelope
    ) -> str:
        """Keep one mail."""
        content = envelope.content
        raw = content if isinstance(content, bytes) else (content or "").encode()
        mail: Any = message_from_bytes(raw, policy=policy.default)
        body = mail.get_body(preferencelist=("plain", "html"))
        self._post.add(
            Piece(
                kind="mail",
                at=now(),
                sender=str(mail["From"] or envelope.mail_from),
                to=", ".join(envelope.rcpt_tos),
                subject=str(mail["Subject"] or ""),
                text=body.get_content() if body is not None else "",
                key=str(mail["Message-ID"] or ""),
            )
        )
        return "250 OK"


def now() -> str:
    """Return this moment as the post keeps it."""
    return datetime.fromtimestamp(time.time(), tz=UTC).isoformat(timespec="seconds")


def mail_server(post: Post, *, host: str, port: int) -> UnthreadedController:
    """Return the server, to be begun in the running loop."""
    return UnthreadedController(Taking(post), hostname=host, port=port, data_size_limit=LARGEST)
