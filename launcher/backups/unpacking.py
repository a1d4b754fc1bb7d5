"""Reads a backup: is it whole, what is in it, and puts it where it belongs."""

import contextlib
import hashlib
import json
import os
import tarfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, cast

import psycopg
from psycopg.conninfo import conninfo_to_dict

from launcher import programs
from launcher.backups.contents import (
    ABOUT,
    ATTACHMENTS,
    CLONE_SETTINGS,
    DATABASE,
    FORMAT,
    KEPT_FILES,
    KEPT_FOLDERS,
    MANIFEST,
    place_of_content,
)
from launcher.backups.packing import migrations_of, surroundings, tables_of
from launcher.backups.sealing import PIECE, UnsealingReader
from launcher.backups.words import BackupRefusal
from launcher.errors import RefusalError
from launcher.refusals import Refusal

RESTORE = ("--no-owner", "--no-privileges", "--single-transaction", "--exit-on-error")


@dataclass(frozen=True, slots=True)
class ReadOrder:
    """Which backup is read, and where its parts go."""

    file: str
    passphrase: str
    data: str = ""
    database: str = ""
    restore: str = ""


@dataclass(frozen=True, slots=True)
class _Member:
    name: str
    size: int
    mode: int
    stream: IO[bytes]

    def pieces(self) -> Iterator[bytes]:
        left = self.size
        while left and (piece := self.stream.read(min(PIECE, left))):
            left -= len(piece)
            yield piece


@contextmanager
def _members(order: ReadOrder) -> Iterator[Iterator[_Member]]:
    """Read through a backup, member after member, to its sealed end."""
    with Path(order.file).open("rb") as file:
        reader = UnsealingReader(file, passphrase=order.passphrase, name=order.file)
        try:
            with tarfile.open(
                fileobj=cast("IO[bytes]", reader),
                mode="r|",
                bufsize=PIECE,
            ) as tar:
                yield _each(tar)
        except tarfile.TarError as refusal:
            raise RefusalError(BackupRefusal.BACKUP_DAMAGED, file=order.file) from refusal
        while reader.read(PIECE):
            pass


def _each(tar: tarfile.TarFile) -> Iterator[_Member]:
    for info in tar:
        stream = tar.extractfile(info)
        if stream is not None:
            mode = info.mode & 0o777
            yield _Member(name=info.name, size=info.size, mode=mode, stream=stream)


def verify(order: ReadOrder) -> dict[str, object]:
    """Read a backup to its end and return what it says of itself; nothing is written.

    :raises RefusalError: when it is damaged or incomplete, or of a form that we do not know.
    """
    found: dict[str, list[object]] = {}
    about: dict[str, object] = {}
    listed: dict[str, list[object]] = {}
    with _members(order) as members:
        for member in members:
            digest, kept = hashlib.sha256(), bytearray()
            for piece in member.pieces():
                digest.update(piece)
                if member.name in {ABOUT, MANIFEST}:
                    kept += piece
            if member.name == MANIFEST:
                listed = json.loads(bytes(kept))["members"]
                continue
            if member.name == ABOUT:
                about = json.loads(bytes(kept))
                if about.get("format") != FORMAT:
                    raise RefusalError(BackupRefusal.BACKUP_NEWER, file=order.file)
            found[member.name] = [member.size, digest.hexdigest()]
    if not about or found != listed:
        raise RefusalError(BackupRefusal.BACKUP_DAMAGED, file=order.file)
    contents = sum(name.startswith(ATTACHMENTS) for name in found)
    return about | {"contents": contents, "size": Path(order.file).stat().st_size}


def unpack_files(order: ReadOrder) -> dict[str, object]:
    """Put settings, secrets, anchors, certificates and contents into the data folder."""
    data, count = Path(order.data), 0
    with _members(order) as members:
        for member in members:
            target, mode = _target(data, member)
            if target is None:
                continue
            target.parent.mkdir(parents=True, exist_ok=True)
            digest = _write(target, member, mode=mode)
            if member.name.startswith(ATTACHMENTS):
                count += digest == target.name
    return {"contents": count}


def _target(data: Path, member: _Member) -> tuple[Path | None, int]:
    """Return where a member belongs; what we do not know goes nowhere, whatever its name says."""
    folder, _, rest = member.name.partition("/")
    if member.name.startswith(ATTACHMENTS):
        return data / "attachments" / place_of_content(rest), 0o440
    if member.name == CLONE_SETTINGS or member.name in KEPT_FILES:
        return data / member.name, member.mode
    if folder in KEPT_FOLDERS and ".." not in rest.split("/"):
        return data / folder / rest, member.mode
    return None, 0


def _write(target: Path, member: _Member, *, mode: int) -> str:
    digest = hashlib.sha256()
    with os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        for piece in member.pieces():
            digest.update(piece)
            file.write(piece)
        file.flush()
        os.fsync(file.fileno())
    target.chmod(mode)
    return digest.hexdigest()


def unpack_database(order: ReadOrder, environment: Mapping[str, str]) -> dict[str, object]:
    """Fill the empty database and return how many rows each table has now.

    :raises RefusalError: when PostgreSQL refuses; the database is empty then as before.
    """
    said = Path(order.data) / "log" / "restore.log"
    words = [order.restore, *RESTORE, f"--dbname={_name_of(order.database)}"]
    with programs.writing_to(
        words, environment=surroundings(order.database, environment), log=said
    ) as (process, stream):
        _feed(order, stream)
        code = process.wait()
    if code:
        tail = said.read_text(encoding="utf-8", errors="replace").strip()[-2000:]
        raise RefusalError(Refusal.PROGRAM_FAILED, program="pg_restore", code=code, tail=tail)
    with psycopg.connect(order.database, connect_timeout=10) as connection:
        return {"tables": tables_of(connection)}


def _feed(order: ReadOrder, stream: IO[bytes]) -> None:
    """Hand the dump on; a program that has gone away says itself why."""
    with _members(order) as members:
        for member in members:
            if member.name.startswith(DATABASE):
                try:
                    for piece in member.pieces():
                        stream.write(piece)
                except BrokenPipeError:
                    return
    with contextlib.suppress(BrokenPipeError):
        stream.close()


def _name_of(url: str) -> str:
    return str(conninfo_to_dict(url)["dbname"])


def look_into(order: ReadOrder) -> dict[str, object]:
    """Return the tables of a database and the migrations that it has seen."""
    with psycopg.connect(order.database, connect_timeout=10) as connection:
        tables = tables_of(connection)
        return {"tables": tables, "migrations": migrations_of(connection, tables)}


def clear(order: ReadOrder) -> dict[str, object]:
    """Empty a database; its owner does it, so that somebody else's server needs no superuser."""
    with psycopg.connect(order.database, connect_timeout=10) as connection:
        connection.execute("DROP SCHEMA public CASCADE")
        connection.execute("CREATE SCHEMA public AUTHORIZATION pg_database_owner")
        connection.execute("GRANT USAGE ON SCHEMA public TO PUBLIC")
    return {}
