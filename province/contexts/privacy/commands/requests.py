"""What people ask about their own data: asked, answered, withdrawn, each in one transaction."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from province.contexts.privacy import permissions, rules
from province.contexts.privacy.contracts import (
    KIND,
    PURPOSE,
    Answer,
    NewRequest,
    RequestChannel,
    RequestKind,
    RequestState,
    RequestView,
)
from province.contexts.privacy.errors import (
    AnswerFaultyError,
    KeptByLawError,
    MayNotAnswerError,
    MayNotAskError,
    RequestClosedError,
    RequestFaultyError,
    RequestNotFoundError,
)
from province.contexts.privacy.models import KIND_CHOICES, DataRequest
from province.contexts.privacy.queries.requests import get_request, sections_about, term, view_of
from province.foundation.access.recording import record_access
from province.foundation.db.locks import locked
from province.foundation.errors import FieldFault
from province.foundation.identity.actors import Actor
from province.foundation.spreadsheets.writing import MIME, Column, workbook
from province.kernel.attachments import public as attachments
from province.kernel.calendars.contracts import Limit, LimitUnit
from province.kernel.cases import public as cases
from province.kernel.cases.contracts.values import (
    LEGAL,
    CasePaper,
    ClockSpec,
    Holder,
    PaperRole,
    PartyRole,
    TaskMode,
    TaskState,
    UnitRole,
)
from province.kernel.org import public as org
from province.kernel.parties import public as parties
from province.kernel.processes.contracts import TaskKind

LOCAL = ZoneInfo("Asia/Ho_Chi_Minh")
SENTENCES = {
    ("words", "missing"): gettext_lazy("Ghi rõ bạn muốn gì, vì sao."),
    ("words", "too_long"): gettext_lazy("Nội dung dài quá 2.000 ký tự."),
    ("full_name", "nothing_wanted"): gettext_lazy("Ghi ít nhất một mục cần sửa."),
}


@transaction.atomic
def ask(*, actor: Actor, new: NewRequest, key: str, now: datetime) -> RequestView:
    """Write a request down and open its case; a request to see is answered in the same act.

    :raises MayNotAskError: it is about somebody else, and the actor does not record requests.
    :raises RequestFaultyError: it does not say what is wanted.
    :raises PostNotFoundError: the unit has no head who could answer.
    :raises KeyReusedError: the key was used for another request.
    """
    own = new.channel is RequestChannel.PORTAL and actor.party_id == new.party_id
    at_counter = new.channel is RequestChannel.COUNTER
    if not own and not (at_counter and actor.can(permissions.RECORD_REQUESTS, unit=new.unit_id)):
        raise MayNotAskError
    faults = rules.faults_of(new)
    if faults:
        raise RequestFaultyError(
            faults=tuple(FieldFault(at, code, SENTENCES[at, code]) for at, code in faults)
        )
    limit = term(key=new.kind.value, on=now.astimezone(LOCAL).date())
    ref = cases.open_case(
        actor=actor,
        new=cases.NewCase(
            kind=KIND,
            title=str(dict(KIND_CHOICES)[new.kind.value]),
            unit_id=new.unit_id,
            units={UnitRole.DECIDES: [new.unit_id]},
            parties={PartyRole.OWNER: [new.party_id]},
            facts={"request": new.kind.value},
            clocks=(
                ClockSpec(
                    name=LEGAL, limit=Limit(limit.amount, LimitUnit(limit.unit)), started_at=now
                ),
            ),
        ),
        key=key,
        now=now,
    )
    known = DataRequest.objects.filter(case_id=ref.case_id).first()
    if known is not None:  # the same key again
        return view_of(row=known)
    case = cases.get_case(actor=actor, case_id=ref.case_id, purpose=None, now=now)
    clock = case.clock(LEGAL)
    assert clock is not None  # noqa: S101 -- it was opened with the case
    assert clock.due_at is not None  # noqa: S101 -- and runs
    row = DataRequest.objects.create(
        case_id=ref.case_id,
        party_id=new.party_id,
        unit_id=new.unit_id,
        kind=new.kind.value,
        channel=new.channel.value,
        words=new.words.strip(),
        wanted=dict(new.wanted),
        asked_at=now,
        due_at=clock.due_at,
    )
    if new.kind is RequestKind.SEE:
        return _show(actor, row, now)
    head = org.head_post(agency_id=new.unit_id, at=now)
    cases.add_task(
        actor=actor,
        case_id=ref.case_id,
        parent_id=None,
        kind=TaskKind.WORK,
        holder=Holder(post_id=head.id),
        title="Trả lời yêu cầu về dữ liệu cá nhân",
        limit=None,
        mode=TaskMode.MUST,
        now=now,
        act="given",
    )
    return view_of(row=row)


@transaction.atomic
def answer(*, actor: Actor, case_id: int, answer: Answer, now: datetime) -> RequestView:
    """Do what was asked, or refuse it with the law; correcting and erasing reach the register.

    :raises RequestNotFoundError: no such request for this actor.
    :raises MayNotAnswerError: the actor does not answer for this unit.
    :raises RequestClosedError: it is over.
    :raises AnswerFaultyError: words or the law are missing.
    :raises KeptByLawError: something of the person must be kept, so nothing is erased.
    :raises NotYoursError: somebody else holds the task.
    :raises PersonFaultyError: what should be corrected has a wrong form.
    :raises NothingToCorrectError: the register says so already.
    """
    found = get_request(actor=actor, case_id=case_id)
    if not actor.can(permissions.ANSWER_REQUESTS, unit=found.unit_id):
        raise MayNotAnswerError
    faults = []
    if not answer.words.strip():
        faults.append(FieldFault("words", "missing", _("Ghi câu trả lời cho người dân.")))
    if not answer.done and not answer.law.strip():
        faults.append(FieldFault("law", "missing", _("Từ chối thì phải nêu căn cứ pháp luật.")))
    if faults:
        raise AnswerFaultyError(faults=tuple(faults))
    if found.state is not RequestState.OPEN:
        raise RequestClosedError
    case = cases.get_case(actor=actor, case_id=case_id, purpose=None, now=now)
    task = next((one for one in case.tasks if one.state is TaskState.OPEN), None)
    if task is None:
        raise RequestClosedError
    state = RequestState.DONE if answer.done else RequestState.REFUSED
    cases.perform(
        actor=actor,
        task_id=task.id,
        doing=cases.Doing(act=state.value, answer=state.value),
        revision=None,
        key="",
        now=now,
    )
    cases.close(actor=actor, case_id=case_id, outcome=state.value, now=now)
    row = locked(DataRequest.objects.filter(case_id=case_id)).get()
    if answer.done:
        _act(actor, row, now)
    row.state, row.answered_at = state.value, now
    row.answer, row.law = answer.words.strip(), answer.law.strip()
    row.save()
    return view_of(row=row)


@transaction.atomic
def withdraw_request(*, actor: Actor, case_id: int, now: datetime) -> None:
    """Take one's own open request back.

    :raises RequestNotFoundError: no such request of the actor's own.
    :raises RequestClosedError: it is over.
    """
    found = get_request(actor=actor, case_id=case_id)
    if actor.party_id != found.party_id:
        raise RequestNotFoundError
    if found.state is not RequestState.OPEN:
        raise RequestClosedError
    cases.close(actor=actor, case_id=case_id, outcome=RequestState.WITHDRAWN.value, now=now)
    row = locked(DataRequest.objects.filter(case_id=case_id)).get()
    row.state, row.answered_at = RequestState.WITHDRAWN.value, now
    row.save(update_fields=["state", "answered_at"])


def _act(actor: Actor, row: DataRequest, now: datetime) -> None:
    """Let the answer reach the register."""
    ground = f"yêu cầu số {row.pk}"
    if row.kind == RequestKind.CORRECT:
        parties.correct_party(
            actor=actor, party_id=row.party_id, values=row.wanted, ground=ground, now=now
        )
    if row.kind == RequestKind.ERASE:
        keeps = rules.kept(sections_about(party_id=row.party_id, now=now))
        if keeps is not None:
            raise KeptByLawError(what=keeps.title, law=keeps.kept_by)
        parties.erase_party(actor=actor, party_id=row.party_id, ground=ground)


def _show(actor: Actor, row: DataRequest, now: datetime) -> RequestView:
    """Answer a request to see with a file of everything, and close its case."""
    record_access(
        actor=actor,
        party_ids=[row.party_id],
        what="privacy.everything",
        purpose=PURPOSE,
        now=now,
        case_id=row.case_id,
    )
    sections = sections_about(party_id=row.party_id, now=now)
    content = workbook(
        title=_("Dữ liệu của tôi"),
        columns=[Column(_("Phần"), 40), Column(_("Mục"), 40), Column(_("Nội dung"), 60)],
        rows=[(one.title, term, text) for one in sections for term, text in one.rows],
        note="; ".join(sorted({one.kept_by for one in sections if one.kept_by})),
    )
    version = attachments.store_made(
        actor=actor, name="du-lieu-cua-toi.xlsx", content=content, mime=MIME, now=now
    )
    cases.note(
        actor=actor,
        case_id=row.case_id,
        act="shown",
        params={},
        body=None,
        now=now,
        papers=(
            CasePaper(version_id=version.id, role=PaperRole.RESULT, name="du-lieu-cua-toi.xlsx"),
        ),
    )
    cases.close(actor=actor, case_id=row.case_id, outcome=RequestState.DONE.value, now=now)
    row.state, row.answered_at = RequestState.DONE.value, now
    row.answer = _("Hệ thống đã lập tệp gồm mọi dữ liệu đang giữ về bạn.")
    row.paper_id = version.id
    row.save()
    return view_of(row=row)
