"""A province with many dossiers, made set-wise after one that was really walked through."""

from collections.abc import Mapping

from django.db import connection

FIRST = 10_000_000
_FINISHED = "g <= %(done)s"
_RECEIVED = "now() - interval '365 days' * (1 - g::float / %(count)s)"
_ENDED = f"LEAST({_RECEIVED} + interval '1 day' * (1 + g %% 9), now())"


def multiply(table: str, template: int, count: int, values: Mapping[str, str], where: str) -> None:
    """Copy a row many times; ``values`` are SQL of the columns that differ, ``g`` the number."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT column_name FROM information_schema.columns WHERE table_name = %s", [table]
        )
        columns = [name for (name,) in cursor.fetchall()]
        chosen = ", ".join(values.get(name, f't."{name}"') for name in columns)
        names = ", ".join(f'"{name}"' for name in columns)
        cursor.execute(
            f'INSERT INTO "{table}" ({names}) SELECT {chosen} FROM "{table}" t, '  # noqa: S608 -- our own words
            f"generate_series(1, {count}) g WHERE t.id = {template} AND {where}"
        )


def make_many(*, case: int, dossier: int, result: int, count: int) -> None:
    """Make dossiers over a year and over all units; five in a hundred are still open."""
    done = count * 95 // 100
    sizes = {"count": count, "done": done}
    finished, received, ended = _FINISHED % sizes, _RECEIVED % sizes, _ENDED % sizes
    unit = (
        "(SELECT array_agg(id ORDER BY id) FROM org_agency WHERE kind IN ('commune', 'department'))"
    )
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {unit}")
        units = f"(ARRAY{cursor.fetchone()[0]}::bigint[])"
    agency = f"{units}[1 + g % array_length({units}, 1)]"
    case_values = {
        "id": f"{FIRST} + g",
        "code": "'HB-' || g",
        "unit_id": agency,
        "opened_at": received,
        "closed_at": f"CASE WHEN {finished} THEN {ended} END",
        "outcome": f"CASE WHEN {finished} THEN 'granted' ELSE '' END",
    }
    multiply("cases_case", case, count, case_values, "true")
    dossier_values = {
        "id": f"{FIRST} + g",
        "case_id": f"{FIRST} + g",
        "filing_no": "'NB-' || g",
        "code": "'HB-' || g",
        "agency_id": agency,
        "receiving_agency_id": agency,
        "channel": "(ARRAY['online', 'online', 'direct', 'post'])[1 + g % 4]",
        "processing": f"CASE WHEN {finished} THEN 'returned' ELSE 'processing' END",
        "clock": f"CASE WHEN {finished} THEN 'stopped' ELSE 'running' END",
        "filed_at": received,
        "received_at": received,
        "due_first": f"{received} + interval '9 days 1 hour' - interval '2 days' * (g % 50 / 48)",
        "due_at": f"{received} + interval '9 days 1 hour' - interval '2 days' * (g % 50 / 48)",
        "finished_at": f"CASE WHEN {finished} THEN {ended} END",
        "returned_at": f"CASE WHEN {finished} THEN {ended} END",
    }
    multiply("one_stop_dossier", dossier, count, dossier_values, "true")
    result_values = {
        "id": f"{FIRST} + g",
        "dossier_id": f"{FIRST} + g",
        "number": "g || '/QĐ-UBND'",
        "signed_at": ended,
        "sealed_at": ended,
    }
    multiply("one_stop_dossierresult", result, count, result_values, f"{finished} AND g % 20 > 0")
