"""The door: what the rest of the house may ask of org. Values in, values out."""

from collections.abc import Iterable
from datetime import date, datetime

from province.kernel.org.contracts import AgencyValue, OfficialValue, PostValue, SuccessionValue
from province.kernel.org.queries import agencies as agency_queries
from province.kernel.org.queries import people
from province.kernel.org.queries import posts as post_queries


def agency(*, agency_id: int) -> AgencyValue:
    """Return one agency, the unit under test too.

    :raises AgencyNotFoundError: there is no such agency.
    """
    return agency_queries.get_agency(agency_id=agency_id)


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
    """Return the agencies whose name has all these words, diacritics ignored, in one query."""
    return agency_queries.search_agencies(words=words, on=on, limit=limit)


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


def official(*, official_id: int) -> OfficialValue:
    """Return one official.

    :raises OfficialNotFoundError: there is no such official.
    """
    return people.get_official(official_id=official_id)


def official_names(*, ids: Iterable[int]) -> dict[int, str]:
    """Return the names of these officials, in one query; unknown ids are missing."""
    return people.official_names(ids=ids)


def account_names(*, ids: Iterable[int]) -> dict[int, str]:
    """Return the display names of these accounts, in one query; unknown ids are missing."""
    return people.account_names(ids=ids)
