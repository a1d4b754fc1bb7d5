"""The database of an install for a while, without its web: running already, or started for us."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from launcher import programs
from launcher.environment import site_packages
from launcher.errors import RefusalError
from launcher.install import Asked, Install, decide, program_environment, recall
from launcher.locks import LockIsHeldError, hold
from launcher.places import Places, socket_folder
from launcher.postgres.binaries import Binaries, find_binaries
from launcher.postgres.databases import Access, given_addresses, own_addresses
from launcher.postgres.homes import find_home
from launcher.postgres.server import make_cluster, named_folder, start_server, stop_server
from launcher.refusals import Refusal
from launcher.secrets import Secrets, load_secrets
from launcher.settings_file import read_settings
from launcher.state import read_state
from launcher.supervisor import mark_of

CLUSTER = "pg"
UNFINISHED = "restoring"


@dataclass(frozen=True, slots=True)
class Opened:
    """A database that answers, and what reaches it."""

    install: Install
    secrets: Secrets
    access: Access
    binaries: Binaries

    def environment(self, places: Places, base: Mapping[str, str]) -> dict[str, str]:
        """Return the environment of a program of the product that may migrate."""
        return program_environment(
            places=places,
            install=self.install,
            secrets=self.secrets,
            addresses=self.access.addresses,
            base=base,
        )


def decided(places: Places, environment: Mapping[str, str]) -> Install:
    """Return how the install of this data folder runs."""
    return decide(
        asked=Asked(),
        settings=read_settings(clone=places.clone, data=places.data),
        remembered=recall(places.remembered),
        environment=environment,
    )


@contextmanager
def opened(places: Places, environment: Mapping[str, str]) -> Iterator[Opened]:
    """Reach the database of a running install, or start the one of a resting install meanwhile.

    :raises RefusalError: when it cannot be reached, or the install starts or stops just now.
    """
    try:
        with hold(places.supervisor_lock), resting(places, environment) as found:
            yield found
    except LockIsHeldError:
        if read_state(places) is None:
            raise RefusalError(Refusal.STARTING_ELSEWHERE) from None
        yield _running(places, environment)


def _running(places: Places, environment: Mapping[str, str]) -> Opened:
    install = decided(places, environment)
    secrets = load_secrets(places.secrets, environment=environment)
    binaries = _binaries(places, install, environment)
    given = given_addresses(environment, secrets=secrets)
    if given is not None:
        return Opened(install, secrets, Access(given, secrets, None), binaries)
    home = find_home(cluster=places.data / CLUSTER, binaries=binaries)
    sockets = socket_folder(home.cluster.parent)
    own = own_addresses(sockets=sockets, secrets=secrets)
    return Opened(install, secrets, Access(own, secrets, sockets), binaries)


@contextmanager
def resting(places: Places, environment: Mapping[str, str]) -> Iterator[Opened]:
    """Start the database of an install that rests; whoever calls holds its lock.

    :raises RefusalError: when it does not come up.
    """
    install = decided(places, environment)
    secrets = load_secrets(places.secrets, environment=environment)
    binaries = _binaries(places, install, environment)
    given = given_addresses(environment, secrets=secrets)
    if given is not None:
        yield Opened(install, secrets, Access(given, secrets, None), binaries)
        return
    home = find_home(cluster=places.data / CLUSTER, binaries=binaries)
    make_cluster(home, password=secrets.postgres_password)
    server = start_server(
        home, tuning=install.tuning, log=places.log / "postgres.log", mark=mark_of(places)
    )
    try:
        own = own_addresses(sockets=server.sockets, secrets=secrets)
        yield Opened(install, secrets, Access(own, secrets, server.sockets), binaries)
    finally:
        stop_server(server.identity)
        server.process.wait()


def _binaries(places: Places, install: Install, environment: Mapping[str, str]) -> Binaries:
    named = named_folder(environment, install.binaries)
    return find_binaries(site_packages=site_packages(places), named=named)


def ask_program(
    places: Places, environment: Mapping[str, str], do: str, **order: object
) -> dict[str, object]:
    """Have the program that encrypts do one thing and return what it says.

    :raises RefusalError: when it refuses, in its words.
    """
    done = programs.attempt(
        [places.python, "-m", "launcher.backups.program"],
        environment=environment,
        folder=places.clone,
        sent=json.dumps({"do": do, **order}),
    )
    if done.code:
        raise RefusalError(Refusal.AS_SAID, text=done.output.strip())
    return dict(json.loads(done.output.strip().splitlines()[-1]))


def code_of(places: Places) -> str:
    """Return the mark of the code: its commit where the clone knows one."""
    done = programs.attempt(["git", "-C", str(places.clone), "rev-parse", "--short=12", "HEAD"])
    return done.output.strip() if done.code == 0 else ""


def absolute(path: str, environment: Mapping[str, str]) -> Path:
    """Return a path as whoever called meant it: counted from where they are."""
    called_from = Path(environment.get("TINHSO_CALLED_FROM") or Path.cwd())
    return (called_from / Path(path).expanduser()).resolve()
