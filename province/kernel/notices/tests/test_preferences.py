"""Readers choose their channels and language; what the law wants told is told all the same."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from django.test import Client
from django.urls import reverse

from province.foundation.identity.actors import ANONYMOUS, Actor
from province.foundation.messages.contracts import Channel
from province.kernel.citizens.models import LinkedIdentity
from province.kernel.notices import public
from province.kernel.notices.contracts import NewNoticeWording, Preference, Recipient, Telling
from province.kernel.notices.errors import PreferenceFaultyError, ReadersOnlyError
from province.kernel.notices.models import Notice, ReaderPreference, Sending
from province.kernel.notices.registries import NOTICE_KINDS
from province.kernel.notices.tests.conftest import LAMP, NOW, actor_of, lit, reader
from province.kernel.org.models import Account, Official
from province.kernel.parties.models import Party

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("outgoing")]
LAW = replace(LAMP, key="tests.law_lamp", is_required=True)
PAGE = reverse("notices:preferences")


@pytest.fixture(autouse=True)
def _law() -> Iterator[None]:
    NOTICE_KINDS.register(LAW)
    yield
    NOTICE_KINDS.withdraw(LAW.key)


@pytest.fixture
def person() -> Account:
    party = Party.objects.create(kind="person", full_name="Ánh", registered_at=NOW)
    return Account.objects.create(username="anh", display_name="Ánh", party_id=party.pk)


def choose(actor: Actor, wish: Preference) -> None:
    public.set_preference(actor=actor, wish=wish, now=NOW)


def left() -> list[tuple[str, str]]:
    return list(Sending.objects.order_by("pk").values_list("channel", "address"))


def test_a_channel_that_is_off_gets_nothing_but_the_house_does(official: Official) -> None:
    choose(actor_of(official), Preference(by_sms=False))

    public.tell(telling=lit(), to=[reader(official)], now=NOW)

    assert left() == [("email", "lan@example.vn")]
    assert Notice.objects.get().official_id == official.pk


def test_what_the_law_wants_told_leaves_by_every_channel(official: Official) -> None:
    choose(actor_of(official), Preference(by_email=False, by_sms=False))

    public.tell(telling=lit(), to=[reader(official)], now=NOW)
    law = Telling(kind=LAW.key, source="1", values={"lamp": "đỏ"})
    public.tell(telling=law, to=[reader(official)], now=NOW)

    assert left() == [("email", "lan@example.vn"), ("sms", "0912345678")]


def test_mails_speak_the_chosen_language(official: Official) -> None:
    keeper = Actor(account_id=1, name="qt", abilities=frozenset({"notices.set_wordings"}))
    english = NewNoticeWording(
        kind=LAMP.key,
        channel=Channel.EMAIL,
        language="en",
        title="Lamp {lamp}",
        text="Lamp {lamp} is on.",
        reason="English",
    )
    public.set_notice_wording(actor=keeper, new=english, seen=0, now=NOW)
    choose(actor_of(official), Preference(by_sms=False, language="en"))

    public.tell(telling=lit(), to=[reader(official)], now=NOW)

    assert Sending.objects.get().subject == "Lamp đỏ"


def test_a_proved_contact_comes_before_the_one_of_the_filing(person: Account) -> None:
    LinkedIdentity.objects.create(
        account=person, provider="local", subject="email:that@example.vn", linked_at=NOW
    )
    given = Recipient(party_id=person.party_id, email="ho-so@example.vn", phone="0900000001")

    public.tell(telling=lit(), to=[given], now=NOW)

    assert left() == [("email", "that@example.vn"), ("sms", "0900000001")]
    actor = Actor(account_id=person.pk, party_id=person.party_id)
    assert public.reached_at(actor=actor) == ("that@example.vn",)


def test_who_is_nobody_and_what_is_no_language_change_nothing(official: Official) -> None:
    with pytest.raises(ReadersOnlyError):
        choose(ANONYMOUS, Preference())
    with pytest.raises(PreferenceFaultyError):
        choose(actor_of(official), Preference(language="fr"))
    assert not ReaderPreference.objects.exists()


def test_the_page_keeps_what_was_chosen(person: Account) -> None:
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")

    assert client.get(PAGE).status_code == 200
    assert client.post(PAGE, {"channels": ["thu"], "language": "en"}).status_code == 302
    row = ReaderPreference.objects.get()
    assert (row.reader, row.by_email, row.by_sms, row.language) == (
        f"party:{person.party_id}",
        True,
        False,
        "en",
    )
    assert client.post(PAGE, {"language": "xx"}).status_code == 422
    assert PAGE in client.get(reverse("org:my_account")).text
    assert Client().get(PAGE).status_code == 302
