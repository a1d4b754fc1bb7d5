"""Packs an install into one sealed file: the database as of one moment, and what it refers to."""

import hashlib
import io
import json
import os
import tarfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO, cast

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict

from launcher import programs
from launcher.backups.contents import (
    ABOUT,
    ATTACHMENTS,
    CLONE_SETTINGS,
    CONTENT_TABLE,
    DATABASE,
    FORMAT,
    KEPT_FILES,
    KEPT_FOLDERS,
    MANIFEST,
    PART,
    modules_of,
    place_of_content,
)
from launcher.backups.sealing import PIECE, SealingWriter
from launcher.backups.words import BackupRefusal
from launcher.errors import RefusalError
from launcher.moments import stamp
from launcher.refusals import Refusal

DUMP = ("--format=custom", "--no-owner", "--no-privileges")


@dataclass(frozen=True, slots=True)
class PackOrder:
    """What is packed, from where, to where."""

    target: str
    passphrase: str
    database: str
    dump: str
    data: str
    clone: str
    code: str
    mode: str
    has_attachments: bool = True


@dataclass(frozen=True, slots=True)
class Packed:
    """What was packed, and which contents the install itself has lost."""

    rows: int
    contents: int
    lost: list[str]


@dataclass(slots=True)
class _Moment:
    """The database at one moment, as every statement of one transaction sees it."""

    snapshot: str
    tables: dict[str, int]
    migrations: list[str]
    contents: list[tuple[str, int]] = field(default_factory=list)


def surroundings(url: str, base: Mapping[str, str]) -> dict[str, str]:
    """Return the environment in which PostgreSQL's programs find a database: no word on argv."""
    names = {"host": "PGHOST", "port": "PGPORT", "user": "PGUSER", "password": "PGPASSWORD"}
    names |= {"dbname": "PGDATABASE", "sslmode": "PGSSLMODE", "sslrootcert": "PGSSLROOTCERT"}
    found = conninfo_to_dict(url)
    given = {names[name]: str(value) for name, value in found.items() if name in names and value}
    return {name: value for name, value in base.items() if not name.startswith("PG")} | given


def pack(order: PackOrder, environment: Mapping[str, str]) -> Packed:
    """Write the backup; the database is as it was when this began, however long it takes.

    :raises RefusalError: when the disk has no room or the database cannot be dumped.
    """
    settings = _settings(order)
    with (
        psycopg.connect(order.database, connect_timeout=10) as connection,
        open(order.target, "xb", opener=_private) as file,
    ):
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        connection.read_only = True
        moment = _look(connection, has_attachments=order.has_attachments)
        _check_room(connection, order, moment)
        writer = SealingWriter(file, passphrase=order.passphrase)
        packer = _Packer(writer)
        packer.put_words(ABOUT, _about(order, moment))
        for name, content, mode in settings:
            packer.put_bytes(name, content, mode=mode)
        _put_database(packer, order, moment, environment)
        connection.rollback()
        lost = _put_contents(packer, Path(order.data) / "attachments", moment)
        packer.finish()
        writer.finish()
        file.flush()
        os.fsync(file.fileno())
    rows = sum(moment.tables.values())
    return Packed(rows=rows, contents=len(moment.contents) - len(lost), lost=lost)


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def tables_of(connection: psycopg.Connection) -> dict[str, int]:
    """Return how many rows each table has."""
    names = connection.execute(
        "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename"
    ).fetchall()
    counts = {}
    for (name,) in names:
        query = sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier("public", name))
        row = connection.execute(query).fetchone()
        counts[str(name)] = int(row[0]) if row else 0
    return counts


def migrations_of(connection: psycopg.Connection, tables: Mapping[str, int]) -> list[str]:
    """Return the migrations that a database has seen, as ``app.name``."""
    if "django_migrations" not in tables:
        return []
    found = connection.execute("SELECT app || '.' || name FROM django_migrations ORDER BY id")
    return [str(name) for (name,) in found]


def _look(connection: psycopg.Connection, *, has_attachments: bool) -> _Moment:
    row = connection.execute("SELECT pg_export_snapshot()").fetchone()
    tables = tables_of(connection)
    migrations = migrations_of(connection, tables)
    moment = _Moment(snapshot=str(row[0]) if row else "", tables=tables, migrations=migrations)
    if has_attachments and CONTENT_TABLE in tables:
        query = sql.SQL("SELECT sha256, size FROM {} ORDER BY id")
        found = connection.execute(query.format(sql.Identifier("public", CONTENT_TABLE)))
        moment.contents = [(sha256, size) for sha256, size in found]
    return moment


def _check_room(connection: psycopg.Connection, order: PackOrder, moment: _Moment) -> None:
    """Refuse before the disk is full: contents as they are, and the database at its full size."""
    row = connection.execute("SELECT pg_database_size(current_database())").fetchone()
    needed = sum(size for _sha256, size in moment.contents) + (int(row[0]) if row else 0)
    folder = Path(order.target).parent
    status = os.statvfs(folder)
    free = status.f_bavail * status.f_frsize
    if free < needed:
        megabyte = 1024 * 1024
        raise RefusalError(
            BackupRefusal.BACKUP_NO_ROOM,
            folder=folder,
            free=free // megabyte,
            needed=needed // megabyte + 1,
        )


def _about(order: PackOrder, moment: _Moment) -> dict[str, object]:
    return {
        "format": FORMAT,
        "made_at": stamp(),
        "code": order.code,
        "mode": order.mode,
        "has_attachments": order.has_attachments,
        "migrations": moment.migrations,
        "modules": modules_of(Path(order.clone)),
        "tables": moment.tables,
    }


class _Counting:
    """Hands a file on and counts and digests what passes."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self.digest = hashlib.sha256()

    def read(self, size: int) -> bytes:
        piece = self._file.read(size)
        self.digest.update(piece)
        return piece


class _Packer:
    """Puts named members into the stream and keeps the list of them, which comes last."""

    def __init__(self, writer: SealingWriter) -> None:
        self._tar = tarfile.open(  # noqa: SIM115 -- closed by finish
            fileobj=cast("IO[bytes]", writer),
            mode="w|",
            bufsize=PIECE,
            format=tarfile.PAX_FORMAT,
        )
        self._members: dict[str, list[object]] = {}

    def put(self, name: str, file: IO[bytes], *, size: int, mode: int = 0o600) -> str:
        """Put one member in and return its digest."""
        info = tarfile.TarInfo(name)
        info.size, info.mode = size, mode
        passing = _Counting(file)
        self._tar.addfile(info, cast("IO[bytes]", passing))
        digest = passing.digest.hexdigest()
        self._members[name] = [size, digest]
        return digest

    def put_bytes(self, name: str, content: bytes, *, mode: int = 0o600) -> None:
        self.put(name, io.BytesIO(content), size=len(content), mode=mode)

    def put_words(self, name: str, words: Mapping[str, object]) -> None:
        self.put_bytes(name, json.dumps(words, ensure_ascii=False).encode())

    def finish(self) -> None:
        self.put_words(MANIFEST, {"members": dict(self._members)})
        self._tar.close()


def _settings(order: PackOrder) -> list[tuple[str, bytes, int]]:
    """Read what lies beside the database.

    An anchor is stored before it is exported: read before the moment of the database, no exported
    anchor is one that the database does not have yet.
    """
    data = Path(order.data)
    paths = [data / name for name in KEPT_FILES]
    for folder in KEPT_FOLDERS:
        paths += sorted((data / folder).rglob("*"))
    found = [
        (path.relative_to(data).as_posix(), path.read_bytes(), path.stat().st_mode & 0o777)
        for path in paths
        if path.is_file()
    ]
    own = Path(order.clone) / "tinhso.toml"
    if own.is_file():
        found.append((CLONE_SETTINGS, own.read_bytes(), 0o600))
    return found


@contextmanager
def _dumping(
    order: PackOrder, moment: _Moment, environment: Mapping[str, str]
) -> Iterator[IO[bytes]]:
    words = [order.dump, *DUMP, f"--snapshot={moment.snapshot}"]
    said = Path(f"{order.target}.said")
    try:
        with programs.reading_from(
            words, environment=surroundings(order.database, environment), log=said
        ) as (process, stream):
            yield stream
            code = process.wait()
        if code:
            tail = said.read_text(encoding="utf-8", errors="replace").strip()
            raise RefusalError(Refusal.PROGRAM_FAILED, program="pg_dump", code=code, tail=tail)
    finally:
        said.unlink(missing_ok=True)


def _put_database(
    packer: _Packer, order: PackOrder, moment: _Moment, environment: Mapping[str, str]
) -> None:
    """Put the dump in, in parts: its length is not known before it ends, and it is on no disk."""
    with _dumping(order, moment, environment) as stream:
        number = 0
        while part := stream.read(PART):
            number += 1
            packer.put_bytes(f"{DATABASE}{number:08}", part)


def _put_contents(packer: _Packer, folder: Path, moment: _Moment) -> list[str]:
    """Put in every content that the dump refers to; return those that the store does not have."""
    lost = []
    for sha256, size in moment.contents:
        path = folder / place_of_content(sha256)
        try:
            with path.open("rb") as file:
                is_cut = os.fstat(file.fileno()).st_size != size
                if is_cut or packer.put(f"{ATTACHMENTS}{sha256}", file, size=size) != sha256:
                    lost.append(sha256)
        except FileNotFoundError:
            lost.append(sha256)
    return lost


def as_words(packed: Packed) -> dict[str, object]:
    """Return the outcome as the launcher reads it."""
    return asdict(packed)
