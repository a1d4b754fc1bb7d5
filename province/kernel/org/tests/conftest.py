from collections.abc import Iterator

import pytest

from province.foundation.identity.actors import Actor, SessionKind, job_actor
from province.kernel.org import permissions
from province.kernel.org.contracts import RoleKind
from province.kernel.org.registries import ROLES

ALL = frozenset(
    {
        permissions.MANAGE_AGENCY,
        permissions.MANAGE_POSTS,
        permissions.MANAGE_ACCOUNTS,
        permissions.OPEN_ONE_TIME_ACCOUNT,
    }
)
LOCAL = frozenset({permissions.MANAGE_POSTS, permissions.MANAGE_ACCOUNTS})
TEST_ROLES = (
    RoleKind("one_stop_officer", "Cán bộ một cửa", "one_stop", frozenset({"t.take_in"})),
    RoleKind("specialist", "Chuyên viên", None, frozenset({"t.work"})),
    RoleKind("head_of_division", "Trưởng phòng", None, frozenset({"t.check"})),
    RoleKind("leader", "Lãnh đạo", None, frozenset({"t.sign"})),
    RoleKind("clerk", "Văn thư", "clerical", frozenset({"t.seal"})),
    RoleKind("agency_admin", "Quản trị đơn vị", None, LOCAL),
    RoleKind("province_admin", "Quản trị tỉnh", None, ALL, province_wide=True),
    RoleKind("auditor", "Kiểm tra, giám sát", None, frozenset({"t.look"}), province_wide=True),
)


@pytest.fixture(autouse=True)
def roles() -> Iterator[None]:
    """Put the test's own roles in place of those of the install, and back again."""
    installed = tuple(ROLES)
    for role in installed:
        ROLES.withdraw(role.key)
    for role in TEST_ROLES:
        ROLES.register(role)
    yield
    for role in TEST_ROLES:
        ROLES.withdraw(role.key)
    for role in installed:
        ROLES.register(role)


@pytest.fixture
def admin() -> Actor:
    """Give an actor who may do everything in org."""
    return job_actor("tests", *ALL)


@pytest.fixture
def nobody() -> Actor:
    """Give an actor who may do nothing."""
    return Actor(account_id=None, session=SessionKind.JOB, name="nobody")
