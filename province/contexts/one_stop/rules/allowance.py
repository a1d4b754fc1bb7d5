"""The monthly allowance of 1.001776: what is taken from the filing, and whether a grant holds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from province.contexts.one_stop.contracts.legal import Category, Rate
from province.contexts.one_stop.kinds import Fault, Ground

SELF = "self"
YEAR = 12
FARTHEST = 12  # months ahead: no limit of the law, only what nobody would type on purpose


@dataclass(frozen=True, slots=True)
class Person:
    """Who receives the allowance, as the form says."""

    name: str
    born_on: date
    identity_number: str
    address: str


@dataclass(frozen=True, slots=True)
class Allowance:
    """The facts of a grant; what is missing or cannot be read is empty."""

    category: str
    coefficient: str
    monthly_amount: int
    from_month: date | None
    deviation: str


def allowance_of(facts: Mapping[str, Any]) -> Allowance:
    """Return the facts of a grant by their names."""
    return Allowance(
        category=str(facts.get("category") or ""),
        coefficient=str(facts.get("coefficient") or ""),
        monthly_amount=int(facts.get("monthly_amount") or 0),
        from_month=day_of(facts.get("from_month")),
        deviation=str(facts.get("deviation") or "").strip(),
    )


def beneficiary_of(payload: Mapping[str, Any], *, commune: str) -> Person:
    """Return the beneficiary named in the form: the applicant, or the person the form is for."""
    own = payload.get("filed_for", SELF) == SELF
    street = str(payload.get("address", ""))
    return Person(
        name=str(payload["applicant_name" if own else "person_name"]),
        born_on=date.fromisoformat(str(payload["birth_date"])),
        identity_number=str(payload["applicant_number" if own else "person_number"]),
        address=f"{street}, {commune}" if street else commune,
    )


def for_another(payload: Mapping[str, Any]) -> Person | None:
    """Return whom the filing is for when that is not the applicant."""
    if payload.get("filed_for", SELF) == SELF or "person_number" not in payload:
        return None
    return beneficiary_of(payload, commune="")


def payment_of(payload: Mapping[str, Any]) -> str:
    """Return how the allowance is paid out, in words."""
    if payload.get("payment_way") == "bank":
        account, bank = payload.get("bank_account", ""), payload.get("bank_name", "")
        return f"Trợ cấp được chuyển khoản hằng tháng: số tài khoản {account}, {bank}."
    return "Trợ cấp được chi trả hằng tháng tại điểm chi trả của bưu điện."


def rate_for(rates: Sequence[Rate], month: date) -> Rate | None:
    """Return the rate that holds in a month."""
    begun = [rate for rate in rates if rate.valid_from <= month]
    return max(begun, key=lambda rate: rate.valid_from, default=None)


def due_amount(rate: Rate, coefficient: str) -> int:
    """Return the base amount times the coefficient, in đồng."""
    return int(rate.base_amount * Decimal(coefficient.replace(",", ".")))


def faults_of(
    given: Allowance, ground: Ground, rates: Sequence[Rate], categories: Sequence[Category]
) -> tuple[Fault, ...]:
    """Return what is wrong with a grant.

    What contradicts the rate, the filing or the age is let through with a written reason; what is
    missing, unknown or impossible is not.
    """
    category = next((one for one in categories if one.name == given.category), None)
    rate = rate_for(rates, given.from_month) if given.from_month else None
    faults = [
        *(_faults_of_month(given.from_month, ground, rate)),
        *([] if category else [Fault("category", "category_unknown")]),
        *_faults_of_coefficient(given, rate),
        *([] if given.monthly_amount > 0 else [Fault("monthly_amount", "amount_needed")]),
    ]
    if faults or given.deviation or category is None or rate is None or given.from_month is None:
        return tuple(faults)
    return (
        *_differs_in_amount(given, rate),
        *_differs_in_month(given.from_month, ground),
        *_differs_in_category(category, ground, categories),
        *_differs_in_age(category, ground, given.from_month),
    )


def _faults_of_month(month: date | None, ground: Ground, rate: Rate | None) -> tuple[Fault, ...]:
    if month is None:
        return (Fault("from_month", "month_needed"),)
    last = months_later(ground.on, FARTHEST)
    if month > last:
        return (Fault("from_month", "month_too_late", {"last": month_words(last)}),)
    if rate is None:
        return (Fault("from_month", "no_rate", {"month": month_words(month)}),)
    return ()


def _faults_of_coefficient(given: Allowance, rate: Rate | None) -> tuple[Fault, ...]:
    if not given.coefficient:
        return (Fault("coefficient", "coefficient_needed"),)
    if rate is None or given.coefficient in rate.coefficients:
        return ()
    return (Fault("coefficient", "coefficient_unknown", {"known": "; ".join(rate.coefficients)}),)


def _differs_in_amount(given: Allowance, rate: Rate) -> tuple[Fault, ...]:
    due = due_amount(rate, given.coefficient)
    if given.monthly_amount == due:
        return ()
    params = {
        "base": money(rate.base_amount),
        "coefficient": given.coefficient,
        "due": money(due),
    }
    return (Fault("monthly_amount", "amount_differs", params),)


def _differs_in_month(month: date, ground: Ground) -> tuple[Fault, ...]:
    if month >= ground.received_on.replace(day=1):
        return ()
    return (Fault("from_month", "before_reception", {"month": month_words(ground.received_on)}),)


def _differs_in_category(
    category: Category, ground: Ground, categories: Sequence[Category]
) -> tuple[Fault, ...]:
    filed = str(ground.payload.get("category") or "")
    if not filed or filed == category.filed_as:
        return ()
    names = [one.name for one in categories if one.filed_as == filed]
    return (Fault("category", "not_as_filed", {"filed": "; ".join(names) or filed}),)


def _differs_in_age(category: Category, ground: Ground, month: date) -> tuple[Fault, ...]:
    """Hold the age against the category: one day of the month within its bounds is enough."""
    born = day_of(ground.payload.get("birth_date"))
    if born is None:
        return ()
    first, last = age_on(born, month), age_on(born, months_later(month, 1), whole=False)
    least = category.age_from if category.age_from is not None else first
    most = category.age_to if category.age_to is not None else last
    if last >= least and first <= most:
        return ()
    params = {"born": f"{born:%d/%m/%Y}", "age": first, "month": month_words(month)}
    return (Fault("category", "age_differs", params),)


def age_on(born: date, on: date, *, whole: bool = True) -> int:
    """Return the age on a day; not whole: on the day before it."""
    days = (on.month, on.day), (born.month, born.day)
    not_yet = days[0] < days[1] if whole else days[0] <= days[1]
    return on.year - born.year - int(not_yet)


def months_later(day: date, months: int) -> date:
    """Return the first day of the month so many months later."""
    years, month = divmod(day.month - 1 + months, YEAR)
    return date(day.year + years, month + 1, 1)


def day_of(value: object) -> date | None:
    """Return the day of an ISO text, or nothing."""
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        return None


def month_words(day: date) -> str:
    """Write a month as 12/2026."""
    return f"{day.month:02d}/{day.year:04d}"


def money(amount: int) -> str:
    """Write an amount with dots between the thousands."""
    return f"{amount:,}".replace(",", ".")
