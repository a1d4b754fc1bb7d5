"""What crosses the door of the catalogue of procedures. No Django here."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from province.kernel.calendars.contracts import Limit


class Level(StrEnum):
    """Which level of the province handles the procedure."""

    PROVINCE = "province"
    COMMUNE = "commune"
    BOTH = "both"


class VersionState(StrEnum):
    """Where one version of a procedure stands.

    Not published: a doubt on its time, agency or result is open. Draft: no such doubt is open,
    and nobody has published it yet.
    """

    NOT_PUBLISHED = "not_published"
    DRAFT = "draft"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


class AgencyKind(StrEnum):
    """What kind of agency decides."""

    COMMUNE = "commune"
    DEPARTMENT = "department"
    COMMITTEE = "committee"
    POLICE = "police"
    MILITARY = "military"
    INSURANCE = "insurance"
    OTHER = "other"


class DecidedIn(StrEnum):
    """Where a dossier is decided: here, here and entered elsewhere too, or elsewhere."""

    HERE = "here"
    MIRRORED = "mirrored"
    MINISTRY = "ministry"
    SECTOR = "sector"


@dataclass(frozen=True, slots=True)
class Deciding:
    """Where a procedure is decided, in which other system, and how that is known."""

    decided_in: DecidedIn = DecidedIn.HERE
    system: str = ""
    source: str = ""
    is_recalled: bool = False


HERE = Deciding()


class Channel(StrEnum):
    """How a dossier may be handed in."""

    DIRECT = "direct"
    ONLINE = "online"
    POST = "post"


class OnlineLevel(StrEnum):
    """How much of the procedure can be done online."""

    WHOLE = "whole"
    PART = "part"
    INFORMATION = "information"


class SupplementPolicy(StrEnum):
    """What the clock does after a supplement: go on, or start anew."""

    RESUME = "resume"
    RESTART = "restart"


class DoubtAbout(StrEnum):
    """Which part of a procedure is doubtful."""

    TIME = "time"
    AGENCY = "agency"
    RESULT = "result"
    NAME = "name"
    FEE = "fee"
    COMPONENTS = "components"
    CODE = "code"
    ONLINE = "online"


BLOCKING = (DoubtAbout.TIME, DoubtAbout.AGENCY, DoubtAbout.RESULT)


class Resolution(StrEnum):
    """How a doubt ended."""

    OPEN = ""
    CONFIRMED = "confirmed"
    CORRECTED = "corrected"
    LAPSED = "lapsed"


@dataclass(frozen=True, slots=True)
class ComponentFacts:
    """One paper that a procedure asks for; required_when is empty when it is always required."""

    name: str
    originals: int = 1
    copies: int = 0
    form: str = ""
    replaced_by: str = ""
    required_when: str = ""


@dataclass(frozen=True, slots=True)
class ProcedureFacts:
    """One row of the fact file, read and put in order."""

    code: str
    name: str
    field: str
    ministry: str
    system: str
    level: Level
    online_level: OnlineLevel
    channels: tuple[Channel, ...]
    limit: Limit | None
    fee: int | None
    fee_note: str
    agency: str
    agency_kind: AgencyKind
    result_name: str
    result_code: str
    components: tuple[ComponentFacts, ...]
    applicants: str
    decision: str
    is_internal: bool
    is_common: bool
    source: str
    digest: str


@dataclass(frozen=True, slots=True)
class DoubtFacts:
    """One reason not to trust a fact, with the sentence that says why."""

    about: DoubtAbout
    rule: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Correction:
    """What a resolved doubt puts in the place of a doubtful fact; None leaves a fact as it is."""

    limit: Limit | None = None
    agency: str | None = None
    agency_kind: AgencyKind | None = None
    result_name: str | None = None
    name: str | None = None
    fee: int | None = None
    components: tuple[ComponentFacts, ...] | None = None
    online_level: OnlineLevel | None = None


@dataclass(frozen=True, slots=True)
class Opening:
    """How a fresh province answers the doubts of one procedure, and on which decision."""

    code: str
    case: str
    decision: str
    answers: Mapping[DoubtAbout, str]


@dataclass(frozen=True, slots=True)
class TermValue:
    """How long a case takes and what it costs when handed in this way; fee None is unknown."""

    case: str
    channel: Channel
    limit: Limit | None
    fee: int | None
    fee_note: str


@dataclass(frozen=True, slots=True)
class ProcedureValue:
    """A procedure as the other contexts may know it."""

    code: str
    name: str
    field: str
    level: Level
    version_id: int | None
    state: VersionState
    limit: Limit | None
    answer_limit: Limit
    agency: str
    agency_kind: AgencyKind
    components: tuple[ComponentFacts, ...]
    terms: tuple[TermValue, ...]
    channels: tuple[Channel, ...]
    result_name: str
    decision: str
    valid_from: date | None
    supplement_policy: SupplementPolicy
    takes_filings: bool
    why_not: str
    fee: int | None
    fee_note: str
    online_level: OnlineLevel
    applicants: str
    doubts: tuple[DoubtAbout, ...]
    deciding: Deciding = HERE


@dataclass(frozen=True, slots=True)
class SearchFilters:
    """What a list is narrowed to; empty means everything."""

    level: str = ""
    field: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True)
class SearchHit:
    """One procedure of a list: enough for its line, and why it takes nothing in."""

    code: str
    name: str
    field: str
    level: Level
    state: VersionState
    limit: Limit | None
    fee: int | None
    doubts: tuple[DoubtAbout, ...]

    @property
    def takes_filings(self) -> bool:
        """Tell whether a dossier can be handed in."""
        return self.state is VersionState.PUBLISHED and not self.doubts


@dataclass(frozen=True, slots=True)
class SearchPage:
    """One page of hits, and how many there are in all."""

    hits: tuple[SearchHit, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to understand what somebody typed: folded words, and how sure it is."""

    words: tuple[str, ...]
    trust: float
    exact: bool = False


@dataclass(frozen=True, slots=True)
class SearchPlan:
    """What the one search query is asked: a code, named procedures, readings of the words."""

    code: str = ""
    named: tuple[str, ...] = ()
    readings: tuple[Reading, ...] = ()
    marked: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BothWays:
    """An abbreviation (folded) and its long form, as written and folded."""

    short: str
    long: str
    bare: str


@dataclass(frozen=True, slots=True)
class SearchTerms:
    """The data table of the search: what people say, what it means, what it may lead to."""

    # As typed: with diacritics, and without where that is not another word.
    stop: frozenset[str] = frozenset()
    meanings: dict[str, tuple[str, ...]] = field(default_factory=dict)
    events: dict[str, tuple[str, ...]] = field(default_factory=dict)
    longest: int = 1


@dataclass(frozen=True, slots=True)
class ImportOutcome:
    """What an import did."""

    created: int = 0
    changed: int = 0
    unchanged: int = 0
    gone: int = 0
    doubts_opened: int = 0
    doubts_lapsed: int = 0


@dataclass(frozen=True, slots=True)
class CatalogueFigures:
    """How the catalogue stands: computed, never typed.

    ``total`` is what citizens may see; ``internal`` procedures are between agencies.
    """

    total: int
    published: int
    waiting: int
    commune: int
    internal: int
    open_doubts: int


@dataclass(frozen=True, slots=True)
class ProcessFacts:
    """What a process can be drawn up from: a procedure's facts and which of them are doubtful."""

    code: str
    name: str
    field: str
    ministry: str
    level: Level
    agency: str
    agency_kind: AgencyKind
    result_name: str
    limit: Limit | None
    doubts: tuple[DoubtAbout, ...]
    is_internal: bool
    state: VersionState
