"""The words of notices: delivered, set by administrators, and as a reader gets them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from django.utils import translation

from province.foundation.identity.actors import Actor
from province.foundation.messages.contracts import Channel
from province.kernel.notices import permissions, rules
from province.kernel.notices.contracts import (
    LANGUAGES,
    KindWording,
    NoticeKind,
    Preview,
    Wording,
    WordingVersion,
)
from province.kernel.notices.errors import MayNotSetWordingsError, NoticeWordingNotFoundError
from province.kernel.notices.models import NoticeWording
from province.kernel.notices.registries import NOTICE_KINDS

Versions = Mapping[tuple[str, str, str], Sequence[WordingVersion]]


def versions_of(*, kinds: Iterable[str]) -> Versions:
    """Return all that was set for these kinds, by kind, channel and language, in one query."""
    found: dict[tuple[str, str, str], list[WordingVersion]] = {}
    for row in NoticeWording.objects.filter(kind__in=sorted(kinds)).order_by("version"):
        found.setdefault((row.kind, row.channel, row.language), []).append(_value(row))
    return found


def worded(*, kind: NoticeKind, versions: Versions, language: str, at: datetime) -> Wording:
    """Return the words of a kind that hold at a moment, in one language."""
    with translation.override(language):
        title, text, sms = (str(part) for part in _parts(kind))
    mail = rules.holding(versions.get((kind.key, Channel.EMAIL.value, language), ()), at)
    short = rules.holding(versions.get((kind.key, Channel.SMS.value, language), ()), at)
    if mail is not None:
        title, text = mail.title, mail.text
    return Wording(title=title, text=text, sms=short.text if short is not None else sms)


def kind_wordings(*, actor: Actor, now: datetime) -> tuple[KindWording, ...]:
    """Return the words of every kind, channel and language, by name of the kind, in one query.

    :raises MayNotSetWordingsError: the actor does not change the words of notices.
    """
    if not actor.can(permissions.SET_WORDINGS):
        raise MayNotSetWordingsError
    kinds = sorted(NOTICE_KINDS, key=lambda kind: kind.key)
    versions = versions_of(kinds=[kind.key for kind in kinds])
    return tuple(
        _wording(kind, channel, language, versions, now)
        for kind in kinds
        for channel in (Channel.EMAIL, Channel.SMS)
        for language in LANGUAGES
    )


def kind_wording(
    *, actor: Actor, kind: str, channel: str, language: str, now: datetime
) -> KindWording:
    """Return the words of one kind, channel and language, with all versions.

    :raises MayNotSetWordingsError: the actor does not change the words of notices.
    :raises NoticeWordingNotFoundError: there is no such kind, channel or language.
    """
    if not actor.can(permissions.SET_WORDINGS):
        raise MayNotSetWordingsError
    found = NOTICE_KINDS.find(kind)
    if found is None or channel not in set(Channel) or language not in LANGUAGES:
        raise NoticeWordingNotFoundError
    return _wording(found, Channel(channel), language, versions_of(kinds=[kind]), now)


def preview(*, wording: KindWording, title: str, text: str) -> Preview:
    """Return words with the example values, as a reader gets them; a short message is counted."""
    said = rules.filled(text, wording.values)
    if wording.channel is Channel.SMS:
        short = rules.for_sms(said)
        return Preview(title="", text=short, signs=len(short), parts=rules.sms_parts(short))
    return Preview(title=rules.one_line(rules.filled(title, wording.values)), text=said)


def _wording(
    kind: NoticeKind, channel: Channel, language: str, versions: Versions, now: datetime
) -> KindWording:
    own = versions.get((kind.key, channel.value, language), ())
    with translation.override(language):
        title, text, sms = (str(part) for part in _parts(kind))
    is_short = channel is Channel.SMS
    return KindWording(
        key=kind.key,
        label=kind.label,
        channel=channel,
        language=language,
        is_required=kind.is_required,
        values=kind.values,
        needed=_needed(kind, channel, f"{title} {text}", sms),
        delivered_title="" if is_short else title,
        delivered_text=sms if is_short else text,
        holds=rules.holding(own, now),
        versions=tuple(reversed(own)),
    )


def _needed(kind: NoticeKind, channel: Channel, mail: str, sms: str) -> tuple[str, ...]:
    """Return which values must stay in the words: of what the law wants told, all that it says."""
    if not kind.is_required:
        return ()
    return rules.slots(sms if channel is Channel.SMS else mail)


def _parts(kind: NoticeKind) -> tuple[object, object, object]:
    return kind.wording.title, kind.wording.text, kind.wording.sms


def _value(row: NoticeWording) -> WordingVersion:
    return WordingVersion(
        kind=row.kind,
        channel=Channel(row.channel),
        language=row.language,
        version=row.version,
        valid_from=row.valid_from,
        title=row.title,
        text=row.text,
        reason=row.reason,
        withdraws=row.withdraws,
        set_by=row.set_by,
        set_at=row.set_at,
    )
