"""Fills the official forms from a dossier."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import translation

from province.contexts.one_stop.commands.paper_parts import (
    applicant_of,
    centre_head,
    filed_lines,
    name_of,
    phone_of,
    place_of,
)
from province.contexts.one_stop.contracts.acts import Proposal, SupplementItem
from province.contexts.one_stop.contracts.states import Channel, ResultKind
from province.contexts.one_stop.errors import MayNotSignForError
from province.contexts.one_stop.kinds import PaperGround
from province.contexts.one_stop.models import Dossier
from province.contexts.one_stop.queries.forms import form_of
from province.contexts.one_stop.queries.legal_data import word_on, words_on
from province.contexts.one_stop.queries.results import kind_of, result_name
from province.foundation.identity.actors import Actor
from province.kernel.calendars.contracts import Limit
from province.kernel.calendars.public import limit_words
from province.kernel.cases.contracts.values import CaseView, PaperRole
from province.kernel.org import public as org
from province.kernel.org.contracts import AgencyValue
from province.kernel.printing import public as printing
from province.kernel.printing.contracts import (
    ComponentLine,
    FinalRefusalValues,
    FormKind,
    Head,
    PrintedPaper,
    ReceiptValues,
    RefusalValues,
    SignerBlock,
    SupplementValues,
)

LOCAL = ZoneInfo("Asia/Ho_Chi_Minh")


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
    applicant = applicant_of(actor=actor, dossier=dossier, now=now)
    legal = case.clock("legal")
    values = ReceiptValues(
        head=centre_head(agency=agency, on=local_day(now)),
        number=number,
        code=code,
        applicant=filed_lines(dossier=dossier, applicant=applicant, agency=agency),
        request=dossier.procedure_name,
        components=_components(dossier, case, now),
        limit=_in_law(legal.limit) if legal else "",
        received_at=now,
        due_at=due_at,
        due_is_provisional=bool(legal and legal.provisional),
        officer=name_of(actor=actor),
        submitter=applicant.full_name,
        is_unsigned=_is_electronic(dossier),
        result_place=result_place(dossier=dossier, agency=agency, on=local_day(now)),
    )
    return printing.print_form(form=FormKind.RECEIPT, values=values, on=local_day(now))


def _in_law(limit: Limit) -> str:
    """Say a limit as the form does: in Vietnamese, whatever language the officer reads."""
    with translation.override(settings.LANGUAGE_CODE):
        return str(limit_words(limit=limit))


def paper_name(*, dossier: Dossier, result: ResultKind) -> str:
    """Return what the paper of a result is called: in Vietnamese, as it is stored."""
    with translation.override(settings.LANGUAGE_CODE):
        return str(result_name(procedure_code=dossier.procedure_code, result=result))


def print_supplement(  # noqa: PLR0913 -- the form has these parts
    *,
    actor: Actor,
    dossier: Dossier,
    items: tuple[SupplementItem, ...],
    reason: str,
    law: str,
    number: str,
    answer_by: datetime | None,
    now: datetime,
) -> PrintedPaper:
    """Print Mẫu 02, the request for a supplement."""
    agency = org.agency(agency_id=dossier.agency_id)
    applicant = applicant_of(actor=actor, dossier=dossier, now=now)
    values = SupplementValues(
        head=centre_head(agency=agency, on=local_day(now)),
        number=number,
        code=dossier.code or dossier.filing_no,
        applicant=filed_lines(dossier=dossier, applicant=applicant, agency=agency),
        request=dossier.procedure_name,
        demands=tuple(f"{item.name}: {item.why}" for item in items),
        reason=reason,
        law=law,
        contact=name_of(actor=actor),
        contact_phone=phone_of(actor=actor, on=local_day(now)),
        officer=name_of(actor=actor),
        answer_by=answer_by,
        is_unsigned=_is_electronic(dossier),
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
) -> PrintedPaper:
    """Print Mẫu 03: the dossier is not taken in, with the reason."""
    agency = org.agency(agency_id=dossier.agency_id)
    applicant = applicant_of(actor=actor, dossier=dossier, now=now)
    values = RefusalValues(
        head=centre_head(agency=agency, on=local_day(now)),
        number=number,
        code=dossier.code or dossier.filing_no,
        applicant=filed_lines(dossier=dossier, applicant=applicant, agency=agency),
        request=dossier.procedure_name,
        reason=reason,
        law=law,
        officer=name_of(actor=actor),
        submitter=applicant.full_name,
        is_unsigned=_is_electronic(dossier),
    )
    return printing.print_form(form=FormKind.REFUSAL, values=values, on=local_day(now))


def print_result(  # noqa: PLR0913 -- the paper has these parts
    *,
    actor: Actor,
    dossier: Dossier,
    proposal: Proposal,
    signer: SignerBlock,
    number: str,
    now: datetime,
) -> PrintedPaper:
    """Print the result that is proposed: the procedure's own paper, or the refusal of the matter.

    The number of a granted result stays open for the clerk.

    :raises NoProcedureKindError: a grant of a procedure that nobody has registered.
    """
    on, agency = local_day(now), org.agency(agency_id=dossier.agency_id)
    if proposal.result is ResultKind.REFUSAL:
        applicant = applicant_of(actor=actor, dossier=dossier, now=now)
        values = FinalRefusalValues(
            head=Head(agency=agency.name, place=place_of(agency=agency)),
            number=number or f"....../{word_on(what='symbol.refusal', on=on)}",
            code=dossier.code or "",
            applicant=filed_lines(dossier=dossier, applicant=applicant, agency=agency),
            request=dossier.procedure_name,
            received_on=local_day(dossier.received_at or now),
            reason=proposal.reason,
            law=proposal.law,
            signer=signer,
        )
        return printing.print_form(form=FormKind.FINAL_REFUSAL, values=values, on=on)
    kind = kind_of(procedure_code=dossier.procedure_code)
    ground = PaperGround(
        payload=dossier.payload,
        code=dossier.code or "",
        agency=agency,
        place=place_of(agency=agency),
        symbol=symbol_of(dossier=dossier, result=proposal.result, on=on),
        signer=signer,
        on=on,
    )
    form, granted = kind.paper(proposal.facts, ground, kind.reference(on))
    return printing.print_form(form=form, values=granted, on=on)


def symbol_of(*, dossier: Dossier, result: ResultKind, on: date) -> str:
    """Return what is printed behind the number of a result: QĐ-UBND."""
    if result is ResultKind.REFUSAL:
        return word_on(what="symbol.refusal", on=on)
    book = kind_of(procedure_code=dossier.procedure_code).number(on)
    if book is not None:
        return book.printed
    own = words_on(what="symbol.grant", on=on, procedure=dossier.procedure_code)
    return own[0] if own else word_on(what="symbol.grant", on=on)


def expected_signer(*, dossier: Dossier, now: datetime) -> SignerBlock:
    """Return who will sign unless the task is passed on: the head of the agency."""
    head = org.head_post(agency_id=dossier.agency_id, at=now)
    return SignerBlock(mandate=(_as_signed(head.title),), name=head.holder_name)


def signer_of(*, actor: Actor, agency_id: int, now: datetime) -> SignerBlock:
    """Return under which mandate somebody signs: the head, or a deputy for the head (KT.).

    It is the signer's own post in the agency that counts, never the one in which they stand in
    (Decree 30/2020, art. 13: only a deputy signs "KT.").

    :raises MayNotSignForError: the signer has no own post there of the head's role.
    """
    head = org.head_post(agency_id=agency_id, at=now)
    posts = org.posts_of_agency(agency_id=agency_id, at=now)
    own = [post for post in posts if post.holder_official_id == actor.official_id]
    signing = next((post for post in own if post.role == head.role), None)
    if actor.official_id is None or signing is None:
        titles = ", ".join(post.title for post in own)
        raise MayNotSignForError(head=head.title, own=titles or "–")
    title = _as_signed(signing.title)
    mandate = (title,) if signing.is_head else (f"KT. {_as_signed(head.title)}", title)
    return SignerBlock(mandate=mandate, name=name_of(actor=actor))


def _as_signed(title: str) -> str:
    """Return a post's title as it stands above a signature: the office alone, PHÓ CHỦ TỊCH."""
    return title.partition(" (")[0].partition(" Ủy ban nhân dân")[0].upper()


def result_place(*, dossier: Dossier, agency: AgencyValue, on: date) -> str:
    """Return where the applicant gets the result, as a receipt says it."""
    if dossier.delivery == "electronic":
        return "Tài khoản của người nộp trên Cổng dịch vụ công (bản điện tử)"
    return f"{word_on(what='centre', on=on)}, {agency.short_name}"


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


def _is_electronic(dossier: Dossier) -> bool:
    """Tell whether the form reaches the applicant as a file that nobody signs (decision 0071)."""
    return dossier.channel == Channel.ONLINE


def _form_of(dossier: Dossier) -> str:
    return "Bản điện tử" if dossier.channel == "online" else "Bản chính"
