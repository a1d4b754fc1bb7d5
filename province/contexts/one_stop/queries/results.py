"""What a procedure's own kind says of a result: its check, its words, its data."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from province.contexts.one_stop.contracts.acts import Proposal
from province.contexts.one_stop.contracts.states import ResultKind
from province.contexts.one_stop.errors import NoProcedureKindError
from province.contexts.one_stop.kinds import PROCEDURE_KINDS, Ground, ProcedureKind, ResultField
from province.contexts.one_stop.queries.legal_data import REFUSAL_LAW, LegalGround, grounds_on
from province.foundation.errors import FieldFault

GRANTED = _("Kết quả giải quyết")
REFUSED = _("Phiếu từ chối giải quyết hồ sơ")
NEEDED = {
    "reason": _("Ghi lý do không đủ điều kiện."),
    "law": _("Ghi điều, khoản, số văn bản."),
}


def kind_of(*, procedure_code: str) -> ProcedureKind:
    """Return the kind of a procedure.

    :raises NoProcedureKindError: nobody has registered how this procedure is decided.
    """
    kind = PROCEDURE_KINDS.find(procedure_code)
    if kind is None:
        raise NoProcedureKindError(procedure=procedure_code)
    return kind


def faults_of(*, procedure_code: str, proposal: Proposal, ground: Ground) -> tuple[FieldFault, ...]:
    """Return what is wrong with a proposal, field by field, in words.

    :raises NoProcedureKindError: a grant of a procedure that nobody has registered.
    """
    if proposal.result is ResultKind.REFUSAL:
        given = {"reason": proposal.reason, "law": proposal.law}
        return tuple(
            FieldFault(field=name, code="needed", sentence=sentence)
            for name, sentence in NEEDED.items()
            if not given[name].strip()
        )
    kind = kind_of(procedure_code=procedure_code)
    return tuple(
        FieldFault(
            field=fault.field,
            code=fault.code,
            sentence=str(kind.refusals[fault.code]) % dict(fault.params),
        )
        for fault in kind.faults(proposal.facts, ground, kind.reference(ground.on))
    )


def result_fields(*, procedure_code: str, on: date) -> tuple[ResultField, ...]:
    """Return what the desk asks for a grant; nothing for a procedure that nobody registered."""
    kind = PROCEDURE_KINDS.find(procedure_code)
    return kind.fields(kind.reference(on)) if kind else ()


def facts_proposed(*, procedure_code: str, ground: Ground) -> Mapping[str, Any]:
    """Return the facts of a grant that follow from the filing."""
    kind = PROCEDURE_KINDS.find(procedure_code)
    return kind.proposed(ground, kind.reference(ground.on)) if kind else {}


def result_name(*, procedure_code: str, result: ResultKind) -> StrOrPromise:
    """Return what the paper of a result is called."""
    kind = PROCEDURE_KINDS.find(procedure_code)
    if result is ResultKind.REFUSAL or kind is None:
        return REFUSED if result is ResultKind.REFUSAL else GRANTED
    return kind.granted  # type: ignore[return-value]  # words, spelled "object" where Django is not known


def grant_words(*, procedure_code: str) -> StrOrPromise:
    """Return what proposing a grant is called."""
    kind = PROCEDURE_KINDS.find(procedure_code)
    return kind.grant if kind else GRANTED  # type: ignore[return-value]  # words, spelled "object" where Django is not known


def result_lines(
    *, procedure_code: str, facts: Mapping[str, Any]
) -> tuple[tuple[StrOrPromise, str], ...]:
    """Return the facts of a grant as terms and words."""
    kind = PROCEDURE_KINDS.find(procedure_code)
    return kind.lines(facts) if kind else ()  # type: ignore[return-value]  # words, spelled "object" where Django is not known


def result_summary(*, procedure_code: str, facts: Mapping[str, Any]) -> tuple[str, str]:
    """Return a grant in a few words, and why it must be read before it is signed (or nothing)."""
    kind = PROCEDURE_KINDS.find(procedure_code)
    return (kind.summary(facts), kind.unusual(facts)) if kind else ("", "")


def usual_laws(
    *, procedure_code: str, on: date, what: str = REFUSAL_LAW
) -> tuple[LegalGround, ...]:
    """Return the grounds in law that are often written: the procedure's, then everybody's."""
    own = grounds_on(what=REFUSAL_LAW, on=on, procedure=procedure_code)
    return (*own, *grounds_on(what=what, on=on))


def proposed_law(*, on: date, what: str) -> LegalGround | None:
    """Return the ground with which a form is filled beforehand: in force on the day, or none."""
    return next(reversed(grounds_on(what=what, on=on)), None)
