"""Newer code takes over the data of an older clone, fails to, and gives them back.

The newer code is the tiny product with one more migration: a table, and a row in the list of them.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from launcher.checks import free_port
from launcher.places import places_of
from launcher.supervisor import end_leftovers
from tests.launcher.stand_in import MANAGE, StandIn, make_stand_in
from tests.launcher.waiting import get

MIGRATED = """
    with psycopg.connect(os.environ["TINHSO_OWNER_DATABASE_URL"]) as connection:
        connection.execute(
            "CREATE TABLE IF NOT EXISTS django_migrations (id serial, app text, name text UNIQUE)"
        )
        for name in NAMES:
            connection.execute(
                "INSERT INTO django_migrations (app, name) VALUES ('lamps', %s)"
                " ON CONFLICT DO NOTHING", (name,)
            )
elif command == "demo_accounts":"""
OLD, NEW = ["0001_first"], ["0001_first", "0002_brighter"]


def write_code(clone: Path, migrations: list[str]) -> None:
    """Have a clone know these migrations, and make them when its database is prepared."""
    folder = clone / "province" / "kernel" / "lamps" / "migrations"
    folder.mkdir(parents=True, exist_ok=True)
    for name in migrations:
        (folder / f"{name}.py").touch()
    text = MANAGE.replace(
        'elif command == "demo_accounts":', MIGRATED.replace("NAMES", repr(migrations))[1:]
    )
    (clone / "manage.py").write_text(text, encoding="utf-8")


def newer_clone(old: StandIn, folder: Path) -> StandIn:
    """Return another clone, with newer code, on the data of the old one."""
    shutil.copytree(old.places.clone, folder, symlinks=True)
    write_code(folder, NEW)
    return StandIn(places=places_of(clone=folder, data=old.places.data))


@pytest.fixture
def old(tmp_path: Path) -> Iterator[StandIn]:
    one = make_stand_in(tmp_path)
    write_code(one.places.clone, OLD)
    yield one
    one.ask("stop")
    end_leftovers(one.places)


def test_newer_code_takes_over_gives_back_and_falls_back_by_itself(
    old: StandIn, tmp_path: Path
) -> None:
    port = free_port()
    started = old.ask("start", "--port", str(port))
    assert started.code == 0, started.words
    get(port, "/say/before")
    new = newer_clone(old, tmp_path / "newer")
    clone = str(old.places.clone)

    refused = [
        new.ask("upgrade", "--from", str(tmp_path)),
        new.ask("upgrade", "--from", str(new.places.clone)),
        new.ask("upgrade", "--back"),
    ]
    said = ["holds no code", "get the new code into another folder", "No upgrade of"]
    assert [one.code for one in refused] == [1, 1, 1]
    assert [words in one.words for words, one in zip(said, refused, strict=True)] == [True] * 3
    assert get(port, "/healthz") == (200, "before")

    upgraded = new.ask("upgrade", "--from", clone)
    assert upgraded.code == 0, upgraded.words
    assert get(port, "/say/since")[0] == 200
    older = old.ask("upgrade", "--from", str(new.places.clone))
    assert (older.code, "it is older than the" in older.words) == (1, True), older.words
    assert get(port, "/healthz") == (200, "before\nsince")

    back = new.ask("upgrade", "--back")
    assert back.code == 0, back.words
    assert get(port, "/healthz") == (200, "before")

    manage = new.places.clone / "manage.py"
    text = manage.read_text(encoding="utf-8")
    manage.write_text(
        text.replace('elif command == "demo_accounts":', '    sys.exit("no lamp")\nelif 0:', 1),
        encoding="utf-8",
    )
    fallen = new.ask("upgrade", "--from", clone)
    assert (fallen.code, "no lamp" in fallen.words) == (1, True), fallen.words
    assert "serves again" in fallen.words
    assert get(port, "/healthz") == (200, "before")
    assert old.ask("status").code == 0
