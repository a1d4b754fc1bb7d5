"""The local authority and the server's certificate."""

import datetime as dt
import socket
import ssl
from pathlib import Path

import pytest
from cryptography import x509

from launcher.certificates import ensure_certificates
from launcher.install import Asked, Remembered, decide, names_of

NOW = dt.datetime(2026, 3, 2, tzinfo=dt.UTC)
NAMES = ["127.0.0.1", "localhost"]


def _make(folder: Path) -> dict[str, bytes]:
    ensure_certificates(folder=folder, names=NAMES, now=NOW)
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def _is_usable(folder: Path) -> bool:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "server.pem", folder / "server.key")
    return True


def test_certificates_are_made_once(tmp_path: Path) -> None:
    first = _make(tmp_path)

    assert sorted(first) == ["ca.key", "ca.pem", "server.key", "server.pem"]
    assert _make(tmp_path) == first
    assert _is_usable(tmp_path)


def test_a_key_without_its_certificate_is_replaced(tmp_path: Path) -> None:
    _make(tmp_path / "other")
    first = _make(tmp_path / "own")
    (tmp_path / "own/server.key").write_bytes((tmp_path / "other/server.key").read_bytes())

    second = _make(tmp_path / "own")

    assert _is_usable(tmp_path / "own")
    assert second["server.pem"] != first["server.pem"]
    assert second["ca.pem"] == first["ca.pem"]


@pytest.mark.parametrize("name", ["server.key", "server.pem"])
def test_a_broken_file_of_the_server_is_made_anew(tmp_path: Path, name: str) -> None:
    first = _make(tmp_path)
    (tmp_path / name).write_bytes(b"")

    second = _make(tmp_path)

    assert _is_usable(tmp_path)
    assert second["ca.pem"] == first["ca.pem"]


def test_an_authority_whose_key_is_another_ones_is_made_anew(tmp_path: Path) -> None:
    _make(tmp_path / "other")
    first = _make(tmp_path / "own")
    (tmp_path / "own/ca.key").write_bytes((tmp_path / "other/ca.key").read_bytes())

    second = _make(tmp_path / "own")

    assert second["ca.pem"] != first["ca.pem"]
    paper, issuer = (x509.load_pem_x509_certificate(second[n]) for n in ("server.pem", "ca.pem"))
    paper.verify_directly_issued_by(issuer)


@pytest.mark.parametrize(
    ("host", "name"), [("máy-chủ", "xn--my-ch-xqa0294c"), ("x" * 70 + "ủ", None)]
)
def test_host_names_with_marks_are_written_as_browsers_send_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, host: str, name: str | None
) -> None:
    monkeypatch.setattr(socket, "gethostname", lambda: host)
    own = decide(asked=Asked(), settings={}, remembered=Remembered(), environment={})

    names = names_of(own)
    ensure_certificates(folder=tmp_path, names=names, now=NOW)

    assert names == ["127.0.0.1", "localhost", *([name] if name else [])]
