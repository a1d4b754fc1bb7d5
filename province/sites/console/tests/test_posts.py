from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from province.foundation.audit.models import AuditEntry
from province.kernel.org.models import Holding, Post, Substitution
from province.kernel.org.tests.factories import HoldingFactory, OfficialFactory, PostFactory
from province.sites.console.days import local_day
from province.sites.console.tests.conftest import Enter, Town
from province.sites.console.tests.reading import count_queries, day

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(town: Town, enter: Enter) -> Client:
    return enter(town.unit_admin)


def text(days: int) -> str:
    """Return a day that lies so many days from today."""
    found = local_day(timezone.now() + timedelta(days=days))
    return f"{found.day}/{found.month}/{found.year}"


def period(start: int, end: int | None) -> dict[str, str]:
    until = {} if end is None else day("until_date", text(end))
    return {**day("from_date", text(start)), **until}


def act(town: Town, name: str, post: Post, official: int) -> str:
    return f"{town.url(name, post.pk)}?can-bo={official}"


def own_post(town: Town) -> Post:
    assert town.specialist.official is not None
    return town.specialist.official.holdings.get().post


def test_a_post_is_given_to_somebody_new(town: Town, admin: Client) -> None:
    fresh = OfficialFactory.create(full_name="Do Moi", folded="do moi")
    url = f"{town.url('assign_holding', town.free_post.pk)}?q=moi"

    assert "Do Moi – chưa giữ vị trí nào" in admin.get(url).content.decode()
    answer = admin.post(url, {"official": fresh.pk, **period(0, None), "decision": "3/QĐ"})

    held = Holding.objects.get(post=town.free_post)
    assert answer["Location"] == town.url("post", town.free_post.pk)
    assert (held.official, held.decision, held.validity.upper) == (fresh, "3/QĐ", None)
    page = admin.get(town.url("post", town.free_post.pk)).content.decode()
    assert ("Do Moi" in page, "3/QĐ" in page, ">Trống<" in page) == (True, True, False)


def test_a_holding_to_the_end_of_a_day_ends_at_the_next_midnight(town: Town, admin: Client) -> None:
    fresh = OfficialFactory.create()

    admin.post(
        act(town, "assign_holding", town.free_post, fresh.pk),
        {"official": fresh.pk, **day("from_date", "1/9/2026"), **day("until_date", "30/9/2026")},
    )

    found = Holding.objects.get(post=town.free_post).validity
    assert [found.lower.isoformat(), found.upper.isoformat()] == [
        "2026-08-31T17:00:00+00:00",
        "2026-09-30T17:00:00+00:00",
    ]


@pytest.mark.parametrize(
    ("name", "given", "anchor"),
    [
        ("assign_holding", {"official": ""}, "id_official"),
        ("assign_holding", {"official": "0"}, "id_official"),
        ("assign_holding", period(0, -3), "id_until_date_day"),
        ("assign_holding", day("from_date", "1/13/2026"), "id_from_date_day"),
        ("substitute", {"official": ""}, "id_official"),
        ("substitute", period(3, 1), "id_until_date_day"),
        ("substitute", period(0, None), "id_until_date_day"),
    ],
)
def test_a_faulty_period_or_person_comes_back_as_typed(
    town: Town, admin: Client, name: str, given: dict[str, str], anchor: str
) -> None:
    fresh = OfficialFactory.create()
    before = Holding.objects.count()
    end = 5 if name == "substitute" and given != period(0, None) else None
    whole = {"official": fresh.pk, **period(0, end), "decision": "7/QĐ", **given}

    answer = admin.post(act(town, name, town.free_post, fresh.pk), whole)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert f'href="#{anchor}"' in page
    assert 'value="7/QĐ"' in page
    assert (Holding.objects.count(), Substitution.objects.count()) == (before, 0)
    assert not AuditEntry.objects.exists()


def test_a_post_that_somebody_has_is_not_given_twice(town: Town, admin: Client) -> None:
    fresh, before = OfficialFactory.create(), Holding.objects.count()

    answer = admin.post(
        act(town, "assign_holding", own_post(town), fresh.pk),
        {"official": fresh.pk, **period(0, None)},
    )

    assert answer.status_code == 422
    assert "đã có người" in answer.content.decode()
    assert (Holding.objects.count(), AuditEntry.objects.count()) == (before, 0)


def test_an_official_of_another_unit_is_not_found(town: Town, admin: Client) -> None:
    stranger = town.stranger.official_id
    assert stranger is not None

    page = admin.get(f"{town.url('assign_holding', town.free_post.pk)}?q=khac").content.decode()
    answer = admin.post(
        act(town, "assign_holding", town.free_post, stranger),
        {"official": stranger, **period(0, None)},
    )

    assert "Không có cán bộ nào khớp" in page
    assert (answer.status_code, Holding.objects.filter(post=town.free_post).count()) == (422, 0)


def test_a_post_of_the_whole_province_is_not_given_in_the_unit(town: Town, admin: Client) -> None:
    post = PostFactory.create(agency=town.own, role="auditor")
    fresh = OfficialFactory.create()

    page = admin.get(town.url("post", post.pk)).content.decode()
    answer = admin.post(
        act(town, "assign_holding", post, fresh.pk), {"official": fresh.pk, **period(0, None)}
    )

    assert "chỉ quản trị tỉnh giao vị trí" in page
    assert (answer.status_code, Holding.objects.filter(post=post).count()) == (403, 0)


def test_a_holding_is_ended_and_stays_in_the_history(town: Town, admin: Client) -> None:
    post = own_post(town)

    answer = admin.post(
        town.url("end_holding", post.pk), {**day("from_date", text(0)), "decision": "9/QĐ"}
    )

    assert answer.status_code == 302
    page = admin.get(town.url("post", post.pk)).content.decode()
    assert (">Trống<" in page, "Le An" in page, "đã thôi" in page) == (True, True, True)
    assert AuditEntry.objects.get().changes["decision"] == "9/QĐ"


def test_the_holding_of_somebody_earlier_is_not_shortened(town: Town, admin: Client) -> None:
    post = own_post(town)
    before = list(Holding.objects.order_by("pk").values())

    answer = admin.post(town.url("end_holding", post.pk), day("from_date", "1/1/2020"))

    assert answer.status_code == 422
    assert "phải sau ngày bắt đầu giữ" in answer.content.decode()
    assert list(Holding.objects.order_by("pk").values()) == before
    assert not AuditEntry.objects.exists()


def test_an_empty_post_has_no_holding_to_end(town: Town, admin: Client) -> None:
    answer = admin.post(town.url("end_holding", town.free_post.pk), day("from_date", text(0)))

    assert answer.status_code == 422
    assert not AuditEntry.objects.exists()


def test_a_substitute_comes_and_goes(town: Town, admin: Client) -> None:
    post, clerk = own_post(town), town.clerk.official_id
    assert clerk is not None

    admin.post(
        act(town, "substitute", post, clerk),
        {"official": clerk, **period(0, 5), "scope_note": "ký thay", "decision": "4/QĐ"},
    )
    page = admin.get(town.url("post", post.pk)).content.decode()
    answer = admin.post(town.url("end_substitution", post.pk))

    assert ("Ly Thu" in page, "ký thay" in page, "4/QĐ" in page) == (True, True, True)
    assert answer.status_code == 302
    assert Substitution.objects.get().validity.upper <= timezone.now()


def test_nobody_is_the_own_substitute(town: Town, admin: Client) -> None:
    official = town.specialist.official_id
    assert official is not None

    answer = admin.post(
        act(town, "substitute", own_post(town), official), {"official": official, **period(0, 5)}
    )

    assert answer.status_code == 422
    assert "Người thay phải khác" in answer.content.decode()
    assert not Substitution.objects.exists()


def test_a_substitution_that_is_not_there_is_not_ended(town: Town, admin: Client) -> None:
    answer = admin.post(town.url("end_substitution", town.free_post.pk))

    assert answer.status_code == 422
    assert "hiện không có người giữ hoặc người thay" in answer.content.decode()
    assert not AuditEntry.objects.exists()


def test_a_post_takes_as_many_queries_for_one_holder_as_for_thirty(
    town: Town, admin: Client
) -> None:
    url = town.url("post", town.free_post.pk)
    before = count_queries(admin, url)
    start = timezone.now() - timedelta(days=90)
    for number in range(30):
        starts = start + timedelta(days=number)
        HoldingFactory.create(post=town.free_post, validity=(starts, starts + timedelta(days=1)))

    assert count_queries(admin, url) == before
    assert before <= 12
