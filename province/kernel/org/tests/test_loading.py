import time
from datetime import date, timedelta

import pytest
from django.db.models import Count
from pytest_django import Settings

from province.foundation.audit.models import AuditEntry
from province.kernel.org import public
from province.kernel.org.contracts import AgencyKind, CodeScheme, Share
from province.kernel.org.errors import NotADemoError
from province.kernel.org.models import Account, Agency, AgencyCode, Holding, Post, Succession
from province.kernel.org.registries import ROLES
from province.kernel.org.rules import is_temporary_code
from province.kernel.org.tests.factories import NOW

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 20)
BEFORE = date(2025, 6, 30)


@pytest.fixture(autouse=True)
def loaded() -> int:
    return public.load_agencies(now=NOW)


def test_the_communes_of_today_are_102() -> None:
    communes = public.communes(on=TODAY)

    assert len(communes) == 102
    assert public.communes(on=BEFORE) == ()
    assert sum(c.short_name.startswith("Xã") for c in communes) == 85
    assert sum(c.short_name.startswith("Phường") for c in communes) == 14
    assert sum(c.short_name.startswith("Đặc khu") for c in communes) == 3


def test_communes_stand_in_vietnamese_order_of_the_place() -> None:
    names = [commune.short_name for commune in public.communes(on=TODAY)]

    assert names[:4] == ["Xã An Biên", "Xã An Châu", "Xã An Cư", "Xã An Minh"]
    assert names.index("Xã Ô Lâm") > names.index("Xã Óc Eo")


def test_the_old_units_are_298_of_which_3_were_split() -> None:
    old = Agency.objects.filter(kind=AgencyKind.HISTORIC.value, level="commune")
    moved = Succession.objects.filter(from_agency__in=old)
    whole = moved.filter(share=Share.WHOLE.value)
    split = moved.filter(share=Share.PART.value)

    assert old.count() == 298
    assert old.valid_on(BEFORE).count() == 298
    assert old.valid_on(TODAY).count() == 0
    assert whole.values("from_agency").distinct().count() == 295
    assert sorted(split.values_list("from_agency__short_name").annotate(Count("id"))) == [
        ("Xã Phú Hội", 2),
        ("Xã Phước Hưng", 3),
        ("Xã Vĩnh Châu", 2),
    ]


def test_the_counted_departments_are_17_and_the_doubtful_say_so() -> None:
    departments = Agency.objects.filter(kind=AgencyKind.DEPARTMENT.value)

    assert departments.count() == 17
    assert sorted(departments.exclude(note="").values_list("short_name", flat=True)) == [
        "Ban Quản lý Khu kinh tế Phú Quốc",
        "Ban Quản lý Khu kinh tế tỉnh",
        "Sở Ngoại vụ",
    ]


def test_every_commune_has_four_divisions_named_by_its_kind() -> None:
    by_code = public.agency_by_code
    ward = public.divisions(agency_id=by_code(code="30307").id, on=TODAY)
    rural = public.divisions(agency_id=by_code(code="30577").id, on=TODAY)

    assert [division.name for division in ward] == [
        "Trung tâm Phục vụ hành chính công",
        "Phòng Văn hóa – Xã hội",
        "Phòng Kinh tế, Hạ tầng và Đô thị",
        "Văn phòng HĐND và UBND",
    ]
    assert rural[2].name == "Phòng Kinh tế"
    assert Agency.objects.filter(kind=AgencyKind.DIVISION.value).count() == 103 * 4


def test_a_commune_number_reused_after_the_merger_names_the_new_commune() -> None:
    assert public.agency_by_code(code="30307").name == "Ủy ban nhân dân phường Long Xuyên"
    assert AgencyCode.objects.filter(scheme=CodeScheme.GSO.value, code="30307").count() == 2


def test_long_xuyen_was_made_of_six_wards() -> None:
    ward = public.agency_by_code(code="30307")

    made_of = public.successions_to(agency_id=ward.id)

    assert [link.share for link in made_of] == [Share.WHOLE] * 6
    assert public.successions_from(agency_id=made_of[0].from_agency_id) == (made_of[0],)


def test_every_body_of_today_has_a_code_and_only_the_province_an_official_one() -> None:
    bodies = public.bodies(on=TODAY)

    assert [body.code for body in bodies if not body.code_is_temporary] == ["H01"]
    assert all(is_temporary_code(body.code) for body in bodies if body.code_is_temporary)
    assert len({body.code for body in bodies}) == len(bodies) == 1 + 17 + 1 + 6 + 102
    assert public.agency_by_code(code="H01.Z00").short_name == "Văn phòng UBND tỉnh"


def test_a_second_load_changes_nothing_and_is_quick() -> None:
    counted = [model.objects.count() for model in (Agency, AgencyCode, Succession, Post)]
    started = time.perf_counter()

    came = public.load_agencies(now=NOW + timedelta(days=1))

    assert time.perf_counter() - started < 1
    assert came == 0
    assert [model.objects.count() for model in (Agency, AgencyCode, Succession, Post)] == counted
    assert AuditEntry.objects.filter(action="org.loaded").count() == 1


def test_a_load_keeps_what_an_administrator_renamed() -> None:
    Agency.objects.filter(source_key="department:12").update(name="Sở Y tế và Dân số")

    assert public.load_agencies(now=NOW) == 0
    assert Agency.objects.get(source_key="department:12").name == "Sở Y tế và Dân số"


def test_the_unit_under_test_has_a_post_of_every_role_and_is_in_no_list() -> None:
    unit = public.test_agency()
    roles = {post.role for post in public.posts_of_agency(agency_id=unit.id, at=NOW)}

    assert unit.is_test
    assert unit.code_is_temporary
    assert roles == {role.key for role in ROLES}
    assert unit.id not in {value.id for value in public.communes(on=TODAY)}
    assert unit.id not in {value.id for value in public.bodies(on=TODAY)}
    assert public.search_agencies(words="kiểm thử", on=TODAY) == ()


def test_search_finds_without_diacritics() -> None:
    for words in ("o lam", "Ô LÂM", "xã ô lâm", "uy ban o la"):
        found = public.search_agencies(words=words, on=TODAY)

        assert [agency.short_name for agency in found] == ["Xã Ô Lâm"]


def test_load_posts_staffs_all_communes_once() -> None:
    assert public.load_posts(now=NOW) == 102 * 14 + 3
    assert public.load_posts(now=NOW) == 0

    ward = public.agency_by_code(code="30307").id
    assert public.head_post(agency_id=ward, at=NOW).title == "Chủ tịch Ủy ban nhân dân"
    specialists = public.posts_with_role(role="specialist", agency_id=ward, at=NOW)
    assert [post.division_name for post in specialists] == [
        "Phòng Văn hóa – Xã hội",
        "Phòng Kinh tế, Hạ tầng và Đô thị",
        "Văn phòng HĐND và UBND",
    ]


def test_demo_accounts_are_opened_once_for_every_role(settings: Settings) -> None:
    settings.DEMO_PASSWORD = "Demo-2026-tinhso"  # noqa: S105 -- the public password of a demonstration

    assert public.load_demo_accounts(now=NOW) == 3 * 11 + 2
    assert public.load_demo_accounts(now=NOW) == 0

    accounts = {account.username: account for account in public.demo_accounts(now=NOW)}
    assert len(accounts) == 35
    assert accounts["chutich.olam"].agency == "Xã Ô Lâm"
    assert accounts["chutich.olam"].who.endswith(", Chủ tịch Ủy ban nhân dân")
    assert accounts["quantri.tinh"].role == "Quản trị tỉnh"
    assert Account.objects.get(username="vanthu.rachgia").check_password("Demo-2026-tinhso")
    assert Holding.objects.filter(post__agency__is_test=True).count() == 0
    assert Holding.objects.count() == Post.objects.filter(agency__is_test=False).count()


def test_demo_accounts_need_a_demonstration_install(settings: Settings) -> None:
    settings.MODE = "live"
    settings.DEMO_PASSWORD = "Demo-2026-tinhso"  # noqa: S105 -- the public password of a demonstration

    with pytest.raises(NotADemoError):
        public.load_demo_accounts(now=NOW)

    assert Account.objects.count() == 0
    assert Holding.objects.count() == 0
