import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.test import Client
from pytest_django.plugin import DjangoDbBlocker

from province.contexts.procedures import permissions
from province.contexts.procedures.commands.importing import FACT_FILE, import_procedures
from province.contexts.procedures.registries import NEEDS
from province.foundation.db.roles import SERVING_ROLE
from province.foundation.identity import source
from province.foundation.identity.actors import Actor, job_actor
from province.kernel.org.models import Account

NOW = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
IMPORTER = job_actor("import", permissions.CURATE)
FEW = ("1.001776", "1.001193", "1.000894", "2.000884", "1.014027", "2.002621", "6.001430")


@pytest.fixture(autouse=True)
def _nothing_else_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    """These tests publish procedures for which nobody has made a form or a process."""
    monkeypatch.setattr(NEEDS, "_pieces", {})


def rows_of(*codes: str) -> list[dict[str, str]]:
    with FACT_FILE.open(encoding="utf-8", newline="") as table:
        return [row for row in csv.DictReader(table) if not codes or row["code"] in codes]


def write_rows(path: Path, rows: list[dict[str, str]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as table:
        writer = csv.DictWriter(table, fieldnames=list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return path


@pytest.fixture(scope="module")
def whole_catalogue(
    django_db_setup: None,  # noqa: ARG001 -- the database must be there
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[None]:
    """Import the whole fact file once for a module, and take it away afterwards."""
    with django_db_blocker.unblock(), transaction.atomic():
        import_procedures(actor=IMPORTER, now=NOW)
        with connection.cursor() as cursor:  # as autovacuum does after a real import
            cursor.execute("SET ROLE NONE")
            cursor.execute("ANALYZE")
            cursor.execute(f"SET ROLE {SERVING_ROLE}")
        yield
        transaction.set_rollback(True)


@pytest.fixture
def few(db: None, tmp_path: Path) -> Path:  # noqa: ARG001 -- the database must be open
    """Import seven procedures; return their file."""
    path = write_rows(tmp_path / "few.csv", rows_of(*FEW))
    import_procedures(actor=IMPORTER, now=NOW, path=path)
    return path


@pytest.fixture
def curator() -> Actor:
    return Actor(
        account_id=7,
        official_id=1,
        abilities=frozenset({permissions.CURATE, permissions.PUBLISH}),
    )


@dataclass(frozen=True)
class OneActor:
    """An actor source that knows one person."""

    actor: Actor

    def actor_for(self, **_asked: object) -> Actor:
        return self.actor


@pytest.fixture
def sign_in(db: None) -> Iterator["SignIn"]:  # noqa: ARG001 -- the database must be open
    """Sign accounts in as whatever actor a test names."""
    before = list(source._plugged)  # noqa: SLF001 -- put back what was plugged in
    yield SignIn()
    source._plugged[:] = before  # noqa: SLF001 -- put back what was plugged in


class SignIn:
    def __call__(self, actor: Actor) -> Client:
        source.plug_actor_source(OneActor(actor))
        client = Client()
        client.force_login(
            Account.objects.create(username=f"u{Account.objects.count()}.test"),
            backend="django.contrib.auth.backends.ModelBackend",
        )
        return client
