"""Numbers that stand in an address or a form's hidden field; what is no number is left out."""

LARGEST_ID = 2**63 - 1
LAST_PAGE = 1_000_000


def id_in(text: str) -> int | None:
    """Return the id that the text is, or nothing: only ASCII digits, and what a bigint can hold."""
    if not (text.isascii() and text.isdigit() and len(text) <= len(str(LARGEST_ID))):
        return None
    number = int(text)
    return number if number <= LARGEST_ID else None


def page_in(text: str) -> int:
    """Return the number of the page asked for, from 1; anything else asks for the first one."""
    number = id_in(text)
    return min(number, LAST_PAGE) if number else 1
