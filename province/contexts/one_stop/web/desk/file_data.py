"""What the page of a dossier shows of it: the form's answers, papers, history, hand-overs."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from province.contexts.one_stop import public
from province.contexts.one_stop.contracts.states import FormIssued, ResultKind
from province.contexts.one_stop.contracts.talks import TALK
from province.contexts.one_stop.contracts.views import DossierView
from province.contexts.one_stop.web.desk import words
from province.foundation.ui.contracts import KeyValue, StepState, TimelineItem
from province.foundation.ui.formats import (
    format_datetime,
    masked_personal_number,
    masked_phone,
)
from province.foundation.web.asked import id_in
from province.kernel.cases.contracts.kinds import KINDS
from province.kernel.cases.contracts.values import (
    ActView,
    HandoverView,
)
from province.kernel.forms import public as forms
from province.kernel.forms.contracts import FieldKind, FormChoice, FormDefinition
from province.kernel.forms.errors import FormNotFoundError
from province.kernel.org import public as org

SHOWN = "so"
_TWELVE = re.compile(r"\b\d{12}\b")
_QUIET = frozenset({"facts_set", "plan_begun"})
_MASKS = {
    FieldKind.PERSONAL_NUMBER: masked_personal_number,
    FieldKind.PHONE: masked_phone,
    FieldKind.BANK_ACCOUNT: masked_personal_number,
}


@dataclass(frozen=True, slots=True)
class Section:
    """One part of the filled form."""

    title: str
    facts: tuple[KeyValue, ...]


@dataclass(frozen=True, slots=True)
class HandoverLine:
    """One hand-over with both sides, in words."""

    step: str
    giver: str
    taker: str
    given: str
    taken: str


def definition_for(dossier: DossierView) -> FormDefinition | None:
    """Return the form with which the dossier was filed, or nothing when it cannot be had."""
    try:
        return public.form_of(
            procedure_code=dossier.procedure_code, on=localtime(dossier.filed_at).date()
        )
    except FormNotFoundError:
        return None


def sections_of(*, dossier: DossierView, reveal: bool) -> tuple[Section, ...]:
    """Return the answers by section; personal numbers and telephones are masked unless revealed."""
    filed_with = definition_for(dossier)
    if filed_with is None:
        return ()
    definition = forms.in_language(forms.for_officers(filed_with))
    communes = _communes(dossier.payload)
    shown = forms.summary(definition, dossier.payload, communes=communes, say=_)
    kinds = {f.key: f.kind for step in definition.steps for f in step.fields}
    return tuple(
        Section(
            title=section.title,
            facts=tuple(
                _fact(row.label, row.text, kinds.get(row.field), reveal=reveal)
                for row in section.rows
                if row.text
            ),
        )
        for section in shown
        if any(row.text for row in section.rows)
    )


def filing_facts(*, dossier: DossierView) -> tuple[KeyValue, ...]:
    """Return how the dossier came, and how the result is wanted."""
    facts = [
        KeyValue(term=_("Nộp lúc"), value=format_datetime(localtime(dossier.filed_at))),
        KeyValue(term=_("Nộp qua"), value=words.ORIGIN[dossier.origin]),
        KeyValue(term=_("Nhận kết quả"), value=words.DELIVERY[dossier.delivery]),
    ]
    if dossier.received_at:
        moment = format_datetime(localtime(dossier.received_at))
        facts.insert(1, KeyValue(term=_("Tiếp nhận lúc"), value=moment))
    return tuple(facts)


def proposal_facts(*, dossier: DossierView) -> tuple[KeyValue, ...]:
    """Return what the specialist proposes, when somebody has."""
    given = dossier.proposal
    if not given or dossier.result is None:
        return ()
    kind, code = dossier.result.kind, dossier.procedure_code
    lines = (
        public.result_lines(procedure_code=code, facts=given["facts"])
        if kind is ResultKind.GRANT
        else ((_("Lý do"), given["reason"]), (_("Căn cứ"), given["law"]))
    )
    name = public.result_name(procedure_code=code, result=kind)
    return (
        KeyValue(term=_("Đề xuất"), value=name, strong=True),
        *(KeyValue(term=term, value=value) for term, value in lines),
    )


def history_of(*, acts: Sequence[ActView], names: Mapping[int, str]) -> tuple[TimelineItem, ...]:
    """Return what happened, the newest first, each with who did it."""
    spoken = KINDS.get("dossier").acts
    shown = [act for act in acts if act.name in spoken and act.name not in _QUIET]
    return tuple(
        TimelineItem(
            title=_title(act, str(spoken[act.name])),
            when=f"{format_datetime(localtime(act.at))} · {_who(act, names)}",
            at=act.at,
            note="" if act.name in TALK else act.body or "",
            state=StepState.NOW if index == 0 else StepState.DONE,
        )
        for index, act in enumerate(reversed(shown))
    )


def last_doing(*, acts: Sequence[ActView], names: Mapping[int, str]) -> str:
    """Say who did what last, for whoever was slower."""
    spoken = KINDS.get("dossier").acts
    for act in reversed(acts):
        if act.name in spoken and act.name not in _QUIET | {"form_issued", "clock_started"}:
            return _("%(who)s: “%(what)s” lúc %(when)s.") % {
                "who": _who(act, names),
                "what": spoken[act.name],
                "when": format_datetime(localtime(act.at)),
            }
    return ""


def names_in(*, acts: Sequence[ActView]) -> Mapping[int, str]:
    """Return the names of the officials of these acts, in one query."""
    return org.official_names(ids={a.official_id for a in acts if a.official_id is not None})


def handover_lines(*, handovers: Sequence[HandoverView], now: datetime) -> tuple[HandoverLine, ...]:
    """Return the hand-overs in words, with one query for all posts.

    The first one is from the applicant, also where an officer wrote the filing down at the counter.
    """
    named = [p for h in handovers for p in (h.from_post_id, h.to_post_id, h.taken_post_id)]
    ids = {p for p in named if p is not None}
    posts = org.posts(ids=ids, at=now) if ids else {}

    def side(post_id: int | None, otherwise: str) -> str:
        post = posts.get(post_id) if post_id is not None else None
        return f"{post.holder_name or _('chưa có người')}, {post.title}" if post else otherwise

    return tuple(
        HandoverLine(
            step=pgettext("step", h.task_title),
            giver=side(h.from_post_id if number else None, _("Người nộp")),
            taker=side(
                h.to_post_id or h.taken_post_id,
                _("Trung tâm Phục vụ hành chính công") if h.to_desk == "one_stop" else _("Văn thư"),
            ),
            given=format_datetime(localtime(h.given_at)),
            taken=format_datetime(localtime(h.taken_at)) if h.taken_at else "",
        )
        for number, h in enumerate(handovers)
    )


def _fact(label: str, text: str, kind: FieldKind | None, *, reveal: bool) -> KeyValue:
    mask = _MASKS.get(kind) if kind is not None else None
    if reveal:
        return KeyValue(term=label, value=text)
    if mask is not None:
        return KeyValue(term=label, value=mask(text), reveal_url=f"?hien={SHOWN}")
    return KeyValue(
        term=label, value=_TWELVE.sub(lambda found: masked_personal_number(found[0]), text)
    )


def _communes(payload: Mapping[str, object]) -> tuple[FormChoice, ...]:
    wanted = id_in(str(payload.get("commune", "")))
    if wanted is None:
        return ()
    found = org.agencies(ids=[wanted])
    return tuple(FormChoice(value=str(key), label=a.short_name) for key, a in found.items())


def _title(act: ActView, spoken: str) -> str:
    """Return the words of an act; an issued form is called by its name."""
    forms_known = {form.value: words.FORM[form] for form in FormIssued}
    form = forms_known.get(str(act.params.get("form", "")))
    if act.name != "form_issued" or form is None:
        return spoken
    return _("Lập %(form)s") % {"form": form}


def _who(act: ActView, names: Mapping[int, str]) -> str:
    if act.official_id is not None:
        return names.get(act.official_id, _("cán bộ"))
    return _("người nộp") if act.actor.startswith("account:") else _("hệ thống")


def applicant_of(dossier: DossierView) -> str:
    """Return the applicant's name as the form says it."""
    return str(dossier.payload.get("applicant_name", ""))
