"""The kind of a procedure that a data file describes."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from province.contexts.one_stop.contracts.described import (
    Described,
    DescribedBlock,
    DescribedFact,
    FactKind,
)
from province.contexts.one_stop.described.templates import filled, word_of, words_of_answers
from province.contexts.one_stop.kinds import (
    BookNumber,
    Fault,
    Ground,
    PaperGround,
    ProcedureKind,
    ResultField,
    ResultFieldKind,
)
from province.contexts.one_stop.queries.legal_data import words_on
from province.contexts.one_stop.rules import described as rules
from province.contexts.one_stop.rules.allowance import day_of
from province.foundation.ui.formats import format_money
from province.kernel.forms.contracts import FormField
from province.kernel.printing.contracts import (
    FormKind,
    Head,
    OfficialPaperValues,
    OpenPlace,
    PaperCell,
    PaperLine,
    PaperTable,
    PaperWords,
)

PROCEDURE_WORDS = "procedure"  # the context of these sentences in the catalogue of translations
GENERAL = {
    "needed": gettext_lazy("Ghi mục này."),
    "not_digits": gettext_lazy("Mục này gồm đúng %(count)s chữ số."),
    "unknown_choice": gettext_lazy("Chọn một trong các dòng của danh sách."),
    "no_day": gettext_lazy("Ghi ngày, tháng, năm, ví dụ 05/11/2026."),
    "too_early": gettext_lazy("Ngày này không sớm hơn %(least)s."),
    "too_late": gettext_lazy("Ngày này không muộn hơn %(most)s."),
    "too_small": gettext_lazy("Số này phải từ %(least)s trở lên."),
    "too_large": gettext_lazy("Số này không quá %(most)s."),
}


def say(text: str) -> str:
    """Return a sentence of a description in the language of whoever reads it now."""
    return pgettext(PROCEDURE_WORDS, text) if text else ""


class DescribedKind(ProcedureKind):
    """How a procedure is filed, decided and printed that a data file describes.

    A procedure whose rules need more derives from it and overrides what is its own.
    """

    def __init__(self, described: Described) -> None:
        self.described = described
        self.code = described.code  # type: ignore[misc]  # one class, many procedures
        self.form = described.form.key  # type: ignore[misc]  # likewise
        self.is_at_once = described.is_at_once  # type: ignore[misc]  # likewise
        self.granted = pgettext_lazy(PROCEDURE_WORDS, described.granted)  # type: ignore[misc]  # likewise
        self.grant = pgettext_lazy(PROCEDURE_WORDS, described.grant)  # type: ignore[misc]  # likewise
        own = {
            rules.code_of(index): pgettext_lazy(PROCEDURE_WORDS, fault.say)
            for index, fault in enumerate(described.faults)
        }
        self.refusals = {**GENERAL, **own}  # type: ignore[misc]  # likewise

    def reference(self, on: date) -> Any:
        """Return the day: the words of the law are read when the paper is made."""
        return on

    def number(self, on: date) -> BookNumber:
        """Return the book in which a result of this day is entered."""
        given = self.described.number
        return BookNumber(
            book=given.book,
            title=given.title,
            text=given.text.replace("{year}", f"{on.year:04d}"),
            printed=given.printed,
        )

    def fields(self, reference: Any) -> tuple[ResultField, ...]:
        """Return what the file asks of a grant."""
        del reference
        return tuple(
            ResultField(
                key=fact.key,
                label=say(fact.label),
                kind=ResultFieldKind(fact.kind.value),
                hint=say(fact.hint),
                choices=fact.choices,
                required=fact.required,
            )
            for fact in self.described.facts
        )

    def proposed(self, ground: Ground, reference: Any) -> Mapping[str, Any]:
        """Return the facts that the file takes from the filing."""
        del reference
        values = self._values(ground.payload, ground.on, ground.received_on)
        return {
            fact.key: filled(one.text, values)
            for fact in self.described.facts
            for one in reversed(fact.proposals)
            if rules.holds(one.when, ground.payload)
        }

    def faults(self, facts: Mapping[str, Any], ground: Ground, reference: Any) -> tuple[Fault, ...]:
        """Return what is missing or out of its bounds, and what the file's own rules say."""
        del reference
        return (
            *rules.faults_of_facts(self.described.facts, facts, ground.on),
            *rules.faults_of_rules(
                self.described.faults,
                payload=ground.payload,
                facts=facts,
                days={"today": ground.on, "received": ground.received_on},
            ),
        )

    def filing_faults(
        self, payload: Mapping[str, Any], on: date, reference: Any
    ) -> tuple[Fault, ...]:
        """Return what the file's own rules say of the answers."""
        del reference
        return rules.faults_of_rules(
            self.described.faults, payload=payload, facts=None, days={"today": on}
        )

    def paper(
        self, facts: Mapping[str, Any], ground: PaperGround, reference: Any
    ) -> tuple[FormKind, OfficialPaperValues]:
        """Return the paper as the file lays it out; number and date stay open for the clerk."""
        del reference
        paper, agency = self.described.paper, ground.agency
        values = {
            **self._values(ground.payload, ground.on, ground.on),
            **{f"facts.{fact.key}": _written(fact, facts) for fact in self.described.facts},
            "agency.name": agency.name,
            "agency.short": agency.short_name,
            "place": ground.place,
            "code": ground.code,
        }
        return FormKind.OFFICIAL_PAPER, OfficialPaperValues(
            head=Head(agency=agency.name, place=ground.place),
            code=ground.code,
            title=filled(paper.title, values),
            subtitle=filled(paper.subtitle, values),
            number_label=self.described.number.label,
            after_number=self.described.number.printed,
            authority=filled(paper.authority, values),
            grounds=words_on(what="ground", on=ground.on, procedure=self.code),
            recipients=words_on(what="recipient", on=ground.on, procedure=self.code),
            blocks=tuple(
                self._block(block, values, ground.payload)
                for block in paper.blocks
                if rules.holds(block.when, ground.payload)
            ),
            signer=ground.signer,
            signing_note=paper.signing_note,
            is_national=paper.is_national,
        )

    def lines(self, facts: Mapping[str, Any]) -> tuple[tuple[object, str], ...]:
        """Return the facts of a grant as terms and words."""
        shown = ((say(fact.label), _shown(fact, facts)) for fact in self.described.facts)
        return tuple((term, words) for term, words in shown if words)

    def summary(self, facts: Mapping[str, Any]) -> str:
        """Return a grant in the few words of the file."""
        values = {f"facts.{fact.key}": _written(fact, facts) for fact in self.described.facts}
        return filled(self.described.summary, values)

    def _values(self, payload: Mapping[str, Any], on: date, received_on: date) -> dict[str, str]:
        return {
            **words_of_answers(self.described.form, payload),
            "today": on.isoformat(),
            "received": received_on.isoformat(),
        }

    def _block(
        self, block: DescribedBlock, values: Mapping[str, str], payload: Mapping[str, Any]
    ) -> PaperLine | PaperWords | PaperTable:
        if block.cells:
            return PaperLine(
                tuple(
                    PaperCell(
                        label=cell.label,
                        text=filled(cell.text, values),
                        place=OpenPlace(cell.place) if cell.place else None,
                        is_strong=cell.is_strong,
                    )
                    for cell in block.cells
                )
            )
        if block.columns:
            asked = self.described.form.field(block.each)
            rows = payload.get(block.each)
            return PaperTable(
                columns=block.columns,
                rows=tuple(
                    tuple(
                        filled(one, _row(asked.fields if asked else (), row)) for one in block.row
                    )
                    for row in (rows if isinstance(rows, list) else ())
                ),
            )
        return PaperWords(
            text=filled(block.heading or block.words, values), is_heading=bool(block.heading)
        )


def _row(fields: tuple[FormField, ...], row: Mapping[str, Any]) -> dict[str, str]:
    return {f"row.{field.key}": word_of(field, row.get(field.key)) for field in fields}


def _written(fact: DescribedFact, facts: Mapping[str, Any]) -> str:
    value = facts.get(fact.key)
    return "" if value in (None, 0) else str(value).strip()


def _shown(fact: DescribedFact, facts: Mapping[str, Any]) -> str:
    """Return a fact as people read it."""
    text = _written(fact, facts)
    if fact.kind is FactKind.MONEY and text:
        return format_money(int(text))
    day = day_of(text) if fact.kind in {FactKind.DATE, FactKind.MONTH} else None
    if day is None:
        return text
    return f"{day:%d/%m/%Y}" if fact.kind is FactKind.DATE else f"{day:%m/%Y}"
