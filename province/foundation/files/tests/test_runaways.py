"""Files that keep their reader busy for ever; the process that serves pages goes on."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from province.foundation.apart.crew import Crew, NobodyFreeError, RanAwayError
from province.foundation.files import inspecting, pages
from province.foundation.files.contracts import PDF, Bounds, Danger, Inspection
from province.foundation.files.pages import PageTooHeavyError, page_picture
from province.foundation.files.tests import samples

Write = Callable[[bytes], Path]
LEVELS = 12
CALLS = b"/F Do " * 10


def echoes() -> bytes:
    """Return a small PDF whose forms call each other ten times, level by level."""
    first = 4
    forms = []
    for level in range(LEVELS):
        below = b"/Resources << /XObject << /F %d 0 R >> >>" % (first + level + 1)
        deeper = below if level < LEVELS - 1 else b""
        body = CALLS if level < LEVELS - 1 else b"0 0 9 9 re f"
        entries = b"/Type /XObject /Subtype /Form /BBox [0 0 200 100] /Length %d" % len(body)
        forms.append(b"<< %s %s >>\nstream\n%s\nendstream" % (entries, deeper, body))
    start = b"<< /Length %d >>\nstream\n%s\nendstream" % (len(CALLS), CALLS)
    page = b"/Contents %d 0 R /Resources << /XObject << /F 4 0 R >> >>" % (first + LEVELS)
    return samples.pdf(page=page, more=(*forms, start))


def test_a_page_that_draws_for_ever_is_refused_and_others_are_drawn_meanwhile(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "LONGEST", 5)
    hostile, good = tmp_path / "hostile", tmp_path / "good"
    hostile.write_bytes(echoes())
    good.write_bytes(samples.pdf())
    assert len(echoes()) < 4096

    began = time.monotonic()
    with ThreadPoolExecutor(max_workers=2) as both:
        stuck = both.submit(page_picture, path=hostile, mime=PDF.mime, page=1, width=400)
        time.sleep(0.5)  # the hostile one is being drawn
        drawn = both.submit(page_picture, path=good, mime=PDF.mime, page=1, width=400)
        assert drawn.result().startswith(b"\x89PNG")
        assert not stuck.done()
        with pytest.raises(PageTooHeavyError):
            stuck.result()
    assert time.monotonic() - began < 15
    assert page_picture(path=good, mime=PDF.mime, page=1, width=400).startswith(b"\x89PNG")


def sleep_for_ever(_path: Path, _mime: str, _bounds: Bounds) -> Inspection:
    """Hang as a fault in a reader would."""
    while True:
        signal.pause()


def swell(_path: Path, _mime: str, _bounds: Bounds) -> Inspection:
    """Ask for more memory than any file needs."""
    return Inspection(pages=len(bytearray(64 * 1024**3)))


def crash(_path: Path, _mime: str, _bounds: Bounds) -> Inspection:
    """Die as a fault in a library of C would."""
    os.kill(os.getpid(), signal.SIGSEGV)
    return Inspection()


@pytest.mark.parametrize("reader", [sleep_for_ever, swell, crash])
def test_a_file_that_brings_its_reader_down_is_not_taken_in(
    written: Write, monkeypatch: pytest.MonkeyPatch, reader: Callable[..., Inspection]
) -> None:
    path = written(samples.pdf())
    with monkeypatch.context() as patched:
        patched.setattr(inspecting, "inspect_here", reader)
        patched.setattr(inspecting, "LONGEST", 2)
        assert inspecting.inspect(path, PDF, Bounds()) == Inspection(dangers=(Danger.BOMB,))

    assert inspecting.inspect(path, PDF, Bounds()) == Inspection(pages=1)


def test_whoever_finds_all_helpers_busy_is_told_to_come_again(tmp_path: Path) -> None:
    crew = Crew(size=1, patience=0.2)
    with ThreadPoolExecutor(max_workers=1) as other:
        busy = other.submit(crew.run, sleep_for_ever, tmp_path, "", Bounds(), seconds=2)
        time.sleep(0.5)  # the other one has begun
        with pytest.raises(NobodyFreeError):
            crew.run(os.getpid, seconds=1)
        with pytest.raises(RanAwayError):
            busy.result()


def environment_of_helper() -> list[str]:
    """Return the names in the environment of the process that runs this."""
    return sorted(os.environ)


def test_helpers_know_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TINHSO_SECRET_KEY", "secret")

    names = inspecting._CREW.run(environment_of_helper, seconds=5)  # noqa: SLF001 -- the real crew

    assert [name for name in names if name.startswith(("TINHSO", "DJANGO", "DATABASE"))] == []


def test_helpers_end_with_their_master(tmp_path: Path) -> None:
    del tmp_path
    script = (
        "import os;"
        "from province.foundation.apart.crew import Crew;"
        "print(Crew(size=1, patience=1).run(os.getpid, seconds=5), flush=True);"
        "os._exit(9)"
    )
    found = subprocess.run(  # noqa: S603 -- our own program
        [sys.executable, "-c", script], capture_output=True, text=True, check=False, timeout=30
    )
    helper = int(found.stdout)

    end = time.monotonic() + 5
    while Path(f"/proc/{helper}").exists() and time.monotonic() < end:
        time.sleep(0.05)  # polling another process
    assert not Path(f"/proc/{helper}").exists()
