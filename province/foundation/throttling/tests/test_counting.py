from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from pytest_django import Settings

from province.foundation.errors import TooManyError
from province.foundation.throttling.counting import count_visit, forget_visits, visitor_network
from province.foundation.throttling.models import VisitCount

NOW = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
HERE, THERE = "203.0.113.9", "203.0.113.10"


def come(address: str = HERE, name: str = "door", now: datetime = NOW) -> int:
    """Come once; return for how many seconds one is sent away."""
    try:
        count_visit(address=address, name=name, most=2, seconds=600, now=now)
    except TooManyError as refusal:
        return refusal.seconds
    return 0


@pytest.mark.django_db
def test_who_comes_too_often_comes_again_after_the_span() -> None:
    later = NOW + timedelta(seconds=100)

    assert [come(), come(), come(now=later)] == [0, 0, 500]
    assert (come(THERE), come(name="other")) == (0, 0)
    assert come(now=NOW + timedelta(seconds=600)) == 0


@pytest.mark.django_db
def test_no_address_is_kept_and_old_spans_are_forgotten() -> None:
    come()
    kept = VisitCount.objects.get()
    assert (len(kept.key), HERE in kept.key) == (64, False)

    assert forget_visits(now=NOW + timedelta(seconds=600)) == 0
    assert forget_visits(now=NOW + timedelta(seconds=601)) == 1


@pytest.mark.django_db(transaction=True)
def test_visits_at_the_same_time_are_counted_exactly() -> None:
    def visit(_turn: int) -> bool:
        try:
            count_visit(address=HERE, name="door", most=30, seconds=600, now=NOW)
        except TooManyError:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(max_workers=8) as crowd:
        let_in = list(crowd.map(visit, range(80)))

    assert (sum(let_in), VisitCount.objects.get().count) == (30, 80)


@pytest.mark.parametrize(
    ("address", "stands_for"),
    [
        ("203.0.113.9", "203.0.113.9"),
        ("::ffff:203.0.113.9", "203.0.113.9"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("127.0.0.1", ""),
        ("::1", ""),
        ("", ""),
    ],
)
def test_a_household_is_one_visitor_and_the_machine_itself_is_nobody(
    address: str, stands_for: str
) -> None:
    assert visitor_network(address) == stands_for


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "address", "mime"),
    [
        ("tracking", "/tra-cuu/?ma=H01-1", "text/html; charset=utf-8"),
        ("api", "/api/v1/procedures", "application/problem+json"),
    ],
)
def test_the_door_says_when_to_come_again(
    client: Client, settings: Settings, name: str, address: str, mime: str
) -> None:
    settings.VISIT_LIMITS = {name: (2, 600)}

    seen = [client.get(address, REMOTE_ADDR=HERE).status_code for _visit in range(2)]
    refused = client.get(address, REMOTE_ADDR=HERE)

    assert 429 not in seen
    assert (refused.status_code, refused["Content-Type"]) == (429, mime)
    assert 0 < int(refused["Retry-After"]) <= 600
    assert "Hãy thử lại sau 10 phút." in refused.content.decode()
    assert client.get(address, REMOTE_ADDR=THERE).status_code != 429


@pytest.mark.django_db
def test_papers_are_checked_twenty_times(client: Client, settings: Settings) -> None:
    settings.VISIT_LIMITS = {"paper_check": (1, 600)}

    answers = [client.post("/kiem-tra-chu-ky/", REMOTE_ADDR=HERE).status_code for _turn in range(2)]

    assert answers == [422, 429]
    assert client.get("/kiem-tra-chu-ky/", REMOTE_ADDR=HERE).status_code == 200
