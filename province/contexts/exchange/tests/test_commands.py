from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from django.http import HttpRequest
from django.test import RequestFactory
from pytest_django import DjangoAssertNumQueries

from province.contexts.exchange import public
from province.contexts.exchange.api.auth import PartnerBearer
from province.contexts.exchange.contracts import IssuedKey, PartnerKeyValue, PartnerValue, Scope
from province.contexts.exchange.errors import (
    MayNotManagePartnersError,
    PartnerCodeTakenError,
    PartnerEndedError,
    PartnerFaultyError,
    PartnerKeyNotFoundError,
    PartnerNotFoundError,
)
from province.contexts.exchange.models import Partner, PartnerKey
from province.contexts.exchange.tests.conftest import GIVEN, NOW
from province.foundation.audit.models import AuditEntry
from province.foundation.errors import DomainError
from province.foundation.identity.actors import ANONYMOUS, Actor, SessionKind
from province.foundation.web.desk import actor_of

pytestmark = pytest.mark.django_db
STRANGER = Actor(account_id=8)


@pytest.fixture
def partner(admin: Actor) -> int:
    return public.register_partner(actor=admin, partner=GIVEN, now=NOW)


def key_for(admin: Actor, partner: int, *, days: int = 30) -> IssuedKey:
    return public.issue_key(
        actor=admin, partner_id=partner, label="Máy chủ chính", days=days, now=NOW
    )


def audited() -> list[str]:
    return list(AuditEntry.objects.order_by("id").values_list("action", flat=True))


def test_a_partner_is_kept_as_it_was_written_down(admin: Actor, partner: int) -> None:
    assert public.get_partner(actor=admin, partner_id=partner) == PartnerValue(
        id=partner,
        code="npm-an-giang",
        name="Cổng một cửa liên thông",
        scopes=("try",),
        contact="Phòng Kỹ thuật",
        basis="Thỏa thuận 01/TT",
        ended_at=None,
    )
    (entry,) = AuditEntry.objects.all()
    assert (entry.action, entry.target) == ("exchange.partner_registered", "partner:npm-an-giang")


def test_a_key_opens_the_door_with_just_the_abilities_of_its_partner(
    admin: Actor, partner: int, scope: Scope
) -> None:
    issued = key_for(admin, partner)

    found = public.partner_with_key(secret=issued.secret, now=NOW)

    assert found == (
        Actor(session=SessionKind.PARTNER, name="npm-an-giang", abilities=scope.abilities),
        issued.key_id,
    )
    stored = PartnerKey.objects.get()
    assert issued.secret not in {str(value) for value in vars(stored).values()}
    assert audited() == ["exchange.partner_registered", "exchange.key_issued"]
    assert issued.secret not in str(AuditEntry.objects.values_list("changes"))


@pytest.mark.parametrize(
    ("_case", "spoil"),
    [
        ("another secret", lambda secret: secret[:-1] + ("x" if secret[-1] != "x" else "y")),
        ("another key", lambda secret: secret.replace(secret[4:16], "0" * 12)),
        ("nothing", lambda _secret: ""),
    ],
)
def test_another_secret_opens_nothing(
    admin: Actor, partner: int, _case: str, spoil: Callable[[str], str]
) -> None:
    issued = key_for(admin, partner)

    assert public.partner_with_key(secret=spoil(issued.secret), now=NOW) is None


def test_a_key_opens_nothing_at_its_end_when_revoked_or_without_a_partner(
    admin: Actor, partner: int
) -> None:
    first, second, third = (key_for(admin, partner, days=days) for days in (1, 30, 30))
    public.revoke_key(actor=admin, key_id=second.key_id, now=NOW)

    def opens(key: IssuedKey, *, after: timedelta = timedelta()) -> bool:
        return public.partner_with_key(secret=key.secret, now=NOW + after) is not None

    day = timedelta(days=1)
    assert (opens(first), opens(first, after=day)) == (True, False)
    assert (opens(second), opens(third)) == (False, True)
    public.end_partner(actor=admin, partner_id=partner, now=NOW)
    assert (opens(first), opens(third)) == (False, False)
    assert {key.revoked_at for key in PartnerKey.objects.all()} == {NOW}
    assert audited()[-2:] == ["exchange.key_revoked", "exchange.partner_ended"]


@pytest.mark.parametrize(
    ("do", "refusal"),
    [
        (lambda admin, _: public.register_partner(actor=admin, partner=GIVEN, now=NOW),
         PartnerCodeTakenError),
        (lambda admin, _: public.register_partner(
            actor=admin, partner=replace(GIVEN, code="x"), now=NOW), PartnerFaultyError),
        (lambda _, __: public.register_partner(
            actor=STRANGER, partner=replace(GIVEN, code="other"), now=NOW),
         MayNotManagePartnersError),
        (lambda admin, one: public.issue_key(
            actor=admin, partner_id=one, label=" ", days=30, now=NOW), PartnerFaultyError),
        (lambda admin, one: public.issue_key(
            actor=admin, partner_id=one, label="x" * 101, days=30, now=NOW), PartnerFaultyError),
        (lambda admin, one: public.issue_key(
            actor=admin, partner_id=one, label="Máy", days=731, now=NOW), PartnerFaultyError),
        (lambda admin, one: public.issue_key(
            actor=admin, partner_id=one + 1, label="Máy", days=30, now=NOW), PartnerNotFoundError),
        (lambda _, one: public.issue_key(
            actor=STRANGER, partner_id=one, label="Máy", days=30, now=NOW),
         MayNotManagePartnersError),
        (lambda admin, _: public.revoke_key(actor=admin, key_id=0, now=NOW),
         PartnerKeyNotFoundError),
        (lambda _, one: public.end_partner(actor=STRANGER, partner_id=one, now=NOW),
         MayNotManagePartnersError),
        (lambda _, one: public.get_partner(actor=STRANGER, partner_id=one),
         MayNotManagePartnersError),
        (lambda admin, one: public.get_partner(actor=admin, partner_id=one + 1),
         PartnerNotFoundError),
        (lambda _, __: public.list_partners(actor=STRANGER), MayNotManagePartnersError),
    ],
)  # fmt: skip
def test_a_refusal_changes_nothing(
    admin: Actor,
    partner: int,
    do: Callable[[Actor, int], object],
    refusal: type[DomainError],
) -> None:
    with pytest.raises(refusal):
        do(admin, partner)

    assert [row.code for row in Partner.objects.all()] == ["npm-an-giang"]
    assert not PartnerKey.objects.exists()
    assert audited() == ["exchange.partner_registered"]


def test_an_ended_partner_gets_no_key_and_ends_once(admin: Actor, partner: int) -> None:
    public.end_partner(actor=admin, partner_id=partner, now=NOW)

    with pytest.raises(PartnerEndedError):
        key_for(admin, partner)
    with pytest.raises(PartnerEndedError):
        public.end_partner(actor=admin, partner_id=partner, now=NOW)
    assert not PartnerKey.objects.exists()


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_two_queries_and_has_the_newest_key_first(
    admin: Actor, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    partners = [
        public.register_partner(actor=admin, partner=replace(GIVEN, code=f"abc{n}"), now=NOW)
        for n in range(count)
    ]
    keys = [[key_for(admin, one).key_id for _ in range(2)] for one in partners]

    with django_assert_num_queries(2):
        listed = public.list_partners(actor=admin)

    assert [one.id for one in listed] == partners
    assert [[key.id for key in one.keys] for one in listed] == [ids[::-1] for ids in keys]


def test_partners_that_have_ended_stand_last(admin: Actor, partner: int) -> None:
    other = public.register_partner(actor=admin, partner=replace(GIVEN, code="zzz"), now=NOW)
    public.end_partner(actor=admin, partner_id=partner, now=NOW)

    assert [one.id for one in public.list_partners(actor=admin)] == [other, partner]


def test_a_use_is_noted_once_a_minute(admin: Actor, partner: int) -> None:
    issued = key_for(admin, partner)

    def used_after(seconds: int) -> PartnerKeyValue:
        public.note_use(key_id=issued.key_id, now=NOW + timedelta(seconds=seconds))
        (key,) = public.get_partner(actor=admin, partner_id=partner).keys
        return key

    seen = [used_after(seconds).last_used_at for seconds in (0, 59, 61)]
    assert seen == [NOW, NOW, NOW + timedelta(seconds=61)]


# the door


def request() -> HttpRequest:
    return RequestFactory().post("/api/v1/filings", REMOTE_ADDR="203.0.113.9")


def test_the_door_lets_the_partner_act(
    admin: Actor, partner: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    issued = key_for(admin, partner)
    asked = request()

    assert PartnerBearer().authenticate(asked, issued.secret) == "npm-an-giang"
    assert actor_of(asked).key == "partner:npm-an-giang"
    assert PartnerKey.objects.get().last_used_at == NOW


def test_a_wrong_key_is_nobody_and_is_counted(settings: pytest.FixtureRequest) -> None:
    settings.VISIT_LIMITS = {**settings.VISIT_LIMITS, "api": (1, 60)}  # type: ignore[attr-defined]  # the fixture of pytest-django
    asked = request()

    assert PartnerBearer().authenticate(asked, "tsk_nothing") is None
    assert actor_of(asked) == ANONYMOUS
    with pytest.raises(DomainError) as refusal:
        PartnerBearer().authenticate(request(), "tsk_nothing")
    assert refusal.value.status == 429
