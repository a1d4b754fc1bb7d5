"""The command line: one word for each thing that an install can be told."""

import argparse
import os
import signal
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from launcher import keeping, programs
from launcher.errors import RefusalError
from launcher.health import count_troubles, what_ails
from launcher.install import REAL, Asked, recall
from launcher.locks import LockIsHeldError, is_held
from launcher.other_start import wait_for_other_start
from launcher.output import say, tell
from launcher.places import Places, places_of
from launcher.processes import (
    end,
    identity_of,
    is_alive,
    read_pid_file,
    send,
)
from launcher.refusals import Refusal
from launcher.sentences import Sentence
from launcher.starting import keep_up
from launcher.state import State, forget_state, read_state
from launcher.supervisor import MAILBOX, POSTGRES, WEB, WORKER, end_leftovers
from launcher.testing import Wanted, run_benchmarks, run_tests
from launcher.words import language

CLONE = Path(__file__).resolve().parents[1]
FAILED, NOT_RUNNING = 1, 3
LONGEST_STOP = 90.0
INTERRUPTED = 130
DOORS = ("portal", "national")  # the doors of a filing that the self-check knows


def _parser() -> argparse.ArgumentParser:
    words = language()
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--data", metavar="DIR", help=Sentence.HELP_DATA.words(words))
    common.add_argument("--port", metavar="N", type=int, help=Sentence.HELP_PORT.words(words))
    opening = argparse.ArgumentParser(add_help=False)
    opening.add_argument("--empty", action="store_true", help=Sentence.HELP_EMPTY.words(words))
    opening.add_argument("--listen", metavar="ADDRESS", help=Sentence.HELP_LISTEN.words(words))
    parser = argparse.ArgumentParser(prog="tinhso", description=Sentence.HELP_ALL.words(words))
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)

    def add(name: str, sentence: Sentence, *parents: argparse.ArgumentParser) -> None:
        commands.add_parser(name, parents=[common, *parents], help=sentence.words(words))

    add("run", Sentence.HELP_RUN, opening)
    add("start", Sentence.HELP_START, opening)
    add("stop", Sentence.HELP_STOP)
    add("status", Sentence.HELP_STATUS)
    add("shell", Sentence.HELP_SHELL)
    test = commands.add_parser("test", parents=[common], help=Sentence.HELP_TEST.words(words))
    test.add_argument("--fast", action="store_true", help=Sentence.HELP_FAST.words(words))
    test.add_argument(
        "--without", choices=["browser"], action="append", default=[], metavar="browser"
    )
    add("bench", Sentence.HELP_BENCH)
    keeping.add_commands(commands, common)
    check = commands.add_parser(
        "selfcheck", parents=[common], help=Sentence.HELP_SELFCHECK.words(words)
    )
    check.add_argument("--json", action="store_true")
    check.add_argument(
        "--origin", choices=DOORS, default=DOORS[0], help=Sentence.HELP_ORIGIN.words(words)
    )
    return parser


def _places(data: str | None, environment: Mapping[str, str]) -> Places:
    named = data or environment.get("TINHSO_DATA")
    called_from = Path(environment.get("TINHSO_CALLED_FROM") or Path.cwd())
    folder = called_from / Path(named).expanduser() if named else CLONE / "var"
    return places_of(clone=CLONE, data=folder)


def main(arguments: Sequence[str]) -> int:
    """Do what the command line asks and return the exit code."""
    asked = _parser().parse_args(list(arguments))
    try:
        return _obey(asked, arguments)
    except RefusalError as refusal:
        sys.stdout.flush()
        sys.stderr.write(f"tinhso: {refusal}\n")
    except OSError as refusal:
        sys.stderr.write(f"tinhso: {Refusal.SYSTEM_REFUSED.words(language(), why=refusal)}\n")
    except KeyboardInterrupt:
        tell("")
        return INTERRUPTED
    return FAILED


def _obey(asked: argparse.Namespace, arguments: Sequence[str]) -> int:
    environment = dict(os.environ)
    if asked.port is not None and not 1 <= asked.port <= 65535:  # noqa: PLR2004 -- the last port
        raise RefusalError(Refusal.PORT_WRONG, value=asked.port)
    places = _places(asked.data, environment)
    match asked.command:
        case "run":
            code = _run(places, _opening(asked), environment)
        case "start":
            code = _start(places, _opening(asked), arguments, environment)
        case "stop":
            code = _stop(places)
        case "status":
            code = _status(places)
        case "test":
            wanted = Wanted(is_fast=asked.fast, accepts_no_browser="browser" in asked.without)
            code = run_tests(places, wanted, environment)
        case "bench":
            code = run_benchmarks(places, environment)
        case "backup" | "restore" | "upgrade":
            code = keeping.obey(asked, places, environment)
        case "selfcheck":
            said = ["selfcheck", "--origin", asked.origin, *(["--json"] if asked.json else [])]
            code = _manage(places, said, environment)
        case _:
            code = _manage(places, ["shell"], environment)
    return code


def _opening(asked: argparse.Namespace) -> Asked:
    return Asked(port=asked.port, listen=asked.listen, is_empty=asked.empty)


def _run(places: Places, asked: Asked, environment: Mapping[str, str]) -> int:
    """Bring the install up on this terminal, or in the background when our parent was `start`."""
    is_background = environment.get("TINHSO_BACKGROUND") == "1"
    inside = {name: value for name, value in environment.items() if name != "TINHSO_BACKGROUND"}

    def when_ready() -> None:
        if is_background:
            say(Sentence.STOP_BACKGROUND)
            _leave_terminal(places)
        else:
            say(Sentence.STOP_FOREGROUND)

    try:
        return keep_up(places, asked, inside, when_ready=when_ready)
    except LockIsHeldError:
        if is_background:
            if _is_up_elsewhere(places, asked):
                return 0
            raise RefusalError(Refusal.OTHER_START_FAILED) from None
        state = read_state(places)
        if state is None:
            raise RefusalError(Refusal.STARTING_ELSEWHERE) from None
        raise RefusalError(Refusal.ALREADY_RUNNING, url=state.url) from None


def _leave_terminal(places: Places) -> None:
    """Let go of the pipe to whoever started us: for them the install is ready now."""
    log = os.open(places.log / "supervisor.log", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    sys.stdout.flush()
    for number in (1, 2):
        os.dup2(log, number)
    os.close(log)


def _is_up_elsewhere(places: Places, asked: Asked) -> bool:
    """Wait for whoever starts or stops the install, and tell whether it runs then.

    :raises RefusalError: when it runs, but otherwise than it is asked for now.
    """
    state = wait_for_other_start(places)
    if state is None:
        return False
    runs = recall(places.remembered)
    if asked.is_empty and runs.mode != REAL:
        raise RefusalError(Refusal.NOT_EMPTY)
    if {asked.port, asked.listen} - {None, runs.port, runs.listen}:
        raise RefusalError(Refusal.RUNNING_OTHERWISE, url=state.url)
    say(Sentence.RUNNING_AT, url=state.url)
    return True


def _start(
    places: Places, asked: Asked, arguments: Sequence[str], environment: Mapping[str, str]
) -> int:
    """Start the install in the background and return when it is ready."""
    places.make_folders()
    if is_held(places.supervisor_lock) and _is_up_elsewhere(places, asked):
        return 0
    child = programs.spawn_detached(
        [sys.executable, "-m", "launcher", "run", *arguments[1:]],
        environment={**environment, "TINHSO_BACKGROUND": "1", "PYTHONUNBUFFERED": "1"},
        folder=places.clone,
    )
    identity = identity_of(child.pid)
    try:
        if child.stdout is not None:
            while chunk := os.read(child.stdout.fileno(), 4096):
                sys.stdout.write(chunk.decode(errors="replace"))
                sys.stdout.flush()
    except KeyboardInterrupt:
        if identity is not None:
            send(identity, signal.SIGTERM)
        child.wait()
        return INTERRUPTED
    state = read_state(places)
    if state is not None and state.pid == child.pid and child.poll() is None:
        return 0
    return child.wait()


def _stop(places: Places) -> int:
    """Stop the install, whatever of it still runs."""
    supervisor = read_pid_file(places.pid_file("supervisor"))
    is_up = is_held(places.supervisor_lock)
    # From here on nobody who starts may take the install for one that stays.
    forget_state(places)
    if is_up and supervisor is not None:
        end(supervisor, seconds=LONGEST_STOP)
    count = end_leftovers(places) if places.run.exists() else 0
    places.pid_file("supervisor").unlink(missing_ok=True)
    forget_state(places)
    say(Sentence.STOPPED if is_up or count else Sentence.NOT_RUNNING)
    return 0


def _status(places: Places) -> int:
    """Say what runs; the exit code tells scripts."""
    state = read_state(places)
    if not is_held(places.supervisor_lock):
        say(Sentence.NOT_RUNNING)
        return NOT_RUNNING
    if state is None:
        say(Sentence.ALREADY_STARTING)
        return NOT_RUNNING
    say(Sentence.RUNNING_AT, url=state.url)
    say(Sentence.DATA_IN, folder=places.data, mode=state.mode)
    is_whole = True
    for name in (WEB, WORKER, MAILBOX, POSTGRES):
        identity = read_pid_file(places.pid_file(name))
        if identity is not None and is_alive(identity):
            say(Sentence.CHILD_RUNS, name=name, pid=identity.pid)
        elif name not in {MAILBOX, POSTGRES} or identity is not None:
            is_whole = False
            say(Sentence.CHILD_IS_DOWN, name=name)
    ailment = what_ails(places, state.near_url)
    if ailment is not None:
        is_whole = False
        tell(ailment)
    elif (troubles := count_troubles(places, state.near_url)) is not None:
        tell(troubles)
    return 0 if is_whole else FAILED


def _running(places: Places) -> State:
    state = read_state(places)
    if state is None or not is_held(places.supervisor_lock):
        raise RefusalError(Refusal.START_FIRST, folder=places.data)
    return state


def _manage(places: Places, words: list[str], environment: Mapping[str, str]) -> int:
    """Run a command of the product against the running install."""
    state = _running(places)
    passed = programs.pass_through(
        [places.python, "manage.py", *words],
        environment={**environment, **state.environment},
        folder=places.clone,
    )
    return passed.code
