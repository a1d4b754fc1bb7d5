"""`./tinhso test`: every check and every test, the cheap ones first, and one honest last line."""

import os
import shutil
import time
import tomllib
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.etree import ElementTree as ET

from launcher import programs
from launcher.environment import PRODUCT, TEST, ensure_installed
from launcher.errors import RefusalError
from launcher.frontend import ensure_front_end
from launcher.output import say, tell
from launcher.places import Places
from launcher.postgres.databases import Addresses
from launcher.scanner import find_clamd, scanner
from launcher.sentences import Sentence
from launcher.supervisor import StopAskedError, obey_signals
from launcher.throwaway import database, named
from launcher.words import language

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
CLAMAV_DATABASE = Path("tests/clamav")
JOURNEYS, ARCHITECTURE = "tests/journeys", "tests/architecture"
BENCHMARKS = "tests/benchmarks"
TYPED = ("province", "config", "launcher", "tests", "tools", "sandbox")
FAILED, INCOMPLETE, INTERRUPTED = 1, 2, 130
MOST_WORKERS = 8
MOST_INSTALLS = 2  # each helper of the journeys has an install and a browser of its own
# What needs no database gets none: a server that happens to run beside a test must not carry it.
NO_DATABASE = "postgresql://nobody@127.0.0.1:1/none"


@dataclass(frozen=True, slots=True)
class Wanted:
    """How much is asked of the run."""

    is_fast: bool = False
    accepts_no_browser: bool = False


@dataclass(slots=True)
class Score:
    """What has passed, what has failed, and what could not run."""

    passed: int = 0
    failed: int = 0
    missing: list[str] = field(default_factory=list)
    accepted: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Check:
    """One step of the run; pytest steps are counted by their tests."""

    name: str
    words: tuple[str, ...]
    is_pytest: bool = False


@dataclass(frozen=True, slots=True)
class Run:
    """One run of the tests."""

    places: Places
    wanted: Wanted
    score: Score
    work: Path
    is_ci: bool


class EnoughError(Exception):
    """The first failure ends a fast run."""


def run_tests(places: Places, wanted: Wanted, environment: Mapping[str, str]) -> int:
    """Run everything and return 0 when all of it ran and passed."""
    is_ci = environment.get("CI", "").lower() in {"1", "true"}
    score = Score()
    places.make_folders()
    ensure_installed(places, PRODUCT, TEST)
    ensure_front_end(places)
    try:
        obey_signals()
        with ExitStack() as stack:
            work = Path(stack.enter_context(TemporaryDirectory(prefix="tinhso-test-")))
            run = Run(places=places, wanted=wanted, score=score, work=work, is_ci=is_ci)
            _run_all(run, dict(environment), stack)
    except EnoughError:
        score.missing.append(Sentence.STOPPED_EARLY.words(language()))
    except StopAskedError:
        return INTERRUPTED
    return report(score, is_ci=is_ci)


def run_benchmarks(places: Places, environment: Mapping[str, str]) -> int:
    """Measure on a database of its own, which keeps what it is told as a real one does."""
    places.make_folders()
    ensure_installed(places, PRODUCT, TEST)
    inside = {**environment, "DJANGO_SETTINGS_MODULE": "config.settings.test"}
    names = ("-o", "python_files=bench_*.py", "-o", "python_functions=bench_*", "-s")
    with database(places, inside, is_durable=True) as addresses:
        passed_on = programs.pass_through(
            [places.venv / "bin" / "pytest", BENCHMARKS, "--create-db", *names],
            environment=inside | addresses,
            folder=places.clone,
        )
    return INTERRUPTED if passed_on.was_stopped else passed_on.code


def _run_all(run: Run, environment: dict[str, str], stack: ExitStack) -> None:
    environment |= {"DJANGO_SETTINGS_MODULE": "config.settings.test"}
    environment["PATH"] = f"{run.places.venv / 'bin'}:{environment.get('PATH', os.defpath)}"
    none = Addresses(owner=NO_DATABASE, app=NO_DATABASE)
    for check in _cheap_checks(run.places):
        _do(run, check, environment | named(none))
    environment |= stack.enter_context(database(run.places, environment))
    environment |= _scanner(run, environment, stack)
    environment |= find_browser(run, environment)
    has_browser = bool(environment.get("TINHSO_CHROMIUM"))
    for check in _dear_checks(run.places, has_browser=has_browser):
        _do(run, check, environment)


def _cheap_checks(places: Places) -> list[Check]:
    templates = sorted(
        str(path.relative_to(places.clone))
        for path in places.clone.joinpath("province").rglob("templates/**/*.html")
    )
    typed = [name for name in TYPED if any(places.clone.joinpath(name).rglob("*.py"))]
    checks = [
        Check("ruff format", ("ruff", "format", "--check", ".")),
        Check("ruff", ("ruff", "check", ".")),
        Check("djade", ("djade", "--check", "--target-version", "5.2", *templates)),
        Check("import contracts", ("lint-imports",)),
        Check(
            "architecture",
            ("pytest", *_on_all_cores("loadfile"), ARCHITECTURE),
            is_pytest=True,
        ),
        Check("mypy", ("mypy", *typed)),
    ]
    return [check for check in checks if check.name != "djade" or templates]


def _dear_checks(places: Places, *, has_browser: bool) -> list[Check]:
    project = tomllib.loads((places.clone / "pyproject.toml").read_text(encoding="utf-8"))
    coverage = ("--cov",) if "coverage" in project.get("tool", {}) else ()
    spared = (f"--ignore={JOURNEYS}", f"--ignore={ARCHITECTURE}")
    checks = [
        Check("migrations", ("python", "manage.py", "makemigrations", "--check", "--dry-run")),
        Check(
            "tests",
            ("pytest", *_on_all_cores("load"), "--durations=25", *spared, *coverage),
            is_pytest=True,
        ),
    ]
    if has_browser:
        checks.append(
            Check(
                "browser journeys",
                (
                    "pytest",
                    *_on_all_cores("loadfile", most=MOST_INSTALLS),
                    "--durations=25",
                    JOURNEYS,
                ),
                is_pytest=True,
            )
        )
    return checks


def _on_all_cores(spread: str, *, most: int = MOST_WORKERS) -> tuple[str, ...]:
    """Return how pytest spreads its tests; on a single core it does better without helpers."""
    cores = min(most, len(os.sched_getaffinity(0)))
    return ("-n", str(cores), "--dist", spread) if cores > 1 else ()


def _do(run: Run, check: Check, environment: Mapping[str, str]) -> None:
    """Run one step, show what it says, and count it."""
    places, score = run.places, run.score
    say(Sentence.TEST_STEP, name=check.name)
    began, passed, failed = time.monotonic(), score.passed, score.failed
    report = run.work / f"{check.name.replace(' ', '-')}.xml"
    words: list[str | Path] = [places.venv / "bin" / check.words[0], *check.words[1:]]
    if check.is_pytest:
        words.append(f"--junitxml={report}")
    passed_on = programs.pass_through(words, environment=environment, folder=places.clone)
    if passed_on.was_stopped:
        raise StopAskedError
    if check.is_pytest:
        _count(report, passed_on.code, score)
    elif passed_on.code:
        score.failed += 1
    else:
        score.passed += 1
    say(
        Sentence.TEST_STEP_DONE,
        name=check.name,
        seconds=f"{time.monotonic() - began:.1f}",
        passed=score.passed - passed,
        failed=score.failed - failed,
    )
    if run.wanted.is_fast and score.failed > failed:
        raise EnoughError


def _count(report: Path, code: int, score: Score) -> None:
    """Read the report of pytest; a run that breaks otherwise than by a test is a failure too."""
    failed = passed = 0
    try:
        cases = list(ET.parse(report).iter("testcase"))  # noqa: S314 -- pytest wrote it just now
    except (OSError, ET.ParseError):
        cases = []
    for case in cases:
        skipped = case.find("skipped")
        if case.find("failure") is not None or case.find("error") is not None:
            failed += 1
        elif skipped is not None:
            name = f"{case.get('classname')}.{case.get('name')}"
            score.missing.append(f"{name}: {skipped.get('message', '')}")
        else:
            passed += 1
    score.passed += passed
    score.failed += failed if failed or not code else 1


def _install_with_apt(package: str, *, is_ci: bool) -> None:
    """Install a Debian package where that is ours to do: as root, on a machine made for tests."""
    if is_ci and os.geteuid() == 0 and shutil.which("apt-get"):
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        programs.attempt(["apt-get", "update", "-q"], environment=environment)
        words = ["apt-get", "install", "-q", "-y", "--no-install-recommends", package]
        programs.attempt(words, environment=environment)


def _scanner(run: Run, environment: Mapping[str, str], stack: ExitStack) -> dict[str, str]:
    """Start the virus scanner that the tests of uploads speak to."""
    signatures = run.places.clone / CLAMAV_DATABASE
    if environment.get("TINHSO_CLAMD") or not signatures.is_dir():
        return {}
    if find_clamd() is None:
        _install_with_apt("clamav-daemon", is_ci=run.is_ci)
    program = find_clamd()
    if program is None:
        run.score.missing.append(Sentence.NO_CLAMD.words(language()))
        return {}
    folder = stack.enter_context(TemporaryDirectory(prefix="tinhso-clamd-"))
    try:
        address = stack.enter_context(
            scanner(program=program, database=signatures, folder=Path(folder))
        )
    except RefusalError as refusal:
        run.score.failed += 1
        tell(str(refusal))
        return {}
    return {"TINHSO_CLAMD": address}


def find_browser(run: Run, environment: Mapping[str, str]) -> dict[str, str]:
    """Find the browser of the journeys; note in the score when there is none."""
    if environment.get("TINHSO_CHROMIUM"):
        return {}
    if not any(map(shutil.which, BROWSERS)):
        _install_with_apt("chromium", is_ci=run.is_ci)
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found:
        return {"TINHSO_CHROMIUM": found}
    accepted = run.wanted.accepts_no_browser and not run.is_ci
    where = run.score.accepted if accepted else run.score.missing
    where.append(Sentence.NO_BROWSER.words(language()))
    return {}


def report(score: Score, *, is_ci: bool) -> int:
    """Say what could not run, then the one line that counts; return how the program ends."""
    for text in score.accepted:
        say(Sentence.NOT_RUN_ACCEPTED, what=text)
    for text in score.missing:
        say(Sentence.NOT_RUN_IN_CI if is_ci else Sentence.NOT_RUN, what=text)
    tell(f"{score.passed} passed, {score.failed} failed")
    if score.failed:
        return FAILED
    return INCOMPLETE if score.missing else 0
