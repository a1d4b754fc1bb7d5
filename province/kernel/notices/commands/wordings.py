"""Administrators change the words of notices: versions that stay, each audited."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from province.foundation.audit.catalogue import register_action
from province.foundation.audit.recording import record
from province.foundation.errors import FieldFault
from province.foundation.identity.actors import Actor
from province.foundation.messages.contracts import Channel
from province.kernel.notices import rules
from province.kernel.notices.contracts import KindWording, NewNoticeWording
from province.kernel.notices.errors import (
    NoticeWordingFaultyError,
    NoticeWordingNotFoundError,
    NoticeWordingOvertakenError,
)
from province.kernel.notices.models import NoticeWording
from province.kernel.notices.queries.wordings import kind_wording
from province.kernel.org import public as org

WORDING_SET = register_action("notices.wording_set", gettext_lazy("Đặt nội dung thông báo"))
WORDING_WITHDRAWN = register_action(
    "notices.wording_withdrawn", gettext_lazy("Rút nội dung thông báo")
)
LONGEST_TITLE, LONGEST_TEXT, LONGEST_REASON = 200, 4_000, 300


def check_notice_wording(*, wording: KindWording, new: NewNoticeWording, now: datetime) -> None:
    """Check words before they are shown or set.

    :raises NoticeWordingFaultyError: a part is missing or too long, a name in braces stands for
        nothing, what the law wants told is left out, or the day is over.
    """
    faults = [*_of_words(wording, new)]
    if new.valid_from is not None and new.valid_from < now:
        faults.append(
            FieldFault("valid_from", "past", _("Ngày này đã qua; để trống là dùng ngay."))
        )
    if faults:
        raise NoticeWordingFaultyError(faults=tuple(faults))


@transaction.atomic
def set_notice_wording(*, actor: Actor, new: NewNoticeWording, seen: int, now: datetime) -> bool:
    """Set words from a moment on; ``seen`` is the latest version that the actor knew.

    Returns whether anything changed: what holds already is not set twice.

    :raises MayNotSetWordingsError: the actor does not change the words of notices.
    :raises NoticeWordingNotFoundError: there is no such kind, channel or language.
    :raises NoticeWordingFaultyError: see `check_notice_wording`; or no reason is given.
    :raises NoticeWordingOvertakenError: somebody else has set words meanwhile.
    """
    known = kind_wording(
        actor=actor, kind=new.kind, channel=new.channel, language=new.language, now=now
    )
    check_notice_wording(wording=known, new=new, now=now)
    title, text = rules.one_line(new.title), new.text.strip()
    if new.valid_from is None and (known.title, known.text) == (title, text):
        return False
    _need_reason(new.reason)
    _add(actor, known, new, seen=seen, withdraws=None, now=now)
    record(
        actor=actor,
        action=WORDING_SET,
        target=_target(known),
        changes={
            "before": {"title": known.title, "text": known.text},
            "after": {"title": title, "text": text},
            "reason": new.reason.strip(),
        },
    )
    return True


@transaction.atomic
def withdraw_notice_wording(  # noqa: PLR0913 -- the act has these parts
    *,
    actor: Actor,
    kind: str,
    channel: str,
    language: str,
    version: int,
    reason: str,
    now: datetime,
) -> None:
    """Take one version back: the words before it hold again; nothing is deleted.

    :raises MayNotSetWordingsError: the actor does not change the words of notices.
    :raises NoticeWordingNotFoundError: there is no such version, or it was taken back.
    :raises NoticeWordingFaultyError: no reason is given.
    :raises NoticeWordingOvertakenError: somebody else has set words at the same time.
    """
    known = kind_wording(actor=actor, kind=kind, channel=channel, language=language, now=now)
    taken_back = {one.withdraws for one in known.versions}
    found = next((one for one in known.versions if one.version == version), None)
    if found is None or found.withdraws is not None or version in taken_back:
        raise NoticeWordingNotFoundError
    _need_reason(reason)
    same = NewNoticeWording(
        kind=kind,
        channel=known.channel,
        language=language,
        title=found.title,
        text=found.text,
        reason=reason,
    )
    latest = max(one.version for one in known.versions)
    _add(actor, known, same, seen=latest, withdraws=version, now=now)
    record(
        actor=actor,
        action=WORDING_WITHDRAWN,
        target=_target(known),
        changes={"before": {"title": found.title, "text": found.text}, "reason": reason.strip()},
    )


def _of_words(wording: KindWording, new: NewNoticeWording) -> list[FieldFault]:
    faults = []
    is_short = wording.channel is Channel.SMS
    if not is_short and not new.title.strip():
        faults.append(FieldFault("title", "missing", _("Ghi tiêu đề của thông báo.")))
    if len(new.title) > LONGEST_TITLE:
        faults.append(FieldFault("title", "too_long", _("Tiêu đề dài quá 200 ký tự.")))
    if not new.text.strip():
        faults.append(FieldFault("text", "missing", _("Ghi nội dung của thông báo.")))
    if len(new.text) > LONGEST_TEXT:
        faults.append(FieldFault("text", "too_long", _("Nội dung dài quá 4.000 ký tự.")))
    for field, text in (("title", new.title), ("text", new.text)):
        if unknown := rules.strangers(text, wording.values):
            said = {"name": unknown[0], "names": ", ".join(f"{{{one}}}" for one in wording.values)}
            words = _("Không có biến {%(name)s} ở thông báo này. Dùng được: %(names)s.") % said
            faults.append(FieldFault(field, "unknown", words))
        elif rules.has_loose_brace(text):
            words = _("Dấu ngoặc nhọn chỉ dùng cho biến, viết thường và đủ hai dấu, như {code}.")
            faults.append(FieldFault(field, "brace", words))
    used = rules.slots(f"{new.title} {new.text}")
    if left_out := [one for one in wording.needed if one not in used]:
        words = _("Luật buộc báo những điều này, nội dung phải còn: %(names)s.") % {
            "names": ", ".join(f"{{{one}}}" for one in left_out)
        }
        faults.append(FieldFault("text", "left_out", words))
    short = rules.for_sms(rules.filled(new.text, wording.values))
    if is_short and rules.too_long_for_sms(short):
        words = _("Tin nhắn dài quá ba phần (459 ký tự) và sẽ bị cắt; hãy viết ngắn lại.")
        faults.append(FieldFault("text", "too_long_for_sms", words))
    return faults


def _need_reason(reason: str) -> None:
    if not 0 < len(reason.strip()) <= LONGEST_REASON:
        words = _("Ghi lý do, nhiều nhất 300 ký tự.")
        raise NoticeWordingFaultyError(faults=(FieldFault("reason", "missing", words),))


def _add(  # noqa: PLR0913 -- a version has these parts
    actor: Actor,
    known: KindWording,
    new: NewNoticeWording,
    *,
    seen: int,
    withdraws: int | None,
    now: datetime,
) -> None:
    latest = max((one.version for one in known.versions), default=0)
    if seen != latest:
        raise NoticeWordingOvertakenError
    try:
        with transaction.atomic():
            NoticeWording.objects.create(
                kind=known.key,
                channel=known.channel.value,
                language=known.language,
                version=latest + 1,
                valid_from=new.valid_from or now,
                title="" if known.channel is Channel.SMS else rules.one_line(new.title),
                text=new.text.strip(),
                reason=new.reason.strip(),
                withdraws=withdraws,
                set_by=_name_of(actor),
                set_at=now,
            )
    except IntegrityError as fault:
        raise NoticeWordingOvertakenError from fault


def _name_of(actor: Actor) -> str:
    if actor.account_id is None:
        return actor.name[:100]
    return org.account_names(ids=[actor.account_id]).get(actor.account_id, actor.name)[:100]


def _target(known: KindWording) -> str:
    return f"notice:{known.key}:{known.channel.value}:{known.language}"
