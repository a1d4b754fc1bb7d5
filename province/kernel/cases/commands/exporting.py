"""Takes the inbox out of the house, and writes down who took whose data."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from province.foundation.access.recording import record_access
from province.foundation.audit.catalogue import register_action
from province.foundation.audit.recording import record
from province.foundation.identity.actors import Actor
from province.foundation.paging import Page
from province.kernel.cases.contracts.values import Duty
from province.kernel.cases.models.case import CaseParty
from province.kernel.cases.queries.inbox import DutyFilter, duties

DUTIES_EXPORTED = register_action("cases.duties_exported", _("Xuất hộp việc ra tệp"))


@transaction.atomic
def export_duties(
    *, actor: Actor, filters: DutyFilter, limit: int, purpose: str, now: datetime
) -> Page[Duty]:
    """Return the duties for a file; the act is audited, each person named in it is written down."""
    found = duties(actor=actor, filters=filters, after="", limit=limit, now=now)
    cases = {duty.case_id for duty in found.items}
    people = CaseParty.objects.filter(case_id__in=cases).values_list("party_id", flat=True)
    record_access(actor=actor, party_ids=people, what="cases.duties", purpose=purpose, now=now)
    record(
        actor=actor,
        action=DUTIES_EXPORTED,
        target="inbox",
        changes={"rows": len(found.items), "text": filters.text, "cut": bool(found.after)},
    )
    return found
