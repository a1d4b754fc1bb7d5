"""Procedures without a kind of their own: one application for all, and a notice as the result."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy

from province.contexts.one_stop.kinds import (
    PROCEDURE_KINDS,
    Fault,
    Ground,
    PaperGround,
    ProcedureKind,
    ResultField,
    ResultFieldKind,
)
from province.contexts.one_stop.queries.forms import GENERAL
from province.contexts.one_stop.queries.legal_data import EVERY, words_on
from province.contexts.one_stop.rules.allowance import beneficiary_of
from province.contexts.procedures import public as procedures
from province.kernel.printing.contracts import (
    FormKind,
    GeneralResultValues,
    Head,
    PartyLines,
)

SHORT = 160


@dataclass(frozen=True, slots=True)
class Reference:
    """What the catalogue says of the procedure on one day."""

    on: date
    name: str
    result_name: str


class GeneralKind(ProcedureKind):
    """How a confirmed procedure without a form of its own is filed, decided and answered."""

    form = GENERAL
    granted = gettext_lazy("Thông báo kết quả giải quyết")
    grant = gettext_lazy("Đồng ý giải quyết")
    refusals: ClassVar[Mapping[str, object]] = {
        "conclusion_needed": gettext_lazy("Ghi kết quả giải quyết."),
    }

    def reference(self, on: date) -> Reference:
        """Return the procedure's name and what its result is called."""
        found = procedures.procedure(code=self.code, on=on)
        return Reference(on=on, name=found.name, result_name=found.result_name)

    def fields(self, reference: Reference) -> tuple[ResultField, ...]:
        """Return the conclusion, and number and date of the paper that goes with it."""
        return (
            ResultField(
                key="conclusion",
                label=gettext_lazy("Kết quả giải quyết"),
                kind=ResultFieldKind.WORDS,
                hint=reference.result_name,
            ),
            ResultField(
                key="paper",
                label=gettext_lazy("Số, ngày của giấy tờ kết quả"),
                kind=ResultFieldKind.WORDS,
                hint=gettext_lazy("Ví dụ: số 15, ngày 20/11/2026. Để trống khi không có."),
                required=False,
            ),
        )

    def proposed(self, ground: Ground, reference: Reference) -> Mapping[str, Any]:
        """Return the name of the result, which the specialist completes."""
        del ground
        return {"conclusion": f"Cấp: {reference.result_name}" if reference.result_name else ""}

    def faults(
        self, facts: Mapping[str, Any], ground: Ground, reference: Reference
    ) -> tuple[Fault, ...]:
        """Return that a grant says nothing."""
        del ground, reference
        return () if _words(facts, "conclusion") else (Fault("conclusion", "conclusion_needed"),)

    def paper(
        self, facts: Mapping[str, Any], ground: PaperGround, reference: Reference
    ) -> tuple[FormKind, GeneralResultValues]:
        """Return the notice; its number and date stay open for the clerk."""
        person = beneficiary_of(ground.payload, commune=ground.agency.short_name)
        return FormKind.GENERAL_RESULT, GeneralResultValues(
            head=Head(agency=ground.agency.name, place=ground.place),
            symbol=ground.symbol,
            code=ground.code,
            applicant=PartyLines(
                name=person.name, identity_number=person.identity_number, address=person.address
            ),
            request=f"{self.code} {reference.name}",
            asked=str(ground.payload.get("request", "")),
            conclusion=_words(facts, "conclusion"),
            result_paper=_words(facts, "paper"),
            recipients=words_on(what="recipient", on=reference.on, procedure=EVERY),
            signer=ground.signer,
        )

    def lines(self, facts: Mapping[str, Any]) -> tuple[tuple[object, str], ...]:
        """Return the conclusion, and the paper that goes with it."""
        shown = (
            (gettext_lazy("Kết quả giải quyết"), _words(facts, "conclusion")),
            (gettext_lazy("Giấy tờ kết quả"), _words(facts, "paper")),
        )
        return tuple((term, words) for term, words in shown if words)

    def summary(self, facts: Mapping[str, Any]) -> str:
        """Return the conclusion, cut short."""
        words = _words(facts, "conclusion")
        return words if len(words) <= SHORT else f"{words[:SHORT]}…"


def register_general_kinds() -> None:
    """Register the general kind for every confirmed procedure that has no kind of its own."""
    for code in procedures.confirmed_codes():
        if PROCEDURE_KINDS.find(code) is None:
            PROCEDURE_KINDS.register(general_kind(code))


def general_kind(code: str) -> GeneralKind:
    """Return the general kind of one procedure."""
    name = f"General_{code.replace('.', '_')}"
    made: type[GeneralKind] = type(name, (GeneralKind,), {"code": code})
    return made()


def _words(facts: Mapping[str, Any], key: str) -> str:
    return str(facts.get(key) or "").strip()
