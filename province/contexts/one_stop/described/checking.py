"""What a description of a procedure must satisfy; said for whoever writes the file."""

import re
from collections.abc import Iterable, Iterator

from province.contexts.one_stop.contracts.described import (
    Described,
    DescribedBlock,
    DescribedFact,
    FactKind,
    Rule,
)
from province.contexts.one_stop.described.templates import faults_of_template
from province.contexts.one_stop.kinds import RESERVED
from province.kernel.forms.contracts import Condition, FieldKind

CODE = re.compile(r"[0-9]\.[0-9]{6}")
CONTEXT = {"agency.name", "agency.short", "place", "code", "today", "received"}
NUMBER, YEAR = "{number}", "{year}"


def faults_of_description(given: Described) -> list[str]:
    """Return what is wrong with a description; an empty list is a good one."""
    return list(_faults(given))


def known_names(given: Described) -> set[str]:
    """Return every name that a template of this procedure may use."""
    filed = {f"filed.{field.key}" for step in given.form.steps for field in step.fields}
    return CONTEXT | filed | {f"facts.{fact.key}" for fact in given.facts}


def _faults(given: Described) -> Iterator[str]:
    if not CODE.fullmatch(given.code):
        yield f"'{given.code}' is no code of the catalogue"
    yield from (
        f"it has no {name}" for name in ("granted", "grant", "source") if not getattr(given, name)
    )
    keys = [fact.key for fact in given.facts]
    yield from (
        f"the fact '{key}' stands twice" for key in sorted(set(keys)) if keys.count(key) > 1
    )
    for fact in given.facts:
        yield from _faults_of_fact(fact, given)
    yield from faults_of_template(given.summary, {f"facts.{key}" for key in keys})
    yield from _faults_of_rules(given)
    yield from _faults_of_number(given)
    yield from _faults_of_paper(given)
    if "commune" not in {field.key for step in given.form.steps for field in step.fields}:
        yield "its form asks for no 'commune', so that nobody knows which agency decides"


def _faults_of_fact(fact: DescribedFact, given: Described) -> Iterator[str]:
    if not fact.key.isidentifier() or fact.key in RESERVED:
        yield f"'{fact.key}' cannot name a fact"
    if not fact.label:
        yield f"the fact '{fact.key}' has no label"
    if (fact.kind is FactKind.CHOICE) != bool(fact.choices):
        yield f"the fact '{fact.key}': choices, and nothing else, have choices"
    if (fact.kind is FactKind.DIGITS) != bool(fact.count):
        yield f"the fact '{fact.key}': digits, and nothing else, have a count"
    filed = {name for name in known_names(given) if not name.startswith("facts.")}
    for one in fact.proposals:
        yield from faults_of_template(one.text, filed)
        yield from _faults_of_conditions(one.when, given)


def _faults_of_rules(given: Described) -> Iterator[str]:
    asked = _asked(given)
    facts = {fact.key for fact in given.facts}
    for fault in given.faults:
        if fault.field not in (asked if fault.at_filing else facts):
            yield f"a fault is about '{fault.field}', which is not asked"
        if not fault.say:
            yield f"a fault about '{fault.field}' says nothing"
        if fault.rule in {Rule.YOUNGER, Rule.OLDER}:
            if not fault.than.isdigit():
                yield f"a fault about '{fault.field}' needs years, not '{fault.than}'"
        elif fault.than not in known_names(given):
            yield f"a fault about '{fault.field}' names '{fault.than}', which nobody knows"
        yield from _faults_of_conditions(fault.when, given)


def _faults_of_number(given: Described) -> Iterator[str]:
    number = given.number
    if not number.book.isidentifier():
        yield f"'{number.book}' cannot name a book"
    if number.text.count(NUMBER) != 1:
        yield f"'{number.text}' does not say where the number stands"
    if set("{}") & set(number.text.replace(NUMBER, "").replace(YEAR, "")):
        yield f"'{number.text}' may hold {NUMBER} and {YEAR}, and no other name"
    if not number.text.endswith(number.printed) or "{" in number.printed:
        yield f"'{number.printed}' is printed, but the number does not end so"


def _faults_of_paper(given: Described) -> Iterator[str]:
    paper, known = given.paper, known_names(given)
    if not paper.title:
        yield "its paper has no title"
    for template in (paper.title, paper.subtitle, paper.authority):
        yield from faults_of_template(template, known)
    places = [cell.place for block in paper.blocks for cell in block.cells if cell.place]
    if places != (["date"] if paper.is_national else []):
        yield (
            "its paper needs the open place 'date' once"
            if paper.is_national
            else "its head has the open places already, so no line has one"
        )
    for block in paper.blocks:
        yield from _faults_of_block(block, given)


def _faults_of_block(block: DescribedBlock, given: Described) -> Iterator[str]:
    parts = [bool(block.cells), bool(block.words), bool(block.heading), bool(block.columns)]
    if sum(parts) != 1:
        yield "a block is a line of cells, or words, or a heading, or a table"
    known = known_names(given)
    for template in (block.words, block.heading, *(cell.text for cell in block.cells)):
        yield from faults_of_template(template, known)
    if any(not cell.label for cell in block.cells):
        yield "a cell has no label"
    yield from _faults_of_conditions(block.when, given)
    if not block.columns:
        return
    rows = {
        field.key: {inner.key for inner in field.fields}
        for step in given.form.steps
        for field in step.fields
        if field.kind is FieldKind.ROWS
    }
    if block.each not in rows or len(block.row) != len(block.columns):
        yield f"a table of '{block.each}', which the form does not repeat, or without a column"
        return
    for template in block.row:
        yield from faults_of_template(template, {f"row.{key}" for key in rows[block.each]})


def _faults_of_conditions(conditions: Iterable[Condition], given: Described) -> Iterator[str]:
    for one in conditions:
        if one.field not in _asked(given):
            yield f"something hangs on '{one.field}', which is not asked"


def _asked(given: Described) -> set[str]:
    return {field.key for step in given.form.steps for field in step.fields}
