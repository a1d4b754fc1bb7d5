"""The door: what the rest of the house may ask of org. Values in, values out."""

from collections.abc import Iterable
from datetime import date, datetime

from province.foundation.identity.actors import Actor
from province.kernel.org import rules
from province.kernel.org.commands import demo, loading, one_time, staffing
from province.kernel.org.commands.accounts import (
    check_own_password,
    close_account,
    open_account,
    reopen_account,
    require_account_manager,
    set_password,
)
from province.kernel.org.commands.agencies import create_agency, rename_agency
from province.kernel.org.commands.citizen_accounts import open_own_account
from province.kernel.org.commands.coding import assign_official_code
from province.kernel.org.commands.officials import correct_official, register_official
from province.kernel.org.commands.posts import (
    assign_holding,
    create_post,
    end_holding,
    end_post,
    end_substitution,
    substitute,
)
from province.kernel.org.commands.sessions import end_sessions_of
from province.kernel.org.contracts import (
    AgencyValue,
    DemoAccount,
    OfficialValue,
    OneTimeAccount,
    PlaceHit,
    PostValue,
    Standing,
    SuccessionValue,
)
from province.kernel.org.errors import RoleUnknownError
from province.kernel.org.queries import agencies as agency_queries
from province.kernel.org.queries import demo as demo_queries
from province.kernel.org.queries import people
from province.kernel.org.queries import posts as post_queries
from province.kernel.org.queries.managing import (
    assignable_roles,
    codes_of,
    get_managed_agency,
    managed_agencies,
    role_names,
)
from province.kernel.org.queries.officials import (
    candidates,
    get_candidate,
    get_managed_official,
    managed_officials,
)
from province.kernel.org.queries.placements import (
    get_staffed_post,
    staffed_posts,
    vacant_posts,
)
from province.kernel.org.registries import ROLES

# What administrators need is given on as it is; the functions below take values in and out.
__all__ = [
    "account_names",
    "agencies",
    "agency",
    "agency_by_code",
    "assign_holding",
    "assign_official_code",
    "assignable_roles",
    "bodies",
    "candidates",
    "check_own_password",
    "close_account",
    "close_one_time_account",
    "codes_of",
    "communes",
    "correct_official",
    "create_agency",
    "create_post",
    "demo_accounts",
    "divisions",
    "end_holding",
    "end_post",
    "end_sessions_of",
    "end_substitution",
    "get_candidate",
    "get_managed_agency",
    "get_managed_official",
    "get_staffed_post",
    "head_post",
    "is_one_time_account",
    "load_agencies",
    "load_demo_accounts",
    "load_posts",
    "managed_agencies",
    "managed_officials",
    "official",
    "official_names",
    "open_account",
    "open_demo_citizen",
    "open_one_time_citizen",
    "open_one_time_official",
    "open_own_account",
    "places_named",
    "post",
    "posts",
    "posts_of_agency",
    "posts_of_official",
    "posts_with_role",
    "register_official",
    "rename_agency",
    "reopen_account",
    "require_account_manager",
    "require_known_roles",
    "role_names",
    "search_agencies",
    "set_password",
    "short_address",
    "staffed_posts",
    "standing",
    "substitute",
    "successions_from",
    "successions_to",
    "test_agency",
    "vacant_posts",
]


def agency(*, agency_id: int, on: date | None = None) -> AgencyValue:
    """Return one agency, the unit under test too, with its code of a day, or the one it got last.

    :raises AgencyNotFoundError: there is no such agency.
    """
    return agency_queries.get_agency(agency_id=agency_id, on=on)


def agencies(*, ids: Iterable[int]) -> dict[int, AgencyValue]:
    """Return these agencies by id, in one query; unknown ids are missing."""
    return agency_queries.agencies_by_ids(ids=ids)


def agency_by_code(*, code: str) -> AgencyValue:
    """Return the agency that a code names now or named once.

    :raises AgencyNotFoundError: no agency has or had this code.
    """
    return agency_queries.get_agency_by_code(code=code)


def communes(*, on: date) -> tuple[AgencyValue, ...]:
    """Return the communes of this day in Vietnamese order, in one query."""
    return agency_queries.communes_on(on=on)


def bodies(*, on: date) -> tuple[AgencyValue, ...]:
    """Return the agencies of this day that act in their own name (not the unit under test)."""
    return agency_queries.bodies_on(on=on)


def divisions(*, agency_id: int, on: date) -> tuple[AgencyValue, ...]:
    """Return the divisions of an agency on this day, in one query."""
    return agency_queries.divisions_of(agency_id=agency_id, on=on)


def search_agencies(*, words: str, on: date, limit: int = 20) -> tuple[AgencyValue, ...]:
    """Return the agencies with words that begin like these, diacritics ignored, in one query."""
    return agency_queries.search_agencies(words=words, on=on, limit=limit)


def places_named(*, words: str, on: date, limit: int = 30) -> tuple[PlaceHit, ...]:
    """Return the communes of a day by their own name, or by that of one they were made of."""
    return agency_queries.places_named(words=words, on=on, limit=limit)


def successions_from(*, agency_id: int) -> tuple[SuccessionValue, ...]:
    """Return what an old agency went into."""
    return agency_queries.successions_from(agency_id=agency_id)


def successions_to(*, agency_id: int) -> tuple[SuccessionValue, ...]:
    """Return what an agency was made of."""
    return agency_queries.successions_to(agency_id=agency_id)


def test_agency() -> AgencyValue:
    """Return the unit under test, "Đơn vị kiểm thử".

    :raises AgencyNotFoundError: the agencies have not been loaded.
    """
    return agency_queries.get_test_agency()


def post(*, post_id: int, at: datetime | None = None) -> PostValue:
    """Return one post, with its holder when a moment is given.

    :raises PostNotFoundError: there is no such post.
    """
    return post_queries.get_post(post_id=post_id, at=at)


def posts(*, ids: Iterable[int], at: datetime) -> dict[int, PostValue]:
    """Return these posts by id with their holders at the moment; unknown ids are missing."""
    return post_queries.posts_by_ids(ids=ids, at=at)


def posts_with_role(*, role: str, agency_id: int, at: datetime) -> tuple[PostValue, ...]:
    """Return the posts of an agency that carry a role at the moment, the head first."""
    return post_queries.posts_with_role(role=role, agency_id=agency_id, at=at)


def posts_of_desk(*, agency_id: int, desk: str, at: datetime) -> tuple[PostValue, ...]:
    """Return the posts of an agency that serve one of its desks at the moment, in one query."""
    roles = {role.key for role in ROLES if role.desk == desk}
    present = post_queries.posts_of_agency(agency_id=agency_id, at=at)
    return tuple(post for post in present if post.role in roles)


def posts_of_agency(*, agency_id: int, at: datetime) -> tuple[PostValue, ...]:
    """Return all posts of an agency at the moment, the head first, in one query."""
    return post_queries.posts_of_agency(agency_id=agency_id, at=at)


def head_post(*, agency_id: int, at: datetime) -> PostValue:
    """Return the post of an agency's head at the moment.

    :raises PostNotFoundError: the agency has no head's post.
    """
    return post_queries.get_head_post(agency_id=agency_id, at=at)


def posts_of_official(*, official_id: int, at: datetime) -> tuple[PostValue, ...]:
    """Return the posts an official works in at the moment, own and substituted, in one query."""
    return post_queries.posts_of_official(official_id=official_id, at=at)


def abilities_of_role(*, role: str) -> frozenset[str]:
    """Return what a post of this role may do; a role that nobody registered may do nothing."""
    known = ROLES.find(role)
    return known.abilities if known is not None else frozenset()


def official(*, official_id: int) -> OfficialValue:
    """Return one official.

    :raises OfficialNotFoundError: there is no such official.
    """
    return people.get_official(official_id=official_id)


def officials_with_mail(*, at: datetime) -> tuple[OfficialValue, ...]:
    """Return the officials who have an e-mail and an account open at the moment, in one query."""
    return people.officials_with_mail(at=at)


def official_names(*, ids: Iterable[int]) -> dict[int, str]:
    """Return the names of these officials, in one query; unknown ids are missing."""
    return people.official_names(ids=ids)


def account_names(*, ids: Iterable[int]) -> dict[int, str]:
    """Return the display names of these accounts, in one query; unknown ids are missing."""
    return people.account_names(ids=ids)


def standing(*, account_id: int, at: datetime) -> Standing:
    """Return since when an account is open and which roles it works in, in two queries.

    :raises AccountNotFoundError: there is no such account.
    """
    return people.standing_of(account_id=account_id, at=at)


def require_known_roles(*, roles: Iterable[str]) -> None:
    """Refuse a role that nobody registered.

    :raises RoleUnknownError: there is one.
    """
    for role in roles:
        if ROLES.find(role) is None:
            raise RoleUnknownError(role=role)


def short_address(*, address: str) -> str:
    """Return a network address of which only the first half is shown."""
    return rules.short_address(address)


def is_one_time_account(*, account_id: int | None) -> bool:
    """Tell whether an account was opened for a self-check and closes by itself."""
    return people.is_one_time_account(account_id=account_id)


def open_one_time_official(  # noqa: PLR0913 -- each is one fact of the account
    *,
    actor: Actor,
    username: str,
    password: str,
    display_name: str,
    role: str,
    now: datetime,
    closes_at: datetime,
) -> OneTimeAccount:
    """Open an account that holds the post of this role in the unit under test until it closes.

    :raises MayNotManageAccountsError: the actor may not, or the role works in the whole province.
    :raises UsernameGrammarError: the name has characters that it may not have.
    :raises WeakPasswordError: the password does not satisfy the rules.
    :raises PeriodError: it would close before it opens, or live longer than a day.
    :raises RoleUnknownError: nobody registered the role.
    :raises PostNotFoundError: the unit under test has no such post.
    :raises UnitUnderTestBusyError: another one-time account holds the post.
    :raises UsernameTakenError: the name is taken.
    """
    return one_time.open_one_time_official(
        actor=actor,
        username=username,
        password=password,
        display_name=display_name,
        role=role,
        now=now,
        closes_at=closes_at,
    )


def open_one_time_citizen(  # noqa: PLR0913 -- each is one fact of the account
    *,
    actor: Actor,
    username: str,
    password: str,
    display_name: str,
    party_id: int,
    now: datetime,
    closes_at: datetime,
) -> OneTimeAccount:
    """Open an account of an invented citizen until it closes.

    :raises MayNotManageAccountsError: the actor may not.
    :raises UsernameGrammarError: the name has characters that it may not have.
    :raises WeakPasswordError: the password does not satisfy the rules.
    :raises PeriodError: it would close before it opens, or live longer than a day.
    :raises UsernameTakenError: the name is taken, or the citizen has an account.
    """
    return one_time.open_one_time_citizen(
        actor=actor,
        username=username,
        password=password,
        display_name=display_name,
        party_id=party_id,
        now=now,
        closes_at=closes_at,
    )


def close_one_time_account(*, actor: Actor, account_id: int, now: datetime) -> None:
    """Close a one-time account, free its post and its citizen; closing twice is one closing.

    :raises MayNotManageAccountsError: the actor may not.
    :raises AccountNotFoundError: there is no such one-time account.
    """
    one_time.close_one_time_account(actor=actor, account_id=account_id, now=now)


def load_agencies(*, now: datetime) -> int:
    """Insert the agencies that the fact files know and the database does not; return how many."""
    return loading.load_agencies(now=now)


def load_posts(*, now: datetime) -> int:
    """Give every commune of today and the province the usual posts; return how many came."""
    return staffing.load_posts(now=now)


def load_demo_accounts(*, now: datetime) -> int:
    """Staff every post with an invented official and open the demonstration accounts.

    :raises NotADemoError: this install is not a demonstration, or has no demonstration password.
    """
    return demo.load_demo_accounts(now=now)


def open_demo_citizen(*, username: str, display_name: str, party_id: int, now: datetime) -> bool:
    """Open the demonstration account of an invented citizen; tell whether it is new.

    :raises NotADemoError: this install is not a demonstration, or has no demonstration password.
    """
    return demo.open_demo_citizen(
        username=username, display_name=display_name, party_id=party_id, now=now
    )


def demo_accounts(*, now: datetime) -> tuple[DemoAccount, ...]:
    """Return the demonstration accounts that are open, citizens first, in one query."""
    return demo_queries.demo_accounts(now=now)
