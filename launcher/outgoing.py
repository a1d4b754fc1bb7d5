"""How messages leave an install: as the settings say; in a demonstration into its own mailbox."""

import socket
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from launcher.install import DEMO, LOOPBACK, Install
from launcher.secrets import Secrets
from launcher.settings_file import Value

PAGE_ABOVE_WEB = 20_000
LAST_PORT = 65_535
# The names under [mail] and [sms] of the settings file, and what the programs are told.
NAMES = {
    "mail.host": "TINHSO_SMTP_HOST",
    "mail.port": "TINHSO_SMTP_PORT",
    "mail.security": "TINHSO_SMTP_SECURITY",
    "mail.user": "TINHSO_SMTP_USER",
    "mail.ca_file": "TINHSO_SMTP_CA_FILE",
    "mail.sender": "TINHSO_MAIL_FROM",
    "mail.sender_name": "TINHSO_MAIL_FROM_NAME",
    "sms.url": "TINHSO_SMS_URL",
    "sms.sender": "TINHSO_SMS_SENDER",
}


@dataclass(frozen=True, slots=True)
class Mailbox:
    """The ports of a demonstration's own mailbox."""

    smtp_port: int
    page_port: int

    @property
    def url(self) -> str:
        """Return the address of the page that shows what came."""
        return f"http://{LOOPBACK}:{self.page_port}"


def said_environment(
    *, settings: Mapping[str, Value], secrets: Secrets, environment: Mapping[str, str]
) -> dict[str, str]:
    """Return what file and environment say of messages; the environment comes first."""
    said = {
        told: environment.get(told) or str(settings.get(name, "")) for name, told in NAMES.items()
    }
    said["TINHSO_SMTP_PASSWORD"] = secrets.smtp_password
    said["TINHSO_SMS_TOKEN"] = secrets.sms_token
    return {name: value for name, value in said.items() if value}


def mailbox_for(install: Install, said: Mapping[str, str]) -> Mailbox | None:
    """Return the mailbox that this start opens: for a demonstration that nobody has connected.

    It is opened on this machine alone, so there is none where other machines are served.
    """
    is_connected = "TINHSO_SMTP_HOST" in said or "TINHSO_SMS_URL" in said
    if install.mode != DEMO or is_connected or install.is_https:
        return None
    wanted = install.port + PAGE_ABOVE_WEB
    page = _free_port(wanted if wanted <= LAST_PORT else 0)
    return Mailbox(smtp_port=_free_port(0), page_port=page)


def mailbox_environment(mailbox: Mailbox, install: Install) -> dict[str, str]:
    """Return what the programs are told so that everything ends in the mailbox."""
    host = urlsplit(install.url).hostname or LOOPBACK
    domain = host if "." in host and not host[-1].isdigit() else "tinhso.example"
    return {
        "TINHSO_SMTP_HOST": LOOPBACK,
        "TINHSO_SMTP_PORT": str(mailbox.smtp_port),
        "TINHSO_SMTP_SECURITY": "none",
        "TINHSO_MAIL_FROM": f"khong-tra-loi@{domain}",
        "TINHSO_MAIL_FROM_NAME": "Tỉnh Số (trình diễn)",
        "TINHSO_SMS_URL": f"{mailbox.url}/sms",
        "TINHSO_SMS_SENDER": "TINH SO",
        "TINHSO_MAILBOX_URL": "" if install.public_url else mailbox.url,
    }


def _free_port(wanted: int) -> int:
    """Return the wanted port when nobody has it, else one that the system gives."""
    with socket.socket() as door:
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            door.bind((LOOPBACK, wanted))
        except OSError:
            return _free_port(0)
        return int(door.getsockname()[1])
