"""A real clamd with our own one-line database: clean, infected, unreachable, too large."""

import shutil
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pytest_django import Settings

from launcher.checks import free_port
from launcher.waiting import until
from province.foundation.files.clamd import ClamdScanner
from province.foundation.files.contracts import Verdict, VerdictState
from province.foundation.files.scanning import NoScanner, virus_scanner
from province.foundation.files.tests import samples
from province.foundation.identity.actors import Actor
from province.kernel.attachments.contracts import ScanState
from province.kernel.attachments.errors import FileRefusedError
from province.kernel.attachments.models import Content
from province.kernel.attachments.public import take_in

HERE = Path(__file__).parent
CLAMD = shutil.which("clamd") or shutil.which("clamd", path="/usr/sbin:/usr/local/sbin")
NOW = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)
needs_clamd = pytest.mark.skipif(CLAMD is None, reason="clamd is not installed (clamav-daemon)")


@pytest.fixture(scope="module")
def clamd_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("clamd")
    folder.chmod(0o755)
    database = folder / "signatures"
    database.mkdir()
    shutil.copy(HERE / "eicar.ndb", database)
    port = free_port()
    configuration = folder / "clamd.conf"
    configuration.write_text(
        (HERE / "clamd.conf").read_text(encoding="utf-8")
        + f"DatabaseDirectory {database}\nTCPSocket {port}\nTemporaryDirectory {folder}\n",
        encoding="utf-8",
    )
    assert CLAMD is not None
    log = (folder / "log").open("wb")
    server = subprocess.Popen(  # noqa: S603 -- a program and a file of our own
        [CLAMD, "--config-file", str(configuration)], stdout=log, stderr=log
    )
    address = f"127.0.0.1:{port}"
    scanner = ClamdScanner(address, timeout=5)
    until(lambda: server.poll() is not None or scanner.is_answering(), seconds=40, pause=0.2)
    if not scanner.is_answering():
        server.kill()
        pytest.fail((folder / "log").read_text(encoding="utf-8", errors="replace"))
    yield address
    server.terminate()
    server.wait(timeout=20)
    log.close()


def _file(folder: Path, content: bytes) -> Path:
    path = folder / "file"
    path.write_bytes(content)
    return path


@needs_clamd
def test_clean_file_is_clean(clamd_address: str, tmp_path: Path) -> None:
    path = _file(tmp_path, samples.pdf() + b"\n" * 400_000)

    assert ClamdScanner(clamd_address).scan(path) == Verdict(VerdictState.CLEAN)


@needs_clamd
def test_eicar_is_found_by_name(clamd_address: str, tmp_path: Path) -> None:
    verdict = ClamdScanner(clamd_address).scan(_file(tmp_path, samples.EICAR))

    assert verdict.state is VerdictState.INFECTED
    assert verdict.signature.startswith("Eicar-Test")


@needs_clamd
def test_file_over_the_limit_of_the_stream_is_refused_alone(
    clamd_address: str, tmp_path: Path
) -> None:
    path = _file(tmp_path, b"\0" * 61 * 1024 * 1024)

    assert ClamdScanner(clamd_address).scan(path).state is VerdictState.REFUSED


def test_silent_address_counts_as_unscanned(tmp_path: Path) -> None:
    scanner = ClamdScanner(f"127.0.0.1:{free_port()}", timeout=1)

    assert scanner.scan(_file(tmp_path, b"x")).state is VerdictState.UNSCANNED
    assert scanner.is_answering() is False


def test_without_an_address_nothing_is_scanned(settings: Settings, tmp_path: Path) -> None:
    settings.CLAMD_ADDRESS = ""

    scanner = virus_scanner()

    assert isinstance(scanner, NoScanner)
    assert scanner.scan(_file(tmp_path, b"x")).state is VerdictState.UNSCANNED


@needs_clamd
@pytest.mark.django_db
def test_eicar_in_a_pdf_is_refused_at_the_door(
    clamd_address: str, settings: Settings, tmp_path: Path
) -> None:
    settings.CLAMD_ADDRESS = clamd_address
    settings.ATTACHMENTS_DIR = tmp_path / "attachments"
    sick = samples.pdf(more=(b"<< >>\nstream\n" + samples.EICAR + b"\nendstream",))

    with pytest.raises(FileRefusedError) as refusal:
        take_in(actor=Actor(account_id=7), name="đơn.pdf", stream=[sick], now=NOW)

    assert refusal.value.faults[0].code == "attachments.infected"
    assert Content.objects.count() == 0
    assert [path for path in (tmp_path / "attachments").rglob("*") if path.is_file()] == []


@needs_clamd
@pytest.mark.django_db
def test_clean_pdf_is_taken_in_scanned(
    clamd_address: str, settings: Settings, tmp_path: Path
) -> None:
    settings.CLAMD_ADDRESS = clamd_address
    settings.ATTACHMENTS_DIR = tmp_path / "attachments"

    value = take_in(actor=Actor(account_id=7), name="đơn.pdf", stream=[samples.pdf()], now=NOW)

    assert value.state is ScanState.SCANNED
