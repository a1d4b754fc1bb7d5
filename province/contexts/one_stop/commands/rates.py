"""Sets the base amounts of social allowances, each audited."""

import csv
import re
from datetime import date
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from province.contexts.one_stop import permissions
from province.contexts.one_stop.contracts import Rate
from province.contexts.one_stop.errors import MayNotError, RateFaultyError
from province.contexts.one_stop.models import AllowanceRate
from province.foundation.audit.catalogue import register_action
from province.foundation.audit.recording import record
from province.foundation.identity.actors import Actor

FACTS = Path(__file__).resolve().parents[1] / "facts" / "allowance_rates.csv"
RATE_SET = register_action("one_stop.rate_set", _("Đặt mức chuẩn trợ giúp xã hội"))
_COEFFICIENT = re.compile(r"[0-9],[0-9]")


@transaction.atomic
def set_rate(*, actor: Actor, rate: Rate) -> None:
    """Set the rate that holds from a day on; the same day again replaces it.

    :raises MayNotError: the actor does not set rates.
    :raises RateFaultyError: the amount, a coefficient or the source is missing or wrong.
    """
    if not actor.can(permissions.SET_RATES):
        raise MayNotError
    good = all(_COEFFICIENT.fullmatch(coefficient) for coefficient in rate.coefficients)
    if rate.base_amount <= 0 or not rate.coefficients or not good or not rate.source.strip():
        raise RateFaultyError
    AllowanceRate.objects.update_or_create(
        valid_from=rate.valid_from,
        defaults={
            "base_amount": rate.base_amount,
            "coefficients": list(rate.coefficients),
            "source": rate.source.strip(),
            "is_recalled": rate.is_recalled,
        },
    )
    record(
        actor=actor,
        action=RATE_SET,
        target=f"allowance_rate:{rate.valid_from.isoformat()}",
        changes={"base_amount": rate.base_amount, "coefficients": list(rate.coefficients)},
    )


def load_rates(*, actor: Actor) -> int:
    """Load the rates of the fact file that the database does not know; return how many came.

    :raises MayNotError: the actor does not set rates.
    """
    known = set(AllowanceRate.objects.values_list("valid_from", flat=True))
    came = 0
    with FACTS.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            rate = _rate(row)
            if rate.valid_from not in known:
                set_rate(actor=actor, rate=rate)
                came += 1
    return came


def _rate(row: dict[str, str]) -> Rate:
    return Rate(
        valid_from=date.fromisoformat(row["valid_from"]),
        base_amount=int(row["base_amount"]),
        coefficients=tuple(row["coefficients"].split(";")),
        source=row["source"],
        is_recalled=row["is_recalled"] == "1",
    )
