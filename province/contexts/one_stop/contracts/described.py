"""A procedure that a data file describes: what it asks, how it is numbered, what its paper says."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from province.contexts.procedures.contracts import DoubtAbout
from province.kernel.forms.contracts import Condition, FormDefinition


class FactKind(StrEnum):
    """How a fact of a grant is typed in."""

    LINE = "line"
    WORDS = "words"
    CHOICE = "choice"
    MONEY = "money"
    MONTH = "month"
    DATE = "date"
    DIGITS = "digits"


class Rule(StrEnum):
    """What is wrong: the value stands before, after, equals the other; somebody is too young."""

    BEFORE = "before"
    AFTER = "after"
    SAME = "same"
    YOUNGER = "younger"
    OLDER = "older"


@dataclass(frozen=True, slots=True)
class Proposed:
    """What a fact begins with when the conditions hold: a template over what was filed."""

    text: str
    when: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class DescribedFact:
    """One fact of a grant; it begins with the first of its proposals that holds.

    ``count`` is how many digits a number has; ``least`` and ``most`` bound a date ("today" or an
    ISO day) or an amount.
    """

    key: str
    kind: FactKind
    label: str
    hint: str = ""
    choices: tuple[str, ...] = ()
    required: bool = True
    proposals: tuple[Proposed, ...] = ()
    count: int = 0
    least: str = ""
    most: str = ""


@dataclass(frozen=True, slots=True)
class DescribedFault:
    """One thing that cannot be, with the sentence that says so.

    ``than`` is another value ("filed.mother_number", "today") or, for an age, years.
    """

    field: str
    rule: Rule
    than: str
    say: str
    when: tuple[Condition, ...] = ()
    at_filing: bool = True


@dataclass(frozen=True, slots=True)
class DescribedNumber:
    """How a result is numbered: in which book of the agency, and how the number is written.

    ``printed`` is the end of the text that stands on the paper before the number is given out.
    """

    book: str
    title: str
    text: str
    printed: str = ""
    label: str = "Số"


@dataclass(frozen=True, slots=True)
class DescribedCell:
    """A name and a template, or an open place (``place``: number, date)."""

    label: str
    text: str = ""
    place: str = ""
    is_strong: bool = False


@dataclass(frozen=True, slots=True)
class DescribedBlock:
    """One part of a paper: a line of cells, a paragraph, a heading, or a table of rows."""

    cells: tuple[DescribedCell, ...] = ()
    words: str = ""
    heading: str = ""
    columns: tuple[str, ...] = ()
    each: str = ""
    row: tuple[str, ...] = ()
    when: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class DescribedPaper:
    """How a result is laid out."""

    title: str
    blocks: tuple[DescribedBlock, ...]
    subtitle: str = ""
    authority: str = ""
    signing_note: str = ""
    is_national: bool = False


@dataclass(frozen=True, slots=True)
class LawWord:
    """Words of the law that the paper or a refusal uses, with source and validity."""

    what: str
    text: str
    valid_from: date
    source: str
    is_recalled: bool
    valid_to: date | None = None


@dataclass(frozen=True, slots=True)
class DescribedOpening:
    """What a fresh province says of the catalogue's doubts when it publishes the procedure."""

    case: str
    decision: str
    answers: Mapping[DoubtAbout, str]


@dataclass(frozen=True, slots=True)
class Described:
    """A procedure, whole, as its file describes it, with the form that it is filed with."""

    code: str
    key: str
    form: FormDefinition
    granted: str
    grant: str
    summary: str
    source: str
    is_recalled: bool
    facts: tuple[DescribedFact, ...]
    faults: tuple[DescribedFault, ...]
    number: DescribedNumber
    paper: DescribedPaper
    words: tuple[LawWord, ...]
    opening: DescribedOpening
    is_at_once: bool = False
