"""Many senders at once: one content, versions without a gap."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections

from province.foundation.files.tests import samples
from province.kernel.attachments.models import Content
from province.kernel.attachments.public import history, new_version, take_in
from province.kernel.attachments.tests.conftest import CITIZEN, NOW

SENDERS = 8


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
