from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from province.foundation.identity.actors import ANONYMOUS, Actor, job_actor
from province.kernel.calendars.contracts import Limit, LimitUnit
from province.kernel.cases import public as cases
from province.kernel.cases.contracts.values import CaseRef, Duty, Holder, TaskMode
from province.kernel.cases.errors import CaseNotFoundError
from province.kernel.cases.models.case import Case
from province.kernel.cases.tests.conftest import Commune
from province.kernel.cases.tests.hands import (
    DAY,
    TWO_DAYS,
    do,
    later,
    local,
    pause,
    task,
)
from province.kernel.cases.tests.kinds import NOW
from province.kernel.processes.contracts import TaskKind

pytestmark = pytest.mark.django_db
ALL = cases.DutyFilter()
BAD_CURSORS = [
    "x",
    "|",
    "|x",
    "hôm qua|7",
    "|²",
    "2026-11-19T10:00:00|7",
    "0001-01-01T00:00:00+07:00|7",
    "|" + "9" * 30,
    "2026-11-19T03:00:00+00:00|" + "9" * 5000,
]


def duties(
    actor: Actor, filters: cases.DutyFilter = ALL, *, after: str = "", limit: int = 50
) -> tuple[Duty, ...]:
    return cases.duties(actor=actor, filters=filters, after=after, limit=limit, now=NOW).items


def ids(actor: Actor, filters: cases.DutyFilter = ALL) -> list[int]:
    return [found.task_id for found in duties(actor, filters)]


def at_desk(commune: Commune, case: CaseRef) -> int:
    return cases.add_task(
        actor=commune.clerk,
        case_id=case.case_id,
        parent_id=None,
        kind=TaskKind.TAKE_IN,
        holder=Holder(desk="one_stop"),
        title="Tiếp nhận",
        limit=None,
        mode=TaskMode.MUST,
        now=NOW,
    ).task_id


def test_the_inbox_is_the_open_tasks_of_ones_posts_the_most_urgent_first(
    commune: Commune, other: Commune
) -> None:
    letter = commune.open_letter()
    no_end = commune.give(letter, commune.specialist_post).task_id
    second = commune.give(letter, commune.specialist_post, limit=TWO_DAYS).task_id
    first = commune.give(letter, commune.specialist_post, limit=DAY).task_id
    done = commune.give(letter, commune.specialist_post).task_id
    do(commune.specialist, done)
    commune.give(letter, commune.leader_post)

    assert ids(commune.specialist) == [first, second, no_end]
    assert ids(other.specialist) == []


def test_a_row_says_all_that_the_list_shows(commune: Commune) -> None:
    letter = commune.open_letter()
    given = commune.give(letter, commune.specialist_post, limit=DAY).task_id

    (row,) = duties(commune.specialist)

    assert row == Duty(
        task_id=given,
        case_id=letter.case_id,
        case_kind="demo_letter",
        code="",
        title="Góp ý dự thảo",
        step_title="Tham mưu trả lời",
        kind=TaskKind.WORK,
        mode=TaskMode.MUST,
        unit_id=commune.agency.pk,
        opened_at=NOW,
        due_at=local(20, 10),
        paused=False,
        provisional=False,
        claimed_by=None,
        for_post_id=commune.specialist_post.pk,
        desk="",
        revision=2,
        columns={"sender": "Sở Tài chính"},
        page="",
    )
    assert cases.duty(actor=commune.specialist, task_id=given) == row
    with pytest.raises(CaseNotFoundError):
        cases.duty(actor=commune.leader, task_id=given)


def test_nobody_and_nothing_have_an_empty_inbox(commune: Commune) -> None:
    commune.give(commune.open_letter(), commune.specialist_post)

    for actor in (ANONYMOUS, job_actor("x"), commune.citizen, commune.leader):
        assert ids(actor) == []
        assert cases.count_duties(actor=actor, now=NOW).total == 0


def test_pages_follow_each_other_through_equal_and_missing_ends(commune: Commune) -> None:
    letter = commune.open_letter()
    limits = [DAY, DAY, DAY, TWO_DAYS, None, None, None]
    wanted = [
        commune.give(letter, commune.specialist_post, limit=limit).task_id for limit in limits
    ]

    seen: list[int] = []
    after = ""
    for _page in range(10):
        page = cases.duties(actor=commune.specialist, filters=ALL, after=after, limit=2, now=NOW)
        seen += [row.task_id for row in page.items]
        after = page.after
        if not after:
            break

    assert seen == wanted


@pytest.mark.parametrize("cursor", BAD_CURSORS)
def test_a_cursor_that_means_nothing_starts_again(commune: Commune, cursor: str) -> None:
    given = commune.give(commune.open_letter(), commune.specialist_post, limit=DAY).task_id

    assert [row.task_id for row in duties(commune.specialist, after=cursor)] == [given]

    do(commune.specialist, given)
    sent = cases.sent(actor=commune.specialist, after=cursor, limit=9, now=NOW)
    assert [row.task_id for row in sent.items] == [given]


def test_chosen_duties_come_in_their_order_without_what_is_gone(
    commune: Commune, other: Commune
) -> None:
    letter = commune.open_letter()
    mine = [commune.give(letter, commune.specialist_post).task_id for _ in range(4)]
    strange = commune.give(letter, other.specialist_post).task_id
    do(commune.specialist, mine[1])
    wanted = [mine[3], strange, mine[0], mine[1], mine[3], 0]

    found = cases.duties_to_pass(actor=commune.specialist, task_ids=wanted)

    assert [row.task_id for row in found] == [mine[3], mine[0]]
    assert found[1] == cases.duty(actor=commune.specialist, task_id=mine[0])


def test_filters_keep_what_they_say(commune: Commune) -> None:
    letter = commune.open_letter()
    soon = Limit(0, LimitUnit.UNTIL, until=later(hours=2))
    past = Limit(0, LimitUnit.UNTIL, until=later(hours=-2))
    today = commune.give(letter, commune.specialist_post, limit=soon).task_id
    late = commune.give(letter, commune.specialist_post, limit=past).task_id
    consult = commune.give(letter, commune.specialist_post, kind=TaskKind.CONSULT).task_id
    quiet = commune.open_letter()
    held = commune.give(quiet, commune.specialist_post, limit=TWO_DAYS).task_id
    pause(commune.clerk, quiet, NOW)
    specialist = commune.specialist

    assert ids(specialist, cases.DutyFilter(urgency="late")) == [late]
    assert ids(specialist, cases.DutyFilter(urgency="today")) == [today]
    assert ids(specialist, cases.DutyFilter(urgency="paused")) == [held]
    assert ids(specialist, cases.DutyFilter(urgency="running")) == [late, today, consult]
    assert ids(specialist, cases.DutyFilter(task_kinds=("consult",))) == [consult]
    assert ids(specialist, cases.DutyFilter(kinds=("demo_incident",))) == []
    assert ids(specialist, cases.DutyFilter(steps=("x",))) == []
    counts = cases.count_duties(actor=specialist, now=NOW)
    assert (counts.total, counts.late, counts.today, counts.paused) == (4, 1, 1, 1)
    assert counts.by_kind == {"demo_letter": 4}
    assert counts.by_post == {commune.specialist_post.pk: 4}


def test_the_desk_and_what_is_mine_are_two_views(commune: Commune) -> None:
    letter = commune.open_letter()
    free, taken = at_desk(commune, letter), at_desk(commune, letter)
    mine = commune.give(letter, commune.desk_post).task_id
    cases.take(actor=commune.officer, task_id=taken, now=NOW)

    assert ids(commune.officer, cases.DutyFilter(view="desk")) == [free]
    assert ids(commune.officer, cases.DutyFilter(view="mine")) == [taken, mine]
    assert ids(commune.officer) == [free, taken, mine]


def test_a_substitute_has_the_posts_inbox_and_can_look_at_it_alone(commune: Commune) -> None:
    letter = commune.open_letter()
    own = commune.give(letter, commune.leader_post).task_id
    lent = commune.give(letter, commune.specialist_post).task_id
    substitute = replace(commune.leader, posts=commune.leader.posts | commune.specialist.posts)

    assert ids(substitute) == [own, lent]
    assert ids(substitute, cases.DutyFilter(post_id=commune.specialist_post.pk)) == [lent]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("góp ý", True),
        ("gop y du thao", True),
        ("GÓP Ý", True),
        ("thảo góp", True),
        ("nguyen van a", True),
        ("000.00-261119", True),
        ("xin phép", False),
        ("100%", False),
        ("_", False),
    ],
)
def test_search_ignores_diacritics_and_knows_codes(
    commune: Commune, text: str, *, found: bool
) -> None:
    ref = cases.open_case(
        actor=commune.clerk,
        new=cases.NewCase(
            kind="demo_letter",
            title="Góp ý dự thảo",
            unit_id=commune.agency.pk,
            words="Nguyễn Văn Á",
        ),
        key="",
        now=NOW,
    )
    Case.objects.filter(pk=ref.case_id).update(code="000.00-261119-0001")
    commune.give(ref, commune.specialist_post)

    assert bool(ids(commune.specialist, cases.DutyFilter(text=text))) is found


def test_a_provisional_end_says_so(commune: Commune) -> None:
    letter = commune.open_letter()
    far = commune.give(letter, commune.specialist_post, limit=Limit(20, LimitUnit.MONTH)).task_id
    near = commune.give(letter, commune.specialist_post, limit=DAY).task_id

    assert [(row.task_id, row.provisional) for row in duties(commune.specialist)] == [
        (near, False),
        (far, True),
    ]
    assert cases.duty(actor=commune.specialist, task_id=far).provisional


def test_what_one_has_passed_on_says_who_has_it_now(commune: Commune) -> None:
    letter = commune.open_letter()
    first = commune.give(letter, commune.specialist_post).task_id
    second = commune.give(letter, commune.specialist_post).task_id
    commune.give(letter, commune.leader_post)
    do(commune.specialist, first, answer="agree")
    do(commune.specialist, second, at=later(hours=1))

    newest = cases.sent(actor=commune.specialist, after="", limit=1, now=later(hours=2))
    oldest = cases.sent(actor=commune.specialist, after=newest.after, limit=1, now=later(hours=2))

    assert [row.task_id for row in newest.items + oldest.items] == [second, first]
    assert oldest.after == ""
    row = oldest.items[0]
    assert (row.answer, row.done_at, row.now_with, row.columns) == (
        "agree",
        NOW,
        (Holder(post_id=commune.leader_post.pk),),
        {"sender": "Sở Tài chính"},
    )
    assert cases.sent(actor=commune.leader, after="", limit=9, now=NOW).items == ()


def test_today_is_the_day_in_ha_noi(commune: Commune) -> None:
    letter = commune.open_letter()
    given = [commune.give(letter, commune.specialist_post).task_id for _ in range(3)]
    for task_id, at in zip(
        given, [local(19, 23, 59), local(20, 0), local(20, 23, 30)], strict=True
    ):
        do(commune.specialist, task_id, at=at)

    today = cases.done_today(actor=commune.specialist, now=local(20, 23, 45))

    assert [row.task_id for row in today] == [given[2], given[1]]


def count(call: object) -> int:
    with CaptureQueriesContext(connection) as captured:
        call()  # type: ignore[operator]  # a function without arguments
    return len(captured)


def test_one_row_and_thirty_cost_the_same_queries(commune: Commune) -> None:
    specialist = commune.specialist

    def measures(case: CaseRef) -> list[int]:
        every = [row.task_id for row in duties(specialist)]
        return [
            count(lambda: duties(specialist)),
            count(lambda: cases.count_duties(actor=specialist, now=NOW)),
            count(lambda: cases.duties_to_pass(actor=specialist, task_ids=every)),
            count(lambda: cases.sent(actor=specialist, after="", limit=50, now=NOW)),
            count(
                lambda: cases.get_case(
                    actor=commune.clerk, case_id=case.case_id, purpose=None, now=NOW
                )
            ),
            count(lambda: cases.timeline(actor=commune.clerk, case_id=case.case_id)),
            count(lambda: cases.handovers(actor=commune.clerk, case_id=case.case_id)),
            count(lambda: cases.time_in_hands(actor=commune.clerk, case_id=case.case_id, now=NOW)),
            count(
                lambda: cases.time_in_hands_of_unit(
                    actor=commune.clerk,
                    unit_id=commune.agency.pk,
                    since=NOW,
                    until=later(days=9),
                    now=later(days=9),
                )
            ),
            count(lambda: cases.verify(actor=commune.clerk)),
        ]

    letter = commune.open_letter()
    commune.give(letter, commune.specialist_post, limit=DAY)
    do(specialist, commune.give(letter, commune.specialist_post).task_id)
    one = measures(letter)
    for _turn in range(29):
        commune.give(letter, commune.specialist_post, limit=DAY)
        do(specialist, commune.give(commune.open_letter(), commune.specialist_post).task_id)

    assert measures(letter) == one == [2, 1, 2, 2, 7, 1, 1, 4, 4, 2]
    assert len(duties(specialist)) == 30


def test_performing_a_step_costs_a_known_number_of_queries(commune: Commune) -> None:
    letter = commune.open_letter()
    given = commune.give(letter, commune.specialist_post, limit=DAY).task_id

    used = count(lambda: do(commune.specialist, given))

    assert task(given).state == "done"
    assert used <= 25
