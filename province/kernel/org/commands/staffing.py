"""The posts that every commune has; an agency that has posts already keeps its own."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from province.kernel.org.commands.drafts import (
    CENTRE,
    CULTURE,
    ECONOMY,
    MERGED_ON,
    OFFICE,
    PROVINCE_KEY,
    TEST_KEY,
)
from province.kernel.org.contracts import AgencyKind
from province.kernel.org.models import Agency, Post
from province.kernel.org.rules import division_key, local_day


@dataclass(frozen=True, slots=True)
class PlannedPost:
    """A post of the usual commune: title, role and the division it sits in."""

    title: str
    role: str
    division: str = ""
    is_head: bool = False


COMMUNE_POSTS = (
    PlannedPost("Chủ tịch Ủy ban nhân dân", "leader", is_head=True),
    PlannedPost("Phó Chủ tịch Ủy ban nhân dân", "leader"),
    PlannedPost("Phó Chủ tịch Ủy ban nhân dân (kinh tế)", "leader"),
    PlannedPost("Công chức tiếp nhận và trả kết quả", "one_stop_officer", CENTRE),
    PlannedPost("Công chức tiếp nhận và trả kết quả (quầy 2)", "one_stop_officer", CENTRE),
    PlannedPost("Phó Giám đốc Trung tâm", "head_of_division", CENTRE),
    PlannedPost("Chuyên viên", "specialist", CULTURE),
    PlannedPost("Chuyên viên", "specialist", ECONOMY),
    PlannedPost("Công chức Tư pháp – Hộ tịch", "specialist", OFFICE),
    PlannedPost("Trưởng phòng", "head_of_division", CULTURE),
    PlannedPost("Trưởng phòng", "head_of_division", ECONOMY),
    PlannedPost("Chánh Văn phòng", "head_of_division", OFFICE),
    PlannedPost("Văn thư", "clerk", OFFICE),
    PlannedPost("Quản trị đơn vị", "agency_admin", OFFICE),
)
TEST_POSTS = (
    PlannedPost("Lãnh đạo kiểm thử", "leader", is_head=True),
    PlannedPost("Tiếp nhận kiểm thử", "one_stop_officer", CENTRE),
    PlannedPost("Chuyên viên kiểm thử", "specialist", CULTURE),
    PlannedPost("Trưởng phòng kiểm thử", "head_of_division", CULTURE),
    PlannedPost("Văn thư kiểm thử", "clerk", OFFICE),
    PlannedPost("Quản trị kiểm thử", "agency_admin", OFFICE),
    PlannedPost("Quản trị tỉnh kiểm thử", "province_admin", OFFICE),
    PlannedPost("Kiểm tra, giám sát kiểm thử", "auditor", OFFICE),
)
PROVINCE_POSTS = (
    PlannedPost("Chủ tịch Ủy ban nhân dân tỉnh", "leader", is_head=True),
    PlannedPost("Quản trị hệ thống tỉnh", "province_admin"),
    PlannedPost("Kiểm tra, giám sát", "auditor"),
)


@transaction.atomic
def load_posts(*, now: datetime) -> int:
    """Give every commune of today and the province the usual posts; return how many came."""
    communes = Agency.objects.real().valid_on(local_day(now)).filter(kind=AgencyKind.COMMUNE.value)
    province = Agency.objects.filter(source_key=PROVINCE_KEY)
    return _staff(communes, plan=COMMUNE_POSTS) + _staff(province, plan=PROVINCE_POSTS)


@transaction.atomic
def staff_province(*, now: datetime) -> int:
    """Give the province's own posts, which the first administrator needs; return how many came."""
    valid = Agency.objects.valid_on(local_day(now))
    return _staff(valid.filter(source_key=PROVINCE_KEY), plan=PROVINCE_POSTS)


@transaction.atomic
def staff_test_agency(*, now: datetime) -> int:
    """Give the unit under test a post of every role; return how many came."""
    valid = Agency.objects.valid_on(local_day(now))
    return _staff(valid.filter(source_key=TEST_KEY), plan=TEST_POSTS)


def _staff(agencies: Iterable[Agency], *, plan: tuple[PlannedPost, ...]) -> int:
    """Insert the plan's posts into the agencies that have none, in two queries and one insert."""
    staffed = set(Post.objects.values_list("agency_id", flat=True).distinct())
    bare = [agency for agency in agencies if agency.pk not in staffed]
    keys = [division_key(str(agency.source_key), p.division) for agency in bare for p in plan]
    divisions = dict(Agency.objects.filter(source_key__in=keys).values_list("source_key", "pk"))
    posts = [
        Post(
            agency=agency,
            division_id=divisions.get(division_key(str(agency.source_key), planned.division)),
            title=planned.title,
            role=planned.role,
            is_head=planned.is_head,
            validity=DateRange(MERGED_ON, None),
        )
        for agency in bare
        for planned in plan
    ]
    return len(Post.objects.bulk_create(posts))
