"""Administrators change the words of notices: checked, versioned, withdrawn."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from django.utils import translation

from province.foundation.audit.models import AuditEntry
from province.foundation.identity.actors import Actor
from province.foundation.messages.contracts import Channel
from province.foundation.messages.memory import MemoryTransport
from province.kernel.notices import permissions, public, rules
from province.kernel.notices.contracts import NewNoticeWording, NoticeKind, Recipient, Wording
from province.kernel.notices.errors import (
    MayNotSetWordingsError,
    NoticeWordingFaultyError,
    NoticeWordingNotFoundError,
    NoticeWordingOvertakenError,
)
from province.kernel.notices.models import NoticeWording, Sending
from province.kernel.notices.registries import NOTICE_KINDS
from province.kernel.notices.tests.conftest import LAMP, NOW, actor_of, lit, reader
from province.kernel.org.models import Account, Official

pytestmark = pytest.mark.django_db
LAW = NoticeKind(
    key="tests.law",
    label="Luật",
    wording=Wording(title="{code}", text="Trước {day}", sms="Ho so {code} truoc {day}"),
    values={"code": "H01", "day": "24/11/2026"},
    is_required=True,
)
NEW = NewNoticeWording(
    kind=LAMP.key,
    channel=Channel.EMAIL,
    language="vi",
    title="Đèn {lamp} bật",
    text="Đèn {lamp} vừa bật.",
    reason="Gọn hơn",
)
SMS = replace(NEW, channel=Channel.SMS, title="")


@pytest.fixture
def keeper() -> Actor:
    account = Account.objects.create(username="qt", display_name="Quản trị Ánh")
    return Actor(account_id=account.pk, abilities=frozenset({permissions.SET_WORDINGS}))


@pytest.fixture(autouse=True)
def _law() -> Iterator[None]:
    NOTICE_KINDS.register(LAW)
    yield
    NOTICE_KINDS.withdraw(LAW.key)


def put(keeper: Actor, new: NewNoticeWording = NEW, *, seen: int = 0, now: datetime = NOW) -> bool:
    return public.set_notice_wording(actor=keeper, new=new, seen=seen, now=now)


def subjects() -> list[str]:
    return list(Sending.objects.order_by("pk").values_list("subject", flat=True))


def test_set_words_leave_and_are_read_from_their_moment_on(
    keeper: Actor, official: Official, outgoing: MemoryTransport
) -> None:
    del outgoing
    public.tell(telling=lit("1"), to=[reader(official)], now=NOW)
    assert put(keeper, now=NOW + timedelta(minutes=1)) is True
    public.tell(telling=lit("2"), to=[reader(official)], now=NOW + timedelta(minutes=2))

    found = public.my_notices(actor=actor_of(official), is_unread_only=False, page=1, size=20)

    assert [row.title for row in found.rows] == ["Đèn đỏ bật", "Đèn đỏ đã sáng"]
    assert subjects() == ["Đèn đỏ đã sáng", "", "Đèn đỏ bật", ""]
    row = NoticeWording.objects.get()
    assert (row.version, row.valid_from, row.set_by, row.reason) == (
        1,
        NOW + timedelta(minutes=1),
        "Quản trị Ánh",
        "Gọn hơn",
    )
    assert AuditEntry.objects.get().action == "notices.wording_set"


def test_a_coming_day_changes_nothing_before_it(keeper: Actor, official: Official) -> None:
    put(keeper, replace(NEW, valid_from=NOW + timedelta(days=2)))

    def title(now: datetime) -> str:
        one = public.kind_wording(
            actor=keeper, kind=LAMP.key, channel="email", language="vi", now=now
        )
        return one.title

    assert [title(NOW), title(NOW + timedelta(days=2))] == ["Đèn {lamp} đã sáng", NEW.title]
    assert official.email == "lan@example.vn"


def test_a_reader_gets_words_in_their_language(
    keeper: Actor, official: Official, outgoing: MemoryTransport
) -> None:
    del outgoing
    put(keeper, replace(NEW, language="en", title="Lamp {lamp} is on", text="On: {lamp}"))
    to = [replace(reader(official), language="en", phone="")]
    public.tell(telling=lit(), to=to, now=NOW)

    assert subjects() == ["Lamp đỏ is on"]
    with translation.override("en"):
        (row,) = public.my_notices(
            actor=actor_of(official), is_unread_only=False, page=1, size=20
        ).rows
    assert row.title == "Lamp đỏ is on"


def test_withdrawn_words_give_way_to_those_before(keeper: Actor) -> None:
    put(keeper)
    put(keeper, replace(NEW, title="Hai {lamp}"), seen=1)
    where = {"kind": LAMP.key, "channel": "email", "language": "vi"}
    public.withdraw_notice_wording(actor=keeper, **where, version=2, reason="Sai", now=NOW)

    known = public.kind_wording(actor=keeper, **where, now=NOW)
    with pytest.raises(NoticeWordingNotFoundError):
        public.withdraw_notice_wording(actor=keeper, **where, version=2, reason="Lại", now=NOW)

    assert known.title == NEW.title
    assert [(one.version, one.withdraws) for one in known.versions] == [
        (3, 2),
        (2, None),
        (1, None),
    ]


@pytest.mark.parametrize(
    ("new", "faults"),
    [
        (replace(NEW, title=" "), [("title", "missing")]),
        (replace(NEW, text=""), [("text", "missing")]),
        (replace(NEW, title="a" * 201), [("title", "too_long")]),
        (replace(NEW, text="a" * 4001), [("text", "too_long")]),
        (replace(NEW, text="Đèn {den}"), [("text", "unknown")]),
        (replace(NEW, text="Đèn {Lamp}"), [("text", "brace")]),
        (replace(NEW, text="Đèn {lamp"), [("text", "brace")]),
        (replace(NEW, valid_from=NOW - timedelta(days=1)), [("valid_from", "past")]),
        (replace(NEW, reason=" "), [("reason", "missing")]),
        (replace(SMS, text="a" * 460), [("text", "too_long_for_sms")]),
        (replace(NEW, kind=LAW.key, title="Hồ sơ", text="{day}"), [("text", "left_out")]),
        (replace(SMS, kind=LAW.key, text="{code}"), [("text", "left_out")]),
    ],
)
def test_faulty_words_are_refused_at_their_field(
    keeper: Actor, new: NewNoticeWording, faults: list[tuple[str, str]]
) -> None:
    with pytest.raises(NoticeWordingFaultyError) as refused:
        put(keeper, new)

    assert [(one.field, one.code) for one in refused.value.faults] == faults
    assert not NoticeWording.objects.exists()
    assert not AuditEntry.objects.exists()


def test_the_sentence_names_the_unknown_and_the_known(keeper: Actor) -> None:
    with pytest.raises(NoticeWordingFaultyError) as refused:
        put(keeper, replace(NEW, text="Đèn {den}"))

    assert [str(one.sentence) for one in refused.value.faults] == [
        "Không có biến {den} ở thông báo này. Dùng được: {lamp}."
    ]


def test_who_may_not_and_who_comes_late_change_nothing(keeper: Actor) -> None:
    with pytest.raises(MayNotSetWordingsError):
        put(replace(keeper, abilities=frozenset()))
    with pytest.raises(NoticeWordingNotFoundError):
        put(keeper, replace(NEW, kind="tests.none"))
    put(keeper)
    with pytest.raises(NoticeWordingOvertakenError):
        put(keeper, replace(NEW, title="Muộn {lamp}"))
    assert put(keeper, NEW, seen=1) is False
    assert NoticeWording.objects.count() == 1


def test_a_preview_counts_a_short_message(keeper: Actor) -> None:
    one = public.kind_wording(actor=keeper, kind=LAMP.key, channel="sms", language="vi", now=NOW)

    shown = public.preview(wording=one, title="", text="Đèn {lamp} " + "a" * 155)

    assert (shown.text[:9], shown.signs, shown.parts) == ("Den so 7 ", 164, 2)


def test_the_list_holds_every_kind_channel_and_language(keeper: Actor) -> None:
    found = public.kind_wordings(actor=keeper, now=NOW)

    mine = [(one.channel.value, one.language) for one in found if one.key == LAMP.key]
    assert mine == [("email", "vi"), ("email", "en"), ("sms", "vi"), ("sms", "en")]
    assert rules.holding((), NOW) is None
    assert Recipient().language == "vi"
