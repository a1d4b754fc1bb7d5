from datetime import timedelta

import pytest
from django.utils import timezone

from province.contexts.one_stop import public as one_stop
from province.contexts.one_stop.models import Dossier
from province.contexts.one_stop.subscribers import tell_of_filing
from province.contexts.one_stop.tests.conftest import NOW, Office
from province.contexts.one_stop.tests.walking import accept, ask
from province.foundation.access.models import AccessEntry
from province.foundation.events.bus import deliver_waiting
from province.foundation.messages.memory import MemoryTransport
from province.kernel.notices import public as notices
from province.kernel.notices.models import Notice, Sending
from province.kernel.parties.models import Party

pytestmark = pytest.mark.django_db


def deliver() -> None:
    deliver_waiting(now=timezone.now() + timedelta(minutes=1))


def told(office: Office) -> list[str]:
    mine = Notice.objects.filter(party_id=office.citizen.party_id)
    return list(mine.order_by("pk").values_list("kind", flat=True))


def test_the_applicant_hears_of_filing_reception_and_request_by_sms_and_mail(
    office: Office, outgoing: MemoryTransport
) -> None:
    assert office.citizen.party_id is not None
    Party.objects.filter(pk=office.citizen.party_id).update(email="lan@example.vn")
    filed = office.file()
    received = accept(office, filed.dossier_id)
    ask(office, filed.dossier_id, after=True)
    deliver()

    assert told(office) == ["one_stop.filed", "one_stop.received", "one_stop.supplement_asked"]
    for row in Sending.objects.order_by("pk"):
        notices.send_now(sending_id=row.pk, now=NOW + timedelta(days=9))
    shorts = [message.text for message in outgoing.sent if message.channel == "sms"]
    due = f"{received.due_at.astimezone(timezone.get_default_timezone()):%d/%m/%Y}"
    assert shorts[0] == (
        f"Ho so {received.code} da duoc nhan. Hen tra ket qua ngay {due}. Xem tai 127.0.0.1:8000"
    )
    assert [len(shorts), {message.to for message in outgoing.sent}] == [
        2,
        {"+84900000000", "lan@example.vn"},
    ]
    assert AccessEntry.objects.using("access").filter(actor="job:one_stop.tell_applicant").exists()


def test_an_event_that_comes_twice_is_told_once(office: Office, outgoing: MemoryTransport) -> None:
    filed = office.file()
    deliver()

    tell_of_filing({"dossier_id": filed.dossier_id})

    assert told(office) == ["one_stop.filed"]
    assert outgoing.sent == []


def test_the_applicant_hears_that_the_dossier_was_withdrawn(office: Office) -> None:
    filed = office.file()
    one_stop.withdraw_dossier(actor=office.citizen, dossier_id=filed.dossier_id, reason="", now=NOW)
    deliver()

    assert told(office) == ["one_stop.filed", "one_stop.withdrawn"]


def test_nobody_hears_of_a_dossier_under_test(office: Office) -> None:
    filed = office.file()
    Dossier.objects.filter(pk=filed.dossier_id).update(is_test=True)
    deliver()

    assert told(office) == []
