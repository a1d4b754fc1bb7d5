from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from province.contexts.exchange import permissions
from province.contexts.exchange.contracts import PartnerInput, Scope
from province.contexts.exchange.registries import SCOPES
from province.foundation.identity.actors import Actor

NOW = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
GIVEN = PartnerInput(
    code="npm-an-giang",
    name="  Cổng một cửa liên thông  ",
    scopes=("try",),
    contact="Phòng Kỹ thuật",
    basis="Thỏa thuận 01/TT",
)


@pytest.fixture
def admin() -> Actor:
    return Actor(account_id=7, abilities=frozenset({permissions.MANAGE_PARTNERS}))


@pytest.fixture(autouse=True)
def scope() -> Iterator[Scope]:
    """Have something that partners may do: two abilities."""
    given = Scope(key="try", name="Thử", abilities=frozenset({"a.do", "b.see"}))
    SCOPES.register(given)
    yield given
    SCOPES.withdraw("try")
