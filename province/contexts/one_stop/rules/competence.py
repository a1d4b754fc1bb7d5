"""Which agency decides a procedure: by its level, and by the body that it names."""

from collections.abc import Collection, Mapping

from province.contexts.procedures.contracts import AgencyKind as Deciding
from province.contexts.procedures.contracts import Level
from province.foundation.text.folding import fold
from province.kernel.org.contracts import AgencyKind, AgencyLevel

_LEVELS: Mapping[Level, frozenset[AgencyLevel]] = {
    Level.PROVINCE: frozenset({AgencyLevel.PROVINCE}),
    Level.COMMUNE: frozenset({AgencyLevel.COMMUNE}),
    Level.BOTH: frozenset({AgencyLevel.PROVINCE, AgencyLevel.COMMUNE}),
}
_KINDS: Mapping[Deciding, AgencyKind] = {
    Deciding.COMMUNE: AgencyKind.COMMUNE,
    Deciding.DEPARTMENT: AgencyKind.DEPARTMENT,
    Deciding.COMMITTEE: AgencyKind.PROVINCE,
    Deciding.POLICE: AgencyKind.SECTOR,
    Deciding.MILITARY: AgencyKind.SECTOR,
    Deciding.INSURANCE: AgencyKind.SECTOR,
}
_SECTORS: Mapping[Deciding, str] = {
    Deciding.POLICE: "cong an",
    Deciding.MILITARY: "quan su",
    Deciding.INSURANCE: "bao hiem xa hoi",
}


def may_decide(
    level: Level, named_first: Deciding, kind: AgencyKind, stands_on: AgencyLevel, name: str
) -> bool:
    """Tell whether an agency of this kind and level decides what names such a body first.

    What both levels handle is the commune's too, whichever is named first.
    """
    if stands_on not in _LEVELS[level]:
        return False
    if level is Level.BOTH and kind is AgencyKind.COMMUNE:
        return named_first not in _SECTORS
    return kind is _KINDS.get(named_first) and _SECTORS.get(named_first, "") in fold(name)


def is_named(text: str, name: str, others: Collection[str]) -> bool:
    """Tell whether a procedure means the agency of this name, among all of its kind.

    A text that names none of them ("Sở, ban, ngành tỉnh") means each.
    """
    said = fold(text)
    named = {fold(other) for other in others if fold(other) in said}
    return not named or fold(name) in named
