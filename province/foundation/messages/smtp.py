"""Mail by SMTP: encrypted, signed in, with an end to every wait."""

import smtplib
import ssl
from contextlib import suppress
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import formatdate, make_msgid

from django.conf import settings

from province.foundation.messages.contracts import Message
from province.foundation.messages.errors import AddressRefusedError, NotDeliveredError

STARTTLS, TLS, PLAIN = "starttls", "tls", "none"
PERMANENT = 500
POLICY = SMTP.clone(max_line_length=78)


@dataclass(frozen=True, slots=True)
class SmtpTransport:
    """One mail server and how we are known to it."""

    host: str
    port: int
    security: str
    user: str
    password: str
    sender: str
    sender_name: str
    authority: str
    seconds: float

    def __repr__(self) -> str:
        return f"SmtpTransport({self.host}:{self.port}, {self.security})"

    def deliver(self, message: Message) -> None:
        """Hand one mail over.

        :raises AddressRefusedError: the server knows that nobody lives there.
        :raises NotDeliveredError: anything else went wrong.
        """
        mail = self._mail(message)
        try:
            server = self._connected()
            try:
                if self.user:
                    server.login(self.user, self.password)
                server.send_message(mail, self.sender, [message.to])
            finally:
                with suppress(OSError, smtplib.SMTPException):
                    server.quit()
        except smtplib.SMTPRecipientsRefused as refusal:
            code, words = refusal.recipients[message.to]
            raise _refused(code, words) from None
        except smtplib.SMTPResponseException as refusal:
            raise NotDeliveredError(why=f"smtp {refusal.smtp_code}") from None
        except (OSError, smtplib.SMTPException) as fault:
            raise NotDeliveredError(why=type(fault).__name__) from None

    def _connected(self) -> smtplib.SMTP:
        own_name = self.sender.rpartition("@")[2]
        if self.security == TLS:
            return smtplib.SMTP_SSL(
                self.host,
                self.port,
                local_hostname=own_name,
                timeout=self.seconds,
                context=self._trust(),
            )
        server = smtplib.SMTP(self.host, self.port, local_hostname=own_name, timeout=self.seconds)
        if self.security == STARTTLS:
            try:
                server.starttls(context=self._trust())
            except BaseException:
                server.close()
                raise
        return server

    def _trust(self) -> ssl.SSLContext:
        return ssl.create_default_context(cafile=self.authority or None)

    def _mail(self, message: Message) -> EmailMessage:
        domain = self.sender.rpartition("@")[2]
        mail = EmailMessage(policy=POLICY)
        mail["From"] = Address(display_name=self.sender_name, addr_spec=self.sender)
        mail["To"] = Address(addr_spec=message.to)
        mail["Subject"] = message.subject
        mail["Date"] = formatdate(localtime=True)
        mail["Message-ID"] = (
            f"<{message.key}@{domain}>" if message.key else make_msgid(domain=domain)
        )
        mail["Auto-Submitted"] = "auto-generated"
        mail.set_content(message.text, charset="utf-8")
        return mail


def _refused(code: int, words: bytes) -> AddressRefusedError | NotDeliveredError:
    """Tell an address that is none from a server that does not let us send (5.7, a policy)."""
    if code >= PERMANENT and not words.startswith(b"5.7."):
        return AddressRefusedError(why=f"smtp {code}")
    return NotDeliveredError(why=f"smtp {code}")


def smtp_of_settings() -> SmtpTransport | None:
    """Return the mail server that the settings name, or nothing when they name none."""
    if not settings.SMTP_HOST or not settings.MAIL_FROM:
        return None
    return SmtpTransport(
        host=settings.SMTP_HOST,
        port=settings.SMTP_PORT,
        security=settings.SMTP_SECURITY,
        user=settings.SMTP_USER,
        password=settings.SMTP_PASSWORD,
        sender=settings.MAIL_FROM,
        sender_name=settings.MAIL_FROM_NAME,
        authority=settings.SMTP_CA_FILE,
        seconds=settings.MESSAGE_SECONDS,
    )
