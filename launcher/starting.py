"""Bringing an install up, step by step, and keeping it up."""

import http.client
import json
import os
import secrets as chance
import ssl
import subprocess
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

from launcher import programs
from launcher.checks import LATER_START_NEEDS, check_disk, check_port
from launcher.environment import PRODUCT, ensure_installed, site_packages
from launcher.errors import RefusalError
from launcher.frontend import ensure_front_end
from launcher.install import (
    REAL,
    Asked,
    Install,
    decide,
    names_of,
    program_environment,
    recall,
    remember,
    with_choices,
)
from launcher.locks import hold
from launcher.output import say, step, tell
from launcher.places import Places
from launcher.postgres.binaries import find_binaries
from launcher.postgres.databases import (
    Access,
    ensure_roles,
    given_addresses,
    own_addresses,
)
from launcher.postgres.homes import Home, account_name, find_home
from launcher.postgres.server import make_cluster, named_folder, start_server
from launcher.preparing import forget_preparation, manage, prepare
from launcher.processes import identity_of, write_pid_file
from launcher.refusals import Refusal
from launcher.secrets import Secrets, load_secrets
from launcher.sentences import Sentence
from launcher.settings_file import read_settings
from launcher.supervisor import (
    POSTGRES,
    WEB,
    WORKER,
    StopAskedError,
    Supervisor,
    end_leftovers,
    mark_of,
    obey_signals,
)

LONGEST_WEB_START = 120.0
PAUSE = 0.05
OK = 200
CLUSTER = "pg"
ROLES_MADE = "roles-made"
# Who serves cannot change what is final: the owner's password stays with those who migrate.
OWNERS_ONLY = {"TINHSO_OWNER_DATABASE_URL"}


@dataclass(frozen=True, slots=True)
class State:
    """What a running install tells those who ask."""

    pid: int
    url: str
    mode: str
    environment: dict[str, str]


def read_state(places: Places) -> State | None:
    """Return what the install last said of itself."""
    try:
        return State(**json.loads(places.state.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def _write_state(places: Places, state: State) -> None:
    fresh = places.state.with_suffix(".new")
    fresh.unlink(missing_ok=True)
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump(
            {
                "pid": state.pid,
                "url": state.url,
                "mode": state.mode,
                "environment": state.environment,
            },
            file,
        )
    fresh.replace(places.state)


def keep_up(
    places: Places,
    asked: Asked,
    environment: Mapping[str, str],
    *,
    when_ready: Callable[[], None],
) -> int:
    """Bring the install up and keep it up until somebody asks to stop.

    :raises LockIsHeldError: when the install is up or coming up already.
    :raises RefusalError: when it cannot be brought up; nothing of it is left running.
    """
    places.make_folders()
    with hold(places.supervisor_lock):
        places.state.unlink(missing_ok=True)
        end_leftovers(places)
        itself = identity_of(os.getpid())
        if itself is not None:
            write_pid_file(places.pid_file("supervisor"), itself)
        supervisor = Supervisor(places)
        try:
            obey_signals()
            _bring_up(places, asked, environment, supervisor)
            when_ready()
            supervisor.watch()
        except StopAskedError:
            tell("")
            say(Sentence.STOPPING)
        finally:
            supervisor.stop()
            places.state.unlink(missing_ok=True)
            places.pid_file("supervisor").unlink(missing_ok=True)
    say(Sentence.STOPPED)
    return 0


def _bring_up(
    places: Places, asked: Asked, environment: Mapping[str, str], supervisor: Supervisor
) -> None:
    settings = read_settings(clone=places.clone, data=places.data)
    remembered = recall(places.remembered)
    install = decide(asked=asked, settings=settings, remembered=remembered, environment=environment)
    check_port(install.listen, install.port)
    check_disk(places.data, needed=LATER_START_NEEDS)
    secrets = load_secrets(places.secrets, environment=environment)
    ensure_installed(places, PRODUCT)
    ensure_front_end(places)
    remember(places.remembered, with_choices(remembered, install))

    given = given_addresses(environment, secrets=secrets)
    own_port = None
    if given is None:
        own_port = _start_database(places, install, environment, secrets, supervisor)
    addresses = given or own_addresses(port=own_port or 0, secrets=secrets)
    inside = program_environment(
        places=places, install=install, secrets=secrets, addresses=addresses, base=environment
    )
    access = Access(addresses=addresses, secrets=secrets, own_port=own_port)
    _ensure_roles_once(places, access, environment)
    prepare(places, inside, is_own_server=given is None)
    if install.is_https:
        _make_certificates(places, install, inside)
    serving = {name: value for name, value in inside.items() if name not in OWNERS_ONLY}
    _open(places, install, serving, supervisor)


def _start_database(
    places: Places,
    install: Install,
    environment: Mapping[str, str],
    secrets: Secrets,
    supervisor: Supervisor,
) -> int:
    """Start the server of this install, keep it under watch, and return its port."""
    binaries = find_binaries(
        site_packages=site_packages(places), named=named_folder(environment, install.binaries)
    )
    home = find_home(cluster=places.data / CLUSTER, binaries=binaries)
    if home.cluster != places.data / CLUSTER:
        say(Sentence.DATA_ELSEWHERE, folder=home.cluster, account=account_name(home.user))
    with step(Sentence.STEP_POSTGRES):
        if make_cluster(home, password=secrets.postgres_password):
            forget_preparation(places)
            (places.data / ROLES_MADE).unlink(missing_ok=True)
        starter = _ServerStarter(places, home, install)
        supervisor.add(POSTGRES, starter.start)
    return starter.port


class _ServerStarter:
    """Starts the server on the port of the last time, and remembers another one when it must."""

    def __init__(self, places: Places, home: Home, install: Install) -> None:
        self._places, self._home, self._install = places, home, install
        self.port = recall(places.remembered).database_port or 0

    def start(self) -> subprocess.Popen[bytes]:
        """Start the server and wait until it answers."""
        running = start_server(
            self._home,
            wanted_port=self.port or None,
            tuning=self._install.tuning,
            log=self._places.log / "postgres.log",
            mark=mark_of(self._places),
        )
        if running.port != self.port:
            self.port = running.port
            remembered = recall(self._places.remembered)
            remember(self._places.remembered, replace(remembered, database_port=running.port))
        return running.process


def _ensure_roles_once(places: Places, access: Access, environment: Mapping[str, str]) -> None:
    """Make the roles at the first start; on somebody else's server look every time."""
    done = places.data / ROLES_MADE
    if access.own_port is not None and done.exists():
        return
    with step(Sentence.STEP_ROLES):
        ensure_roles(places, access, environment)
    if access.own_port is not None:
        done.touch()


def _make_certificates(places: Places, install: Install, inside: Mapping[str, str]) -> None:
    words = ["-m", "launcher.certificates", "--folder", str(places.certificates)]
    words += names_of(install)
    programs.run([places.python, *words], environment=inside, folder=places.clone)


def _open(
    places: Places, install: Install, inside: Mapping[str, str], supervisor: Supervisor
) -> None:
    """Open the web and start the worker; ready is who answers."""

    def starter(name: str, words: list[str | Path]) -> Callable[[], subprocess.Popen[bytes]]:
        key, _, value = mark_of(places).partition("=")
        marks = {key: value, "TINHSO_PROGRAM": f"{name}:{places.data}"}
        return lambda: programs.spawn(
            words,
            environment={**inside, **marks},
            folder=places.clone,
            log=places.log / f"{name}.log",
        )

    with ThreadPoolExecutor(max_workers=1) as aside:
        with step(Sentence.STEP_WEB):
            supervisor.add(WEB, starter(WEB, _web_words(places, install)))
            supervisor.add(WORKER, starter(WORKER, [places.python, "manage.py", "work"]))
            command = "setup_link" if install.mode == REAL else "demo_accounts"
            welcome = aside.submit(manage, places, inside, command)
            _wait_for_web(places, install, supervisor)
        _write_state(
            places,
            State(
                pid=os.getpid(),
                url=install.url,
                mode=install.mode,
                environment=dict(inside),
            ),
        )
        say(Sentence.READY, url=install.url)
        if install.is_https:
            say(Sentence.TRUST_CA, path=places.certificates / "ca.pem")
        tell(welcome.result().rstrip())


def _web_words(places: Places, install: Install) -> list[str | Path]:
    words: list[str | Path] = [places.python, "-m", "granian", "--interface", "wsgi"]
    words += ["--host", install.listen, "--port", str(install.port)]
    words += ["--workers", str(install.workers)]
    words += ["--blocking-threads", str(install.blocking_threads)]
    words += ["--no-ws", "--respawn-failed-workers", "--respawn-interval", "0.5"]
    words += ["--workers-kill-timeout", "10"]
    if install.is_https:
        words += ["--ssl-certificate", places.certificates / "server.pem"]
        words += ["--ssl-keyfile", places.certificates / "server.key"]
        words += ["--ssl-protocol-min", "tls1.2"]
    return [*words, "config.wsgi:application"]


def _wait_for_web(places: Places, install: Install, supervisor: Supervisor) -> None:
    until = time.monotonic() + LONGEST_WEB_START
    while not is_healthy(places, install.near_host, install.port, is_https=install.is_https):
        supervisor.check_start(places.log)
        if time.monotonic() > until:
            raise RefusalError(
                Refusal.WEB_SILENT, seconds=int(LONGEST_WEB_START), log=places.log / "web.log"
            )
        time.sleep(PAUSE)


def is_healthy(places: Places, host: str, port: int, *, is_https: bool) -> bool:
    """Tell whether the web answers that it and its database are well."""
    try:
        door = _connection(places, host, port, is_https=is_https)
        try:
            door.request("GET", "/healthz", headers={"X-Request-ID": chance.token_hex(8)})
            return door.getresponse().status == OK
        finally:
            door.close()
    except (OSError, http.client.HTTPException):
        return False


def _connection(
    places: Places, host: str, port: int, *, is_https: bool
) -> http.client.HTTPConnection:
    if not is_https:
        return http.client.HTTPConnection(host, port, timeout=5)
    context = ssl.create_default_context(cafile=str(places.certificates / "ca.pem"))
    return http.client.HTTPSConnection(host, port, timeout=5, context=context)
