"""Filling a form in: everything typed is kept, right or wrong."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from province.foundation.errors import FieldFault
from province.foundation.identity.actors import Actor
from province.kernel.attachments.public import version as attachment_version
from province.kernel.forms.contracts import (
    DraftValue,
    FieldKind,
    FormChoice,
    FormDefinition,
    Known,
    Raw,
)
from province.kernel.forms.errors import (
    DraftNotFoundError,
    DraftStaleError,
    PaperRefusedError,
    StepNotFoundError,
)
from province.kernel.forms.models import Draft
from province.kernel.forms.rules.cleaning import clean_step
from province.kernel.forms.rules.conditions import following_step
from province.kernel.forms.rules.definitions import definition_from_json
from province.kernel.forms.words import in_words

KEPT_FOR = timedelta(days=30)
LOCAL = ZoneInfo("Asia/Ho_Chi_Minh")
MOST_PAPERS = 10
LONGEST_RAW = 20_000
MOST_RAW_NAMES = 400


@dataclass(frozen=True, slots=True)
class SavedStep:
    """The draft after a step was saved, what is wrong with the step, and the step after it."""

    draft: DraftValue
    faults: tuple[FieldFault, ...]
    next_step: str


@transaction.atomic
def save_step(  # noqa: PLR0913 -- keyword-only: each is named at the call
    *,
    actor: Actor,
    draft_id: int,
    step: str,
    raw: Raw,
    revision: int,
    now: datetime,
    communes: tuple[FormChoice, ...] = (),
) -> SavedStep:
    """Save what was typed in a step, even when it has faults; tell the faults and the next step.

    :raises DraftNotFoundError: there is none, it is somebody else's, or its time is over.
    :raises StepNotFoundError: the form has no such step.
    :raises DraftStaleError: the same step was saved since this page was opened.
    """
    row, definition = _locked(actor, draft_id, now)
    if definition.step(step) is None:
        raise StepNotFoundError
    if row.step_revisions.get(step, 0) > revision:
        raise DraftStaleError
    names = _names_of(definition, step)
    names -= _fixed(definition, step, row)
    others = {key: value for key, value in row.values.items() if key not in names}
    known = Known(on=now.astimezone(LOCAL).date(), communes=communes, values=others)
    cleaned = clean_step(definition, step, raw, known)
    faults = tuple(fault for fault in cleaned.faults if fault.field not in others)
    before, row.values = row.values, {**cleaned.values, **others}
    row.raw.pop(step, None)
    if faults:
        row.raw[step] = _kept(raw, names)
    row.prefilled = [key for key in row.prefilled if row.values.get(key) == before.get(key)]
    following = following_step(definition, row.values, step)
    row.step = step if faults else (following or step)
    _touch(row, now)
    row.step_revisions[step] = row.revision
    row.save()
    return SavedStep(draft=_value(row), faults=in_words(faults), next_step=row.step)


@transaction.atomic
def attach(
    *, actor: Actor, draft_id: int, field: str, version_id: int, now: datetime
) -> DraftValue:
    """Put a file of the actor's own at a place of the form.

    :raises DraftNotFoundError: there is none, it is somebody else's, or its time is over.
    :raises PaperRefusedError: the form has no such place, the file is not the actor's, or the
        place is full.
    """
    row, definition = _locked(actor, draft_id, now)
    asked = definition.field(field)
    if asked is None or asked.kind is not FieldKind.FILE:
        raise _paper_refused(field, "no_place", str(_("Biểu mẫu không có chỗ cho giấy tờ này.")))
    if attachment_version(version_id=version_id).owner != actor.key:
        raise _paper_refused(field, "not_yours", str(_("Không tìm thấy tệp của bạn.")))
    given = row.papers.setdefault(field, [])
    most = int(asked.most or MOST_PAPERS)
    if version_id not in given:
        if len(given) >= most:
            words = _("Chỗ này nhận nhiều nhất %(most)s tệp. Hãy bỏ bớt một tệp.")
            raise _paper_refused(field, "full", str(words) % {"most": most})
        given.append(version_id)
    _touch(row, now)
    row.save()
    return _value(row)


@transaction.atomic
def detach(
    *, actor: Actor, draft_id: int, field: str, version_id: int, now: datetime
) -> DraftValue:
    """Take a file away from its place in the form; one that is not there is no fault.

    :raises DraftNotFoundError: there is none, it is somebody else's, or its time is over.
    """
    row, _definition = _locked(actor, draft_id, now)
    kept = [one for one in row.papers.get(field, []) if one != version_id]
    row.papers = {**row.papers, field: kept}
    if not kept:
        row.papers.pop(field)
    _touch(row, now)
    row.save()
    return _value(row)


@transaction.atomic
def discard(*, actor: Actor, draft_id: int, now: datetime) -> None:
    """Throw a draft away, for good.

    :raises DraftNotFoundError: there is none, it is somebody else's, or its time is over.
    """
    row, _definition = _locked(actor, draft_id, now)
    row.delete()


def expire_drafts(*, now: datetime) -> int:
    """Remove the drafts whose time is over; return how many."""
    removed, _by_model = Draft.objects.filter(expires_at__lte=now).delete()
    return removed


def _locked(actor: Actor, draft_id: int, now: datetime) -> tuple[Draft, FormDefinition]:
    mine = Draft.objects.filter(pk=draft_id, owner=actor.key, expires_at__gt=now)
    locked = mine.select_for_update(no_key=True, of=("self",)).select_related("form__template")
    row = None if actor.is_anonymous else locked.first()
    if row is None:
        raise DraftNotFoundError
    return row, definition_from_json(row.form.definition)


def _touch(row: Draft, now: datetime) -> None:
    row.revision += 1
    row.updated_at, row.expires_at = now, now + KEPT_FOR


def _names_of(definition: FormDefinition, step_key: str) -> set[str]:
    step = definition.step(step_key)
    return {field.key for field in step.fields} if step else set()


def _fixed(definition: FormDefinition, step_key: str, row: Draft) -> set[str]:
    """Return the fields of a step that were filled in beforehand and stay as they are."""
    step = definition.step(step_key)
    fields = step.fields if step else ()
    return {field.key for field in fields if field.fixed and field.key in row.prefilled}


def _kept(raw: Raw, names: set[str]) -> dict[str, list[str]]:
    """Return what was typed into the fields of a step, whole unless it is absurdly long."""
    kept: dict[str, list[str]] = {}
    for name, typed in raw.items():
        if not _belongs(name, names) or len(kept) >= MOST_RAW_NAMES:
            continue
        texts = [typed] if isinstance(typed, str) else list(typed)
        kept[name] = [_storable(text)[:LONGEST_RAW] for text in texts[:50]]
    return kept


def _storable(text: str) -> str:
    """Return a text without what a JSON column refuses."""
    return text.replace("\x00", "").encode("utf-8", "replace").decode()


def _belongs(name: str, names: set[str]) -> bool:
    if name in names or name.partition("__")[0] in names:
        return True
    stem, _dash, part = name.rpartition("_")
    return stem in names and part in {"day", "month", "year"}


def _paper_refused(field: str, code: str, sentence: str) -> PaperRefusedError:
    fault = FieldFault(field=field, code=f"forms.paper_{code}", sentence=sentence)
    return PaperRefusedError(faults=(fault,))


def _value(row: Draft) -> DraftValue:
    return row.to_value(form_key=row.form.template.key, form_version=row.form.version)
