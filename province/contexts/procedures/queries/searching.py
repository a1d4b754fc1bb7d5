"""The search: one statement for whatever somebody typed."""

import json
from itertools import pairwise
from typing import Any

from django.db import connection

from province.contexts.procedures.contracts import (
    BLOCKING,
    DoubtAbout,
    Level,
    Reading,
    SearchFilters,
    SearchHit,
    SearchPage,
    VersionState,
)
from province.contexts.procedures.queries.terms import search_terms
from province.contexts.procedures.rules.words import folded, plan_search
from province.foundation.text.folding import fold
from province.kernel.calendars.contracts import Limit

LIKELY_WEIGHT = 5.0  # what an unknown word weighs: about as much as a rare one
SEARCH = """
WITH asked AS MATERIALIZED (
    SELECT a.*, w.id AS word_id, w.weight
      FROM unnest(%(reading)s::int[], %(word)s::text[], %(marked)s::text[], %(first)s::text[],
                  %(second)s::text[]) AS a(reading, word, marked, first, second)
      LEFT JOIN LATERAL (SELECT id, weight FROM procedures_searchword WHERE word = a.word) w ON true
), known AS MATERIALIZED (
    SELECT reading, word, marked, first <> '' AS is_pair, word_id, weight, 1.0::float AS closeness
      FROM asked WHERE word_id IS NOT NULL
    UNION ALL
    SELECT a.reading, a.word, '', false, near.id, near.weight, near.closeness
      FROM asked a CROSS JOIN LATERAL (
          SELECT w.id, w.weight, similarity(w.word, a.word) AS closeness
            FROM procedures_searchword w
           WHERE w.first = '' AND similarity(w.word, a.word) >= 0.4
           ORDER BY closeness DESC, w.word LIMIT 3) near
     WHERE a.word_id IS NULL AND a.first = ''
    UNION ALL
    SELECT a.reading, a.word, '', true, near.id, near.weight, near.closeness
      FROM asked a CROSS JOIN LATERAL (
          SELECT w.id, w.weight, similarity(w.word, a.word) AS closeness
            FROM procedures_searchword w
           WHERE (w.first = a.first OR w.second = a.second) AND similarity(w.word, a.word) >= 0.55
           ORDER BY closeness DESC, w.word LIMIT 2) near
     WHERE a.word_id IS NULL AND a.first <> ''
), whole AS (
    SELECT reading,
           sum(CASE WHEN first <> '' THEN 0.6 * coalesce(weight, 0)
                    ELSE coalesce(weight, %(likely)s) END)
               AS weight,
           count(*) FILTER (WHERE first = '') AS words,
           count(*) FILTER (WHERE first <> '') AS pairs
      FROM asked GROUP BY reading
), met AS (
    SELECT k.reading, p.procedure_id, k.word, k.is_pair,
           max(k.weight * k.closeness * p.strength * CASE WHEN p.other_mark THEN 0.4 ELSE 1 END)
               AS got,
           bool_or(p.strength = 1 AND k.closeness = 1 AND NOT p.other_mark) AS in_name
      FROM known k CROSS JOIN LATERAL (
          SELECT p.procedure_id, p.strength,
                 k.marked <> '' AND p.strength = 1
                     AND strpos(r.plain_name, ' ' || k.marked || ' ') = 0 AS other_mark
            FROM procedures_searchposting p JOIN procedures_procedure r ON r.id = p.procedure_id
           WHERE p.word_id = k.word_id
          OFFSET 0) p
     GROUP BY 1, 2, 3, 4
), summed AS (
    SELECT m.procedure_id, m.reading,
           sum(CASE WHEN is_pair THEN 0.6 * got ELSE got END) AS got,
           coalesce(sum(got) FILTER (WHERE NOT is_pair AND in_name), 0) AS in_name,
           count(*) FILTER (WHERE NOT is_pair AND in_name) AS words,
           count(*) FILTER (WHERE is_pair AND in_name) AS pairs
      FROM met m GROUP BY 1, 2
), judged AS (
    SELECT s.procedure_id,
           CASE WHEN s.words = w.words AND 2 * s.pairs >= w.pairs
                THEN 3 ELSE 0 END AS tier,
           CASE WHEN s.reading = 0 THEN 1 ELSE %(trust)s::float END
               * (0.72 * least(1, s.got / greatest(w.weight, 0.1))
                  + 0.2 * least(1, s.in_name / greatest(r.name_weight, 0.1))
                  + CASE WHEN r.is_common THEN 0.05 ELSE 0 END
                  + CASE WHEN r.state = 'published' THEN 0.04 ELSE 0 END) AS score
      FROM summed s JOIN whole w USING (reading)
      JOIN procedures_procedure r ON r.id = s.procedure_id
    UNION ALL
    SELECT r.id, 2.5, 1 - 0.01 * n.place
      FROM unnest(%(named)s::text[]) WITH ORDINALITY AS n(code, place)
      JOIN procedures_procedure r ON r.code = n.code
    UNION ALL
    SELECT r.id, CASE WHEN r.code = %(code)s THEN 10 ELSE 9 END, 1
      FROM procedures_procedure r
     WHERE %(code)s <> '' AND r.code LIKE %(code)s || '%%' AND NOT r.is_internal
    UNION ALL
    SELECT r.id, 0, 0.6 * word_similarity(%(folded)s, left(r.folded_name, 160))
      FROM procedures_procedure r
     WHERE (SELECT 2 * count(*) FILTER (WHERE word_id IS NULL) >= count(*)
              FROM asked WHERE first = '' AND reading = 0)
       AND word_similarity(%(folded)s, left(r.folded_name, 160)) >= 0.6 AND NOT r.is_internal
), best AS (
    SELECT DISTINCT ON (procedure_id) procedure_id, tier, score
      FROM judged ORDER BY procedure_id, tier DESC, score DESC
), kept AS (
    SELECT b.*, r.code, r.name, r.field, r.level, r.state,
           max(b.tier + b.score) OVER () AS top
      FROM best b JOIN procedures_procedure r ON r.id = b.procedure_id
     WHERE (%(level)s = '' OR r.level = %(level)s OR r.level = 'both')
       AND (%(field)s = '' OR r.field = %(field)s)
       AND (%(state)s = '' OR r.state = %(state)s)
), page AS (
    SELECT *, count(*) OVER () AS total FROM kept
     WHERE tier > 0 OR (score >= 0.22 AND score >= 0.45 * least(top, 1))
     ORDER BY tier DESC, score DESC, code
    OFFSET %(offset)s LIMIT %(limit)s
)
SELECT p.total, p.code, p.name, p.field, p.level, p.state, t.limit, t.fee,
       ARRAY(SELECT DISTINCT d.about FROM procedures_doubt d
              WHERE d.procedure_id = p.procedure_id AND d.resolution = ''
                AND d.about = ANY(%(blocking)s) ORDER BY 1)
  FROM page p
  LEFT JOIN LATERAL (
      SELECT t.limit, t.fee FROM procedures_procedureversion v
        JOIN procedures_term t ON t.version_id = v.id
       WHERE v.procedure_id = p.procedure_id
       ORDER BY v.state = 'published' DESC, v.number DESC, t.channel LIMIT 1) t ON true
 ORDER BY p.tier DESC, p.score DESC, p.code
"""


def search(
    *, text: str, limit: int, offset: int = 0, filters: SearchFilters | None = None
) -> SearchPage:
    """Return the procedures that fit a text best, in one statement; unpublished ones are marked."""
    plan = plan_search(text, terms=search_terms())
    if not plan.code and not plan.readings:
        return SearchPage(hits=(), total=0)
    with connection.cursor() as cursor:
        cursor.execute(
            SEARCH,
            {
                **_asked(plan.readings),
                **_narrowed(filters or SearchFilters()),
                "likely": LIKELY_WEIGHT,
                "trust": min((reading.trust for reading in plan.readings), default=1.0),
                "named": list(plan.named),
                "code": plan.code,
                "folded": _folded(plan.readings),
                "blocking": [about.value for about in BLOCKING],
                "offset": offset,
                "limit": limit,
            },
        )
        rows = cursor.fetchall()
    return SearchPage(hits=tuple(_hit(row) for row in rows), total=rows[0][0] if rows else 0)


def _asked(readings: tuple[Reading, ...]) -> dict[str, list[Any]]:
    """Return the words and pairs of every reading as columns."""
    columns = ("reading", "word", "marked", "first", "second")
    asked: dict[str, list[Any]] = {column: [] for column in columns}
    for number, reading in enumerate(readings):
        seen: dict[str, tuple[Any, ...]] = {}
        for word in reading.words:
            bare = fold(word)
            seen.setdefault(bare, (number, bare, word if word != bare else "", "", ""))
        for first, second in pairwise(folded(reading.words)):
            pair = f"{first} {second}"
            seen.setdefault(pair, (number, pair, "", first, second))
        for row in seen.values():
            for column, cell in zip(columns, row, strict=True):
                asked[column].append(cell)
    return asked


def _folded(readings: tuple[Reading, ...]) -> str:
    return " ".join(folded(readings[0].words))[:80] if readings else ""


def _narrowed(filters: SearchFilters) -> dict[str, str]:
    return {"level": filters.level, "field": filters.field, "state": filters.state}


def _hit(row: tuple[Any, ...]) -> SearchHit:
    _total, code, name, field, level, state, limit, fee, doubts = row
    return SearchHit(
        code=code,
        name=name,
        field=field,
        level=Level(level),
        state=VersionState(state),
        limit=_limit(limit),
        fee=fee,
        doubts=tuple(DoubtAbout(about) for about in doubts),
    )


def _limit(plain: Any) -> Limit | None:
    """Return the limit of a JSON column, as a driver hands it over."""
    if plain is None:
        return None
    return Limit.from_json(json.loads(plain) if isinstance(plain, str) else plain)
