"""A backup, and an install made from it elsewhere: one install with real processes for all."""

import hashlib
import shutil
import stat
import subprocess
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest

from launcher.backups.contents import place_of_content
from launcher.checks import free_port
from launcher.places import places_of
from launcher.state import read_state
from launcher.supervisor import end_leftovers
from tests.launcher.stand_in import Answer, StandIn, make_stand_in
from tests.launcher.waiting import get, until

PASSPHRASE = "bốn từ rất dễ nhớ"  # noqa: S105 -- of a throw-away install
PAPER = b"%PDF a paper that somebody brought"
DIGEST = hashlib.sha256(PAPER).hexdigest()
TABLES = """
CREATE TABLE attachments_content (id serial PRIMARY KEY, sha256 text NOT NULL, size int NOT NULL);
CREATE TABLE django_migrations (id serial PRIMARY KEY, app text NOT NULL, name text NOT NULL);
INSERT INTO django_migrations (app, name) VALUES ('lamps', '0001_first'), ('auth', '0099_theirs');
"""


@dataclass(frozen=True)
class Kept:
    """An install that runs, and the backup that was made of it meanwhile."""

    install: StandIn
    port: int
    file: Path
    made: Answer


def owner_url(one: StandIn) -> str:
    """Return the address by which the owner reaches the database of a running install."""
    state = read_state(one.places)
    assert state is not None
    secrets = tomllib.loads(one.places.secrets.read_text(encoding="utf-8"))
    url = state.environment["TINHSO_DATABASE_URL"]
    return url.replace("tinhso_app", "tinhso_owner").replace(
        secrets["app_password"], secrets["owner_password"]
    )


def elsewhere(one: StandIn, folder: Path) -> StandIn:
    """Return the same clone with its data in another folder."""
    return StandIn(places=places_of(clone=one.places.clone, data=folder))


def ask(one: StandIn, *words: str, passphrase: str = PASSPHRASE, **more: str) -> Answer:
    """Run a command with the passphrase in the environment."""
    return one.ask(*words, TINHSO_BACKUP_PASSPHRASE=passphrase, **more)


def left_over(folder: Path) -> list[str]:
    """Return what a refused or ended backup has left in a folder."""
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kept]:
    folder = tmp_path_factory.mktemp("kept")
    one, port = make_stand_in(folder), free_port()
    migrations = one.places.clone / "province" / "kernel" / "lamps" / "migrations"
    migrations.mkdir(parents=True)
    (migrations / "0001_first.py").touch()
    started = one.ask("start", "--port", str(port))
    assert started.code == 0, started.words
    get(port, "/say/kept")
    paper = one.places.data / "attachments" / place_of_content(DIGEST)
    paper.parent.mkdir(parents=True)
    paper.write_bytes(PAPER)
    (one.places.data / "attachments" / "stray").write_bytes(b"the dump does not name it")
    (one.places.data / "anchors").mkdir()
    (one.places.data / "anchors" / "2026-11.jsonl").write_text("{}\n", encoding="utf-8")
    with psycopg.connect(owner_url(one)) as connection:
        connection.execute(TABLES)
        connection.execute(
            "INSERT INTO attachments_content (sha256, size) VALUES (%s, %s)", (DIGEST, len(PAPER))
        )
    file = folder / "all.tinhso-backup"
    made = ask(one, "backup", str(file))
    assert made.code == 0, made.words
    yield Kept(install=one, port=port, file=file, made=made)
    one.ask("stop")
    end_leftovers(one.places)


def test_a_backup_of_a_running_install_is_one_private_file_that_says_nothing(kept: Kept) -> None:
    content = kept.file.read_bytes()

    assert "4 rows, 1 files; read back and whole." in kept.made.words
    assert stat.S_IMODE(kept.file.stat().st_mode) == 0o600
    assert [word for word in (PAPER, b"vault_key", b"kept", b"PGDMP") if word in content] == []
    assert left_over(kept.file.parent) == ["all.tinhso-backup", "clone", "data"]
    whole = ask(kept.install, "backup", "--verify", str(kept.file))
    assert (whole.code, "is whole: made at" in whole.words) == (0, True)


def test_another_folder_gets_every_row_file_and_key(kept: Kept, tmp_path: Path) -> None:
    other, port = elsewhere(kept.install, tmp_path / "other"), free_port()

    restored = ask(other, "restore", str(kept.file), "--port", str(port))

    assert restored.code == 0, restored.words
    assert "4 rows, 1 files; counts, digests and journal fit." in restored.words
    assert other.called() == ["prepare_database", "verify_journal"]
    paper = other.places.data / "attachments" / place_of_content(DIGEST)
    assert (paper.read_bytes(), stat.S_IMODE(paper.stat().st_mode)) == (PAPER, 0o440)
    assert not (other.places.data / "attachments" / "stray").exists()
    for name in ("secrets.toml", "anchors/2026-11.jsonl"):
        mine, theirs = (one.places.data / name for one in (other, kept.install))
        assert mine.read_bytes() == theirs.read_bytes()
    started = other.ask("start")
    assert started.code == 0, started.words
    assert get(port, "/healthz") == (200, "kept")
    other.ask("stop")
    again = ask(other, "restore", str(kept.file))
    assert (again.code, "holds an install already" in again.words) == (1, True)
    moved = ask(other, "restore", str(kept.file), "--replace")
    assert moved.code == 0, moved.words
    aside = [path.name for path in tmp_path.glob("other.before-*")]
    assert (len(aside), (tmp_path / aside[0] / "pg" / "PG_VERSION").exists()) == (1, True)


@pytest.mark.parametrize(
    ("spoil", "passphrase", "words"),
    [
        (lambda content: content, "một mật khẩu khác hẳn", "This is not the passphrase of"),
        (lambda content: content[:-1], PASSPHRASE, "is damaged or was cut off"),
        (
            lambda content: content[:-40] + b"x" + content[-39:],
            PASSPHRASE,
            "is damaged or was cut off",
        ),
        (lambda _content: b"no backup at all", PASSPHRASE, "is no backup of Tỉnh Số"),
    ],
    ids=["wrong passphrase", "cut off", "one byte changed", "no backup"],
)
def test_what_cannot_be_read_is_refused_before_anything_is_touched(
    kept: Kept, tmp_path: Path, spoil: object, passphrase: str, words: str
) -> None:
    assert callable(spoil)
    spoiled = tmp_path / "spoiled"
    spoiled.write_bytes(spoil(kept.file.read_bytes()))
    other = elsewhere(kept.install, tmp_path / "other")

    refused = ask(other, "restore", str(spoiled), passphrase=passphrase)

    assert (refused.code, words in refused.words) == (1, True), refused.words
    assert left_over(tmp_path) == ["spoiled"]


@pytest.mark.parametrize(
    "newer", ["migrations/0001_first.py", ""], ids=["a migration", "a whole module"]
)
def test_a_backup_of_newer_code_is_refused(kept: Kept, tmp_path: Path, newer: str) -> None:
    known = kept.install.places.clone / "province/kernel/lamps" / newer
    other = elsewhere(kept.install, tmp_path / "other")
    aside = known.rename(kept.install.places.clone / "aside")
    try:
        refused = ask(other, "restore", str(kept.file))
    finally:
        aside.rename(known)

    assert (refused.code, "was made by a newer Tỉnh Số" in refused.words) == (1, True)
    assert left_over(tmp_path) == []


def test_a_restore_that_fails_leaves_nothing_and_one_that_was_killed_cannot_be_started(
    kept: Kept, tmp_path: Path
) -> None:
    other = elsewhere(kept.install, tmp_path / "other")
    failed = ask(other, "restore", str(kept.file), TINHSO_PG_BIN=str(tmp_path))
    assert failed.code == 1, failed.words
    assert left_over(other.places.data) == ["log", "run"]

    (other.places.data / "restoring").touch()
    (other.places.data / "attachments").mkdir()
    refused = other.ask("start")

    assert (refused.code, "did not come to its end" in refused.words) == (1, True)
    assert (other.places.data / "attachments").exists()


def test_a_taken_name_a_short_passphrase_and_nobody_to_ask_are_refused(
    kept: Kept, tmp_path: Path
) -> None:
    taken, fresh = tmp_path / "taken", tmp_path / "fresh"
    taken.write_bytes(b"mine")

    answers = [
        ask(kept.install, "backup", str(taken)),
        ask(kept.install, "backup", str(fresh), passphrase="ngắn"),  # noqa: S106 -- refused
        kept.install.ask("backup", str(fresh)),
        ask(kept.install, "backup", str(tmp_path / "nowhere" / "file")),
        ask(elsewhere(kept.install, tmp_path / "none"), "backup", str(fresh)),
    ]

    said = ["exists already", "at least 12", "run this on a terminal", "no folder", "no install"]
    assert [one.code for one in answers] == [1] * 5
    assert [words in one.words for words, one in zip(said, answers, strict=True)] == [True] * 5
    assert (left_over(tmp_path), taken.read_bytes()) == (["taken"], b"mine")


def test_a_full_disk_is_said_and_leaves_no_half_file(kept: Kept, tmp_path: Path) -> None:
    file = tmp_path / "file"

    done = subprocess.run(  # noqa: S603 -- our own program; no file of it may pass 3000 bytes
        ["prlimit", "--fsize=3000", *kept.install.words("backup", str(file))],  # noqa: S607 -- on every Linux
        env=kept.install.environment(TINHSO_BACKUP_PASSPHRASE=PASSPHRASE),
        text=True,
        capture_output=True,
        check=False,
        timeout=60,
    )

    assert (done.returncode, "The disk ran full; no half backup" in done.stderr) == (1, True), done
    assert left_over(tmp_path) == []


def test_a_backup_that_is_asked_to_end_leaves_no_half_file(kept: Kept, tmp_path: Path) -> None:
    file = tmp_path / "file"
    asked = kept.install.begin("backup", str(file), TINHSO_BACKUP_PASSPHRASE=PASSPHRASE)
    assert until(lambda: list(tmp_path.glob(".*.part")))

    asked.terminate()

    assert asked.wait(timeout=60) == 130
    assert until(lambda: left_over(tmp_path) == [])
    if asked.stdout is not None:
        asked.stdout.close()


def test_a_lost_file_of_the_install_is_named_and_the_rest_is_kept(
    kept: Kept, tmp_path: Path
) -> None:
    paper = kept.install.places.data / "attachments" / place_of_content(DIGEST)
    aside = paper.rename(tmp_path / "aside")
    try:
        made = ask(kept.install, "backup", str(tmp_path / "file"))
    finally:
        shutil.move(aside, paper)

    assert (made.code, DIGEST in made.words) == (1, True)
    assert ask(kept.install, "backup", "--verify", str(tmp_path / "file")).code == 0
