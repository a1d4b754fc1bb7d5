"""What a filing said before its applicant changed it, beside what it said after."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.generic import TemplateView

from province.contexts.one_stop import public
from province.contexts.one_stop.contracts.views import DossierView, FilingVersionView
from province.contexts.one_stop.web.desk import file_data
from province.foundation.identity.actors import Actor
from province.foundation.ui.contracts import Crumb
from province.foundation.ui.formats import (
    format_datetime,
    masked_personal_number,
    masked_phone,
)
from province.foundation.web.asked import id_in
from province.foundation.web.desk import DeskMixin
from province.foundation.web.menus import page_url
from province.kernel.cases import public as cases
from province.kernel.cases.contracts.values import PaperRole
from province.kernel.forms import public as forms
from province.kernel.forms.contracts import FieldKind, FormChoice, FormDefinition
from province.kernel.org import public as org

PURPOSE = "Xem nội dung hồ sơ trước khi người nộp sửa"
_MASKS = {
    FieldKind.PERSONAL_NUMBER: masked_personal_number,
    FieldKind.PHONE: masked_phone,
    FieldKind.BANK_ACCOUNT: masked_personal_number,
}


@dataclass(frozen=True, slots=True)
class PaperLink:
    """A paper as it was: its name and its stored version."""

    name: str
    version_id: int


@dataclass(frozen=True, slots=True)
class Difference:
    """One answer, or the papers of one name, before and after."""

    label: str
    before: str = ""
    after: str = ""
    papers_before: tuple[PaperLink, ...] = ()
    papers_after: tuple[PaperLink, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """One change: when, and what differs."""

    at: datetime
    rows: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class _Content:
    payload: Mapping[str, Any]
    papers: tuple[tuple[str, int], ...]


def change_note(*, actor: Actor, dossier: DossierView) -> str:
    """Say when the applicant has changed the filing last and where; empty when never."""
    if dossier.revised_at is None:
        return ""
    last = public.filing_versions(actor=actor, dossier_id=dossier.id)[0]
    filed_with = file_data.definition_for(dossier)
    form = forms.in_language(forms.for_officers(filed_with)) if filed_with else None
    words = _("Người nộp đã sửa lúc %(at)s, khác ở: %(fields)s.")
    return words % {
        "at": format_datetime(timezone.localtime(last.replaced_at)),
        "fields": "; ".join(_label(form, key) for key in last.changed),
    }


class EarlierContent(DeskMixin, TemplateView):
    """Every change of a filing before its reception, the last one first."""

    template_name = "one_stop/desk/earlier.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the changes; reading them is a look that is written down.

        :raises DossierNotFoundError: no such dossier for this actor.
        """
        now, case_id = timezone.now(), self.kwargs["case_id"]
        dossier = public.get_dossier(actor=self.actor, case_id=case_id, purpose=PURPOSE, now=now)
        case = cases.get_case(actor=self.actor, case_id=case_id, purpose=None, now=now)
        given = tuple(
            (one.name, one.version_id) for one in case.papers if one.role is PaperRole.COMPONENT
        )
        versions = public.filing_versions(actor=self.actor, dossier_id=dossier.id)
        number = dossier.code or dossier.filing_no
        return super().get_context_data(
            dossier=dossier,
            number=number,
            changes=_changes(dossier, versions, _Content(dossier.payload, given)),
            crumbs=(
                Crumb(label=_("Hồ sơ"), url=page_url("one_stop:dossiers")),
                Crumb(label=number, url=reverse("one_stop:dossier", args=[case_id])),
                Crumb(label=_("Bản trước khi sửa")),
            ),
            **kwargs,
        )


def _changes(
    dossier: DossierView, versions: tuple[FilingVersionView, ...], now_said: _Content
) -> tuple[Change, ...]:
    filed_with = file_data.definition_for(dossier)
    form = forms.in_language(forms.for_officers(filed_with)) if filed_with else None
    changes, after = [], now_said
    for version in versions:
        before = _Content(version.payload, version.papers)
        rows = tuple(_difference(form, key, before, after) for key in version.changed)
        changes.append(Change(at=version.replaced_at, rows=rows))
        after = before
    return tuple(changes)


def _difference(
    form: FormDefinition | None, key: str, before: _Content, after: _Content
) -> Difference:
    return Difference(
        label=_label(form, key),
        before=_text(form, key, before.payload),
        after=_text(form, key, after.payload),
        papers_before=_papers(key, before),
        papers_after=_papers(key, after),
    )


def _label(form: FormDefinition | None, key: str) -> str:
    asked = form.field(key) if form else None
    return asked.label if asked else pgettext("form", key)


def _papers(name: str, content: _Content) -> tuple[PaperLink, ...]:
    return tuple(
        PaperLink(name=pgettext("form", named), version_id=version)
        for named, version in content.papers
        if named == name
    )


def _text(form: FormDefinition | None, key: str, payload: Mapping[str, Any]) -> str:
    """Return an answer as people read it; numbers with their middle hidden."""
    asked = form.field(key) if form else None
    if form is None or asked is None or key not in payload:
        return ""
    communes = _communes(payload)
    rows = [
        row
        for section in forms.summary(form, payload, communes=communes, say=_)
        for row in section.rows
        if row.field == key
    ]
    hide = _MASKS.get(asked.kind, str)
    return "\n".join(hide(row.text) for row in rows)


def _communes(payload: Mapping[str, Any]) -> tuple[FormChoice, ...]:
    wanted = id_in(str(payload.get("commune", "")))
    found = org.agencies(ids=[wanted]) if wanted is not None else {}
    return tuple(FormChoice(value=str(key), label=one.short_name) for key, one in found.items())
