from collections.abc import Iterator
from datetime import timedelta

import pytest

from province.foundation.identity.actors import Actor
from province.foundation.messages.memory import MemoryTransport
from province.kernel.notices import public
from province.kernel.notices.contracts import DigestPart
from province.kernel.notices.models import Notice, Sending
from province.kernel.notices.registries import DIGEST_PARTS
from province.kernel.notices.tests.conftest import NOW, actor_of
from province.kernel.org.models import Official
from province.kernel.org.tests.factories import AccountFactory, HoldingFactory, OfficialFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def official() -> Official:
    found = OfficialFactory.create(email="lan@example.vn")
    HoldingFactory.create(official=found)
    AccountFactory.create(official=found)
    return found


@pytest.fixture(autouse=True)
def _lamps_that_wait(official: Official) -> Iterator[None]:
    def lines(actor: Actor, _now: object) -> tuple[str, ...]:
        return ("2 đèn chưa thắp",) if actor.official_id == official.pk else ()

    part = DigestPart(key="tests.lamps", lines=lines)
    DIGEST_PARTS.register(part)
    yield
    DIGEST_PARTS.withdraw(part.key)


def test_what_waits_goes_out_once_a_day_and_rings_no_bell(
    official: Official, outgoing: MemoryTransport
) -> None:
    idle = OfficialFactory.create(email="an@example.vn")
    HoldingFactory.create(official=idle)
    AccountFactory.create(official=idle)

    sent = [public.send_digests(now=NOW + timedelta(hours=hour)) for hour in (0, 1)]

    assert sent == [1, 0]
    [mail] = Sending.objects.all()
    assert (mail.address, mail.subject) == ("lan@example.vn", "Việc của bạn ngày 19/11/2026")
    assert mail.text == (
        "Việc đang chờ bạn:\n\n- 2 đèn chưa thắp\n\nhttp://127.0.0.1:8000/thong-bao/"
    )
    assert public.count_unread(actor=actor_of(official)) == 0
    assert outgoing.sent == []


@pytest.mark.parametrize("hours", [-3, 72], ids=["before its hour", "on a Sunday"])
def test_no_mail_goes_out_when_nobody_works(outgoing: MemoryTransport, hours: int) -> None:
    assert public.send_digests(now=NOW + timedelta(hours=hours)) == 0
    assert (Notice.objects.count(), outgoing.sent) == (0, [])


def test_without_a_mail_server_nothing_is_gathered() -> None:
    assert public.send_digests(now=NOW) == 0
    assert not Notice.objects.exists()


def test_a_closed_account_gets_no_mail(official: Official, outgoing: MemoryTransport) -> None:
    account = official.account
    account.is_active = False
    account.save()

    assert public.send_digests(now=NOW) == 0
    assert outgoing.sent == []
