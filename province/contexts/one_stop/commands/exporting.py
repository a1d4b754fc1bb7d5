"""Takes lists of dossiers out of the house, and writes down who took whose data."""

from collections.abc import Collection
from dataclasses import asdict
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from province.contexts.one_stop import permissions
from province.contexts.one_stop.contracts.views import DossierRow
from province.contexts.one_stop.errors import MayNotError
from province.contexts.one_stop.models import Dossier
from province.contexts.one_stop.queries.desk import RegisterPage, register_page
from province.contexts.one_stop.queries.dossiers import DossierFilter, all_rows
from province.foundation.access.recording import record_access
from province.foundation.audit.catalogue import register_action
from province.foundation.audit.recording import record
from province.foundation.identity.actors import Actor

LIST_EXPORTED = register_action("one_stop.list_exported", _("Xuất danh sách hồ sơ ra tệp"))
REGISTER_EXPORTED = register_action("one_stop.register_exported", _("Xuất sổ theo dõi hồ sơ"))


@transaction.atomic
def export_list(
    *, actor: Actor, filters: DossierFilter, most: int, purpose: str, now: datetime
) -> tuple[DossierRow, ...]:
    """Return the list of dossiers for a file; audited, each applicant's row in the access table.

    :raises MayNotError: the actor does not export.
    """
    _require(actor)
    rows = all_rows(actor=actor, filters=filters, most=most)
    cases = {row.case_id for row in rows}
    _note_people(actor=actor, cases=cases, what="one_stop.list", purpose=purpose, now=now)
    changes = _changes(filters, rows=len(rows))
    record(actor=actor, action=LIST_EXPORTED, target="dossiers", changes=changes)
    return rows


@transaction.atomic
def export_register(
    *, actor: Actor, filters: DossierFilter, most: int, purpose: str, now: datetime
) -> RegisterPage:
    """Return the register, Mẫu 07, for a file; audited as every export.

    It holds addresses and telephone numbers in full: "an electronic register must hold all the
    information of the form" (note under Mẫu 07), so it goes only to whoever exports.

    :raises MayNotError: the actor does not export.
    """
    _require(actor)
    found = register_page(actor=actor, filters=filters, page=1, size=most)
    cases = {row.case_id for row in found.rows}
    _note_people(actor=actor, cases=cases, what="one_stop.register", purpose=purpose, now=now)
    changes = _changes(filters, rows=len(found.rows))
    record(actor=actor, action=REGISTER_EXPORTED, target="register", changes=changes)
    return found


def _require(actor: Actor) -> None:
    if not actor.can(permissions.EXPORT):
        raise MayNotError


def _note_people(
    *, actor: Actor, cases: Collection[int], what: str, purpose: str, now: datetime
) -> None:
    found = Dossier.objects.filter(case_id__in=cases)
    people = set(found.values_list("applicant_id", flat=True))
    others = found.filter(beneficiary__isnull=False).values_list("beneficiary_id", flat=True)
    people.update(others)
    record_access(actor=actor, party_ids=people, what=what, purpose=purpose, now=now)


def _changes(filters: DossierFilter, *, rows: int) -> dict[str, object]:
    said = {name: value for name, value in asdict(filters).items() if value and name != "window"}
    if filters.late_at:
        said["late_at"] = filters.late_at.isoformat()
    if filters.window:
        said["since"] = filters.window.since.isoformat()
        said["until"] = filters.window.until.isoformat()
    return {**said, "rows": rows}
