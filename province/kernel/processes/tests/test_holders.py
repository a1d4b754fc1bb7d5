import pytest

from province.kernel.processes.contracts import HolderKind, HolderRule
from province.kernel.processes.rules.holders import read_holder

RULES = [
    ("post:specialist@decides", HolderRule(HolderKind.POST, "specialist", "decides")),
    ("desk:one_stop@receives", HolderRule(HolderKind.DESK, "one_stop", "receives")),
    ("head@leads", HolderRule(HolderKind.HEAD, "", "leads")),
    ("chosen", HolderRule(HolderKind.CHOSEN)),
    ("applicant", HolderRule(HolderKind.APPLICANT)),
    ("outside:tax", HolderRule(HolderKind.OUTSIDE, "tax")),
]


@pytest.mark.parametrize(("text", "rule"), RULES)
def test_a_rule_is_read_as_it_is_written(text: str, rule: HolderRule) -> None:
    assert read_holder(text) == rule
    assert str(rule) == text


@pytest.mark.parametrize(
    "text",
    ["", "post", "post:specialist", "post@decides", "head", "head:x@y", "chosen@x", "outside", "x"],
)
def test_anything_else_is_no_rule(text: str) -> None:
    assert read_holder(text) is None
