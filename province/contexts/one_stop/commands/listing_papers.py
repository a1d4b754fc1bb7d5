"""Papers that only show what is recorded: the control sheet (Mẫu 06), the register (Mẫu 07)."""

from collections.abc import Mapping
from datetime import datetime, time

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from province.contexts.one_stop import permissions
from province.contexts.one_stop.commands.exporting import export_register
from province.contexts.one_stop.commands.form_numbers import open_form_number
from province.contexts.one_stop.commands.locking import case_of, find_case, find_dossier, require
from province.contexts.one_stop.commands.paper_parts import (
    applicant_of,
    centre_head,
    filed_lines,
    name_of,
)
from province.contexts.one_stop.commands.printing import local_day, result_place
from province.contexts.one_stop.contracts.states import (
    ONE_STOP_DESK,
    Channel,
    Delivery,
    FormIssued,
)
from province.contexts.one_stop.errors import MayNotError, NotNowError
from province.contexts.one_stop.measure_words import CHANNEL, LEVEL, MEASURE
from province.contexts.one_stop.models import PROCESSING_CHOICES, Dossier
from province.contexts.one_stop.queries.desk import RegisterRow
from province.contexts.one_stop.queries.dossiers import DossierFilter
from province.contexts.one_stop.queries.legal_data import word_on
from province.contexts.one_stop.queries.sittings import sitting_of
from province.contexts.one_stop.rules.periods import LOCAL
from province.contexts.one_stop.rules.talks import of_the_plan
from province.foundation.identity.actors import Actor
from province.kernel.cases import public as cases
from province.kernel.cases.contracts.values import HandoverView
from province.kernel.org import public as org
from province.kernel.org.contracts import AgencyLevel, AgencyValue
from province.kernel.printing import public as printing
from province.kernel.printing.contracts import (
    ControlSheetValues,
    FormKind,
    HandoverLine,
    PrintedPaper,
    Punctuality,
    ReceiptListValues,
    ReceiptValues,
    RegisterEntry,
    RegisterValues,
)

DELIVERY: Mapping[Delivery, str] = {
    Delivery.ELECTRONIC: "Bản điện tử",
    Delivery.COUNTER: "Trực tiếp",
    Delivery.POST: "Bưu chính",
}
CUT = "Bản in chỉ có {most} hồ sơ mới nhất. Lọc hẹp hơn để in phần còn lại."


def print_control_sheet(*, actor: Actor, dossier_id: int, now: datetime) -> PrintedPaper:
    """Print Mẫu 06 as the hand-overs stand now; nothing is stored and no number is taken.

    :raises DossierNotFoundError: no such dossier for this actor.
    :raises MayNotError: the actor is no official.
    :raises NotNowError: the dossier has not been received.
    """
    dossier = find_dossier(actor=actor, dossier_id=dossier_id)
    if actor.official_id is None:
        raise MayNotError
    if dossier.received_at is None or dossier.due_at is None:
        raise NotNowError
    on, agency = local_day(now), org.agency(agency_id=dossier.agency_id)
    case = case_of(actor=actor, dossier=dossier, now=now)
    given = of_the_plan(cases.handovers(actor=actor, case_id=dossier.case_id), case.tasks)
    values = ControlSheetValues(
        head=centre_head(agency=agency, on=on),
        number=open_form_number(form=FormIssued.CONTROL_SHEET, on=on),
        code=dossier.code or "",
        solver=agency.name,
        received_at=dossier.received_at,
        due_at=dossier.due_at,
        due_is_provisional=dossier.due_provisional,
        handovers=tuple(
            _line(one, dossier, agency, is_first=not number) for number, one in enumerate(given)
        ),
        officer=name_of(actor=actor),
    )
    return printing.print_form(form=FormKind.CONTROL_SHEET, values=values, on=on)


def print_receipts(*, actor: Actor, case_id: int, now: datetime) -> PrintedPaper:
    """Print the receipts of one person's sitting on one sheet, each with its code, day and QR.

    Nothing is stored and no number is taken: the receipt of each dossier is what counts (0115).

    :raises DossierNotFoundError: no such dossier for this actor.
    :raises MayNotError: the actor does not receive dossiers there.
    :raises NotNowError: no receipt was given out in that sitting.
    """
    dossier = find_case(actor=actor, case_id=case_id)
    require(actor=actor, ability=permissions.RECEIVE, dossier=dossier)
    if dossier.received_at is None:
        raise NotNowError
    on = local_day(dossier.received_at)
    midnight = datetime.combine(on, time(), tzinfo=LOCAL)
    sitting = sitting_of(actor=actor, case_id=case_id, midnight=midnight)
    if not sitting:
        raise NotNowError
    agency = org.agency(agency_id=dossier.agency_id)
    applicant = applicant_of(actor=actor, dossier=dossier, now=now)
    values = ReceiptListValues(
        head=centre_head(agency=agency, on=on),
        applicant=filed_lines(dossier=dossier, applicant=applicant, agency=agency),
        receipts=tuple(
            ReceiptValues(
                head=centre_head(agency=agency, on=on),
                code=one.code or "",
                applicant=filed_lines(dossier=one, applicant=applicant, agency=agency),
                request=one.procedure_name,
                components=(),
                limit="",
                received_at=one.received_at or now,
                due_at=one.due_at or now,
                officer="",
                submitter="",
                number=_receipt_number(one),
                result_place=result_place(dossier=one, agency=agency, on=on),
                due_is_provisional=one.due_provisional,
            )
            for one in sitting
        ),
        received_on=on,
        officer=name_of(actor=actor),
        submitter=applicant.full_name,
    )
    return printing.print_form(form=FormKind.RECEIPT_LIST, values=values, on=on)


def _receipt_number(dossier: Dossier) -> str:
    """Return the number of the receipt; every dossier of a sitting has one."""
    return next(form.number for form in dossier.forms.all() if form.form == FormIssued.RECEIPT)


@transaction.atomic
def print_register(
    *, actor: Actor, filters: DossierFilter, most: int, purpose: str, now: datetime
) -> PrintedPaper:
    """Print Mẫu 07, the newest first, with what it was narrowed to; audited as an export.

    :raises MayNotError: the actor does not export.
    """
    found = export_register(actor=actor, filters=filters, most=most, purpose=purpose, now=now)
    on, own = local_day(now), _own_agency(actor)
    solvers = org.agencies(ids={row.agency_id for row in found.rows})
    values = RegisterValues(
        head=centre_head(agency=own, on=on),
        selection=selection_words(filters=filters),
        lines=tuple(_entry(row, solvers[row.agency_id].short_name) for row in found.rows),
        officer=name_of(actor=actor),
        note=CUT.format(most=most) if found.numbers.total > most else "",
    )
    return printing.print_form(form=FormKind.REGISTER, values=values, on=on)


def selection_words(*, filters: DossierFilter) -> str:
    """Say what a register is narrowed to: in Vietnamese, as papers are."""
    with translation.override(settings.LANGUAGE_CODE):
        said = []
        if filters.text:
            said.append(_("Khớp với “%(text)s”") % {"text": filters.text})
        if filters.processing:
            names = {state.value: str(name) for state, name in PROCESSING_CHOICES}
            states = ", ".join(names[one] for one in filters.processing)
            said.append(_("Trạng thái: %(states)s") % {"states": states})
        if filters.late_at is not None:
            said.append(_("Đang giải quyết, đã quá hạn"))
        said.extend(_narrowed(filters))
        return "; ".join(said) or _("Mọi hồ sơ đã tiếp nhận")


def _narrowed(filters: DossierFilter) -> list[str]:
    said = []
    if filters.measure is not None and filters.window is not None:
        days = {
            "measure": MEASURE[filters.measure],
            "since": f"{filters.window.since.astimezone(LOCAL):%d/%m/%Y}",
            "until": f"{filters.window.until.astimezone(LOCAL):%H:%M %d/%m/%Y}",
        }
        said.append(_("%(measure)s, từ %(since)s đến %(until)s") % days)
    if filters.agency_id is not None:
        found = org.agencies(ids=[filters.agency_id]).get(filters.agency_id)
        said.append(found.short_name if found else _("Không có đơn vị này"))
    if filters.level:
        said.append(str(LEVEL[AgencyLevel(filters.level)]))
    if filters.channel:
        said.append(str(CHANNEL[Channel(filters.channel)]))
    if filters.procedure:
        said.append(_("thủ tục %(code)s") % {"code": filters.procedure})
    return said


def _own_agency(actor: Actor) -> AgencyValue:
    """Return the agency of the post in which the actor works now."""
    post_id = actor.acting_post if actor.acting_post is not None else min(actor.posts)
    return org.agency(agency_id=org.post(post_id=post_id).agency_id)


def _entry(row: RegisterRow, solver: str) -> RegisterEntry:
    return RegisterEntry(
        code=row.code,
        procedure=row.procedure_name,
        applicant=row.applicant,
        contact=", ".join(part for part in (row.address, row.phone) if part),
        solver=solver,
        received_at=row.received_at,
        due_at=row.due_at,
        returned_at=row.returned_at,
        delivery=DELIVERY[row.delivery],
        receipt="Đã nhận" if row.returned_at else "",
    )


def _line(
    given: HandoverView, dossier: Dossier, agency: AgencyValue, *, is_first: bool
) -> HandoverLine:
    """Return a hand-over with the people who held the posts at that moment.

    The first one is from the applicant, also where an officer wrote the filing down at the counter.
    """
    named = (given.from_post_id, given.to_post_id, given.taken_post_id)
    posts = org.posts(ids={one for one in named if one is not None}, at=given.given_at)
    giver = None if is_first else posts.get(given.from_post_id or 0)
    taker = posts.get(given.to_post_id or 0)
    from_desk = posts.get(given.taken_post_id or 0)
    desk = (from_desk.division_name if from_desk else "") or agency.name
    received_by = (from_desk.holder_name if from_desk else "") or ""
    if given.to_desk == ONE_STOP_DESK:
        desk = word_on(what="centre", on=local_day(given.given_at))
        received_by = _receiver(dossier) or received_by
    return HandoverLine(
        giving_unit=(giver.division_name or agency.name) if giver else dossier.applicant_name,
        taking_unit=(taker.division_name or agency.name) if taker else desk,
        at=given.given_at,
        giver=giver.holder_name if giver else dossier.applicant_name,
        taker=taker.holder_name if taker else received_by,
        verdict=Punctuality(given.verdict or Punctuality.OPEN),
        note=given.note,
    )


def _receiver(dossier: Dossier) -> str:
    if dossier.received_by is None:
        return ""
    return org.official(official_id=dossier.received_by).full_name
