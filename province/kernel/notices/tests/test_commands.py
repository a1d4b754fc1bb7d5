from datetime import timedelta
from threading import Thread

import pytest
from django.db import IntegrityError, connections, transaction

from province.foundation.audit.models import AuditEntry
from province.foundation.identity.actors import Actor
from province.foundation.jobs.memory import MemoryQueue
from province.foundation.messages.contracts import Channel, Message
from province.foundation.messages.errors import AddressRefusedError, NotDeliveredError
from province.foundation.messages.memory import MemoryTransport
from province.kernel.notices import permissions, public
from province.kernel.notices.contracts import Recipient, SendingState, Telling
from province.kernel.notices.errors import (
    MayNotSeeSentError,
    NoticeNotFoundError,
    SendingNotFoundError,
    SentAlreadyError,
)
from province.kernel.notices.models import Notice, Sending
from province.kernel.notices.queries.troubles import failing_messages
from province.kernel.notices.tests.conftest import LAMP, NOW, actor_of, lit, reader
from province.kernel.org.models import Official
from province.kernel.org.tests.factories import OfficialFactory

pytestmark = pytest.mark.django_db
KEEPER = Actor(account_id=1, abilities=frozenset({permissions.SEE_SENT, permissions.SEND_AGAIN}))


def queued(official: Official, channel: Channel = Channel.EMAIL) -> Sending:
    public.tell(telling=lit(), to=[reader(official)], now=NOW)
    return Sending.objects.get(channel=channel)


def test_an_occasion_is_told_once_and_leaves_by_every_open_channel(
    official: Official, outgoing: MemoryTransport, queue: MemoryQueue
) -> None:
    told = [public.tell(telling=lit(), to=[reader(official)] * 2, now=NOW) for _time in range(2)]
    for sending in Sending.objects.order_by("pk"):
        public.send_now(sending_id=sending.pk, now=NOW)

    assert told == [1, 0]
    assert queue.names() == ["notices.send", "notices.send"]
    mail, short = Sending.objects.order_by("pk")
    assert outgoing.sent == [
        Message(
            Channel.EMAIL,
            "lan@example.vn",
            "Đèn đỏ đã sáng",
            "Đèn đỏ sáng.\n\nhttp://127.0.0.1:8000/den/1/",
            key=f"notice-{mail.pk}",
        ),
        Message(
            Channel.SMS, "+84912345678", "", "Den do da sang, am lam", key=f"notice-{short.pk}"
        ),
    ]
    assert (mail.state, mail.attempts, mail.sent_at, mail.next_try_at) == ("sent", 1, NOW, None)


def test_where_no_channel_is_open_the_house_alone_tells(
    official: Official, queue: MemoryQueue
) -> None:
    assert public.tell(telling=lit(), to=[reader(official)], now=NOW) == 1
    assert (Notice.objects.count(), Sending.objects.count(), queue.names()) == (1, 0, [])


def test_somebody_without_account_is_told_by_the_addresses_they_gave(
    outgoing: MemoryTransport,
) -> None:
    strangers = [Recipient(phone="0912345678"), Recipient(), Recipient(phone="0987654321")]

    assert public.tell(telling=lit(), to=strangers, now=NOW) == 2
    assert list(Sending.objects.order_by("pk").values_list("address", flat=True)) == [
        "0912345678",
        "0987654321",
    ]
    assert outgoing.sent == []
    assert not Notice.objects.filter(reader__contains="0912").exists()


def test_a_value_that_is_missing_is_a_fault_and_nobody_is_told(official: Official) -> None:
    with pytest.raises(ValueError, match="needs lamp"):
        public.tell(telling=Telling(kind=LAMP.key, source="1"), to=[reader(official)], now=NOW)

    assert not Notice.objects.exists()


def test_a_line_break_in_a_value_begins_no_header(
    official: Official, outgoing: MemoryTransport
) -> None:
    public.tell(telling=lit(lamp="đỏ\r\nBcc: x@y.vn"), to=[reader(official)], now=NOW)

    assert Sending.objects.get(channel="email").subject == "Đèn đỏ Bcc: x@y.vn đã sáng"
    assert outgoing.sent == []


def test_a_server_that_is_away_is_tried_again_later_and_given_up_at_last(
    official: Official, outgoing: MemoryTransport
) -> None:
    row = queued(official)
    outgoing.refusal = NotDeliveredError(why="smtp 451 for lan@example.vn")

    states, now = [], NOW
    for _attempt in range(7):
        states.append(public.send_now(sending_id=row.pk, now=now))
        assert public.send_now(sending_id=row.pk, now=now) is None  # it rests
        row.refresh_from_db()
        now = row.next_try_at or now

    assert states == [SendingState.FAILED] * 6 + [SendingState.GIVEN_UP]
    assert (row.attempts, row.next_try_at, row.why) == (7, None, "smtp 451 for l•••@example.vn")
    assert outgoing.sent == []


def test_an_address_that_is_none_is_not_tried_again(
    official: Official, outgoing: MemoryTransport
) -> None:
    row = queued(official)
    outgoing.refusal = AddressRefusedError(why="smtp 550")

    assert public.send_now(sending_id=row.pk, now=NOW) is SendingState.REFUSED
    outgoing.refusal = None
    assert public.send_now(sending_id=row.pk, now=NOW + timedelta(days=9)) is None
    assert outgoing.sent == []


def test_what_is_due_again_is_asked_for_again(
    official: Official, outgoing: MemoryTransport, queue: MemoryQueue
) -> None:
    row = queued(official)
    outgoing.refusal = NotDeliveredError(why="away")
    public.send_now(sending_id=row.pk, now=NOW)
    Sending.objects.exclude(pk=row.pk).delete()
    queue.waiting.clear()

    assert public.retry_due(now=NOW + timedelta(seconds=59)) == 0
    assert public.retry_due(now=NOW + timedelta(seconds=60)) == 1
    assert [arguments for _job, arguments in queue.waiting] == [{"sending": row.pk}]


def test_a_keeper_sends_again_what_was_given_up(
    official: Official, outgoing: MemoryTransport, queue: MemoryQueue
) -> None:
    row = queued(official)
    outgoing.refusal = AddressRefusedError(why="smtp 550")
    public.send_now(sending_id=row.pk, now=NOW)
    outgoing.refusal = None
    queue.waiting.clear()

    public.send_again(actor=KEEPER, sending_id=row.pk, now=NOW)
    assert queue.names() == ["notices.send"]
    assert public.send_now(sending_id=row.pk, now=NOW) is SendingState.SENT
    assert AuditEntry.objects.get().action == "notices.sent_again"


@pytest.mark.parametrize(
    ("actor", "asks_for_row", "refusal"),
    [
        (Actor(account_id=2), True, MayNotSeeSentError),
        (KEEPER, False, SendingNotFoundError),
        (KEEPER, True, SentAlreadyError),
    ],
)
def test_nothing_is_sent_again_that_may_not_be(  # noqa: PLR0913, PLR0917 -- cases and fixtures
    official: Official,
    outgoing: MemoryTransport,
    queue: MemoryQueue,
    actor: Actor,
    asks_for_row: bool,  # noqa: FBT001 -- a parameter of the test
    refusal: type[Exception],
) -> None:
    row = queued(official)
    queue.waiting.clear()

    with pytest.raises(refusal):
        public.send_again(actor=actor, sending_id=row.pk if asks_for_row else 0, now=NOW)

    row.refresh_from_db()
    assert (row.state, queue.names(), outgoing.sent) == ("queued", [], [])
    assert not AuditEntry.objects.exists()


def test_the_text_of_an_old_message_is_forgotten_and_its_end_stays(
    official: Official, outgoing: MemoryTransport
) -> None:
    row = queued(official)
    outgoing.refusal = AddressRefusedError(why="smtp 550")
    public.send_now(sending_id=row.pk, now=NOW)

    days = [public.forget_texts(now=NOW + timedelta(days=days)) for days in (90, 91, 92)]

    row.refresh_from_db()
    assert days == [0, 1, 0]  # the short message still waits
    assert (row.address, row.subject, row.text, row.state) == ("•••", "", "•••", "refused")
    with pytest.raises(SendingNotFoundError):
        public.send_again(actor=KEEPER, sending_id=row.pk, now=NOW)


def test_messages_that_do_not_leave_are_a_trouble(
    official: Official, outgoing: MemoryTransport
) -> None:
    row = queued(official)
    outgoing.refusal = NotDeliveredError(why="away")
    now, seen = NOW, []
    for _attempt in range(3):
        public.send_now(sending_id=row.pk, now=now)
        seen.append(failing_messages(now))
        row.refresh_from_db()
        now = row.next_try_at or now

    assert seen[:2] == [None, None]
    assert seen[2] is not None
    assert (seen[2].what, seen[2].severity, seen[2].since) == (
        "1 thư, tin nhắn không gửi đi được.",
        "broken",
        NOW,
    )
    public.send_now(sending_id=row.pk, now=now)
    Sending.objects.filter(pk=row.pk).update(state="given_up", next_try_at=None)
    warned = failing_messages(NOW + timedelta(days=4))
    assert warned is not None
    assert warned.severity == "warning"
    assert failing_messages(NOW + timedelta(days=6)) is None


def test_one_reads_and_puts_back_ones_own_alone(official: Official) -> None:
    public.tell(telling=lit(), to=[reader(official)], now=NOW)
    notice = Notice.objects.get()
    mine, stranger = actor_of(official), actor_of(OfficialFactory.create())

    for act in (
        lambda: public.open_notice(actor=stranger, notice_id=notice.pk, now=NOW),
        lambda: public.put_back(actor=stranger, notice_id=notice.pk),
    ):
        with pytest.raises(NoticeNotFoundError):
            act()
    assert public.read_all(actor=stranger, now=NOW) == 0
    assert public.count_unread(actor=mine) == 1

    assert public.open_notice(actor=mine, notice_id=notice.pk, now=NOW) == "/den/1/"
    assert public.count_unread(actor=mine) == 0
    public.put_back(actor=mine, notice_id=notice.pk)
    assert public.read_all(actor=mine, now=NOW) == 1


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ({"state": "sent"}, "sending_sent_has_its_moment|sending_waits_or_is_over"),
        ({"state": "lost", "next_try_at": None}, "sending_state_is_known"),
        ({"next_try_at": None}, "sending_waits_or_is_over"),
    ],
)
def test_the_database_keeps_a_message_whole(
    official: Official, outgoing: MemoryTransport, change: dict[str, object], name: str
) -> None:
    row = queued(official)

    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Sending.objects.filter(pk=row.pk).update(**change)

    assert outgoing.sent == []


@pytest.mark.django_db(transaction=True)
def test_of_several_workers_one_sends_a_message(
    official: Official, outgoing: MemoryTransport
) -> None:
    row = queued(official)

    def work() -> None:
        public.send_now(sending_id=row.pk, now=NOW)
        connections.close_all()

    threads = [Thread(target=work) for _worker in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    row.refresh_from_db()
    assert (len(outgoing.sent), row.attempts) == (1, 1)
