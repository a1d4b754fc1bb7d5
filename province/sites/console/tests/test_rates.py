import pytest
from django.test import Client
from django.urls import reverse

from province.contexts.one_stop import public as one_stop
from province.foundation.audit.models import AuditEntry
from province.kernel.org.models import Account
from province.sites.console.tests.test_outbox import signed_in

__all__ = ["signed_in"]
pytestmark = pytest.mark.django_db
GOOD = {
    "valid_from_day": "1",
    "valid_from_month": "1",
    "valid_from_year": "2027",
    "base_amount": "650.000",
    "coefficients": "1,0; 1,5; 2,0",
    "source": "Nghị định thử nghiệm",
}


def test_the_administrator_sets_a_rate(signed_in: Client) -> None:
    signed_in.post(reverse("console:rates"), GOOD)

    (rate,) = one_stop.rates()
    assert (rate.base_amount, rate.coefficients, rate.is_recalled) == (
        650_000,
        ("1,0", "1,5", "2,0"),
        False,
    )
    assert AuditEntry.objects.filter(action="one_stop.rate_set").count() == 1


@pytest.mark.parametrize(
    ("field", "value"), [("base_amount", "nhiều"), ("coefficients", "một rưỡi"), ("source", "")]
)
def test_a_faulty_rate_comes_back_as_typed(signed_in: Client, field: str, value: str) -> None:
    page = signed_in.post(reverse("console:rates"), {**GOOD, field: value})

    assert one_stop.rates() == ()
    assert "Nghị định thử nghiệm" in page.content.decode() or field == "source"
    assert page.status_code == 200


def test_a_specialist_sets_no_rate(signed_in: Client) -> None:
    signed_in.force_login(
        Account.objects.get(username="chuyenvien.longxuyen"),
        backend="django.contrib.auth.backends.ModelBackend",
    )

    answer = signed_in.post(reverse("console:rates"), GOOD)

    assert (answer.status_code, one_stop.rates()) == (403, ())
