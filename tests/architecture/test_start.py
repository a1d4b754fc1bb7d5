"""What the web's door does before it opens."""

import subprocess
import sys

from tests.architecture.tree import ROOT

BROKEN = """
from django.core.checks import Error, register

register(lambda **_: [Error("the lamp is out", id="house.E001")])
import config.wsgi
"""


def _ended(words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 -- our own words
        [sys.executable, "-c", words],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def test_web_does_not_open_when_a_check_fails() -> None:
    ended = _ended(BROKEN)

    assert ended.returncode == 1
    assert "(house.E001) the lamp is out" in ended.stderr


def test_web_opens_when_all_is_well_and_holds_no_connection_that_its_workers_would_share() -> None:
    ended = _ended(
        "import config.wsgi, threading\n"
        "from django.db import connections\n"
        "print([one.alias for one in connections.all() if one.connection is not None],"
        " threading.active_count())"
    )

    assert (ended.stdout, ended.returncode) == ("[] 1\n", 0)
