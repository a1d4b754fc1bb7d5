"""Gives agencies their codes: temporary ones at first, official ones when they are decided."""

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from province.foundation.audit.catalogue import register_action
from province.foundation.audit.recording import record
from province.foundation.db.locks import locked
from province.foundation.identity.actors import Actor
from province.kernel.org import permissions, rules
from province.kernel.org.contracts import AgencyKind, CodeScheme
from province.kernel.org.errors import (
    AgencyNotFoundError,
    CodeFromFutureError,
    CodeGrammarError,
    CodeOutsidePeriodError,
    CodeTakenError,
    MayNotManageAgencyError,
    NoTemporaryCodeLeftError,
)
from province.kernel.org.models import Agency, AgencyCode

CODE_ASSIGNED = register_action("org.code_assigned", _("Gán mã chính thức cho cơ quan"))
_COUNTING = [CodeScheme.EID.value, CodeScheme.TEMPORARY.value]


@transaction.atomic
def assign_official_code(  # noqa: PLR0913 -- a decision names each of these
    *, actor: Actor, agency_id: int, code: str, decision: str, from_date: date, now: datetime
) -> None:
    """Give an agency its official code and end its temporary one; issued dossier codes stay.

    :raises MayNotManageAgencyError: the actor does not manage agencies.
    :raises CodeGrammarError: the code is not written like Decision 20/2020/QĐ-TTg says.
    :raises CodeFromFutureError: the code is valid only from a later day.
    :raises AgencyNotFoundError: there is no such agency.
    :raises CodeOutsidePeriodError: the agency has ended by that day.
    :raises CodeTakenError: another agency has the code, or this one has an official code.
    """
    if not actor.can(permissions.MANAGE_AGENCY, unit=agency_id):
        raise MayNotManageAgencyError
    code = code.strip().upper()
    if not rules.is_eid_code(code) or rules.is_temporary_code(code):
        raise CodeGrammarError(code=code)
    if from_date > rules.local_day(now):
        raise CodeFromFutureError
    agency = locked(Agency.objects.filter(pk=agency_id)).first()
    if agency is None:
        raise AgencyNotFoundError(agency=agency_id)
    validity = DateRange(from_date, agency.validity.upper)
    if validity.upper is not None and validity.upper <= from_date:
        raise CodeOutsidePeriodError
    _end_temporary(agency_id=agency_id, successor_from=from_date)
    _insert(agency_id=agency_id, code=code, decision=decision, validity=validity)
    changes = {"code": code, "decision": decision, "from": from_date.isoformat()}
    record(actor=actor, action=CODE_ASSIGNED, target=f"agency:{agency_id}", changes=changes)


@transaction.atomic
def give_temporary_codes(*, now: datetime) -> int:
    """Give each agency without a code the next temporary one; return how many were given.

    An agency of a later day gets it from that day on, one that will end gets it until then.

    :raises NoTemporaryCodeLeftError: all 1,296 are used.
    """
    today = rules.local_day(now)
    from_now_on = DateRange(today, None)
    coded = AgencyCode.objects.filter(scheme__in=_COUNTING, validity__overlap=from_now_on)
    bare = list(
        Agency.objects.filter(validity__overlap=from_now_on)
        .filter(kind__in=[kind.value for kind in AgencyKind if rules.needs_code(kind)])
        .exclude(pk__in=coded.values("agency_id"))
        .order_by("pk")
        .values_list("pk", "validity")
    )
    first = _next_number() if bare else 0
    if first + len(bare) > rules.TEMPORARY_COUNT:
        raise NoTemporaryCodeLeftError
    AgencyCode.objects.bulk_create(
        AgencyCode(
            agency_id=agency_id,
            scheme=CodeScheme.TEMPORARY.value,
            code=rules.temporary_code(number),
            validity=DateRange(max(today, exists.lower or today), exists.upper),
        )
        for number, (agency_id, exists) in enumerate(bare, start=first)
    )
    return len(bare)


def _next_number() -> int:
    """Return the number after the highest temporary code ever given (the codes sort by bytes)."""
    given = AgencyCode.objects.filter(scheme=CodeScheme.TEMPORARY.value)
    highest: str | None = given.aggregate(highest=Max("code"))["highest"]
    return rules.temporary_number(highest) + 1 if highest else 0


def _end_temporary(*, agency_id: int, successor_from: date) -> None:
    scheme = CodeScheme.TEMPORARY.value
    for row in AgencyCode.objects.filter(agency_id=agency_id, scheme=scheme):
        began = row.validity.lower
        ended = rules.end_of_code(began=began, successor_from=successor_from)
        if row.validity.upper is not None and row.validity.upper <= ended:
            continue
        row.validity = DateRange(began, ended)
        row.save(update_fields=["validity"])


def _insert(*, agency_id: int, code: str, decision: str, validity: DateRange) -> None:
    """Insert the code; the database says whether it is taken."""
    try:
        with transaction.atomic():
            AgencyCode.objects.create(
                agency_id=agency_id,
                scheme=CodeScheme.EID.value,
                code=code,
                validity=validity,
                decision=decision,
            )
    except IntegrityError:
        raise CodeTakenError(code=code) from None
