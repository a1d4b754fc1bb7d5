"""Sets the base amounts of social allowances: versions that stay, each audited."""

import csv
import re
from collections.abc import Set as AbstractSet
from datetime import date, datetime
from pathlib import Path

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from province.contexts.one_stop import permissions
from province.contexts.one_stop.commands.paper_parts import setter_of
from province.contexts.one_stop.commands.printing import local_day
from province.contexts.one_stop.contracts.legal import Rate
from province.contexts.one_stop.errors import (
    MayNotError,
    RateFaultyError,
    VersionDoubtfulError,
    VersionNotFoundError,
    VersionOvertakenError,
    VersionReasonNeededError,
)
from province.contexts.one_stop.models import AllowanceRate
from province.contexts.one_stop.queries.rates import rate_versions
from province.contexts.one_stop.rules.versions import (
    DoubtKind,
    RateVersion,
    doubts_of_rate,
    latest,
)
from province.foundation.audit.catalogue import register_action
from province.foundation.audit.recording import record
from province.foundation.identity.actors import Actor

FACTS = Path(__file__).resolve().parents[1] / "facts" / "allowance_rates.csv"
RATE_SET = register_action("one_stop.rate_set", _("Đặt mức chuẩn trợ giúp xã hội"))
RATE_WITHDRAWN = register_action("one_stop.rate_withdrawn", _("Rút mức chuẩn trợ giúp xã hội"))
_COEFFICIENT = re.compile(r"[0-9],[0-9]")


@transaction.atomic
def set_rate(
    *,
    actor: Actor,
    rate: Rate,
    now: datetime,
    reason: str = "",
    confirmed: AbstractSet[DoubtKind] = frozenset(),
) -> bool:
    """Set the rate that holds from a day on; the same day again is a correction beside the old.

    Returns whether anything changed: what stands already is not set twice.

    :raises MayNotError: the actor does not set rates.
    :raises RateFaultyError: the amount, a coefficient or the source is missing or wrong.
    :raises VersionDoubtfulError: the day or the amount is not confirmed yet.
    :raises VersionReasonNeededError: a correction without its reason.
    :raises VersionOvertakenError: somebody set a rate for the same day at the same time.
    """
    if not actor.can(permissions.SET_RATES):
        raise MayNotError
    good = all(_COEFFICIENT.fullmatch(coefficient) for coefficient in rate.coefficients)
    if rate.base_amount <= 0 or not rate.coefficients or not good or not rate.source.strip():
        raise RateFaultyError
    known = rate_versions()
    before = _standing(known, rate.valid_from)
    if before is not None and before.rate == rate:
        return False
    doubts = doubts_of_rate(rate, known, local_day(now))
    open_doubts = tuple(doubt for doubt in doubts if doubt.kind not in confirmed)
    if open_doubts:
        raise VersionDoubtfulError(doubts=open_doubts)
    of_day = [one for one in known if one.valid_from == rate.valid_from]
    if of_day and not reason.strip():
        raise VersionReasonNeededError
    _add(actor, rate, of_day, reason=reason.strip(), is_withdrawn=False, now=now)
    record(
        actor=actor,
        action=RATE_SET,
        target=f"allowance_rate:{rate.valid_from.isoformat()}",
        changes={
            "before": _plain(before.rate) if before else None,
            "after": _plain(rate),
            "reason": reason.strip(),
        },
    )
    return True


@transaction.atomic
def withdraw_rate(*, actor: Actor, valid_from: date, reason: str, now: datetime) -> None:
    """Withdraw what was set for a day: the rate before it holds again; nothing is deleted.

    :raises MayNotError: the actor does not set rates.
    :raises VersionNotFoundError: no rate stands for this day.
    :raises VersionReasonNeededError: no reason is given.
    :raises VersionOvertakenError: somebody set a rate for the same day at the same time.
    """
    if not actor.can(permissions.SET_RATES):
        raise MayNotError
    known = rate_versions()
    before = _standing(known, valid_from)
    if before is None:
        raise VersionNotFoundError
    if not reason.strip():
        raise VersionReasonNeededError
    of_day = [one for one in known if one.valid_from == valid_from]
    _add(actor, before.rate, of_day, reason=reason.strip(), is_withdrawn=True, now=now)
    record(
        actor=actor,
        action=RATE_WITHDRAWN,
        target=f"allowance_rate:{valid_from.isoformat()}",
        changes={"before": _plain(before.rate), "after": None, "reason": reason.strip()},
    )


def load_rates(*, actor: Actor, now: datetime) -> int:
    """Load the rates of the fact file that the database does not know; return how many came.

    :raises MayNotError: the actor does not set rates.
    """
    known = {one.valid_from for one in rate_versions()}
    came = 0
    with FACTS.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            rate = _rate(row)
            if rate.valid_from not in known:
                set_rate(actor=actor, rate=rate, confirmed=set(DoubtKind), now=now)
                came += 1
    return came


def _standing(known: tuple[RateVersion, ...], day: date) -> RateVersion | None:
    return next((one for one in latest(known) if one.valid_from == day), None)


def _add(  # noqa: PLR0913 -- a version has these parts
    actor: Actor,
    rate: Rate,
    of_day: list[RateVersion],
    *,
    reason: str,
    is_withdrawn: bool,
    now: datetime,
) -> None:
    try:
        with transaction.atomic():
            AllowanceRate.objects.create(
                valid_from=rate.valid_from,
                version=max((one.version for one in of_day), default=0) + 1,
                base_amount=rate.base_amount,
                coefficients=list(rate.coefficients),
                source=rate.source.strip(),
                is_recalled=rate.is_recalled,
                is_withdrawn=is_withdrawn,
                reason=reason,
                set_by=setter_of(actor=actor),
                set_at=now,
            )
    except IntegrityError as fault:
        raise VersionOvertakenError from fault


def _plain(rate: Rate) -> dict[str, object]:
    return {
        "base_amount": rate.base_amount,
        "coefficients": list(rate.coefficients),
        "source": rate.source,
        "is_recalled": rate.is_recalled,
    }


def _rate(row: dict[str, str]) -> Rate:
    return Rate(
        valid_from=date.fromisoformat(row["valid_from"]),
        base_amount=int(row["base_amount"]),
        coefficients=tuple(row["coefficients"].split(";")),
        source=row["source"],
        is_recalled=row["is_recalled"] == "1",
    )
