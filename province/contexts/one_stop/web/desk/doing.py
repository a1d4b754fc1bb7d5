"""From a checked form to the one command that does the act."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from province.contexts.one_stop import public
from province.contexts.one_stop.contracts.views import DossierView
from province.contexts.one_stop.web.desk import acts
from province.contexts.one_stop.web.desk.forms import ActForm, AppraiseForm, SupplementForm
from province.foundation.identity.actors import Actor
from province.kernel.cases import public as cases
from province.kernel.cases.contracts.values import TaskView


@dataclass(frozen=True, slots=True)
class Work:
    """One act on one dossier, by one actor, at one moment."""

    act: acts.Act
    actor: Actor
    dossier: DossierView
    task: TaskView
    now: datetime


def do(*, work: Work, form: ActForm) -> str:
    """Do the act and return what to say of it.

    :raises DomainError: the command refuses.
    """
    revision, key = form.cleaned_data.get("revision"), form.cleaned_data.get("key", "")
    words = str(work.act.done)
    match work.act.key:
        case acts.ACCEPT:
            given = public.accept(
                actor=work.actor,
                dossier_id=work.dossier.id,
                revision=revision,
                key=key,
                now=work.now,
            )
            words = _("Đã tiếp nhận, mã %(code)s. Giấy hẹn đã lập.") % {"code": given.code}
        case acts.TAKE_UP:
            public.take_up(actor=work.actor, dossier_id=work.dossier.id, now=work.now)
        case acts.SEND_BACK:
            public.send_back(
                actor=work.actor,
                dossier_id=work.dossier.id,
                task_id=work.task.id,
                to_step=form.cleaned_data["to_step"],
                reason=form.cleaned_data["reason"],
                revision=revision,
                now=work.now,
            )
        case acts.PASS_ON:
            cases.pass_on(
                actor=work.actor,
                task_ids=[work.task.id],
                to_post=int(form.cleaned_data["to_post"]),
                reason=form.cleaned_data["reason"],
                now=work.now,
            )
        case acts.SEAL:
            number = public.seal(
                actor=work.actor,
                dossier_id=work.dossier.id,
                pin=form.cleaned_data["pin"],
                revision=revision,
                key=key,
                now=work.now,
            )
            words = _("Đã đóng dấu, số %(number)s.") % {"number": number}
        case _:
            _do_with_words(work, form, revision, key)
    return words


def _do_with_words(work: Work, form: ActForm, revision: int | None, key: str) -> None:
    given = form.cleaned_data
    actor, dossier_id, now = work.actor, work.dossier.id, work.now
    if work.act.key == acts.REFUSE:
        public.refuse_reception(
            actor=actor,
            dossier_id=dossier_id,
            reason=given["reason"],
            law=given["law"],
            revision=revision,
            key=key,
            now=now,
        )
    elif work.act.key == acts.REVIEW:
        public.review(
            actor=actor,
            dossier_id=dossier_id,
            note=given["note"],
            revision=revision,
            key=key,
            now=now,
        )
    elif work.act.key == acts.SIGN:
        public.sign(
            actor=actor,
            dossier_id=dossier_id,
            pin=given["pin"],
            revision=revision,
            key=key,
            now=now,
        )
    elif work.act.key == acts.DELIVER:
        public.deliver(
            actor=actor,
            dossier_id=dossier_id,
            receiver=given["receiver"],
            revision=revision,
            key=key,
            now=now,
        )
    elif isinstance(form, AppraiseForm):
        public.appraise(
            actor=actor,
            dossier_id=dossier_id,
            proposal=form.proposal(),
            note=given["note"],
            revision=revision,
            key=key,
            now=now,
        )
    elif isinstance(form, SupplementForm):
        public.ask_supplement(
            actor=actor,
            dossier_id=dossier_id,
            items=form.items(),
            reason=given["reason"],
            law=given["law"],
            revision=revision,
            key=key,
            now=now,
        )
