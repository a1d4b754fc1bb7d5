"""The house rules that no linter knows. Each guard fails too when it finds nothing to guard."""

import pytest

from tests.architecture.guards import all_guards
from tests.architecture.tree import ROOT


@pytest.mark.parametrize("name", all_guards())
def test_the_house_has_no(name: str) -> None:
    faults = all_guards()[name](ROOT)

    assert not faults, "\n" + "\n".join(faults)
