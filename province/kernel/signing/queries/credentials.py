"""Reading credentials: one's own, those in use, who keeps them and who is locked out."""

from collections.abc import Iterable

from django.db.models import Q

from province.foundation.identity.actors import Actor
from province.foundation.paging import PageNumbers, page_numbers
from province.foundation.signing.contracts import TEST_LABEL
from province.foundation.text.folding import fold
from province.kernel.signing import permissions, rules
from province.kernel.signing.contracts import (
    CredentialState,
    CredentialSummary,
    Keeper,
    KeptCredential,
)
from province.kernel.signing.errors import MayNotManageCredentialsError, NoCredentialError
from province.kernel.signing.models import KeyShare, PinCounter, SigningCredential

PIN_CONNECTION = "access"


def credential_of(
    *, actor: Actor, official_id: int | None, agency_id: int | None
) -> CredentialSummary:
    """Return the credential in use of an official or an agency, as its keeper or a manager sees it.

    :raises NoCredentialError: there is none, or the actor may not know of it.
    """
    rows = SigningCredential.objects.active()
    if official_id is not None:
        rows = rows.of_official(official_id)
    elif agency_id is not None:
        rows = rows.of_agency(agency_id)
    else:
        rows = rows.none()
    row = rows.first()
    if row is None:
        raise NoCredentialError
    share = _share_of(actor, row)
    if share is None and not actor.can(permissions.MANAGE):
        raise NoCredentialError
    must_change = share is not None and share.must_change
    return _summary(row, tries_left=_tries_left(share, row), must_change_pin=must_change)


def _summary(
    row: SigningCredential, *, tries_left: int, must_change_pin: bool = False
) -> CredentialSummary:
    return CredentialSummary(
        credential_id=row.pk,
        display_name=row.display_name,
        title=row.title,
        organisation=row.organisation,
        serial=row.serial,
        valid_from=row.valid_from,
        valid_until=row.valid_until,
        state=CredentialState(row.state),
        tries_left=tries_left,
        label=TEST_LABEL,
        must_change_pin=must_change_pin,
    )


def locked_credentials(*, actor: Actor) -> tuple[CredentialSummary, ...]:
    """Return the credentials in use of which a keeper is locked out, to a manager; three queries.

    :raises MayNotManageCredentialsError: the actor does not manage credentials.
    """
    if not actor.can(permissions.MANAGE):
        raise MayNotManageCredentialsError
    rows = SigningCredential.objects.shown().filter(pk__in=_locked_ids()).order_by("display_name")
    return tuple(_summary(row, tries_left=0) for row in rows)


def credentials_in_use(
    *, actor: Actor, words: str, is_locked: bool | None, page: int, size: int
) -> tuple[tuple[KeptCredential, ...], PageNumbers]:
    """Return a page of the credentials in use with their keepers, to a manager; four queries.

    The words are looked for in names, titles and organisations, diacritics ignored. With
    ``is_locked`` only those of which a keeper is locked out remain, or only the others.

    :raises MayNotManageCredentialsError: the actor does not manage credentials.
    """
    if not actor.can(permissions.MANAGE):
        raise MayNotManageCredentialsError
    rows = SigningCredential.objects.shown()
    if is_locked is not None:
        locked = Q(pk__in=_locked_ids())
        rows = rows.filter(locked if is_locked else ~locked)
    if wanted := fold(words).split():
        named = rows.values_list("pk", "display_name", "title", "organisation", "serial")
        rows = rows.filter(pk__in=[pk for pk, *names in named if _says(names, wanted)])
    numbers = page_numbers(number=page, total=rows.count(), size=size)
    first = (numbers.number - 1) * size
    return _kept(rows.order_by("display_name", "pk")[first : first + size]), numbers


def credentials_of_official(*, actor: Actor, official_id: int) -> tuple[KeptCredential, ...]:
    """Return the credentials in use that an official keeps, to themselves or to a manager.

    :raises MayNotManageCredentialsError: they are somebody else's.
    """
    if actor.official_id != official_id and not actor.can(permissions.MANAGE):
        raise MayNotManageCredentialsError
    kept = KeyShare.objects.filter(official_id=official_id).values("credential_id")
    rows = SigningCredential.objects.active().filter(pk__in=kept)
    return _kept(rows.order_by("agency_id", "pk"))


def get_credential(*, actor: Actor, credential_id: int) -> KeptCredential:
    """Return one credential in use with its keepers, to a manager.

    :raises MayNotManageCredentialsError: the actor does not manage credentials.
    :raises NoCredentialError: there is no such credential in use.
    """
    if not actor.can(permissions.MANAGE):
        raise MayNotManageCredentialsError
    found = _kept(SigningCredential.objects.shown().filter(pk=credential_id))
    if not found:
        raise NoCredentialError
    return found[0]


def _locked_ids() -> list[int]:
    """Return the credentials of which a keeper is locked out."""
    counters = PinCounter.objects.using(PIN_CONNECTION).filter(tried__gte=rules.TRIES)
    shares = list(counters.values_list("share_id", flat=True))
    return list(KeyShare.objects.filter(pk__in=shares).values_list("credential_id", flat=True))


def _says(names: list[str], wanted: list[str]) -> bool:
    text = f" {fold(' '.join(names))}"
    return all(f" {word}" in text for word in wanted)


def _kept(rows: Iterable[SigningCredential]) -> tuple[KeptCredential, ...]:
    """Read credentials with their keepers and the tries these have left, in three queries."""
    found = list(rows)
    shares = list(
        KeyShare.objects.filter(credential__in=found)
        .order_by("pk")
        .values_list("pk", "credential_id", "official_id", "must_change")
    )
    ids = [pk for pk, *_rest in shares]
    counters = PinCounter.objects.using(PIN_CONNECTION).filter(share_id__in=ids)
    tried = dict(counters.values_list("share_id", "tried"))
    keepers: dict[int, list[Keeper]] = {}
    for pk, credential_id, official_id, must_change in shares:
        left = rules.tries_left(tried=tried.get(pk, 0))
        keepers.setdefault(credential_id, []).append(
            Keeper(official_id, left, must_change_pin=must_change)
        )
    return tuple(_kept_one(row, keepers=tuple(keepers.get(row.pk, ()))) for row in found)


def _kept_one(row: SigningCredential, *, keepers: tuple[Keeper, ...]) -> KeptCredential:
    worst = min((keeper.tries_left for keeper in keepers), default=rules.TRIES)
    return KeptCredential(
        credential=_summary(row, tries_left=worst),
        official_id=row.official_id,
        agency_id=row.agency_id,
        keepers=keepers,
    )


def _share_of(actor: Actor, credential: SigningCredential) -> KeyShare | None:
    if actor.official_id is None:
        return None
    return KeyShare.objects.filter(credential=credential, official_id=actor.official_id).first()


def _tries_left(share: KeyShare | None, credential: SigningCredential) -> int:
    """Count for the actor's own key, or, to a manager, for the worst of all keepers."""
    shares = (
        [share.pk]
        if share is not None
        else list(KeyShare.objects.filter(credential=credential).values_list("pk", flat=True))
    )
    counters = PinCounter.objects.using(PIN_CONNECTION).filter(share_id__in=shares)
    return rules.tries_left(tried=max((row.tried for row in counters), default=0))
