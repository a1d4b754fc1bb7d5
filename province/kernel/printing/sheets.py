"""Turns the values of a form into the plain words that its layout places."""

from dataclasses import fields, is_dataclass
from datetime import datetime
from typing import Any

from province.kernel.printing import rules
from province.kernel.printing.contracts import (
    AllowanceDecisionValues,
    ApologyValues,
    ControlSheetValues,
    FinalRefusalValues,
    FormKind,
    FormValues,
    GeneralResultValues,
    HandoverSlipValues,
    OfficialPaperValues,
    ReceiptListValues,
    ReceiptValues,
    RefusalValues,
    RegisterEntry,
    RegisterValues,
    SupplementValues,
)

VALUES_OF = {
    FormKind.RECEIPT: ReceiptValues,
    FormKind.RECEIPT_LIST: ReceiptListValues,
    FormKind.SUPPLEMENT: SupplementValues,
    FormKind.REFUSAL: RefusalValues,
    FormKind.FINAL_REFUSAL: FinalRefusalValues,
    FormKind.APOLOGY: ApologyValues,
    FormKind.REGISTER: RegisterValues,
    FormKind.CONTROL_SHEET: ControlSheetValues,
    FormKind.HANDOVER_SLIP: HandoverSlipValues,
    FormKind.ALLOWANCE_DECISION: AllowanceDecisionValues,
    FormKind.OFFICIAL_PAPER: OfficialPaperValues,
    FormKind.GENERAL_RESULT: GeneralResultValues,
}
PROVISIONAL = " (dự kiến)"
BLANK = "……"


def words_of(values: FormValues) -> dict[str, Any]:
    """Return every value of a form as clean words, by the names its layout uses."""
    words: dict[str, Any] = _plain(values)
    head = words["head"]
    head["heading"] = head["agency"] if head["parent_agency"] else rules.heading_of(head["agency"])
    if isinstance(values, ReceiptValues | ControlSheetValues | ApologyValues):
        words["due_note"] = PROVISIONAL if values.due_is_provisional else ""
    match values:
        case ReceiptValues():
            words["book"] = words["book"] or BLANK
            words["book_number"] = words["book_number"] or BLANK
        case ReceiptListValues():
            words["receipts"] = [row | _due_note(row) for row in words["receipts"]]
        case ControlSheetValues():
            for row, line in zip(words["handovers"], values.handovers, strict=True):
                row["verdict"] = rules.VERDICTS[line.verdict]
        case RegisterValues():
            words["count"] = rules.money(len(values.lines))
            pairs = zip(words["lines"], values.lines, strict=True)
            words["lines"] = [row | _moments_of(line) for row, line in pairs]
        case HandoverSlipValues():
            for row, paper in zip(words["results"], values.results, strict=True):
                row["signed_on"] = rules.short_day(paper.signed_on)
        case AllowanceDecisionValues():
            words["amount"] = rules.money(values.monthly_amount)
            words["amount_words"] = rules.money_in_words(values.monthly_amount)
            words["from_month"] = rules.words_of_month(values.from_month)
        case _:
            pass
    return words


def _due_note(row: dict[str, Any]) -> dict[str, str]:
    return {"due_note": PROVISIONAL if row["due_is_provisional"] else ""}


def _moments_of(line: RegisterEntry) -> dict[str, str]:
    """Write the moments of a register's line in figures, as narrow columns need them."""
    moments = {
        "received_at": line.received_at,
        "due_at": line.due_at,
        "returned_at": line.returned_at,
    }
    return {name: rules.short_moment(at) if at else "" for name, at in moments.items()}


def _plain(value: Any) -> Any:
    """Turn dataclasses into dictionaries, moments and days into words, and clean all text."""
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, datetime):
        return rules.words_of_moment(value)
    if isinstance(value, str):
        return rules.clean(value)
    return rules.words_of_day(value) if hasattr(value, "toordinal") else value
