from datetime import date, timedelta
from typing import Any

import pytest

from province.foundation.audit.models import AuditEntry
from province.foundation.errors import DomainError
from province.foundation.identity.actors import Actor
from province.kernel.org import permissions, public
from province.kernel.org.commands import posts
from province.kernel.org.errors import (
    AgencyNotFoundError,
    DivisionElsewhereError,
    HoldingNotFoundError,
    MayNotManagePostsError,
    NameMissingError,
    OfficialNotFoundError,
    PeriodError,
    PostNotFoundError,
    PostTakenError,
    RoleUnknownError,
    SubstituteIsHolderError,
)
from province.kernel.org.models import Holding, Post, Substitution
from province.kernel.org.tests.factories import (
    NOW,
    START,
    AgencyFactory,
    HoldingFactory,
    OfficialFactory,
    PostFactory,
    SubstitutionFactory,
)

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=3)


def local_admin(*units: int) -> Actor:
    held = frozenset({permissions.MANAGE_POSTS})
    return Actor(account_id=1, abilities_by_unit=dict.fromkeys(units, held))


def test_create_post_by_the_admin_of_the_unit() -> None:
    agency = AgencyFactory.create()

    post_id = posts.create_post(
        actor=local_admin(agency.pk),
        agency_id=agency.pk,
        division_id=None,
        title="  Văn  thư ",
        role="clerk",
        is_head=False,
        from_date=START,
    )

    assert public.post(post_id=post_id).title == "Văn thư"
    assert AuditEntry.objects.get().changes == {
        "agency": agency.pk,
        "title": "Văn thư",
        "role": "clerk",
        "head": False,
    }


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"role": "wizard"}, RoleUnknownError),
        ({"role": "province_admin"}, MayNotManagePostsError),
        ({"title": " "}, NameMissingError),
        ({"division_id": 0}, DivisionElsewhereError),
        ({"is_head": True}, PostTakenError),
    ],
)
def test_create_post_refuses_and_creates_nothing(
    change: dict[str, Any], refusal: type[DomainError]
) -> None:
    head = PostFactory.create(is_head=True)
    fields: dict[str, Any] = {
        "agency_id": head.agency_id,
        "division_id": None,
        "title": "Chủ tịch",
        "role": "leader",
        "is_head": False,
        "from_date": date(2026, 1, 1),
        **change,
    }

    with pytest.raises(refusal):
        posts.create_post(actor=local_admin(head.agency_id), **fields)

    assert Post.objects.get() == head
    assert not AuditEntry.objects.exists()


def test_create_post_in_an_unknown_agency_is_refused(admin: Actor) -> None:
    with pytest.raises(AgencyNotFoundError):
        posts.create_post(
            actor=admin,
            agency_id=0,
            division_id=None,
            title="Văn thư",
            role="clerk",
            is_head=False,
            from_date=START,
        )


def test_assign_holding_gives_the_post(admin: Actor) -> None:
    post, official = PostFactory.create(), OfficialFactory.create()

    posts.assign_holding(
        actor=admin, post_id=post.pk, official_id=official.pk, starts_at=NOW, decision="12/QĐ"
    )

    assert public.post(post_id=post.pk, at=NOW).holder_official_id == official.pk
    assert AuditEntry.objects.get().changes == {
        "official": official.pk,
        "decision": "12/QĐ",
        "from": NOW.isoformat(),
        "until": "",
    }


def test_assign_holding_refuses_a_taken_post(admin: Actor) -> None:
    held = HoldingFactory.create()

    with pytest.raises(PostTakenError):
        posts.assign_holding(
            actor=admin,
            post_id=held.post_id,
            official_id=OfficialFactory.create().pk,
            starts_at=NOW,
        )

    assert Holding.objects.get() == held
    assert not AuditEntry.objects.exists()


def test_assign_holding_refuses_the_one_who_stands_in(admin: Actor) -> None:
    lent = SubstitutionFactory.create()

    with pytest.raises(SubstituteIsHolderError):
        posts.assign_holding(
            actor=admin, post_id=lent.post_id, official_id=lent.substitute_id, starts_at=NOW
        )

    assert not Holding.objects.exists()


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"post_id": 0}, PostNotFoundError),
        ({"official_id": 0}, OfficialNotFoundError),
        ({"ends_at": NOW}, PeriodError),
    ],
)
def test_assign_holding_refuses_what_cannot_be(
    admin: Actor, change: dict[str, Any], refusal: type[DomainError]
) -> None:
    fields: dict[str, Any] = {
        "post_id": PostFactory.create().pk,
        "official_id": OfficialFactory.create().pk,
        "starts_at": NOW,
        **change,
    }

    with pytest.raises(refusal):
        posts.assign_holding(actor=admin, **fields)

    assert not Holding.objects.exists()
    assert not AuditEntry.objects.exists()


def test_the_admin_of_another_unit_may_not_assign_end_or_substitute() -> None:
    held = HoldingFactory.create()
    stranger = local_admin(AgencyFactory.create().pk)
    other = OfficialFactory.create().pk

    with pytest.raises(MayNotManagePostsError):
        posts.assign_holding(actor=stranger, post_id=held.post_id, official_id=other, starts_at=NOW)
    with pytest.raises(MayNotManagePostsError):
        posts.end_holding(actor=stranger, post_id=held.post_id, at=NOW)
    with pytest.raises(MayNotManagePostsError):
        posts.substitute(
            actor=stranger,
            post_id=held.post_id,
            substitute_id=other,
            starts_at=NOW,
            ends_at=LATER,
        )

    held.refresh_from_db()
    assert held.validity.upper is None
    assert not Substitution.objects.exists()
    assert not AuditEntry.objects.exists()


def test_the_admin_of_the_unit_may_not_give_a_role_of_the_whole_province() -> None:
    post = PostFactory.create(role="province_admin")

    with pytest.raises(MayNotManagePostsError):
        posts.assign_holding(
            actor=local_admin(post.agency_id),
            post_id=post.pk,
            official_id=OfficialFactory.create().pk,
            starts_at=NOW,
        )

    assert not Holding.objects.exists()


def test_end_holding_frees_the_post_from_that_moment(admin: Actor) -> None:
    held = HoldingFactory.create()

    posts.end_holding(actor=admin, post_id=held.post_id, at=NOW)

    assert public.post(post_id=held.post_id, at=NOW).holder_official_id is None
    before = public.post(post_id=held.post_id, at=NOW - timedelta(seconds=1))
    assert before.holder_official_id == held.official_id


def test_end_holding_of_a_vacant_post_is_refused(admin: Actor) -> None:
    with pytest.raises(HoldingNotFoundError):
        posts.end_holding(actor=admin, post_id=PostFactory.create().pk, at=NOW)


def test_substitute_lends_the_post_and_can_end_early(admin: Actor) -> None:
    held = HoldingFactory.create()
    stand_in = OfficialFactory.create()

    posts.substitute(
        actor=admin,
        post_id=held.post_id,
        substitute_id=stand_in.pk,
        starts_at=NOW,
        ends_at=LATER,
        scope_note="Đi công tác",
    )
    during = public.post(post_id=held.post_id, at=NOW)
    posts.end_substitution(actor=admin, post_id=held.post_id, at=NOW + timedelta(days=1))

    assert during.substitute_official_id == stand_in.pk
    assert during.holder_official_id == held.official_id
    after = public.post(post_id=held.post_id, at=NOW + timedelta(days=1))
    assert after.substitute_official_id is None
    assert list(AuditEntry.objects.order_by("id").values_list("action", flat=True)) == [
        "org.substituted",
        "org.substitution_ended",
    ]


def test_substitute_refuses_a_period_that_ends_before_it_begins(admin: Actor) -> None:
    post, official = PostFactory.create(), OfficialFactory.create()

    with pytest.raises(PeriodError):
        posts.substitute(
            actor=admin, post_id=post.pk, substitute_id=official.pk, starts_at=LATER, ends_at=NOW
        )

    assert not Substitution.objects.exists()


@pytest.mark.parametrize("who", ["holder", "second"])
def test_substitute_refuses_holder_and_second_substitute(admin: Actor, who: str) -> None:
    held = HoldingFactory.create()
    first = SubstitutionFactory.create(post=held.post)
    chosen = held.official_id if who == "holder" else OfficialFactory.create().pk
    refusal = SubstituteIsHolderError if who == "holder" else PostTakenError

    with pytest.raises(refusal):
        posts.substitute(
            actor=admin, post_id=held.post_id, substitute_id=chosen, starts_at=NOW, ends_at=LATER
        )

    assert Substitution.objects.get() == first
    assert not AuditEntry.objects.exists()


def test_end_substitution_when_nobody_stands_in_is_refused(admin: Actor) -> None:
    with pytest.raises(HoldingNotFoundError):
        posts.end_substitution(actor=admin, post_id=PostFactory.create().pk, at=NOW)
