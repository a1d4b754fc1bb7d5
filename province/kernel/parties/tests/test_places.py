from datetime import UTC, date, datetime

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from province.foundation.text.folding import fold
from province.kernel.org import public as org
from province.kernel.org.contracts import AgencyKind, PlaceHit, Share
from province.kernel.org.models import Agency, Succession
from province.kernel.org.tests.factories import AgencyFactory

pytestmark = pytest.mark.django_db
MERGED = date(2025, 7, 1)
ON = date(2026, 11, 20)


def commune(name: str, district: str = "") -> Agency:
    old = bool(district)
    full = f"Ủy ban nhân dân {name} ({district})" if old else f"Ủy ban nhân dân {name}"
    return AgencyFactory.create(
        name=full,
        short_name=name,
        note=district,
        kind=AgencyKind.HISTORIC if old else AgencyKind.COMMUNE,
        level="commune",
        folded=fold(f"{full} {name}"),
        validity=DateRange(None, MERGED) if old else DateRange(MERGED, None),
    )


def merge(old: Agency, new: Agency, share: Share = Share.WHOLE) -> None:
    Succession.objects.create(from_agency=old, to_agency=new, share=share.value, on=MERGED)


@pytest.fixture
def places() -> tuple[Agency, Agency]:
    long_xuyen, vinh_chau = commune("Phường Long Xuyên"), commune("Phường Vĩnh Tế")
    merge(commune("Phường Mỹ Phước", "Thành phố Long Xuyên"), long_xuyen)
    divided = commune("Xã Vĩnh Châu", "Thành phố Châu Đốc")
    merge(divided, vinh_chau, Share.PART)
    merge(divided, long_xuyen, Share.PART)
    return long_xuyen, vinh_chau


def test_an_old_name_without_diacritics_leads_to_the_commune_of_today(
    places: tuple[Agency, Agency], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(2):
        found = org.places_named(words="my phuoc", on=ON)

    assert found == (
        PlaceHit(places[0].pk, "Phường Long Xuyên", "Phường Mỹ Phước", "Thành phố Long Xuyên"),
    )


def test_a_divided_commune_asks_by_showing_every_part(places: tuple[Agency, Agency]) -> None:
    found = org.places_named(words="Vĩnh Châu", on=ON)

    assert {(hit.commune_id, hit.share) for hit in found} == {
        (places[0].pk, Share.PART),
        (places[1].pk, Share.PART),
    }


def test_its_own_name_comes_first_and_nothing_finds_nothing(
    places: tuple[Agency, Agency],
) -> None:
    assert org.places_named(words="long xuyen", on=ON)[0] == PlaceHit(
        places[0].pk, "Phường Long Xuyên"
    )
    assert org.places_named(words=" ", on=ON) == ()
    assert org.places_named(words="khong co", on=ON) == ()


def test_the_page_says_where_an_old_place_is_today(
    places: tuple[Agency, Agency], monkeypatch: pytest.MonkeyPatch, client: Client
) -> None:
    del places
    moment = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
    monkeypatch.setattr("django.utils.timezone.now", lambda: moment)

    found = client.get("/xa-cu-xa-moi/?q=vinh chau").content.decode()
    missing = client.get("/xa-cu-xa-moi/?q=xyz").content.decode()

    assert "Xã cũ được chia" in found
    assert "Phường Vĩnh Tế" in found
    assert "Không có xã, phường nào tên như vậy" in missing
