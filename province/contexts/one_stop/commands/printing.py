"""Fills the official forms from a dossier."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import translation

from province.contexts.one_stop.contracts import AllowanceProposal, SupplementItem
from province.contexts.one_stop.models import Dossier
from province.contexts.one_stop.queries.forms import form_of
from province.contexts.one_stop.rules.allowance import beneficiary_of, payment_of
from province.foundation.identity.actors import Actor
from province.kernel.calendars.contracts import Limit
from province.kernel.calendars.public import limit_words
from province.kernel.cases.contracts.values import CaseView, PaperRole
from province.kernel.org import public as org
from province.kernel.org.contracts import AgencyValue
from province.kernel.parties import public as parties
from province.kernel.parties.contracts import PartyValue
from province.kernel.printing import public as printing
from province.kernel.printing.contracts import (
    AllowanceDecisionValues,
    Beneficiary,
    ComponentLine,
    FormKind,
    Head,
    PartyLines,
    PrintedPaper,
    ReceiptValues,
    RefusalValues,
    SignerBlock,
    SupplementValues,
)

LOCAL = ZoneInfo("Asia/Ho_Chi_Minh")
CENTRE = "Trung tâm Phục vụ hành chính công"
SYMBOL = "TTPVHCC"
PURPOSE = "Lập biểu mẫu của hồ sơ"


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs, line by line."""

    mandate: tuple[str, ...]
    name: str


def local_day(moment: datetime) -> date:
    """Return the day in the province."""
    return moment.astimezone(LOCAL).date()


def print_receipt(  # noqa: PLR0913 -- the form has these parts
    *,
    actor: Actor,
    dossier: Dossier,
    case: CaseView,
    code: str,
    number: str,
    due_at: datetime,
    now: datetime,
) -> PrintedPaper:
    """Print Mẫu 01, the receipt with the return date."""
    agency = org.agency(agency_id=dossier.agency_id)
    applicant = _applicant(actor, dossier, now)
    legal = case.clock("legal")
    values = ReceiptValues(
        head=_centre(agency),
        symbol=SYMBOL,
        number=number,
        code=code,
        applicant=_as_filed(dossier, applicant, agency),
        request=dossier.procedure_name,
        components=_components(dossier, case, now),
        limit=_in_law(legal.limit) if legal else "",
        received_at=now,
        due_at=due_at,
        due_is_provisional=bool(legal and legal.provisional),
        officer=_name(actor),
        submitter=applicant.full_name,
        result_place=_result_place(dossier, agency),
    )
    return printing.print_form(form=FormKind.RECEIPT, values=values, on=local_day(now))


def _in_law(limit: Limit) -> str:
    """Say a limit as the form does: in Vietnamese, whatever language the officer reads."""
    with translation.override(settings.LANGUAGE_CODE):
        return str(limit_words(limit=limit))


def print_supplement(  # noqa: PLR0913 -- the form has these parts
    *,
    actor: Actor,
    dossier: Dossier,
    items: tuple[SupplementItem, ...],
    reason: str,
    number: str,
    answer_by: datetime | None,
    now: datetime,
) -> PrintedPaper:
    """Print Mẫu 02, the request for a supplement."""
    agency = org.agency(agency_id=dossier.agency_id)
    values = SupplementValues(
        head=_centre(agency),
        symbol=SYMBOL,
        number=number,
        code=dossier.code or dossier.filing_no,
        applicant=_lines(_applicant(actor, dossier, now)),
        request=dossier.procedure_name,
        demands=tuple(f"{item.name}: {item.why}" for item in items),
        reason=reason,
        contact=_name(actor),
        contact_phone=_phone(actor),
        officer=_name(actor),
        answer_by=answer_by,
    )
    return printing.print_form(form=FormKind.SUPPLEMENT, values=values, on=local_day(now))


def print_refusal(  # noqa: PLR0913 -- the form has these parts
    *,
    actor: Actor,
    dossier: Dossier,
    reason: str,
    law: str,
    number: str,
    now: datetime,
    officer: str = "",
) -> PrintedPaper:
    """Print Mẫu 03, the refusal with its reason."""
    agency = org.agency(agency_id=dossier.agency_id)
    applicant = _applicant(actor, dossier, now)
    values = RefusalValues(
        head=_centre(agency),
        symbol=SYMBOL,
        number=number,
        code=dossier.code or dossier.filing_no,
        applicant=_lines(applicant),
        request=dossier.procedure_name,
        reason=reason,
        law=law,
        officer=officer or _name(actor),
        submitter=applicant.full_name,
    )
    return printing.print_form(form=FormKind.REFUSAL, values=values, on=local_day(now))


def print_decision(
    *, dossier: Dossier, proposal: AllowanceProposal, signer: Signer, now: datetime
) -> PrintedPaper:
    """Print the decision on the monthly allowance; number and date stay open for the clerk."""
    agency = org.agency(agency_id=dossier.agency_id)
    person = beneficiary_of(dossier.payload, commune=agency.short_name)
    values = AllowanceDecisionValues(
        head=Head(agency=agency.name, place=_place(agency)),
        symbol="QĐ-UBND",
        code=dossier.code or "",
        authority=f"CHỦ TỊCH {agency.name}",
        grounds=GROUNDS,
        proposer="Trưởng phòng Văn hóa – Xã hội",
        beneficiary=Beneficiary(
            name=person.name,
            born_on=person.born_on,
            identity_number=person.identity_number,
            address=person.address,
        ),
        category=proposal.category,
        coefficient=proposal.coefficient,
        monthly_amount=proposal.monthly_amount,
        from_month=proposal.from_month or local_day(now).replace(day=1),
        payment=payment_of(dossier.payload),
        executors=f"Phòng Văn hóa – Xã hội, {agency.short_name}",
        recipients=("Như Điều 3", "Lưu: VT, VHXH"),
        signer=SignerBlock(mandate=signer.mandate, name=signer.name),
    )
    return printing.print_form(form=FormKind.ALLOWANCE_DECISION, values=values, on=local_day(now))


GROUNDS = (
    "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025",
    (
        "Căn cứ Nghị định số 20/2021/NĐ-CP ngày 15 tháng 3 năm 2021 của Chính phủ quy định"
        " chính sách trợ giúp xã hội đối với đối tượng bảo trợ xã hội"
    ),
    (
        "Căn cứ Nghị định số 76/2024/NĐ-CP ngày 01 tháng 7 năm 2024 của Chính phủ sửa đổi, bổ sung"
        " một số điều của Nghị định số 20/2021/NĐ-CP"
    ),
)


def expected_signer(*, dossier: Dossier, now: datetime) -> Signer:
    """Return who will sign unless the task is passed on: the head of the agency."""
    head = org.head_post(agency_id=dossier.agency_id, at=now)
    return Signer(mandate=(head.title.upper(),), name=head.holder_name)


def signer_of(*, actor: Actor, post_id: int | None, now: datetime) -> Signer:
    """Return under which mandate somebody signs: the head, or for the head (KT.)."""
    if post_id is None:
        return Signer(mandate=(), name=_name(actor))
    post = org.post(post_id=post_id, at=now)
    title = post.title.upper()
    if post.is_head and post.holder_official_id == actor.official_id:
        return Signer(mandate=(title,), name=_name(actor))
    return Signer(mandate=("KT. CHỦ TỊCH", title), name=_name(actor))


def _centre(agency: AgencyValue) -> Head:
    return Head(agency=CENTRE, parent_agency=agency.name, place=_place(agency))


def _place(agency: AgencyValue) -> str:
    """Return the name of the place without the kind of unit before it."""
    for kind in ("Phường ", "Xã ", "Đặc khu "):
        if agency.short_name.startswith(kind):
            return agency.short_name.removeprefix(kind)
    return agency.short_name


def _result_place(dossier: Dossier, agency: AgencyValue) -> str:
    if dossier.delivery == "electronic":
        return "Tài khoản của người nộp trên Cổng dịch vụ công (bản điện tử)"
    return f"{CENTRE}, {agency.short_name}"


def _components(dossier: Dossier, case: CaseView, now: datetime) -> tuple[ComponentLine, ...]:
    """Return what was handed in: the filled form first, then the papers."""
    kind = _form_of(dossier)
    form = form_of(procedure_code=dossier.procedure_code, on=local_day(now))
    filled = () if form is None else (ComponentLine(name=form.title, form=kind),)
    papers = tuple(
        ComponentLine(name=paper.name, form=kind)
        for paper in case.papers
        if paper.role in {PaperRole.COMPONENT, PaperRole.SUPPLEMENT}
    )
    return (*filled, *papers)


def _form_of(dossier: Dossier) -> str:
    return "Bản điện tử" if dossier.channel == "online" else "Bản chính"


def _applicant(actor: Actor, dossier: Dossier, now: datetime) -> PartyValue:
    return parties.party(
        actor=actor,
        party_id=dossier.applicant_id,
        purpose=PURPOSE,
        case_id=dossier.case_id,
        now=now,
    )


def _lines(party: PartyValue) -> PartyLines:
    return PartyLines(
        name=party.full_name,
        identity_number=party.personal_number,
        address=party.address,
        phone=party.phone,
        email=party.email,
    )


def _as_filed(dossier: Dossier, party: PartyValue, agency: AgencyValue) -> PartyLines:
    """Return the applicant with the address and the phone of this very filing."""
    lines, filed = _lines(party), dossier.payload
    phone = str(filed.get("applicant_phone") or lines.phone)
    if filed.get("filed_for") != "self" or not filed.get("address"):
        return replace(lines, phone=phone)
    return replace(lines, phone=phone, address=f"{filed['address']}, {agency.short_name}")


def _name(actor: Actor) -> str:
    if actor.official_id is None:
        return actor.name
    return org.official(official_id=actor.official_id).full_name


def _phone(actor: Actor) -> str:
    if actor.official_id is None:
        return ""
    return org.official(official_id=actor.official_id).phone
