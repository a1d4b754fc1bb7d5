"""As whom the server runs, on machines with few accounts."""

import os
import pwd
from pathlib import Path

import pytest

from launcher.errors import RefusalError
from launcher.postgres import homes
from launcher.postgres.binaries import Binaries
from launcher.postgres.homes import Home, find_home
from launcher.programs import SystemUser
from launcher.refusals import Refusal
from tests.launcher.machine import refuse_namespaces

NOBODY = SystemUser(name="nobody", uid=65534, gid=65534)


def _line(name: str, uid: int) -> pwd.struct_passwd:
    return pwd.struct_passwd((name, "x", uid, uid, "", "/", "/bin/sh"))


def _have_only(monkeypatch: pytest.MonkeyPatch, *lines: pwd.struct_passwd) -> None:
    """Let this machine know these accounts and no other."""

    def find(attribute: str, wanted: str | int) -> pwd.struct_passwd:
        found = [line for line in lines if getattr(line, attribute) == wanted]
        if not found:
            raise KeyError(wanted)
        return found[0]

    monkeypatch.setattr(pwd, "getpwnam", lambda name: find("pw_name", name))
    monkeypatch.setattr(pwd, "getpwuid", lambda uid: find("pw_uid", uid))
    monkeypatch.setattr(pwd, "getpwall", lambda: list(lines))


def _let_namespaces_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put a program in front of unshare that pretends: it only tells its number from now on."""
    folder = tmp_path / "front"
    folder.mkdir()
    uid = "uid=${2#--map-user=}"
    unshare = f'#!/bin/sh\n{uid}\nshift 3\nUID_MAPPED=$uid exec "$@"\n'
    for name, text in (("unshare", unshare), ("id", "#!/bin/sh\necho $UID_MAPPED\n")):
        (folder / name).write_text(text, encoding="utf-8")
        (folder / name).chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}:{os.environ['PATH']}")


def _programs(folder: Path, *, known_uid: int) -> Binaries:
    """Make an initdb that knows one account, as the real one knows those of the machine."""
    folder.mkdir()
    script = f'#!/bin/sh\ntest "$UID_MAPPED" = {known_uid}\n'
    (folder / "initdb").write_text(script, encoding="utf-8")
    (folder / "initdb").chmod(0o755)
    return Binaries(folder=folder, major=18)


@pytest.mark.parametrize(
    ("lines", "uid"),
    [
        ([_line("root", 0), _line("nobody", 65534)], 65534),
        ([_line("root", 0), _line("nobody", 65534), _line("postgres", 117)], 117),
        ([_line("root", 0), _line("builder", 2001)], 2001),
    ],
)
def test_root_takes_the_number_of_an_account_that_this_machine_knows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lines: list[pwd.struct_passwd], uid: int
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(homes, "_owner", lambda _path: None)
    _have_only(monkeypatch, *lines)
    _let_namespaces_be(tmp_path, monkeypatch)
    own = _programs(tmp_path / "bin", known_uid=uid)

    home = find_home(cluster=tmp_path / "data" / "pg", binaries=own)

    assert home.prefix[1:] == ("-U", f"--map-user={uid}", f"--map-group={uid}")


def test_number_without_a_name_takes_one_in_a_namespace(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 12345)
    _have_only(monkeypatch, _line("root", 0), _line("nobody", 65534))
    _let_namespaces_be(tmp_path, monkeypatch)
    own = _programs(tmp_path / "bin", known_uid=65534)

    home = find_home(cluster=tmp_path / "data" / "pg", binaries=own)

    assert home.prefix[1:] == ("-U", "--map-user=65534", "--map-group=65534")


def test_number_without_a_name_or_a_namespace_is_told_what_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 12345)
    _have_only(monkeypatch, _line("root", 0), _line("nobody", 65534))
    refuse_namespaces(tmp_path, monkeypatch)

    with pytest.raises(RefusalError) as caught:
        find_home(
            cluster=tmp_path / "data" / "pg", binaries=_programs(tmp_path / "bin", known_uid=1)
        )

    assert (caught.value.sentence, caught.value.params) == (Refusal.NO_NAME, {"uid": 12345})


def test_namespace_in_which_initdb_finds_no_name_is_not_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(homes, "_owner", lambda _path: None)
    monkeypatch.setattr(homes, "_system_home", lambda cluster, own: Home(cluster, own, user=NOBODY))
    _have_only(monkeypatch, _line("root", 0), _line("nobody", 65534))
    _let_namespaces_be(tmp_path, monkeypatch)
    own = _programs(tmp_path / "bin", known_uid=1)

    home = find_home(cluster=tmp_path / "data" / "pg", binaries=own)

    assert (home.prefix, home.user) == ((), NOBODY)
