from datetime import timedelta

import pytest

from province.foundation.audit.models import AuditEntry
from province.foundation.files.folder import FolderStore
from province.foundation.files.tests import samples
from province.foundation.identity.actors import job_actor
from province.kernel.attachments.contracts import AttachmentVersionValue, ScanState
from province.kernel.attachments.models import Content
from province.kernel.attachments.public import (
    FileRefusedError,
    scan_waiting,
    store_made,
    take_in,
    version,
)
from province.kernel.attachments.rules import scan_wait
from province.kernel.attachments.tests.conftest import CITIZEN, NOW, DemoScanner

pytestmark = pytest.mark.django_db


def _take_in(content: bytes) -> AttachmentVersionValue:
    return take_in(actor=CITIZEN, name="a.pdf", stream=[content], now=NOW)


def _make(content: bytes) -> AttachmentVersionValue:
    return store_made(
        actor=job_actor("printing"), name="x", content=content, mime="application/pdf", now=NOW
    )


def _scan(minutes: int = 0) -> int:
    return scan_waiting(actor=job_actor("scanner"), now=NOW + timedelta(minutes=minutes), limit=2)


def test_scan_comes_later_when_the_scanner_was_out(scanner: DemoScanner) -> None:
    scanner.is_up = False
    value = _take_in(samples.pdf())
    nothing = scan_waiting(actor=job_actor("scanner"), now=NOW)
    scanner.is_up = True

    done = scan_waiting(actor=job_actor("scanner"), now=NOW)

    assert (value.state, nothing, done) == (ScanState.UNSCANNED, 0, 1)
    assert version(version_id=value.id).state is ScanState.SCANNED


def test_virus_found_later_marks_the_content_and_the_next_sender_is_told(
    scanner: DemoScanner,
) -> None:
    sick = samples.pdf(more=(b"(EICAR-STANDARD)",))
    scanner.is_up = False
    value = _take_in(sick)
    scanner.is_up = True

    done = scan_waiting(actor=job_actor("scanner"), now=NOW)

    scanner.is_up = False
    assert done == 1
    assert version(version_id=value.id).state is ScanState.INFECTED
    assert AuditEntry.objects.filter(action="attachments.found_infected").count() == 1
    with pytest.raises(FileRefusedError):
        _take_in(sick)


def test_second_sender_with_a_scanner_clears_the_first(scanner: DemoScanner) -> None:
    scanner.is_up = False
    first = _take_in(samples.pdf())
    scanner.is_up = True

    _take_in(samples.pdf())

    assert version(version_id=first.id).state is ScanState.SCANNED


def test_a_refused_file_and_a_lost_one_hold_nobody_up(
    scanner: DemoScanner, store: FolderStore
) -> None:
    scanner.is_up = False
    refused, lost, last = (_take_in(samples.pdf(pages=number)) for number in (1, 2, 3))
    scanner.is_up = True
    scanner.refuses = {samples.pdf(pages=1)}
    store.path(lost.sha256).unlink()

    assert [_scan(), _scan()] == [0, 1]

    assert version(version_id=last.id).state is ScanState.SCANNED
    put_off = (1, NOW + timedelta(minutes=10))
    assert dict(
        Content.objects.filter(state=ScanState.UNSCANNED).values_list("sha256", "scan_tries")
    ) == {refused.sha256: 1, lost.sha256: 1}
    assert set(
        Content.objects.filter(state=ScanState.UNSCANNED).values_list("scan_tries", "scan_again_at")
    ) == {put_off}


def test_a_refused_file_is_tried_again_later_and_cleared_when_the_scanner_takes_it(
    scanner: DemoScanner,
) -> None:
    scanner.refuses = {samples.pdf()}
    value = _take_in(samples.pdf())
    assert value.state is ScanState.UNSCANNED

    assert [_scan(), _scan(9), _scan(10), _scan(29)] == [0, 0, 0, 0]
    assert Content.objects.get().scan_tries == 2
    scanner.refuses = set()

    assert [_scan(29), _scan(30)] == [0, 1]
    assert version(version_id=value.id).state is ScanState.SCANNED


def test_an_outage_counts_against_no_file(scanner: DemoScanner) -> None:
    scanner.is_up = False
    _take_in(samples.pdf())

    assert [_scan(), _scan()] == [0, 0]

    assert (Content.objects.get().scan_tries, Content.objects.get().scan_again_at) == (0, None)


@pytest.mark.parametrize(
    ("tries", "minutes"), [(1, 10), (2, 20), (3, 40), (8, 1280), (9, 1440), (1000, 1440)]
)
def test_each_try_waits_longer_up_to_a_day(tries: int, minutes: int) -> None:
    assert scan_wait(tries=tries) == timedelta(minutes=minutes)


def test_making_the_same_paper_gives_an_unscanned_upload_no_verdict(scanner: DemoScanner) -> None:
    scanner.is_up = False
    sent = _take_in(samples.pdf())

    made = _make(samples.pdf())

    assert version(version_id=sent.id).state is ScanState.UNSCANNED
    assert not version(version_id=sent.id).may_leave
    assert made.may_leave
