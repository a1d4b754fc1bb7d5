"""Keeps the words of the search: from all names of the catalogue, or anew for one procedure."""

import math
from collections import defaultdict
from functools import lru_cache
from itertools import pairwise

from django.db import connection
from django.db.models import QuerySet

from province.contexts.procedures.models import (
    Component,
    Procedure,
    ProcedureVersion,
    SearchPosting,
    SearchWord,
)
from province.contexts.procedures.queries.terms import search_terms, short_and_long
from province.contexts.procedures.rules.words import spoken_words, words_of
from province.foundation.db.locks import wait_for_turn
from province.foundation.text.folding import fold

LONGEST_WORD = 80
BATCH = 5000
IN_NAME, IN_RESULT, IN_FIELD, IN_PAPERS = 1.0, 0.55, 0.35, 0.2
COMMONEST = 2.5  # a word of the papers that weighs less than this leads nowhere
TABLE = "procedures_searchposting"
TURN = "procedures.index"
Places = dict[str, float]


def rebuild_index() -> None:
    """Weigh every word of the catalogue anew, and note where it stands."""
    wait_for_turn(TURN)
    listed = Procedure.objects.filter(is_internal=False)
    places = _places_in(listed)
    count = max(len(places), 1)
    spread: dict[str, int] = defaultdict(int)
    for words in places.values():
        for word in words:
            spread[word] += 1
    weights = {word: math.log(1 + count / number) for word, number in spread.items()}
    SearchPosting.objects.all().delete()
    SearchWord.objects.all().delete()
    stored = SearchWord.objects.bulk_create(
        [
            SearchWord(word=word, weight=weight, **_halves(word))
            for word, weight in sorted(weights.items())
        ],
        batch_size=BATCH,
    )
    ids = {row.word: row.pk for row in stored}
    _copy_postings(places=places, ids=ids, weights=weights)
    _weigh_names(Procedure.objects.all(), weights=weights)


def index_again(*, procedure_id: int) -> None:
    """Note anew where the words of one procedure stand.

    What the words weigh is left as the last import weighed them; a word that nobody used before
    weighs as one that stands in a single procedure.
    """
    wait_for_turn(TURN)
    one = Procedure.objects.filter(pk=procedure_id)
    places = _places_in(one.filter(is_internal=False))
    words = sorted({word for found in places.values() for word in found})
    rarest = math.log(1 + Procedure.objects.filter(is_internal=False).count())
    SearchWord.objects.bulk_create(
        [SearchWord(word=word, weight=rarest, **_halves(word)) for word in words],
        ignore_conflicts=True,
        batch_size=BATCH,
    )
    known = SearchWord.objects.filter(word__in=words).values_list("word", "pk", "weight")
    ids, weights = {}, {}
    for word, pk, weight in known:
        ids[word], weights[word] = pk, weight
    SearchPosting.objects.filter(procedure_id=procedure_id).delete()
    _copy_postings(places=places, ids=ids, weights=weights)
    _weigh_names(one, weights=weights)


def _copy_postings(
    *, places: dict[int, Places], ids: dict[str, int], weights: dict[str, float]
) -> None:
    """Write the postings the fast way: there are some hundred thousand."""
    columns = "word_id, procedure_id, strength"
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY {TABLE} ({columns}) FROM STDIN") as copy,
    ):
        for procedure, words in places.items():
            for word, strength in words.items():
                if strength > IN_PAPERS or weights[word] > COMMONEST:
                    copy.write_row((ids[word], procedure, strength))


def _places_in(procedures: QuerySet[Procedure]) -> dict[int, Places]:
    """Return for each procedure its words and how strongly each stands there."""
    papers: dict[int, list[str]] = defaultdict(list)
    rows = Component.objects.filter(version__procedure__in=procedures)
    rows = rows.order_by("version__number", "number")
    for procedure, name in rows.values_list("version__procedure_id", "name"):
        papers[procedure].append(name)
    versions = ProcedureVersion.objects.filter(procedure__in=procedures).order_by("number")
    results = dict(versions.values_list("procedure_id", "result_name"))
    return {
        procedure: _places(
            name=name, field=field, result=results.get(procedure, ""), papers=papers[procedure]
        )
        for procedure, name, field in procedures.order_by("id").values_list("id", "name", "field")
    }


def _halves(word: str) -> dict[str, str]:
    """Return the two syllables of a pair, by which a mistyped neighbour is found."""
    first, _space, second = word.partition(" ")
    return {"first": first, "second": second} if second else {}


def _places(*, name: str, field: str, result: str, papers: list[str]) -> Places:
    found: Places = {}
    for text, strength in ((name, IN_NAME), (result, IN_RESULT), (field, IN_FIELD)):
        words = [_bare(word) for word in spoken_words(text, both_ways=short_and_long())]
        pairs = [f"{a} {b}" for a, b in pairwise(words) if a and b]
        for word in [*filter(None, words), *pairs]:
            found.setdefault(word[:LONGEST_WORD], strength)
    for paper in papers:
        for word in filter(None, map(_bare, words_of(paper))):
            found.setdefault(word[:LONGEST_WORD], IN_PAPERS)
    return found


@lru_cache(maxsize=20_000)
def _bare(word: str) -> str:
    """Return a word of the catalogue folded: few words, read again and again."""
    return fold(word)


def _weigh_names(procedures: QuerySet[Procedure], *, weights: dict[str, float]) -> None:
    """Note how much the whole name of each procedure weighs, so that short names win."""
    stop = search_terms().stop
    rows = list(procedures.order_by("id").only("id", "name", "name_weight"))
    for row in rows:
        words = {_bare(word) for word in words_of(row.name) if word not in stop}
        row.name_weight = sum(weights.get(word, 0) for word in words)
    Procedure.objects.bulk_update(rows, ["name_weight"], batch_size=500)
