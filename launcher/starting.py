"""Bringing an install up, step by step, and keeping it up."""

import os
import subprocess
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from launcher import programs
from launcher.backups.opening import UNFINISHED
from launcher.backups.schedule import daily_backup
from launcher.backups.words import BackupRefusal
from launcher.checks import LATER_START_NEEDS, check_disk, check_port, claimed_port
from launcher.environment import PRODUCT, ensure_installed, site_packages
from launcher.errors import RefusalError
from launcher.files import write_whole
from launcher.frontend import ensure_front_end
from launcher.health import what_ails
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
from launcher.outgoing import Mailbox, mailbox_environment, mailbox_for, said_environment
from launcher.output import say, step, tell
from launcher.places import Places, socket_folder
from launcher.postgres.binaries import find_binaries
from launcher.postgres.databases import (
    Access,
    ensure_roles,
    given_addresses,
    own_addresses,
)
from launcher.postgres.homes import account_name, find_home
from launcher.postgres.server import make_cluster, named_folder, start_server
from launcher.preparing import forget_preparation, manage, prepare
from launcher.processes import identity_of, write_pid_file
from launcher.refusals import Refusal
from launcher.secrets import Secrets, load_secrets
from launcher.sentences import Sentence
from launcher.settings_file import read_settings
from launcher.state import State, forget_state, write_state
from launcher.supervisor import (
    MAILBOX,
    POSTGRES,
    WEB,
    WORKER,
    StopAskedError,
    Supervisor,
    end_leftovers,
    mark_of,
    obey_signals,
)
from launcher.waiting import until

LONGEST_START = 120.0
PAUSE = 0.02
CLUSTER = "pg"
ROLES_MADE = "roles-made"
# Who serves cannot change what is final: the owner's password stays with those who migrate.
OWNERS_ONLY = {"TINHSO_OWNER_DATABASE_URL"}


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
        forget_state(places)
        end_leftovers(places)
        itself = identity_of(os.getpid())
        if itself is not None:
            write_pid_file(places.pid_file("supervisor"), itself)
        supervisor = Supervisor(places)
        try:
            obey_signals()
            install = _decide(places, asked, environment)
            with claimed_port(install.listen, install.port):
                _bring_up(places, install, environment, supervisor)
                when_ready()
                supervisor.add_chore(daily_backup(places, environment))
                supervisor.watch()
        except StopAskedError:
            tell("")
            say(Sentence.STOPPING)
        finally:
            forget_state(places)
            supervisor.stop()
            places.pid_file("supervisor").unlink(missing_ok=True)
    say(Sentence.STOPPED)
    return 0


def _decide(places: Places, asked: Asked, environment: Mapping[str, str]) -> Install:
    return decide(
        asked=asked,
        settings=read_settings(clone=places.clone, data=places.data),
        remembered=recall(places.remembered),
        environment=environment,
    )


def _bring_up(
    places: Places, install: Install, environment: Mapping[str, str], supervisor: Supervisor
) -> None:
    if (places.data / UNFINISHED).exists():
        raise RefusalError(BackupRefusal.RESTORE_UNFINISHED, folder=places.data)
    check_disk(places.data, needed=LATER_START_NEEDS)
    secrets = load_secrets(places.secrets, environment=environment)
    ensure_installed(places, PRODUCT)
    ensure_front_end(places)
    remember(places.remembered, with_choices(recall(places.remembered), install))

    access = _open_database(places, install, environment, secrets, supervisor)
    inside = program_environment(
        places=places,
        install=install,
        secrets=secrets,
        addresses=access.addresses,
        base=environment,
    )
    settings = read_settings(clone=places.clone, data=places.data)
    inside |= said_environment(settings=settings, secrets=secrets, environment=environment)
    mailbox = mailbox_for(install, inside)
    if mailbox is not None:
        inside |= mailbox_environment(mailbox, install)
    _ensure_roles_once(places, access, environment)
    prepare(places, inside, is_own_server=access.own_sockets is not None)
    if install.is_https:
        _make_certificates(places, install, inside)
    serving = {name: value for name, value in inside.items() if name not in OWNERS_ONLY}
    _open(places, install, serving, supervisor, mailbox)


def _open_database(
    places: Places,
    install: Install,
    environment: Mapping[str, str],
    secrets: Secrets,
    supervisor: Supervisor,
) -> Access:
    """Name the database that was given to us, or start a server of our own."""
    given = given_addresses(environment, secrets=secrets)
    if given is not None:
        return Access(addresses=given, secrets=secrets, own_sockets=None)
    sockets = _start_database(places, install, environment, secrets, supervisor)
    own = own_addresses(sockets=sockets, secrets=secrets)
    return Access(addresses=own, secrets=secrets, own_sockets=sockets)


def _start_database(
    places: Places,
    install: Install,
    environment: Mapping[str, str],
    secrets: Secrets,
    supervisor: Supervisor,
) -> Path:
    """Start the server of this install, keep it under watch, and return where its socket is."""
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
        supervisor.add(
            POSTGRES,
            lambda: (
                start_server(
                    home,
                    tuning=install.tuning,
                    log=places.log / "postgres.log",
                    mark=mark_of(places),
                ).process
            ),
        )
    return socket_folder(home.cluster.parent)


def _ensure_roles_once(places: Places, access: Access, environment: Mapping[str, str]) -> None:
    """Make the roles at the first start, and whenever a password of theirs is another one.

    On somebody else's server look every time.
    """
    done, digest = places.data / ROLES_MADE, access.secrets.digest_of_roles
    is_ours = access.own_sockets is not None
    if is_ours and done.exists() and done.read_text(encoding="utf-8") == digest:
        return
    with step(Sentence.STEP_ROLES):
        ensure_roles(places, access, environment)
    if is_ours:
        write_whole(done, digest)


def _make_certificates(places: Places, install: Install, inside: Mapping[str, str]) -> None:
    words = ["-m", "launcher.certificates", "--folder", str(places.certificates)]
    words += names_of(install)
    programs.run([places.python, *words], environment=inside, folder=places.clone)


def _open(
    places: Places,
    install: Install,
    inside: Mapping[str, str],
    supervisor: Supervisor,
    mailbox: Mailbox | None,
) -> None:
    """Open the web and start the worker, and a mailbox beside them; ready is who answers."""

    def starter(name: str, words: list[str | Path]) -> Callable[[], subprocess.Popen[bytes]]:
        key, _, value = mark_of(places).partition("=")
        marks = {key: value, "TINHSO_PROGRAM": f"{name}:{places.data}"}
        if name == WORKER:
            marks["TINHSO_WORKER_MARK"] = str(places.worker_mark)
        return lambda: programs.spawn(
            words,
            environment={**inside, **marks},
            folder=places.clone,
            log=places.log / f"{name}.log",
        )

    with ThreadPoolExecutor(max_workers=1) as aside:
        with step(Sentence.STEP_WEB):
            check_port(install.listen, install.port)
            supervisor.add(WEB, starter(WEB, _web_words(places, install)))
            places.worker_mark.unlink(missing_ok=True)
            supervisor.add(WORKER, starter(WORKER, [places.python, "manage.py", "work"]))
            if mailbox is not None:
                supervisor.add(MAILBOX, starter(MAILBOX, _mailbox_words(places, mailbox)))
            command = "setup_link" if install.mode == REAL else "demo_accounts"
            welcome = aside.submit(manage, places, inside, command)
            _wait_for_both(places, install, supervisor)
        write_state(
            places,
            State(
                pid=os.getpid(),
                url=install.url,
                near_url=install.near_url,
                mode=install.mode,
                environment=dict(inside),
            ),
        )
        say(Sentence.READY, url=install.url)
        if install.is_https:
            say(Sentence.TRUST_CA, path=places.certificates / "ca.pem")
        tell(welcome.result().rstrip())
        if mailbox is not None:
            say(Sentence.MAILBOX_AT, url=mailbox.url)


def _mailbox_words(places: Places, mailbox: Mailbox) -> list[str | Path]:
    words: list[str | Path] = [places.python, "-m", "sandbox.mailbox"]
    words += ["--file", places.data / "mailbox.jsonl"]
    words += ["--smtp-port", str(mailbox.smtp_port)]
    return [*words, "--page-port", str(mailbox.page_port)]


def _web_words(places: Places, install: Install) -> list[str | Path]:
    words: list[str | Path] = [places.python, "-m", "launcher.web", "--interface", "wsgi"]
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


def _wait_for_both(places: Places, install: Install, supervisor: Supervisor) -> None:
    def is_well() -> bool:
        supervisor.check_start(places.log)
        return what_ails(places, install.near_url) is None and places.worker_mark.exists()

    if not until(is_well, seconds=LONGEST_START, pause=PAUSE):
        silent, name = Refusal.WEB_SILENT, WEB
        if what_ails(places, install.near_url) is None:
            silent, name = Refusal.WORKER_SILENT, WORKER
        raise RefusalError(silent, seconds=int(LONGEST_START), log=places.log / f"{name}.log")
