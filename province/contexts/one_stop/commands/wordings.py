"""Sets the words of the law that papers and forms use: versions that stay, each audited."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from province.contexts.one_stop import permissions
from province.contexts.one_stop.commands.paper_parts import setter_of
from province.contexts.one_stop.commands.printing import local_day
from province.contexts.one_stop.errors import (
    MayNotError,
    VersionDoubtfulError,
    VersionNotFoundError,
    VersionOvertakenError,
    VersionReasonNeededError,
    WordingFaultyError,
    WordingManyError,
    WordingNoSymbolError,
)
from province.contexts.one_stop.models import LegalWording
from province.contexts.one_stop.queries.legal_data import SEVERAL, SYMBOLS, Wording, wording_of
from province.contexts.one_stop.rules.versions import (
    DoubtKind,
    WordingVersion,
    doubts_of_day,
    latest,
)
from province.foundation.audit.catalogue import register_action
from province.foundation.audit.recording import record
from province.foundation.identity.actors import Actor
from province.kernel.numbering import public as numbering

WORDING_SET = register_action("one_stop.wording_set", _("Đặt câu chữ pháp lý trên giấy tờ"))
WORDING_WITHDRAWN = register_action(
    "one_stop.wording_withdrawn", _("Rút câu chữ pháp lý trên giấy tờ")
)
LONGEST = 300


@dataclass(frozen=True, slots=True)
class NewWording:
    """What an administrator sets: the words of one sort from a day on."""

    procedure: str
    what: str
    valid_from: date
    lines: tuple[str, ...]
    source: str
    is_recalled: bool


@transaction.atomic
def set_wording(
    *,
    actor: Actor,
    wording: NewWording,
    now: datetime,
    reason: str = "",
    confirmed: AbstractSet[DoubtKind] = frozenset(),
) -> bool:
    """Set the words of one sort from a day on; the same day again corrects, beside the old ones.

    Returns whether anything changed: what stands already is not set twice.

    :raises MayNotError: the actor does not set the words of the law.
    :raises VersionNotFoundError: there is no such sort of words.
    :raises WordingFaultyError: the words or the source are missing, or a line is too long.
    :raises WordingManyError: several lines where a paper has room for one.
    :raises WordingNoSymbolError: no number of a paper can bear this symbol.
    :raises VersionDoubtfulError: the day is not confirmed yet.
    :raises VersionReasonNeededError: a correction without its reason.
    :raises VersionOvertakenError: somebody set words for the same day at the same time.
    """
    known = _known(actor, wording.procedure, wording.what, now)
    good = wording.lines and all(0 < len(line.strip()) <= LONGEST for line in wording.lines)
    if not good or not wording.source.strip():
        raise WordingFaultyError
    if len(wording.lines) > 1 and wording.what not in SEVERAL:
        raise WordingManyError
    if wording.what in SYMBOLS and not numbering.is_symbol(wording.lines[0].strip()):
        raise WordingNoSymbolError(symbol=wording.lines[0].strip())
    before = _standing(known.own, wording.valid_from)
    if before is not None and _same(before, wording):
        return False
    doubts = doubts_of_day(wording.valid_from, known.own, local_day(now))
    open_doubts = tuple(doubt for doubt in doubts if doubt.kind not in confirmed)
    if open_doubts:
        raise VersionDoubtfulError(doubts=open_doubts)
    if _number(known.own, wording.valid_from) > 1 and not reason.strip():
        raise VersionReasonNeededError
    _add(actor, wording, known, reason=reason.strip(), is_withdrawn=False, now=now)
    held = before or known.holds
    record(
        actor=actor,
        action=WORDING_SET,
        target=_target(wording.procedure, wording.what, wording.valid_from),
        changes={
            "before": _plain(held) if held else None,
            "after": _plain(wording),
            "reason": reason.strip(),
        },
    )
    return True


@transaction.atomic
def withdraw_wording(  # noqa: PLR0913 -- the act has these parts
    *, actor: Actor, procedure: str, what: str, valid_from: date, reason: str, now: datetime
) -> None:
    """Withdraw the words that were set for a day: those before hold again; nothing is deleted.

    :raises MayNotError: the actor does not set the words of the law.
    :raises VersionNotFoundError: nothing that was set stands for this day.
    :raises VersionReasonNeededError: no reason is given.
    :raises VersionOvertakenError: somebody set words for the same day at the same time.
    """
    known = _known(actor, procedure, what, now)
    before = _standing(known.own, valid_from)
    if before is None:
        raise VersionNotFoundError
    if not reason.strip():
        raise VersionReasonNeededError
    same = NewWording(
        procedure=procedure,
        what=what,
        valid_from=valid_from,
        lines=before.lines,
        source=before.source,
        is_recalled=before.is_recalled,
    )
    _add(actor, same, known, reason=reason.strip(), is_withdrawn=True, now=now)
    record(
        actor=actor,
        action=WORDING_WITHDRAWN,
        target=_target(procedure, what, valid_from),
        changes={"before": _plain(before), "after": None, "reason": reason.strip()},
    )


def _known(actor: Actor, procedure: str, what: str, now: datetime) -> Wording:
    if not actor.can(permissions.SET_WORDINGS):
        raise MayNotError
    known = wording_of(procedure=procedure, what=what, on=local_day(now))
    if known is None:
        raise VersionNotFoundError
    return known


def _standing(own: tuple[WordingVersion, ...], day: date) -> WordingVersion | None:
    return next((one for one in latest(own) if one.valid_from == day), None)


def _number(own: tuple[WordingVersion, ...], day: date) -> int:
    return max((one.version for one in own if one.valid_from == day), default=0) + 1


def _same(before: WordingVersion, wording: NewWording) -> bool:
    return (before.lines, before.source, before.is_recalled) == (
        wording.lines,
        wording.source,
        wording.is_recalled,
    )


def _add(  # noqa: PLR0913 -- a version has these parts
    actor: Actor,
    wording: NewWording,
    known: Wording,
    *,
    reason: str,
    is_withdrawn: bool,
    now: datetime,
) -> None:
    try:
        with transaction.atomic():
            LegalWording.objects.create(
                procedure=wording.procedure,
                what=wording.what,
                valid_from=wording.valid_from,
                version=_number(known.own, wording.valid_from),
                lines=[line.strip() for line in wording.lines],
                source=wording.source.strip(),
                is_recalled=wording.is_recalled,
                is_withdrawn=is_withdrawn,
                reason=reason,
                set_by=setter_of(actor=actor),
                set_at=now,
            )
    except IntegrityError as fault:
        raise VersionOvertakenError from fault


def _plain(one: WordingVersion | NewWording) -> dict[str, object]:
    return {"lines": list(one.lines), "source": one.source, "is_recalled": one.is_recalled}


def _target(procedure: str, what: str, day: date) -> str:
    return f"legal_wording:{procedure}:{what}:{day.isoformat()}"
