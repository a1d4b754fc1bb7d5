import pytest
from pytest_django import DjangoAssertNumQueries

from province.foundation.identity.actors import ANONYMOUS, Actor
from province.foundation.messages.contracts import Channel
from province.foundation.messages.memory import MemoryTransport
from province.kernel.notices import permissions, public
from province.kernel.notices.contracts import Recipient, SendingFilter, SendingState
from province.kernel.notices.errors import MayNotSeeSentError
from province.kernel.notices.models import Notice, Sending
from province.kernel.notices.tests.conftest import NOW, actor_of, lit, reader
from province.kernel.org.models import Official

pytestmark = pytest.mark.django_db
KEEPER = Actor(account_id=1, abilities=frozenset({permissions.SEE_SENT}))


@pytest.mark.parametrize("item_count", [1, 3])
def test_my_notices_take_four_queries(
    official: Official, item_count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(item_count):
        public.tell(telling=lit(str(number), lamp=f"số {number}"), to=[reader(official)], now=NOW)
    public.tell(telling=lit(), to=[Recipient(party_id=7)], now=NOW)

    with django_assert_num_queries(4):
        found = public.my_notices(actor=actor_of(official), is_unread_only=True, page=1, size=20)

    assert [row.title for row in found.rows] == [
        f"Đèn số {number} đã sáng" for number in reversed(range(item_count))
    ]
    assert (found.unread, found.numbers.total) == (item_count, item_count)


def test_the_bell_takes_one_query_and_none_rings_for_a_stranger(
    official: Official, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    public.tell(telling=lit(), to=[reader(official), Recipient(party_id=7)], now=NOW)

    with django_assert_num_queries(1):
        assert public.count_unread(actor=actor_of(official)) == 1
    assert public.count_unread(actor=Actor(account_id=9, party_id=7)) == 1
    assert public.count_unread(actor=ANONYMOUS) == 0


@pytest.mark.parametrize("item_count", [1, 3])
def test_messages_take_two_queries_and_show_no_address(
    official: Official,
    outgoing: MemoryTransport,
    item_count: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(item_count):
        public.tell(telling=lit(str(number)), to=[reader(official)], now=NOW)

    with django_assert_num_queries(2):
        found = public.sent_messages(
            actor=KEEPER, narrowed=SendingFilter(channel=Channel.SMS), page=1, size=20
        )

    assert [row.address for row in found.rows] == ["091•••678"] * item_count
    assert outgoing.sent == []


def test_messages_are_narrowed_by_state(official: Official, outgoing: MemoryTransport) -> None:
    public.tell(telling=lit(), to=[reader(official)], now=NOW)
    mail = Sending.objects.get(channel="email")
    public.send_now(sending_id=mail.pk, now=NOW)

    found = public.sent_messages(
        actor=KEEPER, narrowed=SendingFilter(state=SendingState.SENT), page=1, size=20
    )

    assert [row.id for row in found.rows] == [mail.pk]
    assert len(outgoing.sent) == 1


def test_messages_are_shown_to_who_looks_after_them() -> None:
    with pytest.raises(MayNotSeeSentError):
        public.sent_messages(actor=Actor(account_id=2), narrowed=SendingFilter(), page=1, size=20)


def test_a_notice_whose_kind_is_gone_is_shown_by_its_key(official: Official) -> None:
    public.tell(telling=lit(), to=[reader(official)], now=NOW)
    Notice.objects.update(kind="tests.gone")

    found = public.my_notices(actor=actor_of(official), is_unread_only=False, page=1, size=20)

    assert [row.title for row in found.rows] == ["tests.gone"]
