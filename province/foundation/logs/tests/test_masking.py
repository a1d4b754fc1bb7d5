"""What the real logging configuration writes, read back."""

import io
import json
import logging
import logging.config
from collections.abc import Iterator
from typing import Any

import pytest
import structlog
from django.conf import settings

from province.foundation.logs.masking import masked


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    """Return what the house's own handler writes."""
    stream = io.StringIO()
    configuration = {**settings.LOGGING, "handlers": dict(settings.LOGGING["handlers"])}
    configuration["handlers"]["console"] = {
        **configuration["handlers"]["console"],
        "stream": stream,
    }
    root = logging.getLogger()
    before = root.handlers[:], root.level
    logging.config.dictConfig(configuration)
    yield stream
    root.handlers[:], root.level = before[0], before[1]


def sign(pin: str, number: str) -> None:
    """Fail as a command does that was called with secrets."""
    owner = {"name": "Nguyễn Thị Lấp Lánh Ánh", "number": number}
    raise ValueError(f"{owner['number']} may not sign ({len(pin)})")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("CCCD 001190000017.", "CCCD 001•••017."),
        ("CCCD001190000017", "CCCD001•••017"),
        ("001 190 000 017", "001•••017"),
        ("001.190.000.017", "001•••017"),
        ("0011 9000 0017", "001•••017"),
        ("CMND 351234567", "CMND 35•••67"),
        ("CMND 351 234 567", "CMND 35•••67"),
        ("0912345678", "091•••678"),
        ("0912 345 678", "091•••678"),
        ("0912.345.678", "091•••678"),
        ("091-234-5678", "091•••678"),
        ("09 12 34 56 78", "091•••678"),
        ("+84 912 345 678", "849•••678"),
        ("+84912345678", "849•••678"),
        ("84912345678", "849•••678"),
        ("+84 (0)912 345 678", "840•••678"),
        ("02963 852 333", "029•••333"),
        ("anh.nguyen@angiang.gov.vn", "a•••@angiang.gov.vn"),
        (
            "violates check\nDETAIL:  Failing row contains (1, Ánh,\n001).\n",
            "violates check\nDETAIL: •••",
        ),
    ],
)
def test_what_is_personal_is_masked(text: str, shown: str) -> None:
    assert masked(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        "H01.01.30307-261122-0001",
        "NOP-261122-ABCD2345",
        "1.001776",
        "2026-11-22T04:14:08.676776Z",
        "22/11/2026 04:14",
        "127.0.0.1:8000",
        "750.000",
        "dossier 12345678",
    ],
)
def test_what_is_needed_to_find_a_fault_stays(text: str) -> None:
    assert masked(text) == text


def test_an_exception_in_structlog_shows_neither_variables_nor_numbers(
    capsys: pytest.CaptureFixture[str],
) -> None:
    try:
        sign("481516", "001190000017")
    except ValueError:
        structlog.get_logger().exception("job failed", who={"deep": ["0912 345 678"]}, pin="481516")

    line = capsys.readouterr().out
    told = json.loads(line)
    assert told["exception"][0]["exc_value"] == "001•••017 may not sign (6)"
    assert (told["who"], told["pin"]) == ({"deep": ["091•••678"]}, "•••")
    for secret in ("481516", "001190000017", "Lấp Lánh", "345 678"):
        assert secret not in line


def test_an_exception_in_a_library_is_one_masked_line(written: io.StringIO) -> None:
    try:
        sign("481516", "001190000017")
    except ValueError:
        logging.getLogger("some.library").exception("for %s", "+84 912 345 678")

    line = written.getvalue()
    told = json.loads(line)
    assert (told["event"], told["level"]) == ("for 849•••678", "error")
    assert told["exception"][0]["exc_value"] == "001•••017 may not sign (6)"
    assert line.count("\n") == 1
    for secret in ("481516", "001190000017", "Lấp Lánh", "912 345"):
        assert secret not in line


class Person:
    """A value that shows a number when it is printed."""

    def __repr__(self) -> str:
        return "Person(351234567)"


def test_values_that_are_no_text_are_masked_too(written: io.StringIO) -> None:
    logging.getLogger("some.library").warning(Person())
    structlog_event: dict[str, Any] = {"person": Person(), "number": 351234567, "count": 12}

    assert json.loads(written.getvalue())["event"] == "Person(35•••67)"
    mask_event = settings.LOGGING["formatters"]["masked"]["processors"][2]
    assert mask_event(None, "info", structlog_event) == {
        "person": "Person(35•••67)",
        "number": "35•••67",
        "count": 12,
    }
