from datetime import UTC, date, datetime

import pytest
from django.db import DatabaseError, connection, transaction

from province.contexts.one_stop import permissions
from province.contexts.one_stop import public as one_stop
from province.contexts.one_stop.contracts.legal import Rate
from province.contexts.one_stop.errors import (
    MayNotError,
    RateFaultyError,
    VersionDoubtfulError,
    VersionNotFoundError,
    VersionReasonNeededError,
)
from province.contexts.one_stop.models import AllowanceRate
from province.contexts.one_stop.rules.versions import DoubtKind, Standing, standing_of
from province.foundation.audit.models import AuditEntry
from province.foundation.db.roles import SERVING_ROLE
from province.foundation.identity.actors import Actor, job_actor

pytestmark = pytest.mark.django_db
ADMIN = Actor(account_id=1, name="Quản trị", abilities=frozenset({permissions.SET_RATES}))
NOW = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
NEXT_YEAR = date(2027, 1, 1)


@pytest.fixture(autouse=True)
def _no_rates_yet(db: None) -> None:  # noqa: ARG001 -- rolled back after the test
    with connection.cursor() as cursor:
        cursor.execute("SET ROLE NONE")
        cursor.execute("DELETE FROM one_stop_allowancerate")
        cursor.execute(f"SET ROLE {SERVING_ROLE}")


def rate(**change: object) -> Rate:
    values = {
        "valid_from": NEXT_YEAR,
        "base_amount": 650_000,
        "coefficients": ("1,0", "1,5"),
        "source": "Nghị định thử",
        "is_recalled": False,
        **change,
    }
    return Rate(**values)  # type: ignore[arg-type]  # spelled at the call


def entries() -> int:
    return AuditEntry.objects.filter(target__startswith="allowance_rate:2027").count()


def doubts_of(change: dict[str, object], confirmed: set[DoubtKind] | None = None) -> set[DoubtKind]:
    try:
        one_stop.set_rate(
            actor=ADMIN, rate=rate(**change), confirmed=confirmed or set(), reason="thử", now=NOW
        )
    except VersionDoubtfulError as refusal:
        return {doubt.kind for doubt in refusal.doubts}
    return set()


def test_the_facts_load_once_and_say_that_they_are_recalled() -> None:
    loader = job_actor("loader", permissions.SET_RATES)
    assert one_stop.load_rates(actor=loader, now=NOW) == 1
    assert one_stop.load_rates(actor=loader, now=NOW) == 0

    known = one_stop.rate_on(on=date(2026, 11, 20))
    assert known is not None
    assert (known.base_amount, known.is_recalled) == (500_000, True)
    assert [one.written.by for one in one_stop.rate_versions()] == [""]


def test_a_rate_holds_from_its_day_on() -> None:
    one_stop.load_rates(actor=ADMIN, now=NOW)
    assert one_stop.set_rate(actor=ADMIN, rate=rate(), now=NOW) is True
    assert one_stop.set_rate(actor=ADMIN, rate=rate(), now=NOW) is False

    before, after = (one_stop.rate_on(on=date(2026, 12, 31)), one_stop.rate_on(on=NEXT_YEAR))
    assert [known.base_amount for known in (before, after) if known] == [500_000, 650_000]
    assert one_stop.rate_on(on=date(2024, 6, 30)) is None


def test_a_correction_keeps_the_old_rate_with_who_when_and_why() -> None:
    one_stop.load_rates(actor=ADMIN, now=NOW)
    one_stop.set_rate(actor=ADMIN, rate=rate(), now=NOW)

    one_stop.set_rate(
        actor=ADMIN,
        rate=rate(base_amount=700_000, source="Nghị định đúng"),
        reason="Ghi nhầm số",
        confirmed={DoubtKind.CORRECTS},
        now=NOW,
    )

    versions = one_stop.rate_versions()
    assert [
        (one.version, one.rate.base_amount, one.rate.source, one.written.reason, one.written.by)
        for one in versions[:2]
    ] == [
        (2, 700_000, "Nghị định đúng", "Ghi nhầm số", "Quản trị"),
        (1, 650_000, "Nghị định thử", "", "Quản trị"),
    ]
    assert [standing_of(one, versions, date(2027, 2, 1)) for one in versions] == [
        Standing.HOLDS,
        Standing.CORRECTED,
        Standing.OVER,
    ]
    assert one_stop.rate_on(on=NEXT_YEAR) == versions[0].rate
    entry = AuditEntry.objects.filter(action="one_stop.rate_set").latest("pk")
    assert (entry.changes["before"]["base_amount"], entry.changes["after"]["base_amount"]) == (
        650_000,
        700_000,
    )
    assert entry.changes["reason"] == "Ghi nhầm số"


def test_a_rate_that_was_checked_is_told_from_the_recalled_one_in_the_audit() -> None:
    one_stop.set_rate(actor=ADMIN, rate=rate(is_recalled=True), now=NOW)

    one_stop.set_rate(
        actor=ADMIN,
        rate=rate(),
        reason="Đã đối chiếu bản gốc",
        confirmed={DoubtKind.CORRECTS},
        now=NOW,
    )

    changes = AuditEntry.objects.filter(action="one_stop.rate_set").latest("pk").changes
    plain = {
        "base_amount": 650_000,
        "coefficients": ["1,0", "1,5"],
        "source": "Nghị định thử",
    }
    assert (changes["before"], changes["after"]) == (
        {**plain, "is_recalled": True},
        {**plain, "is_recalled": False},
    )


def test_a_withdrawn_rate_gives_way_to_the_one_before_and_stays_as_history() -> None:
    one_stop.load_rates(actor=ADMIN, now=NOW)
    one_stop.set_rate(actor=ADMIN, rate=rate(), now=NOW)

    one_stop.withdraw_rate(actor=ADMIN, valid_from=NEXT_YEAR, reason="Chưa ban hành", now=NOW)

    held = one_stop.rate_on(on=NEXT_YEAR)
    assert held is not None
    assert held.base_amount == 500_000
    assert [one.is_withdrawn for one in one_stop.rate_versions()] == [True, False, False]
    entry = AuditEntry.objects.get(action="one_stop.rate_withdrawn")
    assert (entry.changes["before"]["base_amount"], entry.changes["after"]) == (650_000, None)
    with pytest.raises(VersionNotFoundError):
        one_stop.withdraw_rate(actor=ADMIN, valid_from=NEXT_YEAR, reason="Lần nữa", now=NOW)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, set()),
        ({"base_amount": 5}, {DoubtKind.FAR}),
        ({"base_amount": 5_000}, {DoubtKind.FAR}),
        ({"base_amount": 249_999}, {DoubtKind.FAR}),
        ({"base_amount": 250_000}, set()),
        ({"base_amount": 1_000_000}, set()),
        ({"base_amount": 50_000_000}, {DoubtKind.FAR}),
        ({"valid_from": date(2026, 11, 20)}, {DoubtKind.PAST}),
        ({"valid_from": date(2026, 11, 21)}, set()),
        ({"valid_from": date(2024, 7, 1)}, {DoubtKind.PAST, DoubtKind.CORRECTS}),
    ],
)
def test_what_is_unusual_is_asked_again_and_nothing_is_stored(
    change: dict[str, object], expected: set[DoubtKind]
) -> None:
    one_stop.load_rates(actor=ADMIN, now=NOW)

    assert doubts_of(change) == expected

    assert AllowanceRate.objects.count() == (1 if expected else 2)
    assert doubts_of(change, confirmed=expected) == set()
    assert AllowanceRate.objects.count() == 2


def test_a_correction_or_withdrawal_needs_its_reason() -> None:
    one_stop.set_rate(actor=ADMIN, rate=rate(), now=NOW)

    with pytest.raises(VersionReasonNeededError):
        one_stop.set_rate(
            actor=ADMIN,
            rate=rate(base_amount=700_000),
            reason=" ",
            confirmed={DoubtKind.CORRECTS},
            now=NOW,
        )
    with pytest.raises(VersionReasonNeededError):
        one_stop.withdraw_rate(actor=ADMIN, valid_from=NEXT_YEAR, reason="", now=NOW)

    assert (one_stop.rates(), entries()) == ((rate(),), 1)


@pytest.mark.parametrize(
    "sql",
    ["UPDATE one_stop_allowancerate SET base_amount = 1", "DELETE FROM one_stop_allowancerate"],
)
def test_no_stored_rate_can_be_changed(sql: str) -> None:
    one_stop.set_rate(actor=ADMIN, rate=rate(), now=NOW)

    with (
        pytest.raises(DatabaseError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)

    assert one_stop.rates() == (rate(),)


@pytest.mark.parametrize(
    "change",
    [{"base_amount": 0}, {"coefficients": ()}, {"coefficients": ("1.5",)}, {"source": " "}],
)
def test_a_faulty_rate_is_refused_and_nothing_is_stored(change: dict[str, object]) -> None:
    with pytest.raises(RateFaultyError):
        one_stop.set_rate(actor=ADMIN, rate=rate(**change), now=NOW)

    assert (one_stop.rates(), entries()) == ((), 0)


def test_only_who_may_sets_and_withdraws_rates() -> None:
    with pytest.raises(MayNotError):
        one_stop.set_rate(actor=job_actor("test"), rate=rate(), now=NOW)
    one_stop.set_rate(actor=ADMIN, rate=rate(), now=NOW)
    with pytest.raises(MayNotError):
        one_stop.withdraw_rate(actor=job_actor("test"), valid_from=NEXT_YEAR, reason="thử", now=NOW)

    assert (one_stop.rates(), entries()) == ((rate(),), 1)
