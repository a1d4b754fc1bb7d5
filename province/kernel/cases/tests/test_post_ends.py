"""A post on which open tasks stand does not end."""

from datetime import timedelta

import pytest
from django.db import transaction

from province.foundation.identity.actors import Actor
from province.kernel.cases import public as cases
from province.kernel.cases.tests.conftest import Commune, post_of, publish, step
from province.kernel.cases.tests.kinds import NOW
from province.kernel.org import permissions
from province.kernel.org import public as org
from province.kernel.org.errors import PostBusyError
from province.kernel.org.models import Holding, Post
from province.kernel.org.rules import local_day
from province.kernel.processes.contracts import HolderKind, HolderRule

pytestmark = pytest.mark.django_db


def end(post: Post) -> None:
    later = NOW + timedelta(days=2)
    admin = Actor(
        account_id=1,
        abilities_by_unit={post.agency_id: frozenset({permissions.MANAGE_POSTS})},
    )
    org.end_post(actor=admin, post_id=post.pk, last_day=local_day(later), now=later)


def leave(post: Post) -> None:
    for held in Holding.objects.filter(post=post):
        held.validity = (held.validity.lower, NOW + timedelta(days=1))
        held.save()


def test_a_task_of_the_post_holds_it(commune: Commune) -> None:
    commune.open_errand(publish([step(1, "work", post_of("specialist"))], key="alone"))
    post = commune.specialist_post
    leave(post)

    with pytest.raises(PostBusyError), transaction.atomic():
        end(post)

    assert len(cases.tasks_on_post(post_id=post.pk)) == 1
    assert org.post(post_id=post.pk).ends_on is None


def test_a_task_taken_from_a_desk_holds_the_post_that_took_it(commune: Commune) -> None:
    rule = HolderRule(HolderKind.DESK, "one_stop", "receives")
    case = commune.open_errand(publish([step(1, "reception", rule)], key="desk"))
    post, (task_id,) = commune.desk_post, case.opened
    leave(post)
    assert cases.tasks_on_post(post_id=post.pk) == ()
    cases.take(actor=commune.officer, task_id=task_id, now=NOW)

    with pytest.raises(PostBusyError), transaction.atomic():
        end(post)

    assert org.post(post_id=post.pk).ends_on is None
    cases.release(actor=commune.officer, task_id=task_id, now=NOW)
    end(post)
    assert org.post(post_id=post.pk).ends_on == local_day(NOW + timedelta(days=3))
