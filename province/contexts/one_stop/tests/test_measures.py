"""Who is in time, late, overdue or paused: the database against a second reading of the rules."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from pytest_django import DjangoAssertNumQueries

from province.contexts.one_stop import public
from province.contexts.one_stop.contracts.figures import (
    Facets,
    Measure,
    Outcome,
    Timing,
    Whose,
    Window,
)
from province.contexts.one_stop.contracts.states import Channel, ProcessingState, ResultKind
from province.contexts.one_stop.models import Dossier
from province.contexts.one_stop.queries.dossiers import DossierFilter
from province.contexts.one_stop.queries.measured import FACETS, measured
from province.contexts.one_stop.tests.rows import apologise, ask, at, done, dossier, sealed
from province.foundation.identity.actors import job_actor
from province.kernel.org.contracts import AgencyLevel
from province.kernel.org.tests.factories import AgencyFactory

pytestmark = pytest.mark.django_db
JOB = job_actor("tests")
NOVEMBER = Window(since=at(1, 0), until=at(1, 0, month=12))
LOCAL = ZoneInfo("Asia/Ho_Chi_Minh")


def facets_of(row: Dossier, window: Window = NOVEMBER) -> Facets | None:
    found = measured(rows=Dossier.objects.filter(pk=row.pk), window=window).values(*FACETS).first()
    if found is None:
        return None
    outcome, timing = Outcome(found.pop("outcome")), Timing(found.pop("timing"))
    return Facets(outcome=outcome, timing=timing, **found)


def second_reading(row: Dossier, window: Window) -> Facets | None:
    """Work the facets out one dossier at a time, after tthc.md 5.3-5.5 and 6, in plain Python."""
    if row.is_test or row.received_at is None or row.received_at >= window.until:
        return None
    if row.finished_at and row.finished_at < window.since:
        return None
    ended = bool(row.finished_at and row.finished_at < window.until)
    end = row.finished_at if ended and row.finished_at else window.until
    after = [s for s in row.supplements.all() if s.stage == "after" and s.asked_at < end]
    waiting = [s for s in after if s.answered_at is None or s.answered_at >= end]
    took = sum(
        (s.answered_at - s.asked_at for s in after if s.answered_at and s.answered_at < end),
        timedelta(),
    )
    ours = waiting[0].asked_at if waiting else end
    net = ours - took
    apologised = row.forms.filter(form="apology").exists()
    late = bool(
        (row.due_first and net > row.due_first)
        if apologised
        else (row.due_at and ours > row.due_at)
    )
    same_day = bool(
        row.due_at and ours.astimezone(LOCAL).date() == row.due_at.astimezone(LOCAL).date()
    )
    asked = [s for s in row.supplements.all() if s.asked_at < window.until]
    result = getattr(row, "result", None)
    issued = result and (result.sealed_at if result.kind == "grant" else result.signed_at)
    electronic = bool(issued and issued < window.until)
    outcome = {"withdrawn": Outcome.WITHDRAWN, "stopped": Outcome.STOPPED}
    on_time = Timing.ON_DAY if ended and same_day else Timing.EARLY
    return Facets(
        came=row.received_at >= window.since,
        outcome=outcome.get(row.processing, Outcome.DECIDED) if ended else Outcome.OPEN,
        timing=Timing.LATE if late else on_time,
        waits=not ended and bool(waiting or row.clock in {"paused_other", "paused_finance"}),
        kept=len(asked) < 2 and (row.due_first is None or net <= row.due_first),
        whole=row.channel == "online" and electronic,
        electronic=electronic,
    )


def _granted(row: Dossier, on: datetime, kind: ResultKind = ResultKind.GRANT) -> Dossier:
    sealed(row, on=on, kind=kind)
    return row


def _asked(row: Dossier, since: datetime, until: datetime | None, stage: str = "after") -> Dossier:
    ask(row, since=since, until=until, stage=stage)
    return row


def _twice() -> Dossier:
    row = _asked(done(on=at(11)), at(1), at(2), "before")
    return _asked(row, at(4), at(5))


def _reappointed(*, on: datetime) -> Dossier:
    row = done(on=on, due_first=at(12), due_at=at(20))
    apologise(row)
    return row


EARLY, ON_DAY, LATE = Timing.EARLY, Timing.ON_DAY, Timing.LATE
DECIDED, OPEN = Outcome.DECIDED, Outcome.OPEN
NO = {"came": True, "waits": False, "whole": False, "electronic": False}
CASES: tuple[tuple[str, Callable[[], Dossier], Facets | None], ...] = (
    (
        "done before its day",
        lambda: _granted(done(on=at(9)), at(9)),
        Facets(
            came=True,
            outcome=DECIDED,
            timing=EARLY,
            waits=False,
            kept=True,
            whole=True,
            electronic=True,
        ),
    ),
    (
        "done on its day, an hour before",
        lambda: done(on=at(12, 8)),
        Facets(outcome=DECIDED, timing=ON_DAY, kept=True, **NO),
    ),
    (
        "done at the very minute",
        lambda: done(on=at(12)),
        Facets(outcome=DECIDED, timing=ON_DAY, kept=True, **NO),
    ),
    (
        "done on its day, an hour late",
        lambda: done(on=at(12, 10)),
        Facets(outcome=DECIDED, timing=LATE, kept=False, **NO),
    ),
    (
        "still open, over its day",
        dossier,
        Facets(outcome=OPEN, timing=LATE, kept=False, **NO),
    ),
    (
        "still open, within its time",
        lambda: dossier(due_at=at(3, month=12)),
        Facets(outcome=OPEN, timing=EARLY, kept=True, **NO),
    ),
    (
        "waits for the applicant since before its day",
        lambda: _asked(dossier(clock="paused_supplement"), at(5), None),
        Facets(
            came=True,
            outcome=OPEN,
            timing=EARLY,
            waits=True,
            kept=True,
            whole=False,
            electronic=False,
        ),
    ),
    (
        "waits for the applicant, asked when late already",
        lambda: _asked(dossier(clock="paused_supplement"), at(13), None),
        Facets(
            came=True,
            outcome=OPEN,
            timing=LATE,
            waits=True,
            kept=False,
            whole=False,
            electronic=False,
        ),
    ),
    (
        "six days of waiting are not the agency's",
        lambda: _asked(done(on=at(17), due_at=at(18), due_first=at(12)), at(4), at(10)),
        Facets(outcome=DECIDED, timing=EARLY, kept=True, **NO),
    ),
    (
        "a fresh limit after the papers: in time by law, late for the index",
        lambda: _asked(done(on=at(19), due_at=at(20), due_first=at(12)), at(4), at(10)),
        Facets(outcome=DECIDED, timing=EARLY, kept=False, **NO),
    ),
    (
        "asked twice: in time by law, late for the index",
        _twice,
        Facets(outcome=DECIDED, timing=EARLY, kept=False, **NO),
    ),
    (
        "a new promise does not make a late result timely",
        lambda: _reappointed(on=at(18)),
        Facets(outcome=DECIDED, timing=LATE, kept=False, **NO),
    ),
    (
        "withdrawn while papers were asked for",
        lambda: _asked(done(on=at(25), processing=ProcessingState.WITHDRAWN), at(6), None),
        Facets(outcome=Outcome.WITHDRAWN, timing=EARLY, kept=True, **NO),
    ),
    (
        "stopped, nobody answered",
        lambda: _asked(done(on=at(28), processing=ProcessingState.STOPPED), at(6), None),
        Facets(outcome=Outcome.STOPPED, timing=EARLY, kept=True, **NO),
    ),
    (
        "refused on a signed paper, at the counter",
        lambda: _granted(
            done(on=at(9), processing=ProcessingState.REFUSED, channel="direct"),
            at(9),
            ResultKind.REFUSAL,
        ),
        Facets(
            came=True,
            outcome=DECIDED,
            timing=EARLY,
            waits=False,
            kept=True,
            whole=False,
            electronic=True,
        ),
    ),
    (
        "carried over from October",
        lambda: done(on=at(3), received_at=at(20, month=10), due_at=at(5)),
        Facets(
            came=False,
            outcome=DECIDED,
            timing=EARLY,
            waits=False,
            kept=True,
            whole=False,
            electronic=False,
        ),
    ),
    (
        "finished after the window: open in it",
        lambda: done(on=at(2, month=12), due_at=at(3, month=12)),
        Facets(outcome=OPEN, timing=EARLY, kept=True, **NO),
    ),
    (
        "finished before the window",
        lambda: done(on=at(30, month=10), received_at=at(5, month=10)),
        None,
    ),
    ("received after the window", lambda: dossier(received_at=at(1, month=12)), None),
    (
        "never received",
        lambda: dossier(received_at=None, due_at=None, processing=ProcessingState.SUBMITTED),
        None,
    ),
    ("under test", lambda: dossier(is_test=True), None),
)


@pytest.mark.parametrize(("make", "expected"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_the_facets_of_a_dossier(make: Callable[[], Dossier], expected: Facets | None) -> None:
    row = make()

    assert facets_of(row) == expected
    assert second_reading(row, NOVEMBER) == expected


def _everything(agency: object) -> None:
    for _name, make, _expected in CASES:
        make()
    Dossier.objects.update(agency=agency)


def windows() -> Iterable[Window]:
    for day in (3, 8, 12, 20, 27):
        yield Window(since=at(1, 0), until=at(day, 15))
    yield Window(since=at(1, 0, month=10), until=at(1, 0))
    yield Window(since=at(10, 0), until=at(12, 9))


def test_both_readings_agree_at_any_moment() -> None:
    _everything(AgencyFactory.create())

    for window in windows():
        for row in Dossier.objects.all():
            assert facets_of(row, window) == second_reading(row, window), (row.pk, window)


@pytest.mark.parametrize("measure", Measure)
def test_a_number_is_the_length_of_its_list(measure: Measure) -> None:
    agency = AgencyFactory.create()
    _everything(agency)
    dossier()

    groups = public.count_dossiers(window=NOVEMBER, whose=Whose(units=frozenset({agency.pk})))
    listed = public.list_dossiers(
        actor=JOB,
        filters=DossierFilter(measure=measure, window=NOVEMBER, agency_id=agency.pk),
        page=1,
    )

    assert public.tallied(groups)[measure] == listed.numbers.total == len(listed.rows)
    assert listed.numbers.total > 0


def test_what_came_and_was_left_is_what_was_done_and_is_open() -> None:
    _everything(AgencyFactory.create())

    for window in windows():
        groups = public.count_dossiers(window=window)
        number = public.tallied(groups)
        assert number[Measure.CAME] + number[Measure.CARRIED] == number[Measure.HANDLED]
        assert number[Measure.DONE] + number[Measure.OPEN] == number[Measure.HANDLED]
        assert number[Measure.KEPT] + number[Measure.MISSED] == number[Measure.HANDLED]
        assert number[Measure.OPEN_IN_TIME] + number[Measure.OVERDUE] == number[Measure.OPEN]
        parts = (Measure.DONE_EARLY, Measure.DONE_ON_DAY, Measure.DONE_LATE)
        assert sum(number[part] for part in parts) == number[Measure.DONE]


def test_the_mean_leaves_the_applicants_time_out() -> None:
    agency = AgencyFactory.create()
    done(agency, on=at(6))
    ask(done(agency, on=at(16)), since=at(4), until=at(10))
    dossier(agency)

    groups = public.count_dossiers(window=NOVEMBER, whose=Whose(units=frozenset({agency.pk})))

    assert public.average_spent(groups) == timedelta(days=6)  # 4 and 8 days
    assert public.average_spent(()) is None


@pytest.mark.parametrize("number", [1, 3])
def test_counting_takes_one_query(
    number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _each in range(number):
        done(on=at(9))

    with django_assert_num_queries(1):
        groups = public.count_dossiers(window=NOVEMBER)
    with django_assert_num_queries(1):
        months = public.count_by_month(window=NOVEMBER)

    assert public.tallied(groups)[Measure.DONE] == number
    assert [(m.month, m.done, m.late) for m in months] == [
        (datetime(2026, 11, 1, tzinfo=LOCAL), number, 0)
    ]


def test_counts_keep_to_unit_and_procedure() -> None:
    agency = AgencyFactory.create()
    dossier(agency)
    dossier(agency, procedure_code="1.000001", procedure_name="Khai sinh")
    dossier()

    def number(whose: Whose) -> int:
        groups = public.count_dossiers(window=NOVEMBER, whose=whose)
        return public.tallied(groups)[Measure.HANDLED]

    own = frozenset({agency.pk})
    assert number(Whose()) == 3
    assert number(Whose(units=own)) == 2
    assert number(Whose(units=frozenset())) == 0
    assert number(Whose(units=own, procedure="1.000001")) == 1
    assert number(Whose(level=AgencyLevel.COMMUNE, channel=Channel.ONLINE)) == 3
    assert number(Whose(level=AgencyLevel.PROVINCE)) == 0
    assert number(Whose(channel=Channel.POST)) == 0
    assert public.procedures_counted(
        window=NOVEMBER, whose=Whose(units=frozenset({agency.pk}))
    ) == (
        ("1.000001", "Khai sinh", 1),
        ("1.001776", "Trợ cấp", 1),
    )
