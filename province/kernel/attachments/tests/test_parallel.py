"""Many senders at once: one content, versions without a gap."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from django.db import connections

from province.foundation.files.contracts import Verdict, VerdictState
from province.foundation.files.scanning import plug_scanner
from province.foundation.files.tests import samples
from province.kernel.attachments.contracts import ScanState
from province.kernel.attachments.models import AttachmentVersion, Content
from province.kernel.attachments.public import FileRefusedError, history, new_version, take_in
from province.kernel.attachments.tests.conftest import CITIZEN, NOW, DemoScanner

SENDERS = 8


class MeanwhileScanner:
    """Says that a file is clean, while somebody else finds a virus in the same content."""

    def scan(self, path: Path) -> Verdict:
        del path
        Content.objects.update(state=ScanState.INFECTED, scanned_at=NOW, signature="Eicar-Test")
        return Verdict(VerdictState.CLEAN)


@pytest.mark.django_db
def test_a_virus_found_meanwhile_is_not_overwritten(scanner: DemoScanner) -> None:
    scanner.is_up = False
    take_in(actor=CITIZEN, name="a.pdf", stream=[samples.pdf()], now=NOW)
    plug_scanner(MeanwhileScanner())

    with pytest.raises(FileRefusedError):
        take_in(actor=CITIZEN, name="a.pdf", stream=[samples.pdf()], now=NOW)

    assert Content.objects.get().state == ScanState.INFECTED
    assert AttachmentVersion.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_verdict_between_reading_and_writing_the_row_stays(
    scanner: DemoScanner, monkeypatch: pytest.MonkeyPatch
) -> None:
    scanner.is_up = False
    take_in(actor=CITIZEN, name="a.pdf", stream=[samples.pdf()], now=NOW)
    scanner.is_up = True
    known = Content.objects.get_or_create

    def slow(**fields: Any) -> tuple[Content, bool]:
        found = known(**fields)

        def judge() -> None:
            try:
                Content.objects.update(
                    state=ScanState.INFECTED, scanned_at=NOW, signature="Eicar-Test"
                )
            finally:
                connections.close_all()

        with ThreadPoolExecutor(max_workers=1) as pool:
            pool.submit(judge).result()
        return found

    monkeypatch.setattr(Content.objects, "get_or_create", slow)

    with pytest.raises(FileRefusedError):
        take_in(actor=CITIZEN, name="a.pdf", stream=[samples.pdf()], now=NOW)

    assert Content.objects.get().state == ScanState.INFECTED
    assert AttachmentVersion.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_eight_senders_of_one_content_share_it() -> None:
    def send(_number: int) -> int:
        try:
            value = take_in(actor=CITIZEN, name="a.pdf", stream=[samples.pdf()], now=NOW)
            return value.attachment_id
        finally:
            connections.close_all()

    with ThreadPoolExecutor(max_workers=SENDERS) as pool:
        attachments = set(pool.map(send, range(SENDERS)))

    assert len(attachments) == SENDERS
    assert Content.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_eight_versions_at_once_are_numbered_without_a_gap() -> None:
    first = take_in(actor=CITIZEN, name="a.pdf", stream=[samples.pdf()], now=NOW)

    def send(number: int) -> None:
        try:
            new_version(
                actor=CITIZEN,
                attachment_id=first.attachment_id,
                name="a.pdf",
                stream=[samples.pdf(pages=number + 2)],
                now=NOW,
            )
        finally:
            connections.close_all()

    with ThreadPoolExecutor(max_workers=SENDERS) as pool:
        list(pool.map(send, range(SENDERS)))

    numbers = [value.no for value in history(attachment_id=first.attachment_id)]
    assert numbers == list(range(1, SENDERS + 2))
