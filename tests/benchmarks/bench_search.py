"""The search of procedures: the hundred questions of its tests on the whole catalogue."""

import csv
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest
from django.db import connection

from province.contexts.procedures import permissions, public, tests
from province.contexts.procedures.commands.importing import import_procedures
from province.foundation.db.roles import SERVING_ROLE
from province.foundation.identity.actors import job_actor
from tests.benchmarks.conftest import Tell

QUESTIONS = Path(tests.__file__).parent / "questions.csv"


@pytest.mark.django_db
def bench_the_hundred_questions(tell: Tell) -> None:
    importer = job_actor("import", permissions.CURATE)
    import_procedures(actor=importer, now=datetime(2026, 11, 20, 3, 0, tzinfo=UTC))
    with connection.cursor() as cursor:  # as autovacuum does after a real import
        cursor.execute("SET ROLE NONE")
        cursor.execute("ANALYZE")
        cursor.execute(f"SET ROLE {SERVING_ROLE}")
    with QUESTIONS.open(encoding="utf-8", newline="") as table:
        asked = [row["question"] for row in csv.DictReader(table)]
    calls = [partial(public.search, text=text, limit=20) for text in asked]
    for call in calls:
        call()

    tell("search, 1,424 procedures, 100 questions", calls * 5)
