"""Holder rules: reading them and writing them."""

from province.kernel.processes.contracts import HolderKind, HolderRule

_WITH_NAME_AND_ROLE = {HolderKind.POST, HolderKind.DESK}
_WITH_ROLE = {HolderKind.HEAD}
_WITH_NAME = {HolderKind.OUTSIDE}


def read_holder(text: str) -> HolderRule | None:
    """Return the rule that a text means, or nothing when it means none."""
    named, _at, unit_role = text.partition("@")
    kind_text, _colon, name = named.partition(":")
    try:
        kind = HolderKind(kind_text)
    except ValueError:
        return None
    wants_name = kind in _WITH_NAME_AND_ROLE | _WITH_NAME
    wants_role = kind in _WITH_NAME_AND_ROLE | _WITH_ROLE
    if bool(name) != wants_name or bool(unit_role) != wants_role:
        return None
    return HolderRule(kind=kind, name=name, unit_role=unit_role)
