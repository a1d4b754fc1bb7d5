"""What this install is: asked for, set in files, remembered from the first start."""

import json
import os
import socket
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

from launcher.errors import RefusalError
from launcher.files import OPEN, write_whole
from launcher.places import Places
from launcher.postgres.databases import Addresses
from launcher.postgres.server import Tuning
from launcher.refusals import Refusal
from launcher.secrets import Secrets
from launcher.settings_file import Value, is_public_url

DEMO, REAL = "demo", "real"
LOOPBACK = "127.0.0.1"
DEFAULT_PORT = 8000
MOST_WORKERS = 4


@dataclass(frozen=True, slots=True)
class Asked:
    """What the command line said about the install."""

    port: int | None = None
    listen: str | None = None
    is_empty: bool = False


@dataclass(frozen=True, slots=True)
class Remembered:
    """What the first start decided, and what a later one changed."""

    mode: str = ""
    port: int | None = None
    listen: str | None = None


@dataclass(frozen=True, slots=True)
class Install:
    """How the programs of one install run."""

    mode: str
    port: int
    listen: str
    workers: int
    blocking_threads: int
    tuning: Tuning
    binaries: str | None
    public_url: str | None = None

    @property
    def is_https(self) -> bool:
        """Tell whether strangers can reach us, who are served over HTTPS only."""
        return not ip_address(self.listen).is_loopback

    @property
    def host(self) -> str:
        """Return the address by which others reach us."""
        return primary_address() if ip_address(self.listen).is_unspecified else self.listen

    @property
    def near_host(self) -> str:
        """Return the address by which we reach ourselves."""
        address = ip_address(self.listen)
        if not address.is_unspecified:
            return self.listen
        return LOOPBACK if address.version == 4 else "::1"  # noqa: PLR2004 -- IPv4

    @property
    def url(self) -> str:
        """Return the address to type into a browser."""
        return self.public_url or self._url(self.host)

    @property
    def near_url(self) -> str:
        """Return the address at which we ask ourselves."""
        return self._url(self.near_host)

    @property
    def is_behind_door(self) -> bool:
        """Tell whether a front door on this machine, and nobody else, hands requests on to us."""
        return self.public_url is not None and not self.is_https

    def _url(self, host: str) -> str:
        named = f"[{host}]" if ":" in host else host
        return f"{'https' if self.is_https else 'http'}://{named}:{self.port}"


def primary_address() -> str:
    """Return the address from which this machine speaks to others; nothing is sent."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as door:
        try:
            door.connect(("192.0.2.1", 9))
        except OSError:
            return LOOPBACK
        return str(door.getsockname()[0])


def recall(path: Path) -> Remembered:
    """Return what is remembered of an install; nothing at its first start."""
    try:
        kept = dict(json.loads(path.read_text(encoding="utf-8")))
        known = {field.name for field in fields(Remembered)}
        return Remembered(**{name: value for name, value in kept.items() if name in known})
    except FileNotFoundError:
        return Remembered()
    except (ValueError, TypeError) as refusal:
        raise RefusalError(Refusal.MEMORY_BROKEN, path=path) from refusal


def remember(path: Path, remembered: Remembered) -> None:
    """Keep what later starts must know."""
    write_whole(path, json.dumps(asdict(remembered), indent=1), mode=OPEN)


def _number(value: Value | None, otherwise: int) -> int:
    return value if isinstance(value, int) else otherwise


def _port_of_environment(environment: Mapping[str, str]) -> int | None:
    text = environment.get("TINHSO_PORT")
    if not text:
        return None
    if not text.isdigit() or not 1 <= int(text) <= 65535:  # noqa: PLR2004 -- the last port
        raise RefusalError(Refusal.PORT_WRONG, value=text)
    return int(text)


def decide(
    *,
    asked: Asked,
    settings: Mapping[str, Value],
    remembered: Remembered,
    environment: Mapping[str, str],
) -> Install:
    """Decide how the install runs: command line, environment, file, memory, custom, in this order.

    :raises RefusalError: when what is asked cannot be, such as an empty province in a full one.
    """
    mode = remembered.mode or (REAL if asked.is_empty else DEMO)
    if asked.is_empty and mode != REAL:
        raise RefusalError(Refusal.NOT_EMPTY)
    port = asked.port or _port_of_environment(environment)
    port = port or _number(settings.get("web.port"), remembered.port or DEFAULT_PORT)
    listen = asked.listen or environment.get("TINHSO_LISTEN")
    listen = listen or str(settings.get("web.listen") or remembered.listen or LOOPBACK)
    try:
        ip_address(listen)
    except ValueError:
        raise RefusalError(Refusal.LISTEN_WRONG, value=listen) from None
    tuning = Tuning(
        shared_buffers=str(settings.get("database.shared_buffers") or "128MB"),
        max_connections=_number(settings.get("database.max_connections"), 100),
    )
    own = min(MOST_WORKERS, max(2, len(os.sched_getaffinity(0))))
    binaries = settings.get("database.bin")
    return Install(
        mode=mode,
        port=port,
        listen=listen,
        workers=_number(settings.get("web.workers"), own),
        blocking_threads=_number(settings.get("web.blocking_threads"), 2),
        tuning=tuning,
        binaries=str(binaries) if binaries else None,
        public_url=_public_url(environment, settings),
    )


def _public_url(environment: Mapping[str, str], settings: Mapping[str, Value]) -> str | None:
    """Return the address under which the world knows us, when a front door stands before us.

    :raises RefusalError: when what the environment says is no such address.
    """
    url = environment.get("TINHSO_PUBLIC_URL") or settings.get("web.public_url")
    if not url:
        return None
    if not is_public_url(url):
        raise RefusalError(Refusal.PUBLIC_URL_WRONG, value=url)
    return str(url).rstrip("/")


def with_choices(remembered: Remembered, install: Install) -> Remembered:
    """Return the memory with what this start has decided."""
    return replace(remembered, mode=install.mode, port=install.port, listen=install.listen)


def names_of(install: Install) -> list[str]:
    """Return every name and address under which a browser may ask for us."""
    own = [install.host, install.near_host, LOOPBACK, "localhost", socket.gethostname()]
    return list(dict.fromkeys(filter(None, map(_in_ascii, own))))


def _in_ascii(name: str) -> str:
    """Return a name as browsers send it, or nothing for one that they cannot send."""
    try:
        return name if name.isascii() else name.encode("idna").decode("ascii")
    except UnicodeError:
        return ""


def program_environment(
    *,
    places: Places,
    install: Install,
    secrets: Secrets,
    addresses: Addresses,
    base: Mapping[str, str],
) -> dict[str, str]:
    """Return the environment in which the programs of the install run."""
    kept = {
        name: value
        for name, value in base.items()
        if name not in {"DATABASE_URL", "TINHSO_APP_DATABASE_URL", "PYTHONPATH"}
    }
    hosts = [f"[{name}]" if ":" in name else name for name in names_of(install)]
    if install.public_url:
        hosts.append(urlsplit(install.public_url).hostname or "")
    return kept | {
        "TINHSO_DATA": str(places.data),
        "TINHSO_DATABASE_URL": addresses.app,
        "TINHSO_OWNER_DATABASE_URL": addresses.owner,
        "TINHSO_SECRET_KEY": secrets.secret_key,
        "TINHSO_VAULT_KEY": secrets.vault_key,
        "TINHSO_MODE": install.mode,
        "TINHSO_BASE_URL": install.url,
        "TINHSO_HTTPS": "1" if install.url.startswith("https://") else "0",
        "TINHSO_BEHIND_DOOR": "1" if install.is_behind_door else "0",
        "TINHSO_INSTALL": places.mark,
        "TINHSO_HOSTS": ",".join(hosts),
        "TINHSO_CA_FILE": str(places.certificates / "ca.pem") if install.is_https else "",
        "DJANGO_SETTINGS_MODULE": "config.settings.production",
    }
