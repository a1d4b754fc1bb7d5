from collections.abc import Iterator

import pytest

from province.foundation.identity.actors import Actor
from province.kernel.org.contracts import RoleKind
from province.kernel.org.models import Account
from province.kernel.org.registries import ROLES
from province.kernel.org.tests.factories import AccountFactory, HoldingFactory, PostFactory


@pytest.fixture(autouse=True)
def roles() -> Iterator[None]:
    """Put one role of the tests beside those of the install."""
    role = RoleKind("t_signer", "Người ký thử", None, frozenset({"t.sign"}))
    ROLES.register(role)
    yield
    ROLES.withdraw(role.key)


@pytest.fixture
def account() -> Account:
    """Give the account of an official who signs."""
    row = AccountFactory.create(username="chutich.longxuyen")
    HoldingFactory.create(post=PostFactory.create(role="t_signer"), official=row.official)
    return row


@pytest.fixture
def owner(account: Account) -> Actor:
    """Give its owner as an actor."""
    return Actor(account_id=account.pk, official_id=account.official_id)
