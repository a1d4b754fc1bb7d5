"""The serving role may add to what is final, and never change or remove it."""

import pytest
from django.db import DatabaseError, connection, transaction

from province.foundation.db.roles import SERVING_ROLE, append_only_tables

pytestmark = pytest.mark.django_db
FINAL = {"access_accessentry", "audit_auditentry", "cases_act", "numbering_issuednumber"}


def test_the_final_tables_are_found() -> None:
    assert set(append_only_tables()) >= FINAL


def test_the_tests_themselves_run_as_the_serving_role() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        assert cursor.fetchone() == (SERVING_ROLE,)


@pytest.mark.parametrize("table", append_only_tables())
@pytest.mark.parametrize("words", ["UPDATE {} SET id = id", "DELETE FROM {}", "TRUNCATE {}"])
def test_the_serving_role_changes_nothing_final(table: str, words: str) -> None:
    statement = words.format(connection.ops.quote_name(table))

    with (
        pytest.raises(DatabaseError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


@pytest.mark.parametrize("table", append_only_tables())
def test_the_serving_role_does_not_own_what_is_final(table: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT tableowner FROM pg_tables WHERE tablename = %s", [table])
        (owner,) = cursor.fetchone()

    assert owner != SERVING_ROLE
