"""What tests read off pages and files."""

import re
from io import BytesIO

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

SECRET = re.compile(r'class="secret"[^>]*>([^<]+)<')
KEY = re.compile(r'name="key" value="([^"]+)"')


def day(name: str, text: str) -> dict[str, str]:
    """Return the three boxes of a day written day/month/year."""
    parts = dict(zip(("day", "month", "year"), text.split("/"), strict=True))
    return {f"{name}_{part}": value for part, value in parts.items()}


def key_of(client: Client, url: str) -> str:
    """Return the key of the form on this page."""
    found = KEY.search(client.get(url).content.decode())
    assert found is not None
    return found[1]


def secret_in(page: str) -> str:
    """Return the secret that this page shows."""
    found = SECRET.search(page)
    assert found is not None, page
    return found[1].strip()


def sheet(content: bytes) -> list[tuple[object, ...]]:
    """Return the rows of a spreadsheet, the heading first."""
    return [tuple(row) for row in load_workbook(BytesIO(content)).worksheets[0].values]


def count_queries(client: Client, url: str) -> int:
    """Count the queries of the second opening of a page (the first notes the presence)."""
    assert client.get(url).status_code == 200
    with CaptureQueriesContext(connection) as seen:
        assert client.get(url).status_code == 200
    return len(seen)
