from datetime import date

import pytest

from province.contexts.one_stop import permissions
from province.contexts.one_stop import public as one_stop
from province.contexts.one_stop.contracts import Rate
from province.contexts.one_stop.errors import MayNotError, RateFaultyError
from province.contexts.one_stop.models import AllowanceRate
from province.foundation.audit.models import AuditEntry
from province.foundation.identity.actors import job_actor

pytestmark = pytest.mark.django_db
ADMIN = job_actor("test", permissions.SET_RATES)


@pytest.fixture(autouse=True)
def _no_rates_yet(db: None) -> None:  # noqa: ARG001 -- rolled back after the test
    AllowanceRate.objects.all().delete()


def rate(**change: object) -> Rate:
    values = {
        "valid_from": date(2027, 1, 1),
        "base_amount": 650_000,
        "coefficients": ("1,0", "1,5"),
        "source": "Nghị định thử",
        "is_recalled": False,
        **change,
    }
    return Rate(**values)  # type: ignore[arg-type]  # spelled at the call


def test_the_facts_load_once_and_say_that_they_are_recalled() -> None:
    assert one_stop.load_rates(actor=ADMIN) == 1
    assert one_stop.load_rates(actor=ADMIN) == 0

    known = one_stop.rate_on(on=date(2026, 11, 20))
    assert known is not None
    assert (known.base_amount, known.is_recalled) == (500_000, True)


def test_a_rate_holds_from_its_day_on() -> None:
    one_stop.load_rates(actor=ADMIN)
    one_stop.set_rate(actor=ADMIN, rate=rate())

    before, after = (one_stop.rate_on(on=date(2026, 12, 31)), one_stop.rate_on(on=date(2027, 1, 1)))
    assert [known.base_amount for known in (before, after) if known] == [500_000, 650_000]
    assert one_stop.rate_on(on=date(2024, 6, 30)) is None


@pytest.mark.parametrize(
    "change",
    [{"base_amount": 0}, {"coefficients": ()}, {"coefficients": ("1.5",)}, {"source": " "}],
)
def test_a_faulty_rate_is_refused_and_nothing_is_stored(change: dict[str, object]) -> None:
    with pytest.raises(RateFaultyError):
        one_stop.set_rate(actor=ADMIN, rate=rate(**change))

    assert one_stop.rates() == ()
    assert AuditEntry.objects.filter(target__startswith="allowance_rate:2027").count() == 0


def test_only_who_may_sets_rates() -> None:
    with pytest.raises(MayNotError):
        one_stop.set_rate(actor=job_actor("test"), rate=rate())

    assert one_stop.rates() == ()
