"""The optional settings file `tinhso.toml`, read from the clone and the data folder."""

import difflib
import ipaddress
import os
import re
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path

from launcher.errors import RefusalError
from launcher.refusals import Refusal

NAME = "tinhso.toml"
Value = str | int
SIZES = {"kB": 1024, "MB": 1024**2, "GB": 1024**3}
MOST_MEMORY = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")


def _is_between(low: int, high: int) -> Callable[[Value], bool]:
    return lambda value: isinstance(value, int) and low <= value <= high


def _is_address(value: Value) -> bool:
    try:
        ipaddress.ip_address(value)
    except ValueError:
        return False
    return True


def _is_memory(value: Value) -> bool:
    found = re.fullmatch(r"([1-9][0-9]*)(kB|MB|GB)", str(value))
    return found is not None and int(found[1]) * SIZES[found[2]] <= MOST_MEMORY


def _is_text(value: Value) -> bool:
    return bool(str(value).strip())


def _is_time(value: Value) -> bool:
    return re.fullmatch(r"([01][0-9]|2[0-3]):[0-5][0-9]", str(value)) is not None


def _is_whole_path(value: Value) -> bool:
    return Path(str(value)).is_absolute()


def _is_one_of(*words: str) -> Callable[[Value], bool]:
    return lambda value: value in words


def _is_mail_address(value: Value) -> bool:
    return re.fullmatch(r"[^@\s<>,;]+@[^@\s<>,;]+", str(value)) is not None


def _is_safe_url(value: Value) -> bool:
    """Tell whether a secret may go to this address: encrypted, or on this machine."""
    return (
        re.match(r"https://\S+|http://(127\.0\.0\.1|localhost|\[::1\])[:/]", str(value)) is not None
    )


def is_public_url(value: Value) -> bool:
    """Tell whether this is an address of a site: scheme and host, a port perhaps, and no path."""
    match = re.fullmatch(
        r"https?://[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?(:\d{1,5})?/?", str(value)
    )
    return match is not None


KNOWN: Mapping[str, tuple[type[Value], str, Callable[[Value], bool]]] = {
    "web.port": (int, "1…65535", _is_between(1, 65535)),
    "web.listen": (str, "192.0.2.10, 0.0.0.0, ::", _is_address),
    "web.public_url": (str, "https://dichvucong.example.vn", is_public_url),
    "web.workers": (int, "1…64", _is_between(1, 64)),
    "web.blocking_threads": (int, "1…32", _is_between(1, 32)),
    "backup.folder": (str, "/mnt/backup/tinhso", _is_whole_path),
    "backup.at": (str, "02:00", _is_time),
    "backup.keep": (int, "1…400", _is_between(1, 400)),
    "backup.passphrase_file": (str, "/etc/tinhso-backup-passphrase", _is_whole_path),
    "mail.host": (str, "smtp.example.vn", _is_text),
    "mail.port": (int, "1…65535", _is_between(1, 65535)),
    "mail.security": (str, "starttls, tls, none", _is_one_of("starttls", "tls", "none")),
    "mail.user": (str, "dichvucong@example.vn", _is_text),
    "mail.ca_file": (str, "/etc/ssl/certs/ca.pem", _is_text),
    "mail.sender": (str, "khong-tra-loi@example.vn", _is_mail_address),
    "mail.sender_name": (str, "Cổng dịch vụ công tỉnh", _is_text),
    "sms.url": (str, "https://sms.example.vn/send", _is_safe_url),
    "sms.sender": (str, "UBND TINH", _is_text),
    "database.bin": (str, "/usr/lib/postgresql/17/bin", _is_text),
    "database.shared_buffers": (str, f"128MB…{MOST_MEMORY // SIZES['MB']}MB", _is_memory),
    "database.max_connections": (int, "20…2000", _is_between(20, 2000)),
}


def _flatten(table: Mapping[str, object], prefix: str = "") -> dict[str, object]:
    flat: dict[str, object] = {}
    for name, value in table.items():
        if isinstance(value, dict):
            flat |= _flatten(value, f"{prefix}{name}.")
        else:
            flat[f"{prefix}{name}"] = value
    return flat


def _checked(path: Path, name: str, value: object) -> Value:
    if name not in KNOWN:
        near = difflib.get_close_matches(name, KNOWN, n=1, cutoff=0.0)[0]
        raise RefusalError(Refusal.SETTING_UNKNOWN, path=path, name=name, near=near)
    kind, example, is_right = KNOWN[name]
    if not isinstance(value, kind) or isinstance(value, bool):
        raise RefusalError(
            Refusal.SETTING_TYPE,
            path=path,
            name=name,
            expected=kind.__name__,
            got=type(value).__name__,
        )
    if not is_right(value):
        raise RefusalError(
            Refusal.SETTING_VALUE, path=path, name=name, value=value, example=example
        )
    return value


def read_settings_file(path: Path) -> dict[str, Value]:
    """Return the settings of one file by their dotted names; none when there is no file.

    :raises RefusalError: when the file is no TOML, or a name, a type or a value is wrong.
    """
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as refusal:
        raise RefusalError(Refusal.SETTINGS_NOT_TOML, path=path, why=refusal) from refusal
    return {name: _checked(path, name, value) for name, value in _flatten(table).items()}


def read_settings(*, clone: Path, data: Path) -> dict[str, Value]:
    """Return the settings of the clone's file, overridden by those of the data folder's.

    :raises RefusalError: when one of the files is wrong.
    """
    return read_settings_file(clone / NAME) | read_settings_file(data / NAME)
