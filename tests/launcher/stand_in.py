"""A tiny product for the launcher to run: the same doors as the real one, none of its rooms."""

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from launcher.environment import PRODUCT, digest_of
from launcher.places import Places, places_of

ROOT = Path(__file__).resolve().parents[2]

MANAGE = """
import os, pathlib, signal, sys, time
import psycopg
command = sys.argv[1]
data = pathlib.Path(os.environ["TINHSO_DATA"])
with (data / "called.txt").open("a") as file:
    file.write(command + "\\n")
if command == "prepare_database":
    with psycopg.connect(os.environ["TINHSO_OWNER_DATABASE_URL"]) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS word (text text NOT NULL)")
        connection.execute("GRANT SELECT, INSERT ON word TO tinhso_app")
elif command == "demo_accounts":
    print("canbo / demo")
elif command == "setup_link":
    print(os.environ["TINHSO_BASE_URL"] + "/setup/once")
elif command == "selfcheck":
    print("selfcheck", *sys.argv[2:])
    sys.exit(7)
elif command == "work":
    print("working", flush=True)
    time.sleep(float(os.environ.get("SLOW_WORKER", "0")))
    pathlib.Path(os.environ["TINHSO_WORKER_MARK"]).touch()
    signal.pause()
"""

WSGI = """
import os
import psycopg

def application(environ, start_response):
    try:
        with psycopg.connect(os.environ["TINHSO_DATABASE_URL"]) as connection:
            if environ["PATH_INFO"].startswith("/say/"):
                words = environ["PATH_INFO"].removeprefix("/say/")
                connection.execute("INSERT INTO word VALUES (%s)", (words,))
            rows = connection.execute("SELECT text FROM word ORDER BY text").fetchall()
        status, body = "200 OK", "\\n".join(row[0] for row in rows)
    except psycopg.Error as refusal:
        status, body = "503 Service Unavailable", str(refusal)
    install = ("X-Tinhso-Install", os.environ["TINHSO_INSTALL"])
    start_response(status, [("Content-Type", "text/plain; charset=utf-8"), install])
    return [body.encode()]
"""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command of the launcher ended with and said."""

    code: int
    words: str


@dataclass(frozen=True, slots=True)
class StandIn:
    """A clone that holds the launcher and the tiny product."""

    places: Places

    def environment(self, **more: str) -> dict[str, str]:
        """Return an environment in which nothing of ours is set but what is named."""
        kept = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("TINHSO_", "LC_", "COV_", "COVERAGE"))
            and name != "DATABASE_URL"
        }
        return kept | {"LANG": "C.UTF-8"} | more

    def words(self, *arguments: str) -> list[str]:
        """Return the command line of a command on this install."""
        return [
            str(self.places.clone / "tinhso"),
            *arguments,
            "--data",
            str(self.places.data),
        ]

    def ask(self, *arguments: str, **more: str) -> Answer:
        """Run a command to its end."""
        done = subprocess.run(  # noqa: S603 -- our own program
            self.words(*arguments),
            env=self.environment(**more),
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            check=False,
            timeout=120,
        )
        return Answer(code=done.returncode, words=done.stdout)

    def begin(self, *arguments: str, **more: str) -> "subprocess.Popen[str]":
        """Begin a command and go on; it leads a group of its own, as on a terminal of its own."""
        return subprocess.Popen(  # noqa: S603 -- our own program
            self.words(*arguments),
            env=self.environment(**more),
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            process_group=0,
        )

    def called(self) -> list[str]:
        """Return the commands of the product that were called so far, in order."""
        path = self.places.data / "called.txt"
        return path.read_text(encoding="utf-8").split() if path.exists() else []


def make_stand_in(folder: Path) -> StandIn:
    """Make a clone with the launcher in it whose environment is the one that runs the tests."""
    clone = folder / "clone"
    clone.mkdir(parents=True)
    shutil.copytree(
        ROOT / "launcher", clone / "launcher", ignore=shutil.ignore_patterns("__pycache__")
    )
    shutil.copytree(
        ROOT / "sandbox", clone / "sandbox", ignore=shutil.ignore_patterns("__pycache__")
    )
    shutil.copy2(ROOT / "tinhso", clone / "tinhso")
    (clone / PRODUCT).write_text("", encoding="utf-8")
    (clone / "manage.py").write_text(MANAGE, encoding="utf-8")
    config = clone / "config"
    config.mkdir()
    (config / "__init__.py").touch()
    (config / "wsgi.py").write_text(WSGI, encoding="utf-8")
    _borrow_environment(clone)
    return StandIn(places=places_of(clone=clone, data=folder / "data"))


def _borrow_environment(clone: Path) -> None:
    """Make the packages of the running environment those of the stand-in."""
    own, venv = Path(sys.prefix), clone / ".venv"
    (venv / "bin").mkdir(parents=True)
    for program in (own / "bin").iterdir():
        (venv / "bin" / program.name).symlink_to(program)
    (venv / "lib").symlink_to(own / "lib")
    shutil.copy2(own / "pyvenv.cfg", venv / "pyvenv.cfg")
    marks = {PRODUCT: digest_of(clone / PRODUCT)}
    (venv / "tinhso.json").write_text(json.dumps(marks), encoding="utf-8")
