"""The index is written by one transaction at a time: a correction never fails an import."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import pytest
from django.db import connection, connections, transaction

from province.contexts.procedures.commands.importing import import_procedures
from province.contexts.procedures.commands.indexing import index_again, rebuild_index
from province.contexts.procedures.models import Procedure, SearchPosting
from province.contexts.procedures.tests.conftest import FEW, IMPORTER, NOW, rows_of, write_rows

pytestmark = pytest.mark.django_db(transaction=True)
NEW_WORD = "quytduong"


def test_a_rebuild_waits_for_a_correction_that_is_not_committed(tmp_path: Path) -> None:
    path = write_rows(tmp_path / "few.csv", rows_of(*FEW))
    import_procedures(actor=IMPORTER, now=NOW, path=path)
    one = Procedure.objects.get(code="1.001776")
    is_indexed, may_commit = Event(), Event()

    def correct() -> None:
        try:
            with transaction.atomic():
                Procedure.objects.filter(pk=one.pk).update(name=f"Trợ cấp {NEW_WORD}")
                index_again(procedure_id=one.pk)
                is_indexed.set()
                may_commit.wait(timeout=60)
        finally:
            connections.close_all()

    def rebuild() -> None:
        try:
            with transaction.atomic():
                rebuild_index()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        correcting = pool.submit(correct)
        assert is_indexed.wait(timeout=60)
        rebuilding = pool.submit(rebuild)
        waiting = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"
        with connection.cursor() as cursor:
            for _try in range(600):
                cursor.execute(waiting)
                if cursor.fetchone()[0] or rebuilding.done():
                    break
                Event().wait(0.05)
        assert not rebuilding.done()
        may_commit.set()
        correcting.result(timeout=60)
        rebuilding.result(timeout=60)

    found = SearchPosting.objects.filter(word__word=NEW_WORD).values_list("procedure_id", flat=True)
    assert list(found) == [one.pk]
