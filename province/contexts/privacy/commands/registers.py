"""Writes the register of processing and the register of breaches. One function, one transaction."""

from dataclasses import asdict
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from province.contexts.privacy import permissions
from province.contexts.privacy.contracts import (
    Activity,
    ActivityText,
    BreachState,
    BreachView,
    NewBreach,
)
from province.contexts.privacy.errors import (
    ActivityFaultyError,
    ActivityOvertakenError,
    BreachFaultyError,
    BreachStateError,
    MayNotKeepBreachesError,
    MayNotKeepRegisterError,
)
from province.contexts.privacy.models import ActivityVersion, Breach
from province.contexts.privacy.queries.registers import (
    activity_versions,
    breach_view,
    get_breach,
)
from province.contexts.privacy.queries.requests import term
from province.foundation.audit.catalogue import register_action
from province.foundation.audit.recording import record
from province.foundation.db.locks import locked
from province.foundation.errors import FieldFault
from province.foundation.identity.actors import Actor

LOCAL = ZoneInfo("Asia/Ho_Chi_Minh")
LONGEST = 1_000
ACTIVITY_SET = register_action("privacy.activity_set", _("Sửa sổ hoạt động xử lý dữ liệu"))
REPORTED = register_action("privacy.breach_reported", _("Ghi một vụ vi phạm dữ liệu cá nhân"))
NOTIFIED = register_action("privacy.breach_notified", _("Ghi đã thông báo vụ vi phạm dữ liệu"))
CLOSED = register_action("privacy.breach_closed", _("Kết thúc vụ vi phạm dữ liệu"))
MISSING = _("Không để trống mục này.")
TOO_LONG = _("Nội dung dài quá.")


@transaction.atomic
def set_activity(  # noqa: PLR0913 -- the act has these parts
    *, actor: Actor, key: str, text: ActivityText, seen: int, reason: str, now: datetime
) -> Activity:
    """Write a new version of a line of the register of processing; older ones stay.

    :raises MayNotKeepRegisterError: the actor does not keep the register.
    :raises ActivityNotFoundError: there is no such line.
    :raises ActivityFaultyError: a part or the reason is missing or too long, or nothing changed.
    :raises ActivityOvertakenError: ``seen`` is not the latest version any more.
    """
    if not actor.can(permissions.KEEP_REGISTER):
        raise MayNotKeepRegisterError
    latest = activity_versions(key=key)[0]
    parts = {**asdict(text), "reason": reason}
    faults = [FieldFault(name, "missing", MISSING) for name, said in parts.items() if not said]
    faults += [
        FieldFault(name, "too_long", TOO_LONG)
        for name, said in parts.items()
        if len(said) > (300 if name == "reason" else LONGEST)
    ]
    if not faults and text == latest.text:
        faults = [FieldFault("purpose", "same", _("Chưa sửa gì so với bản đang dùng."))]
    if faults:
        raise ActivityFaultyError(faults=tuple(faults))
    if latest.version != seen:
        raise ActivityOvertakenError
    try:
        with transaction.atomic():
            ActivityVersion.objects.create(
                key=key,
                version=seen + 1,
                text=asdict(text),
                reason=reason,
                set_by=actor.key,
                set_at=now,
            )
    except IntegrityError:  # somebody wrote the same version at the same moment
        raise ActivityOvertakenError from None
    changes = {"version": seen + 1, "reason": reason}
    record(actor=actor, action=ACTIVITY_SET, target=f"activity:{key}", changes=changes)
    return activity_versions(key=key)[0]


@transaction.atomic
def report_breach(*, actor: Actor, new: NewBreach, now: datetime) -> BreachView:
    """Write a breach down; the time for its notice runs from the moment it was found.

    :raises MayNotKeepBreachesError: the actor keeps no register of this unit.
    :raises BreachFaultyError: a part is missing, or it was found in the future.
    """
    if not actor.can(permissions.KEEP_BREACHES, unit=new.unit_id):
        raise MayNotKeepBreachesError
    texts = {"title": new.title, "what": new.what, "categories": new.categories}
    faults = [FieldFault(name, "missing", MISSING) for name, said in texts.items() if not said]
    if new.found_at > now:
        faults.append(FieldFault("found_on", "future", _("Lúc phát hiện chưa đến.")))
    if faults:
        raise BreachFaultyError(faults=tuple(faults))
    limit = term(key="breach", on=new.found_at.astimezone(LOCAL).date())
    row = Breach.objects.create(
        unit_id=new.unit_id,
        title=new.title,
        found_at=new.found_at,
        notify_by=new.found_at + timedelta(hours=limit.amount),
        what=new.what,
        categories=new.categories,
        people=new.people,
        measures=new.measures,
        reported_by=actor.key,
        reported_at=now,
    )
    changes = {"unit": new.unit_id, "found_at": new.found_at.isoformat()}
    record(actor=actor, action=REPORTED, target=f"breach:{row.pk}", changes=changes)
    return breach_view(row=row)


@transaction.atomic
def notify_breach(*, actor: Actor, breach_id: int, how: str, now: datetime) -> BreachView:
    """Write down that the notice went out, and how; once.

    :raises BreachNotFoundError: no such breach for this actor.
    :raises BreachFaultyError: it does not say how.
    :raises BreachStateError: it was notified already.
    """
    row = _locked(actor, breach_id, field="how", said=how)
    if row.state != BreachState.OPEN:
        raise BreachStateError
    row.state, row.notified_at, row.notified_how = BreachState.NOTIFIED.value, now, how
    row.save(update_fields=["state", "notified_at", "notified_how"])
    changes = {"how": how, "in_time": now <= row.notify_by}
    record(actor=actor, action=NOTIFIED, target=f"breach:{row.pk}", changes=changes)
    return breach_view(row=row)


@transaction.atomic
def close_breach(*, actor: Actor, breach_id: int, lesson: str, now: datetime) -> BreachView:
    """End a breach that was notified, with what was learnt.

    :raises BreachNotFoundError: no such breach for this actor.
    :raises BreachFaultyError: it does not say what was learnt.
    :raises BreachStateError: it was not notified yet, or is closed already.
    """
    row = _locked(actor, breach_id, field="lesson", said=lesson)
    if row.state != BreachState.NOTIFIED:
        raise BreachStateError
    row.state, row.closed_at, row.lesson = BreachState.CLOSED.value, now, lesson
    row.save(update_fields=["state", "closed_at", "lesson"])
    record(actor=actor, action=CLOSED, target=f"breach:{row.pk}", changes={})
    return breach_view(row=row)


def _locked(actor: Actor, breach_id: int, *, field: str, said: str) -> Breach:
    get_breach(actor=actor, breach_id=breach_id)
    if not said.strip():
        raise BreachFaultyError(faults=(FieldFault(field, "missing", MISSING),))
    return locked(Breach.objects.filter(pk=breach_id)).get()
