"""Loads the province as it is: agencies, what they were made of, their codes."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.translation import gettext_lazy as _

from province.foundation.audit.catalogue import register_action
from province.foundation.audit.recording import record
from province.foundation.identity.actors import job_actor
from province.kernel.org import fact_sheets
from province.kernel.org.commands import coding, drafts, staffing
from province.kernel.org.commands.drafts import MERGED_ON
from province.kernel.org.contracts import CodeScheme, Share
from province.kernel.org.fact_sheets import CommuneFact, DepartmentFact
from province.kernel.org.models import Agency, AgencyCode, Succession
from province.kernel.org.rules import commune_key, department_key, old_key

MERGER = "Nghị quyết 1654/NQ-UBTVQH15"
PROVINCE_CODES = {CodeScheme.EID: "H01", CodeScheme.QCVN102: "000.00.00.H01"}
LOADED = register_action("org.loaded", _("Nạp cơ quan, đơn vị từ danh mục"))


@transaction.atomic
def load_agencies(*, now: datetime) -> int:
    """Insert the agencies that the fact files know and the database does not; return how many.

    Runs any number of times; what an administrator has changed since stays as it is.
    """
    communes = fact_sheets.communes()
    departments = fact_sheets.departments()
    ids = {key: pk for key, pk in Agency.objects.values_list("source_key", "pk") if key}
    before = len(ids)
    for layer in drafts.layers(communes=communes, departments=departments):
        missing = [draft.row(ids=ids) for draft in layer if draft.key not in ids]
        for row in Agency.objects.bulk_create(missing):
            ids[str(row.source_key)] = row.pk
    _load_codes(communes, ids=ids)
    _load_successions(communes, departments, ids=ids)
    coding.give_temporary_codes(now=now)
    staffing.staff_test_agency(now=now)
    came = len(ids) - before
    if came:
        actor = job_actor("load_agencies")
        record(actor=actor, action=LOADED, target="org", changes={"agencies": came})
    return came


def _load_codes(communes: Sequence[CommuneFact], *, ids: dict[str, int]) -> None:
    """Give the statistics office's numbers, old and new, and the province's own code."""
    known = set(AgencyCode.objects.values_list("agency_id", "scheme"))
    gso = CodeScheme.GSO
    until, since = DateRange(None, MERGED_ON), DateRange(MERGED_ON, None)
    old = sorted({unit.gso for fact in communes for unit in fact.made_of})
    wanted = [
        *(
            (ids[drafts.PROVINCE_KEY], scheme, code, since)
            for scheme, code in PROVINCE_CODES.items()
        ),
        *((ids[commune_key(fact.gso)], gso, fact.gso, since) for fact in communes),
        *((ids[old_key(number)], gso, number, until) for number in old),
    ]
    AgencyCode.objects.bulk_create(
        AgencyCode(agency_id=agency, scheme=scheme.value, code=code, validity=validity)
        for agency, scheme, code, validity in wanted
        if (agency, scheme.value) not in known
    )


def _load_successions(
    communes: Sequence[CommuneFact], departments: Sequence[DepartmentFact], *, ids: dict[str, int]
) -> None:
    """Link what was merged with what it became."""
    known = set(Succession.objects.values_list("from_agency_id", "to_agency_id"))
    moved: list[tuple[str, str, Share, str]] = [
        (old_key(unit.gso), commune_key(fact.gso), unit.share, MERGER)
        for fact in communes
        for unit in fact.made_of
    ]
    moved += [
        (department_key(fact.order), department_key(order), share, "")
        for fact in departments
        for order, share in fact.successors
    ]
    Succession.objects.bulk_create(
        Succession(
            from_agency_id=ids[old],
            to_agency_id=ids[new],
            share=share.value,
            on=MERGED_ON,
            decision=decision,
        )
        for old, new, share, decision in moved
        if (ids[old], ids[new]) not in known
    )
