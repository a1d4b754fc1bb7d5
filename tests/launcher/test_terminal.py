"""Ctrl-C on a terminal: the program that runs there decides, and is waited for."""

import os
import signal
import subprocess
import sys

from tests.launcher.stand_in import ROOT

CHILD = """
import signal, sys, time
def tidy(number, frame):
    time.sleep(0.6)
    print("tidied up after", number, flush=True)
    sys.exit(9)
for number in (signal.SIGINT, signal.SIGTERM):
    signal.signal(number, tidy)
print("ready", flush=True)
time.sleep(30)
"""
STUBBORN = """
import signal, time
signal.signal(signal.SIGINT, lambda *_: print("still here", flush=True))
print("ready", flush=True)
for _ in range(2):
    time.sleep(0.5)
"""
PARENT = """
import sys
from launcher.programs import pass_through
passed = pass_through([sys.executable, "-c", sys.argv[1]])
print("passed", passed.code, passed.was_stopped, flush=True)
"""


def _passing(child: str) -> "subprocess.Popen[str]":
    process = subprocess.Popen(  # noqa: S603 -- our own words
        [sys.executable, "-c", PARENT, child],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


def _rest_of(process: "subprocess.Popen[str]") -> str:
    """Return what it says to its end; `communicate` would miss what came with the first line."""
    assert process.stdout is not None
    with process:
        return process.stdout.read()


def test_ctrl_c_leaves_the_program_the_time_that_it_needs() -> None:
    process = _passing(CHILD)

    os.killpg(process.pid, signal.SIGINT)

    assert _rest_of(process) == "tidied up after 2\npassed 9 True\n"


def test_a_shell_outlives_ctrl_c() -> None:
    process = _passing(STUBBORN)

    os.killpg(process.pid, signal.SIGINT)

    assert _rest_of(process) == "still here\npassed 0 True\n"


def test_a_polite_signal_to_us_is_handed_on() -> None:
    process = _passing(CHILD)

    process.send_signal(signal.SIGTERM)

    assert _rest_of(process) == "tidied up after 15\npassed 9 True\n"


def test_a_program_that_was_killed_is_told_as_shells_tell_it() -> None:
    words = "import os; print('ready', flush=True); os.kill(os.getpid(), 9)"

    assert _passing(words).communicate(timeout=20)[0] == "passed 137 False\n"
