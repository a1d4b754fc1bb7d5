"""What crosses the door of org. No Django here."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

# A level-one code and at most two groups of up to three signs: what Decision 20/2020/QĐ-TTg allows
# and a dossier code (MX1X2.Y1Y2Y3.Z1Z2) can carry. The one place where this is written.
AGENCY_CODE = r"[A-Y][0-9]{2}(?:\.[0-9A-Z]{1,3}){0,2}"


class AgencyKind(StrEnum):
    """What sort of body an agency is."""

    PROVINCE = "province"
    DEPARTMENT = "department"
    COMMUNE = "commune"
    CENTRE = "centre"
    DIVISION = "division"
    SECTOR = "sector"
    HISTORIC = "historic"
    TEST = "test"


class AgencyLevel(StrEnum):
    """On which level of government an agency stands."""

    PROVINCE = "province"
    COMMUNE = "commune"


class CodeScheme(StrEnum):
    """Which list of codes a code belongs to."""

    EID = "eid"  # Decision 20/2020/QĐ-TTg
    GSO = "gso"  # the statistics office's number of a commune
    QCVN102 = "qcvn102"  # the older form 000.MM.NN.H01
    TEMPORARY = "temporary"  # ours, until the official one is known


class Share(StrEnum):
    """How much of an old agency went into a new one."""

    WHOLE = "whole"
    PART = "part"


@dataclass(frozen=True, slots=True)
class RoleKind:
    """A role that posts may carry; the storeys above register them in ``registries.ROLES``.

    ``desk`` names the shared queue of the unit that the role serves. A ``province_wide`` role gives
    its abilities in every unit, any other only in the unit of the post.
    """

    key: str
    name: str
    desk: str | None
    abilities: frozenset[str]
    province_wide: bool = False


@dataclass(frozen=True, slots=True)
class PostDuties:
    """What a storey above knows of the open work on a post; it registers in ``registries.DUTIES``.

    A post does not end while there is any.
    """

    key: str
    open_on: Callable[[int], int]


@dataclass(frozen=True, slots=True)
class AgencyValue:
    """An agency as the rest of the house may know it.

    ``code`` is that of the day that was asked for; without a day, the one that it got last.
    """

    id: int
    name: str
    short_name: str
    kind: AgencyKind
    level: AgencyLevel
    parent_id: int | None
    code: str
    code_is_temporary: bool
    is_test: bool
    note: str = ""


@dataclass(frozen=True, slots=True)
class PostValue:
    """A post, and who holds it at the moment that was asked for.

    ``ends_on`` is the first day on which the post is no longer there.
    """

    id: int
    title: str
    role: str
    agency_id: int
    division_name: str
    is_head: bool
    holder_official_id: int | None = None
    holder_name: str = ""
    substitute_official_id: int | None = None
    substitute_name: str = ""
    ends_on: date | None = None


@dataclass(frozen=True, slots=True)
class OfficialValue:
    """An official as the rest of the house may know them."""

    id: int
    full_name: str
    email: str
    phone: str
    account_id: int | None


@dataclass(frozen=True, slots=True)
class HeldPost:
    """A post that an account works in now, own or by substitution."""

    post_id: int
    agency_id: int
    role: str
    is_own: bool


@dataclass(frozen=True, slots=True)
class AccountValue:
    """An account as its owner and the administrators see it."""

    id: int
    username: str
    display_name: str
    official_id: int | None
    party_id: int | None
    is_active: bool
    closes_at: datetime | None
    must_change_password: bool
    has_password: bool = True


@dataclass(frozen=True, slots=True)
class Standing:
    """Since when an account is open, and the roles in which its official works now."""

    username: str
    opened_at: datetime | None
    roles: frozenset[str]


@dataclass(frozen=True, slots=True)
class OneTimeAccount:
    """An account of the unit under test that was just opened."""

    account_id: int
    official_id: int | None
    post_id: int | None
    username: str
    closes_at: datetime


@dataclass(frozen=True, slots=True)
class SessionValue:
    """One browser in which an account is signed in."""

    id: int
    session_key: str
    browser: str
    address: str
    started_at: datetime
    last_seen_at: datetime


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """One line of the list of demonstration accounts."""

    username: str
    who: str
    role: str
    agency: str


@dataclass(frozen=True, slots=True)
class SuccessionValue:
    """What became of an agency, or where it came from."""

    from_agency_id: int
    to_agency_id: int
    share: Share
    on: date


@dataclass(frozen=True, slots=True)
class PlaceHit:
    """A commune of today found by a name: its own, or that of a commune it was made of.

    ``was`` and ``district`` are empty for its own name; ``share``: how much of the old one came.
    """

    commune_id: int
    name: str
    was: str = ""
    district: str = ""
    share: Share = Share.WHOLE


@dataclass(frozen=True, slots=True)
class ManagedAgency:
    """An agency in the list of who manages it: its posts, and those that nobody holds."""

    agency: AgencyValue
    post_count: int
    vacant_count: int


@dataclass(frozen=True, slots=True)
class AgencyCodeValue:
    """A code of an agency; ``until`` is the first day on which it is no longer valid."""

    scheme: CodeScheme
    code: str
    decision: str
    starts_on: date | None
    until: date | None


@dataclass(frozen=True, slots=True)
class Placement:
    """An official in a post for a time: as its holder, or in place of the holder (``is_own``)."""

    official_id: int
    official_name: str
    post_id: int
    post_title: str
    role: str
    agency_id: int
    agency_name: str
    is_own: bool
    starts_at: datetime | None
    ends_at: datetime | None
    scope_note: str = ""
    decision: str = ""

    def has_begun(self, at: datetime) -> bool:
        """Tell whether it began at this moment or before."""
        return self.starts_at is None or self.starts_at <= at

    def has_ended(self, at: datetime) -> bool:
        """Tell whether it is over at this moment."""
        return self.ends_at is not None and self.ends_at <= at

    def is_present(self, at: datetime) -> bool:
        """Tell whether it holds at this moment."""
        return self.has_begun(at) and not self.has_ended(at)


@dataclass(frozen=True, slots=True)
class StaffedPost:
    """A post with who holds it and who stands in; ``may_manage`` speaks of the actor."""

    post: PostValue
    holdings: tuple[Placement, ...]
    substitutions: tuple[Placement, ...]
    may_manage: bool


@dataclass(frozen=True, slots=True)
class ManagedOfficial:
    """An official in the list of administrators; e-mail and telephone only for who manages them."""

    id: int
    full_name: str
    email: str
    phone: str
    account: AccountValue | None
    placements: tuple[Placement, ...]
    may_manage_account: bool
    sessions: tuple[SessionValue, ...] = ()


@dataclass(frozen=True, slots=True)
class OfficialFilter:
    """What a list of officials is narrowed to; None means both."""

    words: str = ""
    has_account: bool | None = None
    has_post: bool | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """An official who may be given a post, with the posts of the moment in words."""

    id: int
    full_name: str
    username: str
    post_titles: tuple[str, ...]
