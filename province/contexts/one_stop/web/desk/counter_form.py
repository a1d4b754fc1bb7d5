"""The form of a procedure on one page, as the counter fills it: same questions, same rules."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from province.contexts.one_stop.contracts.filing import FiledPaper
from province.contexts.one_stop.web.desk.scans import CardReading
from province.foundation.errors import FieldFault
from province.foundation.identity.actors import Actor
from province.foundation.ui.contracts import FileRow
from province.foundation.web.asked import id_in
from province.kernel.attachments import public as attachments
from province.kernel.attachments.contracts import AttachmentVersionValue
from province.kernel.attachments.errors import FileRefusedError
from province.kernel.forms import public as forms
from province.kernel.forms.contracts import (
    DraftValue,
    FieldKind,
    FormChoice,
    FormDefinition,
    Known,
)
from province.kernel.forms.web.widgets import StepView, step_view

KEPT = "kept"
Uploaded = Mapping[str, Sequence[Any]]
Papers = dict[str, tuple[AttachmentVersionValue, ...]]


@dataclass(frozen=True, slots=True)
class Filled:
    """What was filled in: good answers, what was typed, what is wrong, the papers so far."""

    values: dict[str, Any] = field(default_factory=dict)
    raw: dict[str, list[str]] = field(default_factory=dict)
    faults: tuple[FieldFault, ...] = ()
    papers: dict[str, tuple[AttachmentVersionValue, ...]] = field(default_factory=dict)
    bad_files: tuple[FieldFault, ...] = ()

    def kept_papers(self) -> dict[str, list[str]]:
        """Return the papers so far as the page sends them back."""
        return {f"{KEPT}__{key}": [str(v.id) for v in given] for key, given in self.papers.items()}

    def filed_papers(self, definition: FormDefinition) -> tuple[FiledPaper, ...]:
        """Return the papers of questions that are asked, under their names."""
        asked = {
            f.key: f.label
            for step in forms.visible_steps(definition, self.values)
            for f in step.fields
            if f.kind is FieldKind.FILE
        }
        return tuple(
            FiledPaper(field=key, component=asked[key], version_id=version.id)
            for key, versions in self.papers.items()
            if key in asked
            for version in versions
        )


def fill(
    *,
    definition: FormDefinition,
    typed: Mapping[str, list[str]],
    communes: tuple[FormChoice, ...],
    now: datetime,
) -> Filled:
    """Read every step in order; later steps see the answers of earlier ones."""
    raw = {name: list(given) for name, given in typed.items()}
    known = Known(on=localtime(now).date(), communes=communes)
    cleaned = forms.clean_whole(definition, raw, known)
    return Filled(values=cleaned.values, raw=raw, faults=forms.in_words(cleaned.faults))


def take_papers(
    *,
    actor: Actor,
    definition: FormDefinition,
    posted: Mapping[str, list[str]],
    files: Uploaded,
    now: datetime,
) -> tuple[dict[str, tuple[AttachmentVersionValue, ...]], tuple[FieldFault, ...]]:
    """Take the files in and keep those of earlier tries; a bad one loses no good one."""
    found: dict[str, tuple[AttachmentVersionValue, ...]] = {}
    faults: list[FieldFault] = []
    for step in definition.steps:
        for asked in step.fields:
            if asked.kind is not FieldKind.FILE:
                continue
            kept = _kept(actor, posted.get(f"{KEPT}__{asked.key}", []))
            for file in files.get(asked.key, ()):
                try:
                    kept.append(
                        attachments.take_in(
                            actor=actor, name=file.name or "tep", stream=file.chunks(), now=now
                        )
                    )
                except FileRefusedError as refusal:
                    faults += [
                        FieldFault(asked.key, fault.code, f"{file.name}: {fault.sentence}")
                        for fault in refusal.faults
                    ]
            if kept:
                found[asked.key] = tuple(kept)
    return found, tuple(faults)


def steps_of(
    *,
    definition: FormDefinition,
    filled: Filled,
    communes: tuple[FormChoice, ...],
    now: datetime,
    show_faults: bool,
) -> tuple[StepView, ...]:
    """Return the steps that are asked, for one page."""
    draft = DraftValue(
        id=0,
        owner="",
        form_key=definition.key,
        form_version=definition.version,
        subject="",
        values=filled.values,
        raw={},
        papers={},
        prefilled=(),
        step="",
        revision=0,
        updated_at=now,
        expires_at=now,
    )
    files = {
        key: tuple(FileRow(name=v.name, note=_("đã nhận, giữ lại")) for v in versions)
        for key, versions in filled.papers.items()
    }
    return tuple(
        step_view(
            step=step,
            draft=draft,
            faults=filled.faults if show_faults else (),
            communes=communes,
            files=files,
            typed=filled.raw,
        )
        for step in forms.visible_steps(definition, filled.values)
    )


def from_card(card: CardReading) -> dict[str, Any]:
    """Return the answers that an identity card gives, for whoever files for themselves."""
    found: dict[str, Any] = {
        "filed_for": "self",
        "applicant_name": card.full_name,
        "applicant_number": card.number,
        "address": card.address,
        "sex": card.sex,
    }
    if card.birth_date is not None:
        found["birth_date"] = card.birth_date.isoformat()
    return {name: value for name, value in found.items() if value}


def _kept(actor: Actor, ids: Sequence[str]) -> list[AttachmentVersionValue]:
    wanted = [number for one in ids if (number := id_in(one)) is not None]
    known = attachments.versions(version_ids=wanted) if wanted else {}
    return [known[one] for one in wanted if one in known and known[one].owner == actor.key]
