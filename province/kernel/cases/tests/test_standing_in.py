"""An official records what a party brings; one more person belongs to a case."""

import pytest

from province.foundation.identity.actors import Actor
from province.kernel.cases import public as cases
from province.kernel.cases.contracts.values import CaseRef, Holder, Moved, PartyRole
from province.kernel.cases.errors import CaseNotFoundError, NotYoursError, StaleError
from province.kernel.cases.models.case import CaseParty
from province.kernel.cases.models.journal import Act
from province.kernel.cases.tests.conftest import Commune
from province.kernel.cases.tests.hands import later, state_of, task
from province.kernel.cases.tests.kinds import NOW

pytestmark = pytest.mark.django_db


def ask(commune: Commune, case: CaseRef, holder: Holder) -> int:
    return cases.ask_outside(
        actor=commune.clerk,
        case_id=case.case_id,
        holder=holder,
        title="Bổ sung",
        limit=None,
        pauses=None,
        now=NOW,
    ).task_id


def stand_in(actor: Actor, task_id: int) -> Moved:
    return cases.perform_for_party(
        actor=actor,
        task_id=task_id,
        doing=cases.Doing(act="done", answer="supplied", params={"way": "paper"}),
        now=later(hours=1),
    )


def test_the_act_names_the_official_and_for_whom(commune: Commune) -> None:
    letter = commune.open_letter()
    asked = ask(commune, letter, Holder(party_id=commune.party.pk))

    stand_in(commune.officer, asked)

    act = Act.objects.get(name="done")
    assert (act.actor, act.official_id, act.post_id, act.on_behalf_of_id) == (
        commune.officer.key,
        commune.officer.official_id,
        commune.desk_post.pk,
        None,
    )
    assert (act.params["for_party"], act.params["way"]) == (commune.party.pk, "paper")
    assert (task(asked).state, task(asked).done_by_post_id) == ("done", commune.desk_post.pk)
    assert cases.verify(actor=commune.officer).is_whole


def test_nobody_stands_in_for_one_of_us_or_from_outside(commune: Commune, other: Commune) -> None:
    letter = commune.open_letter()
    asked = ask(commune, letter, Holder(party_id=commune.party.pk))
    system = ask(commune, letter, Holder(outside="tax"))
    ours = commune.give(letter, commune.specialist_post).task_id
    before = state_of(letter)

    for actor, task_id, refusal in (
        (commune.officer, ours, NotYoursError),
        (commune.officer, system, NotYoursError),
        (commune.citizen, asked, NotYoursError),
        (other.officer, asked, CaseNotFoundError),
    ):
        with pytest.raises(refusal):
            stand_in(actor, task_id)

    assert state_of(letter) == before
    assert {task(one).state for one in (asked, system, ours)} == {"open"}


def test_who_sees_an_open_case_of_another_unit_does_not_stand_in(
    commune: Commune, other: Commune
) -> None:
    letter = commune.open_letter()
    cases.set_facts(actor=commune.clerk, case_id=letter.case_id, facts={"public": True}, now=NOW)
    asked = ask(commune, letter, Holder(party_id=commune.party.pk))

    with pytest.raises(NotYoursError):
        stand_in(other.officer, asked)

    assert task(asked).state == "open"


def test_an_answer_is_recorded_once(commune: Commune) -> None:
    letter = commune.open_letter()
    asked = ask(commune, letter, Holder(party_id=commune.party.pk))
    stand_in(commune.officer, asked)

    with pytest.raises(StaleError):
        stand_in(commune.officer, asked)

    assert Act.objects.filter(name="done").count() == 1


def test_a_person_is_added_to_a_case_once(commune: Commune, other: Commune) -> None:
    letter = commune.open_letter()

    for _again in range(2):
        cases.add_party(
            actor=commune.officer,
            case_id=letter.case_id,
            party_id=commune.party.pk,
            role=PartyRole.SUBJECT,
            now=NOW,
        )
    with pytest.raises(CaseNotFoundError):
        cases.add_party(
            actor=other.officer,
            case_id=letter.case_id,
            party_id=other.party.pk,
            role=PartyRole.SUBJECT,
            now=NOW,
        )

    assert list(CaseParty.objects.values_list("party_id", "role")) == [
        (commune.party.pk, "subject")
    ]
    assert Act.objects.get(name="party_added").params == {
        "party": commune.party.pk,
        "role": "subject",
    }
