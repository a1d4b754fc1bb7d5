"""Which rows of the register may be one person. No query changes a row."""

from collections.abc import Iterable, Iterator
from itertools import combinations

from django.db.models import Count, Q, QuerySet

from province.kernel.parties import rules
from province.kernel.parties.contracts import Pair, PartyKind
from province.kernel.parties.models import DeclaredDifferent, Party
from province.kernel.parties.queries.people import value_of

MOST_GROUPS = 200
MOST_ALIKE = 10  # of one name: more is a fault of the data, not a list to read


def likely_pairs() -> tuple[Pair, ...]:
    """Return the pairs that may be one person, the likeliest first, in four queries.

    Pairs that somebody has declared different are left out.
    """
    people = Party.objects.filter(kind=PartyKind.PERSON.value)
    born = _shared(people.filter(birth_date__isnull=False), "birth_date")
    called = _shared(people.exclude(phone=""), "phone")
    wanted = Q(pk__in=[])
    for folded, birth in born:
        wanted |= Q(folded=folded, birth_date=birth)
    for folded, phone in called:
        wanted |= Q(folded=folded, phone=phone)
    groups: dict[str, list[Party]] = {}
    for row in people.filter(wanted).order_by("pk"):
        groups.setdefault(row.folded, []).append(row)
    known = set(DeclaredDifferent.objects.values_list("one_id", "other_id"))
    pairs = [pair for pair in _pairs(groups.values()) if (pair.one.id, pair.other.id) not in known]
    return tuple(sorted(pairs, key=lambda pair: (-pair.score, pair.one.id, pair.other.id)))


def _shared(people: QuerySet[Party], field: str) -> list[tuple[str, object]]:
    rows = people.values("folded", field).annotate(count=Count("pk")).filter(count__gt=1)
    found = rows.order_by("folded", field).values_list("folded", field)[:MOST_GROUPS]
    return [(folded, value) for folded, value in found]


def _pairs(groups: Iterable[list[Party]]) -> Iterator[Pair]:
    for rows in groups:
        for one, other in combinations([value_of(row=row) for row in rows[:MOST_ALIKE]], 2):
            reasons = rules.likeness(one, other)
            if reasons:
                yield Pair(one=one, other=other, reasons=reasons, score=rules.score_of(reasons))
