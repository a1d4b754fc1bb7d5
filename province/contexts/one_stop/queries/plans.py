"""Which process a procedure follows."""

from collections.abc import Collection
from datetime import date

from province.kernel.processes import public as processes
from province.kernel.processes.errors import ProcessNotFoundError


def process_key(*, procedure_code: str) -> str:
    """Return the key of the process of a procedure."""
    return f"procedure:{procedure_code}"


def has_process(*, procedure_code: str, on: date) -> bool:
    """Tell whether the process of a procedure is published for this day."""
    try:
        processes.plan_for(process_key=process_key(procedure_code=procedure_code), on=on)
    except ProcessNotFoundError:
        return False
    return True


def with_process(*, codes: Collection[str], on: date) -> frozenset[str]:
    """Return which of these procedures have a process that is published for this day."""
    published = processes.published_keys(on=on)
    return frozenset(code for code in codes if process_key(procedure_code=code) in published)
