"""The page on which a post ends."""

import pytest
from django.test import Client
from django.utils import timezone

from province.foundation.audit.models import AuditEntry
from province.kernel.cases import public as cases
from province.kernel.cases.contracts.values import Duty
from province.kernel.org.models import Post
from province.sites.console.days import local_day
from province.sites.console.tests.conftest import Enter, Town
from province.sites.console.tests.reading import day

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(town: Town, enter: Enter) -> Client:
    return enter(town.unit_admin)


def form(text: str = "") -> dict[str, str]:
    today = local_day(timezone.now())
    written = text or f"{today.day}/{today.month}/{today.year}"
    return {**day("last_day", written), "decision": "9/QĐ-UBND"}


def url(town: Town, post: Post) -> str:
    return town.url("end_post", post.pk)


def is_there(post: Post) -> bool:
    return Post.objects.filter(pk=post.pk, validity__upper_inf=True).exists()


def test_who_may_open_the_page(town: Town, enter: Enter) -> None:
    here = url(town, town.free_post)
    for account in (town.unit_admin, town.province_admin):
        assert enter(account).get(here).status_code == 200
    assert enter(town.specialist).post(here, form()).status_code == 403
    assert enter(None).get(here).status_code == 302
    other = Post.objects.get(agency=town.other)
    assert enter(town.unit_admin).post(url(town, other), form()).status_code == 404
    assert is_there(town.free_post)
    assert not AuditEntry.objects.exists()


def test_a_free_post_ends_and_its_page_says_so(town: Town, admin: Client) -> None:
    page_url = town.url("post", town.free_post.pk)
    assert f'href="{url(town, town.free_post)}"' in admin.get(page_url).content.decode()

    page = admin.post(url(town, town.free_post), form(), follow=True).content.decode()

    assert ("Đã kết thúc vị trí." in page, "Có đến hết ngày" in page) == (True, True)
    assert ("Giao vị trí" in page, "Kết thúc vị trí<" in page) == (False, False)
    assert not is_there(town.free_post)
    assert AuditEntry.objects.get().action == "org.post_ended"
    again = admin.get(url(town, town.free_post)).content.decode()
    assert "Vị trí này đã có ngày kết thúc." in again


def test_a_held_post_says_who_holds_it_and_where_that_ends(town: Town, admin: Client) -> None:
    assert town.specialist.official is not None
    post = town.specialist.official.holdings.get().post

    page = admin.get(url(town, post)).content.decode()
    answer = admin.post(url(town, post), form())

    assert "Vị trí đã giao: Le An" in page
    assert f'href="{town.url("end_holding", post.pk)}"' in page
    assert answer.status_code == 422
    assert is_there(post)
    assert not AuditEntry.objects.exists()


def test_open_tasks_are_passed_on_first(
    town: Town, admin: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    duty = Duty.__new__(Duty)
    object.__setattr__(duty, "task_id", 7)
    monkeypatch.setattr(cases, "tasks_on_post", lambda **_asked: (7, 8))
    monkeypatch.setattr(cases, "duties_to_pass", lambda **_asked: (duty,))

    page = admin.get(url(town, town.free_post)).content.decode()

    assert "còn 2 việc đang mở" in page
    assert "/ban-lam-viec/giao/?viec=7" in page

    monkeypatch.setattr(cases, "duties_to_pass", lambda **_asked: ())
    page = admin.get(url(town, town.free_post)).content.decode()
    assert "Lãnh đạo, trưởng phòng hoặc quản trị của đơn vị giao được các việc này." in page


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("31/12/2099", "Ngày này chưa đến."),
        ("1/1/1990", "Thời điểm kết thúc phải sau thời điểm bắt đầu."),
    ],
)
def test_an_unfit_day_stands_at_its_field(town: Town, admin: Client, text: str, said: str) -> None:
    answer = admin.post(url(town, town.free_post), form(text))

    assert answer.status_code == 422
    assert said in answer.context["form"].errors["last_day"][0]
    assert "9/QĐ-UBND" in answer.content.decode()
    assert is_there(town.free_post)
    assert not AuditEntry.objects.exists()
