"""What applicants say of results, and the head's answer to what is not solved."""

from datetime import UTC, date, datetime, timedelta
from threading import Thread

import pytest
from django.db import IntegrityError, connections

from province.contexts.one_stop.events import ResultReturned
from province.contexts.ratings import fact_sheets, public, rules
from province.contexts.ratings.contracts import Given, Level, UnsolvedState
from province.contexts.ratings.errors import (
    MayNotAskAtCounterError,
    NobodyToAnswerError,
    RatingFaultyError,
    RatingNotFoundError,
    RatingOverError,
    UnsolvedAnsweredError,
    UnsolvedFaultyError,
    UnsolvedNotFoundError,
)
from province.contexts.ratings.models import Rating, Unsolved
from province.contexts.ratings.tests.conftest import BAD, GOOD, NOW, Commune, MakeResult, rate
from province.foundation.events.bus import deliver_waiting, emit
from province.foundation.events.models import OutboxEvent
from province.foundation.identity.actors import ANONYMOUS, Actor
from province.kernel.cases import public as cases
from province.kernel.cases.contracts.kinds import KINDS, No, Yes
from province.kernel.cases.models.case import Case
from province.kernel.notices.models import Notice
from province.kernel.org.models import Post
from province.kernel.parties import public as parties

pytestmark = pytest.mark.django_db
SINCE = NOW - timedelta(days=1)


def test_a_returned_result_is_asked_about_once_with_a_link(
    commune: Commune, make_result: MakeResult
) -> None:
    dossier = make_result(is_asked=False)
    for _twice in range(2):
        emit(
            ResultReturned(
                dossier_id=dossier.pk,
                agency_id=commune.agency.pk,
                delivery="electronic",
                at=NOW.isoformat(),
            )
        )
        deliver_waiting(now=datetime(2030, 1, 1, tzinfo=UTC))

    row = Rating.objects.get()
    assert (row.dossier_id, row.unit_id, row.party_id, row.level) == (
        dossier.pk,
        commune.agency.pk,
        commune.citizen.party_id,
        "",
    )
    notice = Notice.objects.get(kind="ratings.asked")
    token = notice.link.split("/")[2]
    assert public.dossier_of_token(token=token) == dossier.pk
    assert notice.party_id == commune.citizen.party_id


def test_nobody_is_asked_about_a_dossier_under_test(make_result: MakeResult) -> None:
    dossier = make_result(is_asked=False)
    Case.objects.filter(pk=dossier.case_id).update(is_test=True)

    assert public.ask(dossier_id=dossier.pk, now=NOW) is False
    assert not Rating.objects.exists()


def test_the_applicant_rates_by_account_and_the_house_hears_of_it(
    commune: Commune, make_result: MakeResult
) -> None:
    dossier = make_result()

    rated = rate(commune, dossier.pk)

    assert (rated.level, rated.answers, rated.words, rated.rated_at, rated.unsolved) == (
        "satisfied",
        {"time": 2, "attitude": 1},
        "Nhanh",
        NOW,
        None,
    )
    assert Rating.objects.get().channel == "account"
    assert OutboxEvent.objects.get(name="ratings.result_rated").payload == {
        "dossier_id": dossier.pk,
        "agency_id": commune.agency.pk,
        "level": "satisfied",
        "is_solved": True,
        "at": NOW.isoformat(),
    }


def test_the_link_speaks_for_its_own_dossier_alone(make_result: MakeResult) -> None:
    dossier, another = make_result(), make_result()
    token = public.link_token(dossier_id=dossier.pk)

    public.rate(actor=ANONYMOUS, dossier_id=dossier.pk, given=GOOD, token=token, now=NOW)
    for wrong in (token, "", token[:-2] + "xx"):
        with pytest.raises(RatingNotFoundError):
            public.rate(actor=ANONYMOUS, dossier_id=another.pk, given=GOOD, token=wrong, now=NOW)

    assert list(Rating.objects.order_by("pk").values_list("level", "channel")) == [
        ("satisfied", "link"),
        ("", ""),
    ]


@pytest.mark.parametrize("who", ["other", "stranger", "leader"])
def test_nobody_else_rates(commune: Commune, make_result: MakeResult, who: str) -> None:
    dossier = make_result()
    actor: Actor = getattr(commune, who)

    with pytest.raises(RatingNotFoundError):
        public.rate(actor=actor, dossier_id=dossier.pk, given=GOOD, now=NOW)

    assert Rating.objects.get().rated_at is None


def test_the_tablet_takes_a_first_rating_of_the_day_and_changes_none(
    commune: Commune, make_result: MakeResult
) -> None:
    fresh, rated, old = make_result(), make_result(), make_result()
    rate(commune, rated.pk)
    Rating.objects.filter(dossier_id=old.pk).update(returned_at=NOW - timedelta(hours=25))

    assert [
        one.dossier_id for one in public.waiting_at_counter(actor=commune.officer, now=NOW)
    ] == [fresh.pk]
    public.rate(actor=commune.officer, dossier_id=fresh.pk, given=GOOD, now=NOW)
    for dossier in (fresh, rated, old):
        with pytest.raises(RatingNotFoundError):
            public.rate(actor=commune.officer, dossier_id=dossier.pk, given=BAD, now=NOW)
    assert Rating.objects.get(dossier_id=fresh.pk).channel == "counter"
    assert not Unsolved.objects.exists()
    with pytest.raises(MayNotAskAtCounterError):
        public.waiting_at_counter(actor=commune.leader, now=NOW)


@pytest.mark.parametrize(
    ("given", "faults"),
    [
        (Given(level=""), [("level", "missing")]),
        (Given(level="great"), [("level", "unknown")]),
        (Given(level="satisfied", answers={"time": 3}), [("time", "unknown")]),
        (Given(level="satisfied", answers={"age": 1}), [("age", "unknown")]),
        (Given(level="satisfied", words="a" * 2001), [("words", "too_long")]),
        (Given(level="satisfied", is_solved=False, unsolved=" "), [("unsolved", "missing")]),
        (
            Given(level="satisfied", is_solved=False, unsolved="a" * 2001),
            [("unsolved", "too_long")],
        ),
    ],
)
def test_a_faulty_rating_is_refused_at_its_fields(
    commune: Commune, make_result: MakeResult, given: Given, faults: list[tuple[str, str]]
) -> None:
    dossier = make_result()

    with pytest.raises(RatingFaultyError) as refused:
        rate(commune, dossier.pk, given)

    assert [(one.field, one.code) for one in refused.value.faults] == faults
    assert Rating.objects.get().rated_at is None
    assert not Unsolved.objects.exists()


def test_a_rating_changes_for_some_days(commune: Commune, make_result: MakeResult) -> None:
    dossier = make_result()
    rate(commune, dossier.pk)
    later = NOW + timedelta(days=7)

    changed = rate(commune, dossier.pk, Given(level="very_satisfied"), now=later)
    with pytest.raises(RatingOverError):
        rate(commune, dossier.pk, GOOD, now=later + timedelta(minutes=1))

    row = Rating.objects.get()
    assert (changed.level, changed.answers) == ("very_satisfied", {})
    assert (row.level, row.rated_at, row.changed_at) == ("very_satisfied", NOW, later)


def test_a_result_is_rated_for_some_days(commune: Commune, make_result: MakeResult) -> None:
    dossier = make_result()

    with pytest.raises(RatingOverError):
        rate(commune, dossier.pk, now=NOW + timedelta(days=30, minutes=1))

    assert Rating.objects.get().rated_at is None


def test_what_is_not_solved_lies_before_the_head_with_a_clock(
    commune: Commune, make_result: MakeResult
) -> None:
    dossier = make_result()

    unsolved = rate(commune, dossier.pk, BAD).unsolved

    assert unsolved is not None
    case = cases.get_case(actor=commune.leader, case_id=unsolved.case_id, purpose=None, now=NOW)
    assert [task.holder.post_id for task in case.tasks] == [commune.leader.acting_post]
    assert unsolved.due_at == case.clocks[0].due_at
    assert unsolved.due_at == datetime(2026, 11, 27, 2, 0, tzinfo=UTC)  # 24/11 is off
    assert (unsolved.words, unsolved.state) == ("Sai tên con tôi", UnsolvedState.OPEN)
    assert KINDS.get(case.kind).page_of(case.id, "").name == "ratings:unsolved"


def test_a_change_opens_no_second_case(commune: Commune, make_result: MakeResult) -> None:
    dossier = make_result()
    first = rate(commune, dossier.pk, BAD)

    again = rate(commune, dossier.pk, Given(level="satisfied", is_solved=False, unsolved="Khác"))

    assert again.unsolved == first.unsolved
    assert Unsolved.objects.count() == 1


def test_without_a_head_the_rating_is_refused_whole(
    commune: Commune, make_result: MakeResult
) -> None:
    dossier = make_result()
    Post.objects.filter(pk__in=commune.leader.posts).update(is_head=False)

    with pytest.raises(NobodyToAnswerError):
        rate(commune, dossier.pk, BAD)

    assert Rating.objects.get().rated_at is None
    assert not Case.objects.filter(kind="unsolved_result").exists()


def test_the_head_answers_and_the_applicant_is_told(
    commune: Commune, make_result: MakeResult
) -> None:
    dossier = make_result()
    unsolved = rate(commune, dossier.pk, BAD).unsolved
    assert unsolved is not None

    answered = public.answer_unsolved(
        actor=commune.leader, case_id=unsolved.case_id, words=" Đã sửa ", is_solved=True, now=NOW
    )
    with pytest.raises(UnsolvedAnsweredError):
        public.answer_unsolved(
            actor=commune.leader, case_id=unsolved.case_id, words="Lại", is_solved=True, now=NOW
        )

    seen = public.get_rating(actor=commune.citizen, dossier_id=dossier.pk, now=NOW).unsolved
    assert seen == answered
    assert (answered.state, answered.answer, answered.answered_at) == (
        UnsolvedState.SOLVED,
        "Đã sửa",
        NOW,
    )
    assert Case.objects.get(pk=unsolved.case_id).outcome == "solved"
    assert Notice.objects.filter(kind="ratings.answered").count() == 1


@pytest.mark.parametrize(
    ("who", "words", "refusal"),
    [
        ("leader", " ", UnsolvedFaultyError),
        ("leader", "a" * 2001, UnsolvedFaultyError),
        ("stranger", "Đã sửa", UnsolvedNotFoundError),
        ("officer", "Đã sửa", UnsolvedNotFoundError),
        ("other", "Đã sửa", UnsolvedNotFoundError),
    ],
)
def test_an_answer_is_refused_and_nothing_happens(
    commune: Commune,
    make_result: MakeResult,
    who: str,
    words: str,
    refusal: type[Exception],
) -> None:
    unsolved = rate(commune, make_result().pk, BAD).unsolved
    assert unsolved is not None

    with pytest.raises(refusal):
        public.answer_unsolved(
            actor=getattr(commune, who),
            case_id=unsolved.case_id,
            words=words,
            is_solved=True,
            now=NOW,
        )

    assert Unsolved.objects.get().state == "open"
    assert Case.objects.get(pk=unsolved.case_id).closed_at is None
    assert not Notice.objects.filter(kind="ratings.answered").exists()


def test_a_person_sees_their_ratings_among_their_data(
    commune: Commune, make_result: MakeResult
) -> None:
    dossier = make_result()
    rate(commune, dossier.pk, BAD)

    assert commune.citizen.party_id is not None
    sections = {
        one.title: one.rows
        for one in parties.data_about(party_id=commune.citizen.party_id, now=NOW)
    }
    assert sections["Đánh giá của bạn"] == ((dossier.code, "not_satisfied; Sai tên con tôi"),)


def test_the_database_keeps_one_rating_per_dossier(make_result: MakeResult) -> None:
    make_result()
    row = Rating.objects.get()
    row.pk = None

    with pytest.raises(IntegrityError, match="rating_once_per_dossier"):
        row.save(force_insert=True)


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ({"level": "satisfied"}, "rating_has_level_and_moment"),
        ({"level": "satisfied", "rated_at": NOW, "changed_at": SINCE}, "rating_changed_after"),
    ],
)
def test_the_database_refuses_half_a_rating(
    make_result: MakeResult, change: dict[str, object], constraint: str
) -> None:
    make_result()

    with pytest.raises(IntegrityError, match=constraint):
        Rating.objects.update(**change)


@pytest.mark.parametrize(
    ("change", "constraint"),
    [({"state": "solved"}, "unsolved_answered_has_answer"), ({"words": ""}, "unsolved_has_words")],
)
def test_the_database_refuses_an_end_without_answer(
    commune: Commune, make_result: MakeResult, change: dict[str, object], constraint: str
) -> None:
    rate(commune, make_result().pk, BAD)

    with pytest.raises(IntegrityError, match=constraint):
        Unsolved.objects.update(**change)


@pytest.mark.django_db(transaction=True)
def test_two_at_once_open_one_case(commune: Commune, make_result: MakeResult) -> None:
    dossier = make_result()

    def send() -> None:
        rate(commune, dossier.pk, BAD)
        connections.close_all()

    threads = [Thread(target=send) for _each in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert Unsolved.objects.count() == 1
    assert Rating.objects.get().changed_at == NOW


def test_of_each_key_the_latest_that_has_begun_holds() -> None:
    old = fact_sheets.levels()[0]
    new = Level(
        key=old.key,
        rank=1,
        is_satisfied=True,
        words={"vi": "Tốt"},
        valid_from=date(2027, 1, 1),
        source="thử",
        is_checked=False,
    )

    assert rules.holding_on((old, new), date(2026, 12, 31)) == (old,)
    assert rules.holding_on((new, old), date(2027, 1, 1)) == (new,)
    assert all(one.source and one.words["en"] for one in fact_sheets.questions())


def test_the_kind_allows_nothing_once_it_is_answered() -> None:
    kind = KINDS.get("unsolved_result")

    assert kind.may("pass_on", {}, "open", ()) == Yes()
    assert kind.may("pass_on", {}, "closed", ()) == No(code="over")
