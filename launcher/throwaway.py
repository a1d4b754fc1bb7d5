"""A database server for one run of the tests, made for it and ended with it."""

import shutil
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import mkdtemp

from launcher.environment import site_packages
from launcher.locks import is_held, wait_for
from launcher.places import Places, socket_folder
from launcher.postgres.binaries import find_binaries
from launcher.postgres.databases import (
    Access,
    Addresses,
    ensure_roles,
    given_addresses,
    own_addresses,
)
from launcher.postgres.homes import find_home, refuge_of
from launcher.postgres.server import (
    Tuning,
    make_cluster,
    named_folder,
    start_server,
    stop_server,
)
from launcher.processes import carriers
from launcher.secrets import load_secrets

LONGEST_SWEEP = 120.0


@contextmanager
def database(
    places: Places, environment: Mapping[str, str], *, is_durable: bool = False
) -> Iterator[dict[str, str]]:
    """Give the addresses of a server for the tests: a throw-away one, or that of DATABASE_URL.

    A throw-away one forgets what a power cut takes, unless it ``is_durable``.
    """
    secrets = load_secrets(places.data / "test-secrets.toml", environment={})
    given = given_addresses(environment, secrets=secrets)
    if given is not None:
        access = Access(addresses=given, secrets=secrets, own_sockets=None)
        ensure_roles(places, access, environment)
        yield named(given)
        return
    binaries = find_binaries(
        site_packages=site_packages(places), named=named_folder(environment, None)
    )
    with _folder_of_our_own(places) as own:
        home = find_home(cluster=own / "pg", binaries=binaries)
        make_cluster(home, password=secrets.postgres_password)
        running = start_server(
            home,
            tuning=Tuning(max_connections=200, is_durable=is_durable),
            log=own / "postgres.log",
            mark=_mark(own),
        )
        try:
            addresses = own_addresses(sockets=running.sockets, secrets=secrets)
            access = Access(
                addresses=addresses,
                secrets=secrets,
                own_sockets=running.sockets,
                is_for_tests=True,
            )
            ensure_roles(places, access, environment)
            yield named(addresses)
        finally:
            stop_server(running.identity)
            running.process.wait()


def named(addresses: Addresses) -> dict[str, str]:
    """Return what tells the tests where their database is."""
    return {"TINHSO_OWNER_DATABASE_URL": addresses.owner, "TINHSO_DATABASE_URL": addresses.app}


def _mark(own: Path) -> str:
    return f"TINHSO_TEST_SERVER={own}"


def _lock(own: Path) -> Path:
    return own / "lock"


@contextmanager
def _folder_of_our_own(places: Places) -> Iterator[Path]:
    """Make a folder that nobody else takes for a left one: its lock lives as long as we do.

    What runs of other people's tests left, killed before they could tidy up, is ended first.
    """
    folder = places.data / "test-pg"
    with ExitStack() as held:
        with wait_for(places.run / "test-pg.lock", seconds=LONGEST_SWEEP):
            folder.mkdir(exist_ok=True, mode=0o700)
            for old in folder.iterdir():
                if not is_held(_lock(old)):
                    _remove(old)
            own = Path(mkdtemp(dir=folder))
            held.enter_context(wait_for(_lock(own), seconds=0))
        held.callback(_remove, own)
        yield own


def _remove(own: Path) -> None:
    """End the server of a run, if it still lives, and remove all that it kept, wherever it lay."""
    for server in sorted(carriers(_mark(own)), key=lambda one: one.started):
        stop_server(server)
    for data in (own, refuge_of(own)):
        shutil.rmtree(socket_folder(data), ignore_errors=True)
        shutil.rmtree(data, ignore_errors=True)
