"""By which ways a reader is reached: what they chose, and the contacts that they have proved."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from province.foundation.identity.actors import Actor
from province.kernel.citizens import public as citizens
from province.kernel.citizens.contracts import Contact, ContactKind
from province.kernel.notices.contracts import NoticeKind, Preference, Recipient
from province.kernel.notices.errors import ReadersOnlyError
from province.kernel.notices.models import ReaderPreference
from province.kernel.notices.queries.wordings import Versions, versions_of
from province.kernel.org import public as org


@dataclass(frozen=True, slots=True)
class Ways:
    """What is known of the readers of one telling."""

    kind: NoticeKind
    versions: Versions
    preferences: Mapping[str, Preference]
    contacts: Mapping[int, tuple[Contact, ...]]

    def to(self, recipient: Recipient, reader: str) -> Recipient:
        """Return a reader with proved contacts before given ones, without what they switched off.

        What the law wants told leaves by every way that reaches the reader.
        """
        wish = self.preferences.get(reader, Preference())
        proved = {one.kind: one.value for one in self.contacts.get(recipient.party_id or 0, ())}
        email = proved.get(ContactKind.EMAIL, recipient.email)
        phone = proved.get(ContactKind.PHONE, recipient.phone)
        is_law = self.kind.is_required
        return replace(
            recipient,
            email=email if is_law or wish.by_email else "",
            phone=phone if is_law or wish.by_sms else "",
            language=wish.language or recipient.language,
        )


def ways_to(*, kind: NoticeKind, readers: Sequence[tuple[Recipient, str]]) -> Ways:
    """Return what is known of these readers, in three queries however many there are."""
    parties = {one.party_id for one, _reader in readers if one.party_id is not None}
    rows = ReaderPreference.objects.filter(reader__in=[reader for _one, reader in readers])
    return Ways(
        kind=kind,
        versions=versions_of(kinds=[kind.key]),
        preferences={row.reader: _value(row) for row in rows},
        contacts=citizens.contacts_of_parties(party_ids=parties) if parties else {},
    )


def reader_of(*, actor: Actor) -> str:
    """Name an actor as a reader of notices.

    :raises ReadersOnlyError: the account stands for nobody.
    """
    if actor.official_id is not None:
        return f"official:{actor.official_id}"
    if actor.party_id is not None:
        return f"party:{actor.party_id}"
    raise ReadersOnlyError


def my_preference(*, actor: Actor) -> Preference:
    """Return how the actor wants to be told.

    :raises ReadersOnlyError: the account stands for nobody.
    """
    row = ReaderPreference.objects.filter(reader=reader_of(actor=actor)).first()
    return _value(row) if row is not None else Preference()


def reached_at(*, actor: Actor) -> tuple[str, ...]:
    """Return the addresses that the house knows for certain: an official's, or proved ones."""
    if actor.official_id is not None:
        person = org.official(official_id=actor.official_id)
        return tuple(one for one in (person.email,) if one)
    if actor.party_id is None:
        return ()
    known = citizens.contacts_of_parties(party_ids={actor.party_id})
    return tuple(one.value for one in known.get(actor.party_id, ()))


def _value(row: ReaderPreference) -> Preference:
    return Preference(by_email=row.by_email, by_sms=row.by_sms, language=row.language)
