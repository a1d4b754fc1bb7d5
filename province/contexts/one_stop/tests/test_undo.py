"""An appraisal that is taken back takes its proposal along."""

import pytest

from province.contexts.one_stop import public as one_stop
from province.contexts.one_stop.models import Dossier, DossierResult
from province.contexts.one_stop.tests.conftest import NOW, Office
from province.contexts.one_stop.tests.walking import REFUSE, accept, appraise, see
from province.foundation.identity.actors import Actor
from province.kernel.cases.contracts.values import TaskState
from province.kernel.cases.errors import NotYoursError
from province.kernel.cases.models.journal import Act
from province.kernel.cases.models.task import Task
from province.kernel.processes.contracts import TaskKind

pytestmark = pytest.mark.django_db


def appraised(office: Office) -> int:
    dossier_id = office.file().dossier_id
    accept(office, dossier_id)
    appraise(office, dossier_id)
    return dossier_id


def undo(actor: Actor, dossier_id: int) -> None:
    task_id = Act.objects.filter(name="appraised").latest("pk").task_id
    assert task_id is not None
    one_stop.undo(actor=actor, dossier_id=dossier_id, task_id=task_id, reason="Nhầm", now=NOW)


def test_the_first_proposal_goes_with_its_appraisal(office: Office) -> None:
    dossier_id = appraised(office)

    undo(office.specialist, dossier_id)

    assert not DossierResult.objects.exists()
    assert Dossier.objects.get().proposal == {}
    view = see(office, dossier_id)
    assert (view.result, view.proposal) == (None, {})
    appraise(office, dossier_id, REFUSE)
    assert DossierResult.objects.get().kind == "refusal"
    assert DossierResult.objects.get().previous == {}


def test_after_a_return_the_earlier_proposal_stands_again(office: Office) -> None:
    dossier_id = appraised(office)
    first = (Dossier.objects.get().proposal, DossierResult.objects.values().get())
    one_stop.send_back(
        actor=office.head,
        dossier_id=dossier_id,
        task_id=Task.objects.get(kind=TaskKind.APPROVE, state=TaskState.OPEN).pk,
        to_step="appraisal",
        reason="Xem lại",
        revision=None,
        now=NOW,
    )
    for _twice in range(2):
        appraise(office, dossier_id, REFUSE)
        assert DossierResult.objects.get().kind == "refusal"

        undo(office.specialist, dossier_id)

        assert (Dossier.objects.get().proposal, DossierResult.objects.values().get()) == first
    view = see(office, dossier_id)
    assert view.result is None or not view.result.is_issued


@pytest.mark.parametrize("who", ["head", "leader", "officer"])
def test_somebody_elses_appraisal_is_not_taken_back(office: Office, who: str) -> None:
    dossier_id = appraised(office)
    before = (Act.objects.count(), Dossier.objects.values().get())
    result = DossierResult.objects.values().get()

    with pytest.raises(NotYoursError):
        undo(getattr(office, who), dossier_id)

    assert (Act.objects.count(), Dossier.objects.values().get()) == before
    assert DossierResult.objects.values().get() == result
    assert Task.objects.get(state=TaskState.OPEN).kind == TaskKind.APPROVE
