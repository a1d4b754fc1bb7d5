"""The form of one act beside the file: what it needs to know, and the fields it shows."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django_stubs_ext import StrOrPromise

from province.contexts.one_stop import public
from province.contexts.one_stop.contracts.views import DossierView
from province.contexts.one_stop.errors import NoProcedureKindError
from province.contexts.one_stop.kinds import Ground
from province.contexts.one_stop.queries.legal_data import (
    REFUSAL_LAW,
    SUPPLEMENT_LAW_AFTER,
    SUPPLEMENT_LAW_BEFORE,
    LegalGround,
)
from province.contexts.one_stop.web.desk import acts, forms
from province.contexts.one_stop.web.desk.result_fields import typed
from province.contexts.one_stop.web.desk.words import REFUSAL_REASONS
from province.foundation.identity.actors import Actor
from province.foundation.ui.contracts import FieldView
from province.foundation.ui.fields import field_from_bound
from province.kernel.cases import public as cases
from province.kernel.cases.contracts.values import CaseView, PaperRole
from province.kernel.processes import public as processes

_FORMS: Mapping[str, type[forms.ActForm]] = {
    acts.ACCEPT: forms.ActForm,
    acts.TAKE_UP: forms.ActForm,
    acts.REFUSE: forms.RefuseForm,
    acts.REVIEW: forms.NoteForm,
    acts.SIGN: forms.PinForm,
    acts.SEAL: forms.PinForm,
    acts.DELIVER: forms.DeliverForm,
}


@dataclass(frozen=True, slots=True)
class Desk:
    """What a form may ask of the dossier."""

    dossier: DossierView
    case: CaseView
    actor: Actor
    now: datetime


@dataclass(frozen=True, slots=True)
class PaperChoice:
    """A paper that can be asked for again, with what is wrong."""

    check: FieldView
    why: FieldView


@dataclass(frozen=True, slots=True)
class Panel:
    """The form of one act, ready to be shown."""

    title: StrOrPromise
    submit: StrOrPromise
    act_key: str
    kind: str
    icon: str
    fields: tuple[FieldView, ...]
    papers: tuple[PaperChoice, ...] = ()
    grant_fields: tuple[FieldView, ...] = ()
    refusal_fields: tuple[FieldView, ...] = ()
    last_fields: tuple[FieldView, ...] = ()
    note: StrOrPromise = ""
    words: str = ""
    reasons: tuple[StrOrPromise, ...] = ()
    laws: tuple[LegalGround, ...] = ()
    unchecked: tuple[LegalGround, ...] = ()
    can_preview: bool = False


def form_of(*, act: acts.Act, desk: Desk, data: Any | None) -> forms.ActForm:
    """Return the form of an act, filled with what was typed."""
    initial = {"revision": desk.case.revision}
    if act.key == acts.SUPPLEMENT:
        law = public.proposed_law(on=timezone.localdate(desk.now), what=_law_asked(act, desk))
        return forms.SupplementForm(data, initial=initial, papers=_papers(desk.case), law=law)
    if act.key == acts.SEND_BACK:
        return forms.SendBackForm(data, initial=initial, steps=_steps_back(desk))
    if act.key == acts.PASS_ON:
        return forms.PassOnOneForm(data, initial=initial, posts=_posts(desk))
    if act.key == acts.APPRAISE:
        asked = _asked(desk)
        before = _proposed(desk, asked) if data is None else {}
        return forms.AppraiseForm(data, initial={**initial, **before}, asked=asked)
    return _FORMS[act.key](data, initial=initial)


def panel_of(*, act: acts.Act, form: forms.ActForm, desk: Desk) -> Panel:
    """Return the form as fields, in the groups in which people read them."""
    views = {bound.name: field_from_bound(bound) for bound in form if not bound.is_hidden}
    papers: tuple[PaperChoice, ...] = ()
    if isinstance(form, forms.SupplementForm):
        papers = tuple(
            PaperChoice(check=views.pop(f"paper_{p.id}"), why=views.pop(f"why_{p.id}"))
            for p in form.papers
        )
    grant: list[FieldView] = []
    refusal: list[FieldView] = []
    last: list[FieldView] = []
    if isinstance(form, forms.AppraiseForm):
        # Each is needed when its own kind of result is proposed, so none is called optional.
        grant = [replace(views.pop(f.key), required=f.required) for f in form.asked.fields]
        refusal = [replace(views.pop(name), required=True) for name in ("reason", "law")]
        last = [views.pop("note")]
    return Panel(
        title=act.label,
        submit=act.submit,
        act_key=act.key,
        kind=act.kind or "p",
        icon=act.icon,
        fields=tuple(views.values()),
        papers=papers,
        grant_fields=tuple(grant),
        refusal_fields=tuple(refusal),
        last_fields=tuple(last),
        note=_note(act, desk),
        words=" ".join(str(error) for error in form.non_field_errors()),
        reasons=REFUSAL_REASONS if act.key == acts.REFUSE else (),
        laws=_laws(act, desk) if "law" in form.fields else (),
        unchecked=_unchecked(act, desk),
        can_preview=act.key in {acts.APPRAISE, acts.SUPPLEMENT},
    )


def _note(act: acts.Act, desk: Desk) -> StrOrPromise:
    paused = _("Gửi xong, đồng hồ dừng; người nộp thấy yêu cầu trong hồ sơ. Phiếu lập theo mẫu 02.")
    if not desk.dossier.code:
        paused = _("Gửi xong, hồ sơ chờ người nộp. Phiếu lập theo mẫu 02.")
    notes = {
        acts.SUPPLEMENT: paused,
        acts.REFUSE: _("Phiếu từ chối lập theo mẫu 03, hồ sơ kết thúc. Không hoàn tác được."),
        acts.SIGN: _("Bạn ký bằng khóa riêng của mình. Số và ngày do văn thư ghi khi đóng dấu."),
        acts.SEAL: _("Số, ngày và con dấu được ghi cùng lúc. Đồng hồ của hồ sơ kết thúc."),
        acts.APPRAISE: _("Trình xong, trưởng phòng kiểm tra. Hoàn tác được khi chưa ai nhận."),
    }
    return notes.get(act.key, "")


def _papers(case: CaseView) -> tuple[Any, ...]:
    given = {PaperRole.COMPONENT, PaperRole.SUPPLEMENT}
    return tuple(paper for paper in case.papers if paper.role in given)


def _steps_back(desk: Desk) -> list[tuple[str, str]]:
    task = acts.held_task(case=desk.case, actor=desk.actor)
    if task is None or desk.case.plan_version_id is None or not task.step:
        return []
    plan = processes.plan(version_id=desk.case.plan_version_id)
    return [(key, plan.step(key).title) for key in plan.step(task.step).back]


def _posts(desk: Desk) -> list[tuple[str, str]]:
    task = acts.held_task(case=desk.case, actor=desk.actor)
    found = cases.posts_fit_for(
        actor=desk.actor,
        unit_ids=[desk.dossier.agency_id],
        work=[(desk.case.kind, task.kind)] if task is not None else [],
        at=desk.now,
    )
    return [
        (str(post.id), f"{post.holder_name or post.substitute_name}, {post.title}")
        for post in found
    ]


def _laws(act: acts.Act, desk: Desk) -> tuple[LegalGround, ...]:
    return public.usual_laws(
        procedure_code=desk.dossier.procedure_code,
        on=timezone.localdate(desk.now),
        what=_law_asked(act, desk),
    )


def _law_asked(act: acts.Act, desk: Desk) -> str:
    """Return which ground an act rests on: a supplement has another before reception and after."""
    if act.key != acts.SUPPLEMENT:
        return REFUSAL_LAW
    return SUPPLEMENT_LAW_AFTER if desk.dossier.code else SUPPLEMENT_LAW_BEFORE


def _unchecked(act: acts.Act, desk: Desk) -> tuple[LegalGround, ...]:
    """Return what the draft would say that nobody has checked against the law yet."""
    if act.key != acts.APPRAISE:
        return ()
    return public.unchecked_on(
        procedure=desk.dossier.procedure_code, on=timezone.localdate(desk.now)
    )


def _ground(desk: Desk) -> Ground:
    received = desk.dossier.received_at or desk.now
    return Ground(
        payload=desk.dossier.payload,
        received_on=timezone.localdate(received),
        on=timezone.localdate(desk.now),
    )


def _asked(desk: Desk) -> forms.Asked:
    """Return what the procedure's own kind asks, and how it checks what is proposed."""
    code, ground = desk.dossier.procedure_code, _ground(desk)
    return forms.Asked(
        fields=public.result_fields(procedure_code=code, on=ground.on),
        grant=public.grant_words(procedure_code=code),
        missing=str(NoProcedureKindError(procedure=code)),
        check=lambda proposal: public.faults_of(
            procedure_code=code, proposal=proposal, ground=ground
        ),
    )


def _proposed(desk: Desk, asked: forms.Asked) -> dict[str, Any]:
    """Return what was proposed before (the dossier came back), or what follows from the filing."""
    given = desk.dossier.proposal
    code, ground = desk.dossier.procedure_code, _ground(desk)
    facts = public.facts_proposed(procedure_code=code, ground=ground)
    if given:
        facts = {**facts, **given["facts"]}
    typed_facts = {one.key: typed(one, facts.get(one.key)) for one in asked.fields}
    if not given:
        return typed_facts
    return {
        **typed_facts,
        "result": given["result"],
        "reason": given["reason"],
        "law": given["law"],
        "note": _note_before(desk),
    }


def _note_before(desk: Desk) -> str:
    """Return the opinion of the last appraisal, for whoever appraises anew."""
    acts_done = cases.timeline(actor=desk.actor, case_id=desk.case.id)
    bodies = (done.body for done in reversed(acts_done) if done.name == "appraised")
    return next(bodies, "") or ""
