"""The step tables written by hand: one file of ``processes/`` for each procedure."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from province.kernel.processes import public as processes
from province.kernel.processes.contracts import StepTable

FOLDER = Path(__file__).resolve().parents[1] / "processes"


@cache
def hand_made_tables() -> Mapping[str, StepTable]:
    """Return the tables by the code of their procedure.

    :raises ValueError: a file is no good table, or two are for one procedure.
    """
    found: dict[str, StepTable] = {}
    for path in sorted(FOLDER.glob("*.json")):
        code, table = table_in(path=path)
        if found.setdefault(code, table) is not table:
            msg = f"{path.name}: another file has the table of {code}"
            raise ValueError(msg)
    return MappingProxyType(found)


def table_in(*, path: Path) -> tuple[str, StepTable]:
    """Return the procedure's code and the table of one file.

    :raises ValueError: the file is no good table; the message says what is wrong.
    """
    plain = dict(json.loads(path.read_text(encoding="utf-8")))
    code = plain.pop("procedure", "")
    if not code:
        msg = f"{path.name}: 'procedure' is missing"
        raise ValueError(msg)
    try:
        return str(code), processes.read_table(plain=plain)
    except ValueError as fault:
        msg = f"{path.name}: {fault}"
        raise ValueError(msg) from None
