"""Which form a procedure is filed with."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from province.contexts.one_stop.kinds import PROCEDURE_KINDS
from province.foundation.errors import FieldFault
from province.kernel.forms import public as forms
from province.kernel.forms.contracts import FormDefinition
from province.kernel.forms.errors import FormNotFoundError

GENERAL = "general"


def form_of(*, procedure_code: str, on: date) -> FormDefinition | None:
    """Return the form that a procedure is filed with on a day, or nothing when it has none.

    :raises FormNotFoundError: it has one, but no version is approved for the day.
    """
    kind = PROCEDURE_KINDS.find(procedure_code)
    return forms.current_form(key=kind.form, on=on) if kind else None


def has_general_form(*, procedure_code: str) -> bool:
    """Tell whether a procedure is filed with the application that many share."""
    kind = PROCEDURE_KINDS.find(procedure_code)
    return kind is not None and kind.form == GENERAL


def has_form(*, procedure_code: str, on: date) -> bool:
    """Tell whether a procedure has a form that is approved for this day."""
    try:
        return form_of(procedure_code=procedure_code, on=on) is not None
    except FormNotFoundError:
        return False


def filing_faults(
    *, procedure_code: str, payload: Mapping[str, Any], on: date
) -> tuple[FieldFault, ...]:
    """Return what in the answers of a filing cannot be, as the procedure's kind says, in words."""
    kind = PROCEDURE_KINDS.find(procedure_code)
    if kind is None:
        return ()
    return tuple(
        FieldFault(
            field=fault.field,
            code=f"one_stop.{fault.code}",
            sentence=str(kind.refusals[fault.code]) % dict(fault.params),
        )
        for fault in kind.filing_faults(payload, on, kind.reference(on))
    )
