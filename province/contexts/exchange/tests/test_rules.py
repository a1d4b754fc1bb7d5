import pytest

from province.contexts.exchange.contracts import PartnerInput
from province.contexts.exchange.rules import (
    digest_of,
    faults_of,
    is_same,
    is_term,
    prefix_in,
    secret_of,
)

GOOD = PartnerInput(code="npm", name="Cổng", scopes=("filings",), basis="Thỏa thuận 01")
TAIL = "x" * 43


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, {}),
        ({"code": "n1"}, {"code": "code_grammar"}),
        ({"code": "a-b"}, {}),
        ({"code": "1ab"}, {"code": "code_grammar"}),
        ({"code": "ab-"}, {"code": "code_grammar"}),
        ({"code": "Ab1"}, {"code": "code_grammar"}),
        ({"code": "a" * 40}, {}),
        ({"code": "a" * 41}, {"code": "code_grammar"}),
        ({"name": ""}, {"name": "name_missing"}),
        ({"name": "n" * 201}, {"name": "too_long"}),
        ({"scopes": ()}, {"scopes": "scopes_unknown"}),
        ({"scopes": ("filings", "more")}, {"scopes": "scopes_unknown"}),
        ({"contact": "c" * 301}, {"contact": "too_long"}),
        ({"basis": ""}, {"basis": "basis_missing"}),
        ({"basis": "b" * 301}, {"basis": "too_long"}),
    ],
    ids=lambda value: "-".join(value) if isinstance(value, dict) else None,
)
def test_a_partner_is_said_everything_that_is_wrong(
    change: dict[str, str | tuple[str, ...]], expected: dict[str, str]
) -> None:
    given = {
        name: getattr(GOOD, name) for name in ("code", "name", "scopes", "contact", "basis")
    } | change
    assert faults_of(PartnerInput(**given), known_scopes=frozenset({"filings"})) == expected


@pytest.mark.parametrize(("days", "expected"), [(0, False), (1, True), (730, True), (731, False)])
def test_the_term_of_a_key_at_its_edges(days: int, expected: bool) -> None:  # noqa: FBT001 -- a table of cases
    assert is_term(days) is expected


@pytest.mark.parametrize(
    ("secret", "expected"),
    [
        (secret_of("0123456789ab", TAIL), "0123456789ab"),
        (secret_of("0123456789ab", TAIL) + "x", ""),
        (secret_of("0123456789ag", TAIL), ""),
        ("", ""),
        ("Bearer", ""),
    ],
    ids=["ours", "too long", "no hexadecimal", "empty", "a word"],
)
def test_a_secret_names_its_key(secret: str, expected: str) -> None:
    assert prefix_in(secret) == expected


def test_only_the_secret_itself_has_its_digest() -> None:
    secret = secret_of("0123456789ab", TAIL)

    assert is_same(secret, digest_of(secret)) is True
    assert is_same(secret_of("0123456789ab", "y" + TAIL[1:]), digest_of(secret)) is False
