import re
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from province.contexts.one_stop import public as one_stop
from province.foundation.audit.models import AuditEntry
from province.sites.console.tests.conftest import Enter, Town

pytestmark = pytest.mark.django_db
GOOD = {
    "valid_from_day": "1",
    "valid_from_month": "1",
    "valid_from_year": "2099",
    "base_amount": "650.000",
    "coefficients": "1,0; 1,5; 2,0",
    "source": "Nghị định thử nghiệm",
}


def boxes(page: str) -> list[str]:
    return [unescape(one) for one in re.findall(r'name="sure" value="([^"]+)"', page)]


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
    assert page.status_code == 422


def test_what_is_unusual_is_confirmed_for_this_very_value(signed_in: Client) -> None:
    url, odd = reverse("console:rates"), {**GOOD, "base_amount": "5", "valid_from_year": "2026"}

    asked = signed_in.post(url, odd)
    (past, far) = boxes(asked.content.decode())
    assert (asked.status_code, one_stop.rates()) == (422, ())
    other = signed_in.post(url, {**odd, "base_amount": "6", "sure": [past, far]})
    assert (other.status_code, one_stop.rates()) == (422, ())
    done = signed_in.post(url, {**odd, "sure": [past, far]})

    assert (done.status_code, [rate.base_amount for rate in one_stop.rates()]) == (302, [5])


def test_a_correction_and_a_withdrawal_stay_on_the_page(signed_in: Client) -> None:
    url = reverse("console:rates")
    signed_in.post(url, GOOD)
    more = {**GOOD, "base_amount": "700.000", "reason": "Ghi nhầm số"}
    (box,) = boxes(signed_in.post(url, more).content.decode())
    signed_in.post(url, {**more, "sure": [box]})
    away = reverse("console:withdraw_rate", kwargs={"day": "2099-01-01"})

    empty = signed_in.post(away, {"reason": ""})
    assert (empty.status_code, len(one_stop.rates())) == (422, 1)
    signed_in.post(away, {"reason": "Chưa ban hành"})

    page = signed_in.get(url).content.decode()
    assert one_stop.rates() == ()
    shown = ("650.000", "700.000", "Ghi nhầm số", "Chưa ban hành", "đã được sửa", "đã rút")
    assert [one for one in shown if one not in page] == []
    assert signed_in.get(away).status_code == 404


def test_a_specialist_sets_no_rate(town: Town, enter: Enter) -> None:
    signed_in = enter(town.specialist)

    answer = signed_in.post(reverse("console:rates"), GOOD)
    away = reverse("console:withdraw_rate", kwargs={"day": "2099-01-01"})

    assert (answer.status_code, signed_in.post(away).status_code) == (403, 403)
    assert one_stop.rates() == ()
