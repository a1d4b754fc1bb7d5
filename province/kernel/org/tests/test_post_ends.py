"""The end of a post in time."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from province.foundation.audit.models import AuditEntry
from province.foundation.errors import DomainError
from province.foundation.identity.actors import Actor
from province.kernel.org import permissions, public
from province.kernel.org.contracts import PostDuties
from province.kernel.org.errors import (
    MayNotManagePostsError,
    PeriodError,
    PostBusyError,
    PostEndAheadError,
    PostEndedError,
    PostHeldError,
    PostNotFoundError,
)
from province.kernel.org.models import Holding, Post, Substitution
from province.kernel.org.registries import DUTIES
from province.kernel.org.rules import local_day, start_of
from province.kernel.org.tests.factories import (
    NOW,
    START,
    HoldingFactory,
    OfficialFactory,
    PostFactory,
    SubstitutionFactory,
)

pytestmark = pytest.mark.django_db
TODAY = local_day(NOW)


def unit_admin(*units: int) -> Actor:
    held = frozenset({permissions.MANAGE_POSTS})
    return Actor(account_id=1, abilities_by_unit=dict.fromkeys(units, held))


def end(post: Post, last_day: date = TODAY, *, actor: Actor | None = None) -> None:
    public.end_post(
        actor=actor or unit_admin(post.agency_id),
        post_id=post.pk,
        last_day=last_day,
        decision="9/QĐ-UBND",
        now=NOW,
    )


def ends_on(post: Post) -> date | None:
    return public.post(post_id=post.pk).ends_on


def test_a_post_ends_after_its_last_day_and_keeps_its_history() -> None:
    held = HoldingFactory.create()
    public.end_holding(actor=unit_admin(held.post.agency_id), post_id=held.post_id, at=NOW)

    end(held.post)

    assert ends_on(held.post) == TODAY + timedelta(days=1)
    tomorrow = NOW + timedelta(days=1)
    there = public.posts_of_agency(agency_id=held.post.agency_id, at=tomorrow)
    assert held.post_id not in {post.id for post in there}
    assert Holding.objects.filter(post=held.post).count() == 1
    entry = AuditEntry.objects.latest("id")
    assert (entry.action, entry.target, entry.changes) == (
        "org.post_ended",
        f"post:{held.post_id}",
        {"last_day": TODAY.isoformat(), "decision": "9/QĐ-UBND"},
    )


def test_a_post_that_somebody_has_does_not_end() -> None:
    held = HoldingFactory.create(official__full_name="Lê An")
    lent = SubstitutionFactory.create()

    for post in (held.post, lent.post):
        with pytest.raises(PostHeldError) as refusal, transaction.atomic():
            end(post)
        assert ends_on(post) is None
        assert post.title in str(refusal.value)

    assert not AuditEntry.objects.exists()


def test_a_post_held_for_the_rest_of_the_day_does_not_end() -> None:
    midnight = start_of(TODAY + timedelta(days=1))
    held = HoldingFactory.create(official__full_name="Lê An")
    held.validity = (held.validity.lower, midnight)
    held.save()
    lent = SubstitutionFactory.create(substitute__full_name="Trần Bình")
    lent.validity = (lent.validity.lower, midnight)
    lent.save()

    for post, name in ((held.post, "Lê An"), (lent.post, "Trần Bình")):
        with pytest.raises(PostHeldError) as refusal, transaction.atomic():
            end(post)
        assert str(refusal.value) == (
            f"Vị trí “{post.title}” còn {name} giữ hoặc thay vào lúc này hoặc sau ngày ấy. "
            "Hãy kết thúc việc giữ, việc thay trước."
        )
        assert ends_on(post) is None

    assert not AuditEntry.objects.exists()


def test_a_post_held_past_its_last_day_does_not_end() -> None:
    held = HoldingFactory.create()
    held.validity = (held.validity.lower, NOW - timedelta(days=1))
    held.save()

    with pytest.raises(PostHeldError), transaction.atomic():
        end(held.post, TODAY - timedelta(days=3))

    assert ends_on(held.post) is None
    assert not AuditEntry.objects.exists()


def test_work_that_is_just_being_put_on_the_post_is_waited_for() -> None:
    post = PostFactory.create()

    with CaptureQueriesContext(connection) as asked:
        end(post)

    locks = [one["sql"] for one in asked if "FOR UPDATE" in one["sql"]]
    assert [sql.endswith('FOR UPDATE OF "org_post"') for sql in locks] == [True]


def test_a_post_given_from_a_later_day_does_not_end() -> None:
    post = PostFactory.create()
    public.assign_holding(
        actor=unit_admin(post.agency_id),
        post_id=post.pk,
        official_id=OfficialFactory.create().pk,
        starts_at=NOW + timedelta(days=30),
    )

    with pytest.raises(PostHeldError), transaction.atomic():
        end(post)

    assert ends_on(post) is None


@pytest.fixture
def busy() -> Iterator[Post]:
    """Return a post on which three pieces of work are open."""
    post = PostFactory.create(title="Chuyên viên")
    DUTIES.register(PostDuties("tests", lambda post_id: 3 if post_id == post.pk else 0))
    yield post
    DUTIES.withdraw("tests")


def test_a_post_with_open_work_does_not_end(busy: Post) -> None:

    with pytest.raises(PostBusyError) as refusal, transaction.atomic():
        end(busy)

    assert str(refusal.value) == (
        "Vị trí “Chuyên viên” còn 3 việc đang mở. Hãy giao các việc ấy cho vị trí khác trước."
    )
    assert ends_on(busy) is None
    assert not AuditEntry.objects.exists()
    end(PostFactory.create())


@pytest.mark.parametrize(
    ("last_day", "refusal"),
    [
        (TODAY + timedelta(days=1), PostEndAheadError),
        (START - timedelta(days=1), PeriodError),
    ],
)
def test_an_unfit_day_changes_nothing(last_day: date, refusal: type[DomainError]) -> None:
    post = PostFactory.create()

    with pytest.raises(refusal), transaction.atomic():
        end(post, last_day)

    assert ends_on(post) is None
    assert not AuditEntry.objects.exists()


def test_a_post_ends_once_and_is_given_to_nobody_afterwards() -> None:
    post, official = PostFactory.create(), OfficialFactory.create()
    end(post)
    admin = unit_admin(post.agency_id)

    with pytest.raises(PostEndedError):
        end(post)
    with pytest.raises(PostEndedError):
        public.assign_holding(actor=admin, post_id=post.pk, official_id=official.pk, starts_at=NOW)
    with pytest.raises(PostEndedError):
        public.substitute(
            actor=admin,
            post_id=post.pk,
            substitute_id=official.pk,
            starts_at=NOW,
            ends_at=NOW + timedelta(days=2),
        )

    assert (Holding.objects.count(), Substitution.objects.count()) == (0, 0)
    assert AuditEntry.objects.count() == 1
    public.assign_holding(
        actor=admin,
        post_id=post.pk,
        official_id=official.pk,
        starts_at=NOW,
        ends_at=start_of(TODAY + timedelta(days=1)),
    )


def test_who_ends_a_post(nobody: Actor) -> None:
    post = PostFactory.create()

    for actor in (nobody, unit_admin(post.agency_id + 1)):
        with pytest.raises(MayNotManagePostsError):
            end(post, actor=actor)
    with pytest.raises(PostNotFoundError):
        public.end_post(actor=nobody, post_id=0, last_day=TODAY, now=NOW)

    assert ends_on(post) is None
    assert not AuditEntry.objects.exists()
