import pytest

from province.foundation.web.asked import id_in, page_in


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("7", 7),
        ("007", 7),
        ("9223372036854775807", 9223372036854775807),
        ("9223372036854775808", None),
        ("9" * 4_400, None),  # int() itself refuses more digits than 4,300
        ("", None),
        ("-1", None),
        ("+1", None),
        ("1 ", None),
        ("1_0", None),
        ("²", None),  # isdigit() says yes, int() says no
        ("٣", None),  # int() would read it
    ],
)
def test_an_id_is_what_the_database_can_hold(text: str, number: int | None) -> None:
    assert id_in(text) == number


@pytest.mark.parametrize(
    ("text", "page"),
    [("3", 3), ("0", 1), ("", 1), ("-2", 1), ("x", 1), ("²", 1), ("9" * 18, 1_000_000)],
)
def test_a_page_is_always_one_that_can_be_asked_for(text: str, page: int) -> None:
    assert page_in(text) == page
