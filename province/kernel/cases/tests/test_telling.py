from datetime import timedelta

import pytest
from django.utils import timezone

from province.foundation.events.bus import deliver_waiting
from province.foundation.identity.actors import job_actor
from province.kernel.cases import public as cases
from province.kernel.cases.contracts.values import CaseRef, Holder, TaskMode, WatchKind
from province.kernel.cases.models.case import Case
from province.kernel.cases.queries.inbox import digest_lines
from province.kernel.cases.tests.conftest import Commune
from province.kernel.cases.tests.hands import DAY, local
from province.kernel.cases.tests.kinds import NOW
from province.kernel.notices.models import Notice
from province.kernel.org.models import Post
from province.kernel.processes.contracts import TaskKind

pytestmark = [pytest.mark.django_db, pytest.mark.urls("province.kernel.cases.tests.urls")]
SWEEPER = job_actor("sweeper")


@pytest.fixture
def headed(commune: Commune) -> Commune:
    Post.objects.filter(pk=commune.leader_post.pk).update(is_head=True)
    return commune


def give(commune: Commune, case: CaseRef, holder: Holder, mode: TaskMode = TaskMode.MUST) -> int:
    return cases.add_task(
        actor=commune.clerk,
        case_id=case.case_id,
        parent_id=None,
        kind=TaskKind.READ if mode is TaskMode.MAY else TaskKind.WORK,
        holder=holder,
        title="Thẩm định",
        limit=DAY,
        mode=mode,
        now=NOW,
    ).task_id


def told(case: CaseRef) -> set[tuple[str, int | None]]:
    rows = Notice.objects.filter(case_id=case.case_id)
    return set(rows.values_list("kind", "official_id"))


def tell(case: CaseRef, watch: WatchKind, task_id: int | None = None) -> int:
    fired = cases.Fired(case.case_id, watch, task_id, None, NOW)
    return cases.tell_of_watch(fired=fired, now=NOW)


def test_a_warning_reaches_who_has_the_work_and_the_end_of_the_limit_the_head_too(
    headed: Commune,
) -> None:
    letter = headed.open_letter()
    task_id = give(headed, letter, Holder(post_id=headed.specialist_post.pk))
    holder, head = headed.specialist.official_id, headed.leader.official_id

    assert tell(letter, WatchKind.WARN, task_id) == 1
    assert told(letter) == {("cases.limit_near", holder)}
    assert tell(letter, WatchKind.ESCALATE, task_id) == 2
    assert tell(letter, WatchKind.ESCALATE, task_id) == 0
    assert told(letter) == {
        ("cases.limit_near", holder),
        ("cases.limit_over", holder),
        ("cases.limit_over", head),
    }
    notice = Notice.objects.filter(kind="cases.limit_over").first()
    assert notice is not None
    assert notice.values == {
        "code": "chưa có mã",
        "work": "Thẩm định",
        "unit": headed.agency.name,
        "due": "10:00 19/11/2026",
    }
    assert notice.link == f"/vu-viec/{letter.case_id}/"


def test_of_a_desk_everybody_who_serves_it_hears(headed: Commune) -> None:
    letter = headed.open_letter()
    task_id = give(headed, letter, Holder(desk="one_stop"))

    assert tell(letter, WatchKind.WARN, task_id) == 1
    assert told(letter) == {("cases.limit_near", headed.officer.official_id)}


def test_an_official_who_holds_a_task_by_name_hears(headed: Commune) -> None:
    letter = headed.open_letter()
    task_id = give(headed, letter, Holder(official_id=headed.clerk.official_id))

    tell(letter, WatchKind.WARN, task_id)

    assert told(letter) == {("cases.limit_near", headed.clerk.official_id)}


def test_what_a_citizen_does_not_answer_reaches_who_asked_and_the_head(headed: Commune) -> None:
    letter = headed.open_letter()
    own = give(headed, letter, Holder(post_id=headed.specialist_post.pk))
    cases.perform(
        actor=headed.specialist,
        task_id=own,
        doing=cases.Doing(act="done"),
        revision=None,
        key="",
        now=NOW,
    )
    asked = give(headed, letter, Holder(party_id=headed.party.pk))

    assert tell(letter, WatchKind.LAPSE, asked) == 2
    assert told(letter) == {
        ("cases.unanswered", headed.specialist.official_id),
        ("cases.unanswered", headed.leader.official_id),
    }


def test_where_nobody_has_the_work_the_head_hears_even_of_a_warning(headed: Commune) -> None:
    letter = headed.open_letter()

    assert tell(letter, WatchKind.WARN) == 1
    assert told(letter) == {("cases.limit_near", headed.leader.official_id)}


def test_nobody_hears_of_what_is_closed_tested_or_only_for_information(headed: Commune) -> None:
    letter = headed.open_letter()
    reading = give(headed, letter, Holder(post_id=headed.clerk_post.pk), TaskMode.MAY)

    assert tell(letter, WatchKind.LAPSE, reading) == 0
    Case.objects.filter(pk=letter.case_id).update(is_test=True)
    assert tell(letter, WatchKind.ESCALATE) == 0
    Case.objects.filter(pk=letter.case_id).update(is_test=False)
    cases.close(actor=headed.clerk, case_id=letter.case_id, outcome="done", now=NOW)
    assert tell(letter, WatchKind.ESCALATE) == 0
    assert told(letter) == set()


def test_a_swept_watch_is_told_by_its_event(headed: Commune) -> None:
    letter = headed.open_letter()
    give(headed, letter, Holder(post_id=headed.specialist_post.pk))

    cases.sweep(actor=SWEEPER, now=local(27, 17))
    deliver_waiting(now=timezone.now() + timedelta(minutes=1))
    deliver_waiting(now=timezone.now() + timedelta(minutes=1))

    heard = {(kind, official) for kind, official in told(letter) if kind == "cases.limit_over"}
    assert heard == {
        ("cases.limit_over", headed.specialist.official_id),
        ("cases.limit_over", headed.leader.official_id),
    }


def test_the_daily_mail_counts_what_is_late_due_today_and_new(commune: Commune) -> None:
    letter = commune.open_letter()
    give(commune, letter, Holder(post_id=commune.specialist_post.pk))

    assert digest_lines(actor=commune.specialist, now=NOW) == ("1 việc mới từ hôm qua",)
    assert digest_lines(actor=commune.specialist, now=local(20, 8)) == (
        "1 việc đến hạn hôm nay",
        "1 việc mới từ hôm qua",
    )
    assert digest_lines(actor=commune.specialist, now=local(25, 8)) == ("1 việc đã quá hạn",)
    assert digest_lines(actor=commune.clerk, now=NOW) == ()
