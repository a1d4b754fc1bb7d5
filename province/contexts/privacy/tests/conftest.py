"""A commune with an official who looks, a leader, and a person who is looked at."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from django.test import Client

from province.contexts.privacy import permissions
from province.foundation.identity.actors import Actor
from province.kernel.cases.tests.conftest import decide_days_off
from province.kernel.org.models import Account, Agency, Post
from province.kernel.org.tests.factories import (
    AgencyFactory,
    HoldingFactory,
    OfficialFactory,
    PostFactory,
)
from province.kernel.parties.models import Party
from province.kernel.parties.permissions import CORRECT, READ

NOW = datetime(2026, 11, 19, 2, 0, tzinfo=UTC)  # Thursday 09:00 in Hà Nội
MakeParty = Callable[..., Party]


@dataclass(frozen=True)
class Commune:
    agency: Agency
    post: Post
    official: Actor
    leader: Actor
    officer: Actor
    party: Party
    citizen: Actor
    citizen_account: Account


def make_party(name: str = "Nguyễn Thị Lấp Lánh Ánh", **more: object) -> Party:
    return Party.objects.create(kind="person", full_name=name, registered_at=NOW, **more)


def official_at(agency: Agency, role: str, *abilities: str, head: bool = False) -> Actor:
    post = PostFactory.create(agency=agency, role=role, title=role, is_head=head)
    official = OfficialFactory.create()
    HoldingFactory.create(post=post, official=official)
    account = Account.objects.create(
        username=f"{role}.{agency.pk}", display_name=f"Ông {role}", official=official
    )
    return Actor(
        account_id=account.pk,
        official_id=official.pk,
        posts=frozenset({post.pk}),
        acting_post=post.pk,
        units=frozenset({agency.pk}),
        abilities_by_unit={agency.pk: frozenset(abilities)},
    )


@pytest.fixture
def commune(db: None) -> Commune:
    del db
    decide_days_off()
    agency = AgencyFactory.create()
    official = official_at(agency, "specialist")
    leader = official_at(
        agency, "leader", *_abilities("SEE_LOOKS", "ANSWER_REQUESTS"), CORRECT, READ, head=True
    )
    officer = official_at(agency, "one_stop_officer", *_abilities("RECORD_REQUESTS"), READ)
    party = make_party(personal_number="000158000127", phone="0900000127")
    account = Account.objects.create(username="dan", display_name="Ánh", party_id=party.pk)
    return Commune(
        agency=agency,
        post=Post.objects.get(pk__in=official.posts),
        official=official,
        leader=leader,
        officer=officer,
        party=party,
        citizen=Actor(account_id=account.pk, party_id=party.pk),
        citizen_account=account,
    )


def _abilities(*names: str) -> tuple[str, ...]:
    return tuple(getattr(permissions, name) for name in names)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


def browser(account: Account | int) -> Client:
    client = Client()
    who = account if isinstance(account, Account) else Account.objects.get(pk=account)
    client.force_login(who, backend="django.contrib.auth.backends.ModelBackend")
    return client
