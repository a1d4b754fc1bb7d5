"""A small province for the tests of administrators' pages: two communes and who works there."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.test import Client
from django.urls import reverse

from province.kernel.org.contracts import AgencyKind, AgencyLevel
from province.kernel.org.models import Account, Agency, Post
from province.kernel.org.tests.factories import (
    AccountFactory,
    AgencyFactory,
    HoldingFactory,
    OfficialFactory,
    PostFactory,
)

BACKEND = "django.contrib.auth.backends.ModelBackend"
Enter = Callable[[Account | None], Client]


@dataclass(frozen=True)
class Town:
    """A province with two communes."""

    province: Agency
    own: Agency
    other: Agency
    province_admin: Account
    unit_admin: Account
    specialist: Account
    stranger: Account
    free_post: Post
    clerk: Account

    def url(self, name: str, *args: int) -> str:
        """Return the address of a page of the console."""
        return reverse(f"console:{name}", args=args)


def worker(agency: Agency, role: str, name: str, title: str = "Chuyên viên") -> Account:
    """Open an account for an official who holds a new post of this role."""
    official = OfficialFactory.create(
        full_name=name,
        given_name=name.rsplit(maxsplit=1)[-1],
        folded=name.lower(),
        sort_name=name,
        email=f"{role}@example.vn",
        phone="0296 3852 123",
    )
    post = PostFactory.create(agency=agency, role=role, title=title)
    HoldingFactory.create(post=post, official=official)
    username = f"{role}.{post.pk}".replace("_", "-")
    return AccountFactory.create(official=official, username=username, display_name=name)


@pytest.fixture
def town() -> Town:
    province = AgencyFactory.create(
        name="Ủy ban nhân dân tỉnh",
        short_name="UBND tỉnh",
        kind=AgencyKind.PROVINCE.value,
        level=AgencyLevel.PROVINCE.value,
        folded="uy ban nhan dan tinh",
    )
    own = AgencyFactory.create(
        name="UBND phường Mỹ Thới", short_name="Phường Mỹ Thới", folded="ubnd phuong my thoi"
    )
    other = AgencyFactory.create(
        name="UBND xã Ô Lâm", short_name="Xã Ô Lâm", folded="ubnd xa o lam"
    )
    return Town(
        province=province,
        own=own,
        other=other,
        province_admin=worker(province, "province_admin", "Quach Tinh"),
        unit_admin=worker(own, "agency_admin", "Vo Xa"),
        specialist=worker(own, "specialist", "Le An"),
        stranger=worker(other, "specialist", "Tran Khac"),
        clerk=worker(own, "clerk", "Ly Thu", "Văn thư"),
        free_post=PostFactory.create(agency=own, title="Kế toán"),
    )


@pytest.fixture
def enter() -> Enter:
    """Return a browser in which somebody is signed in, or nobody."""

    def come(account: Account | None) -> Client:
        client = Client()
        if account is not None:
            client.force_login(account, backend=BACKEND)
        return client

    return come


@pytest.fixture
def signed_in(town: Town, enter: Enter) -> Client:
    """Return the browser of the province's administrator."""
    return enter(town.province_admin)
