"""An applicant rates a result; what is not solved comes before the head of the unit."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from province.contexts.ratings import rules
from province.contexts.ratings.contracts import KIND, Given, RatingChannel, RatingView
from province.contexts.ratings.errors import (
    NobodyToAnswerError,
    RatingFaultyError,
    RatingNotFoundError,
    RatingOverError,
)
from province.contexts.ratings.events import ResultRated
from province.contexts.ratings.models import Rating, Unsolved
from province.contexts.ratings.queries.reading import may_speak, view_of
from province.contexts.ratings.queries.scale import levels_on, local_day, questions_on, term
from province.foundation.db.locks import locked
from province.foundation.errors import FieldFault
from province.foundation.events.bus import emit
from province.foundation.identity.actors import Actor, job_actor
from province.kernel.calendars.contracts import Limit, LimitUnit
from province.kernel.cases import public as cases
from province.kernel.cases.contracts.values import (
    LEGAL,
    ClockSpec,
    Holder,
    PartyRole,
    TaskMode,
    UnitRole,
)
from province.kernel.org import public as org
from province.kernel.org.errors import PostNotFoundError
from province.kernel.processes.contracts import TaskKind

RATER = "ratings.rate"
UNKNOWN = _("Hãy chọn lại câu trả lời này.")
SENTENCES: dict[tuple[str, str], StrOrPromise] = {
    ("level", "missing"): _("Hãy chọn một mức hài lòng."),
    ("unsolved", "missing"): _("Hãy ghi việc gì chưa xong, để người đứng đầu cơ quan trả lời bạn."),
    ("words", "too_long"): _("Nội dung dài quá 2.000 ký tự."),
    ("unsolved", "too_long"): _("Nội dung dài quá 2.000 ký tự."),
}


@transaction.atomic
def rate(
    *, actor: Actor, dossier_id: int, given: Given, token: str = "", now: datetime
) -> RatingView:
    """Rate a result, or change one's rating; the first "not solved" opens a case for the head.

    What was once called unsolved stays with the head until it is answered, whatever else changes.

    :raises RatingNotFoundError: nobody was asked about it, or the actor is somebody else.
    :raises RatingOverError: the days for it are over.
    :raises RatingFaultyError: no level, an unknown answer, or not said what is unsolved.
    :raises NobodyToAnswerError: the unit has no head who could answer; nothing was kept.
    """
    row = locked(Rating.objects.filter(dossier_id=dossier_id)).first()
    if row is None or not may_speak(actor=actor, row=row, token=token, now=now):
        raise RatingNotFoundError
    on = local_day(at=now)
    days = term(key="change_days", on=on).amount
    if not rules.may_rate(open_until=row.open_until, rated_at=row.rated_at, days=days, now=now):
        raise RatingOverError
    faults = rules.faults_of(given, levels=levels_on(on=on), questions=questions_on(on=on))
    if faults:
        raise RatingFaultyError(faults=tuple(_fault(at, code) for at, code in faults))
    if row.rated_at is None:
        row.rated_at, row.channel = now, _channel(actor, row)
    else:
        row.changed_at = now
    row.level, row.answers, row.words = given.level, dict(given.answers), given.words.strip()
    row.save()
    has_case = Unsolved.objects.filter(rating=row).exists()
    if not given.is_solved and not has_case:
        _open(actor, row, given.unsolved.strip(), now)
    emit(
        ResultRated(
            dossier_id=row.dossier_id,
            agency_id=row.unit_id,
            level=row.level,
            is_solved=given.is_solved and not has_case,
            at=now.isoformat(),
        )
    )
    return view_of(row=Rating.objects.select_related("unsolved").get(pk=row.pk), now=now)


def _channel(actor: Actor, row: Rating) -> str:
    if actor.party_id == row.party_id:
        return RatingChannel.ACCOUNT.value
    return (RatingChannel.LINK if actor.official_id is None else RatingChannel.COUNTER).value


def _fault(at: str, code: str) -> FieldFault:
    return FieldFault(at, code, SENTENCES.get((at, code), UNKNOWN))


def _open(actor: Actor, row: Rating, words: str, now: datetime) -> None:
    """Open the case, with one duty for the head of the unit."""
    who = actor if actor.party_id == row.party_id else job_actor(RATER)
    try:
        head = org.head_post(agency_id=row.unit_id, at=now)
    except PostNotFoundError as refusal:
        raise NobodyToAnswerError from refusal
    limit = term(key="answer", on=local_day(at=now))
    ref = cases.open_case(
        actor=who,
        new=cases.NewCase(
            kind=KIND,
            title=f"Người dân báo chưa giải quyết xong: hồ sơ {row.dossier_code}",
            unit_id=row.unit_id,
            units={UnitRole.DECIDES: [row.unit_id]},
            parties={PartyRole.OWNER: [row.party_id]},
            facts={"dossier": row.dossier_code},
            clocks=(
                ClockSpec(
                    name=LEGAL, limit=Limit(limit.amount, LimitUnit(limit.unit)), started_at=now
                ),
            ),
        ),
        key="",
        now=now,
    )
    cases.add_task(
        actor=who,
        case_id=ref.case_id,
        parent_id=None,
        kind=TaskKind.WORK,
        holder=Holder(post_id=head.id),
        title="Trả lời người dân về kết quả chưa giải quyết xong",
        limit=None,
        mode=TaskMode.MUST,
        now=now,
        act="given",
    )
    clock = cases.get_case(actor=who, case_id=ref.case_id, purpose=None, now=now).clock(LEGAL)
    assert clock is not None  # noqa: S101 -- it was opened with the case
    assert clock.due_at is not None  # noqa: S101 -- and runs
    Unsolved.objects.create(
        case_id=ref.case_id, rating=row, words=words, told_at=now, due_at=clock.due_at
    )
