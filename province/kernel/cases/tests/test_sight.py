"""Who sees a case: by rows, never by guessing."""

from dataclasses import replace
from types import MappingProxyType

import pytest

from province.foundation.access.models import AccessEntry
from province.foundation.identity.actors import ANONYMOUS, Actor, SessionKind, job_actor
from province.kernel.cases import permissions
from province.kernel.cases import public as cases
from province.kernel.cases.contracts.values import CaseRef, UnitRole
from province.kernel.cases.errors import CaseNotFoundError
from province.kernel.cases.models.case import Case, CaseUnit
from province.kernel.cases.models.journal import Act
from province.kernel.cases.models.task import Task
from province.kernel.cases.tests.conftest import Commune
from province.kernel.cases.tests.hands import do, look
from province.kernel.cases.tests.kinds import NOW
from province.kernel.numbering import public as numbering
from province.kernel.org.models import Agency

pytestmark = pytest.mark.django_db
STRANGE_OFFICIAL = Actor(account_id=1, official_id=1)


def sees(actor: Actor, case: CaseRef) -> bool:
    try:
        look(actor, case)
    except CaseNotFoundError:
        return False
    return True


def open_letter(commune: Commune, *, parties: bool = False, **facts: object) -> CaseRef:
    return cases.open_case(
        actor=commune.clerk,
        new=cases.NewCase(
            kind="demo_letter",
            title="Văn bản",
            unit_id=commune.agency.pk,
            facts=facts,
            parties={"owner": [commune.party.pk]} if parties else {},
        ),
        key="",
        now=NOW,
    )


def controller(*, of: Commune | None = None, units: frozenset[int] = frozenset()) -> Actor:
    ability = frozenset({permissions.SEE_ALL})
    if of is None:
        return replace(STRANGE_OFFICIAL, abilities=ability, units=units)
    return replace(
        STRANGE_OFFICIAL, abilities_by_unit=MappingProxyType({of.agency.pk: ability}), units=units
    )


def test_a_case_of_a_unit_is_seen_by_the_unit(commune: Commune, other: Commune) -> None:
    case = open_letter(commune)

    assert [sees(a, case) for a in (commune.officer, commune.leader, other.leader)] == [
        True,
        True,
        False,
    ]


def test_an_open_case_is_seen_by_every_official_and_by_nobody_else(
    commune: Commune, other: Commune
) -> None:
    case = open_letter(commune, public=True)

    assert [sees(a, case) for a in (other.leader, commune.citizen, ANONYMOUS)] == [
        True,
        False,
        False,
    ]


def test_anonymous_sees_nothing_and_a_job_everything(commune: Commune) -> None:
    case = open_letter(commune, hidden=True)

    assert (sees(ANONYMOUS, case), sees(job_actor("index"), case)) == (False, True)


def test_a_citizen_sees_what_is_theirs_alone(commune: Commune, other: Commune) -> None:
    case = open_letter(commune, parties=True)

    assert (sees(commune.citizen, case), sees(other.citizen, case)) == (True, False)


def test_a_partner_sees_only_cases_in_which_it_was_asked(commune: Commune) -> None:
    case = open_letter(commune)
    tax = Actor(session=SessionKind.PARTNER, name="tax")
    assert not sees(tax, case)

    Task.objects.create(
        case_id=case.case_id,
        kind="wait",
        title="Chờ",
        unit=commune.agency,
        outside="tax",
        opened_at=NOW,
    )

    assert sees(tax, case)
    assert not sees(replace(tax, name="bank"), case)
    assert not sees(replace(tax, name=""), case)


def test_a_partner_sees_the_cases_that_it_opened(commune: Commune) -> None:
    health = Actor(session=SessionKind.PARTNER, name="health")
    opened = cases.open_case(
        actor=health,
        new=cases.NewCase(kind="demo_letter", title="Khai sinh", unit_id=commune.agency.pk),
        key="",
        now=NOW,
    )

    assert sees(health, opened)
    assert not sees(health, open_letter(commune))
    assert not sees(Actor(session=SessionKind.PARTNER, name="tax"), opened)
    assert not sees(Actor(session=SessionKind.PARTNER), opened)


def test_see_all_of_the_province_is_not_see_all_of_a_commune(
    commune: Commune, other: Commune
) -> None:
    case = open_letter(commune)

    assert sees(controller(), case)
    assert sees(controller(of=commune), case)
    assert not sees(controller(of=other), case)


def test_what_is_named_is_not_seen_by_see_all(commune: Commune) -> None:
    assert not sees(controller(), open_letter(commune, hidden=True))


def test_facts_that_hide_a_case_hide_it_at_once(commune: Commune) -> None:
    case = open_letter(commune)
    assert sees(commune.leader, case)

    cases.set_facts(actor=commune.clerk, case_id=case.case_id, facts={"hidden": True}, now=NOW)

    assert (sees(commune.leader, case), sees(commune.clerk, case)) == (False, True)


def test_a_unit_sees_while_its_row_runs(commune: Commune, other: Commune) -> None:
    case = open_letter(commune)
    row = CaseUnit.objects.create(
        case_id=case.case_id, unit=other.agency, role=UnitRole.INFORMED, since=NOW
    )
    assert sees(other.leader, case)

    row.until = NOW
    row.save()

    assert not sees(other.leader, case)


def test_whoever_has_or_had_a_task_sees_the_case(commune: Commune, other: Commune) -> None:
    case = open_letter(commune)
    given = commune.give(case, other.specialist_post).task_id
    assert (sees(other.specialist, case), sees(other.leader, case)) == (True, False)

    do(other.specialist, given)

    assert sees(other.specialist, case)


def test_a_substitute_sees_what_the_post_sees(commune: Commune, other: Commune) -> None:
    case = open_letter(commune)
    commune.give(case, other.specialist_post)
    substitute = replace(other.leader, posts=other.leader.posts | other.specialist.posts)

    assert sees(substitute, case)


def test_a_case_of_the_unit_under_test_is_seen_by_nobody_of_other_units(
    commune: Commune, other: Commune
) -> None:
    Agency.objects.filter(pk=commune.agency.pk).update(kind="test", is_test=True)
    case = open_letter(commune, public=True, parties=True)
    assert Case.objects.get(pk=case.case_id).is_test
    CaseUnit.objects.create(case_id=case.case_id, unit=other.agency, role=UnitRole.JOINS, since=NOW)

    strangers = (other.leader, controller(), controller(units=frozenset({other.agency.pk})))
    assert [sees(a, case) for a in strangers] == [False, False, False]
    assert sees(commune.leader, case)
    assert sees(commune.citizen, case)
    assert sees(controller(units=frozenset({commune.agency.pk})), case)


def test_what_one_cannot_see_one_cannot_change(commune: Commune, other: Commune) -> None:
    case = open_letter(commune)
    stranger = other.leader

    for attempt in (
        lambda: cases.set_facts(actor=stranger, case_id=case.case_id, facts={}, now=NOW),
        lambda: cases.close(actor=stranger, case_id=case.case_id, outcome="done", now=NOW),
        lambda: cases.note(
            actor=stranger, case_id=case.case_id, act="x", params={}, body=None, now=NOW
        ),
        lambda: cases.time_in_hands(actor=stranger, case_id=case.case_id, now=NOW),
        lambda: cases.issue_code(
            actor=stranger, case_id=case.case_id, agency_code="H01.1", on=NOW.date(), now=NOW
        ),
        lambda: cases.find_case_id(actor=stranger, code="x"),
        lambda: cases.get_task(actor=stranger, task_id=0),
    ):
        with pytest.raises(CaseNotFoundError):
            attempt()

    assert Act.objects.count() == 1
    assert cases.timeline(actor=stranger, case_id=case.case_id) == ()
    assert cases.handovers(actor=stranger, case_id=case.case_id) == ()


def test_a_look_with_a_purpose_is_written_down_a_look_at_oneself_is_not(commune: Commune) -> None:
    case = open_letter(commune, parties=True)

    for actor in (commune.leader, commune.citizen):
        cases.get_case(actor=actor, case_id=case.case_id, purpose="Giải quyết", now=NOW)
    look(commune.leader, case)

    entry = AccessEntry.objects.using("access").get()
    assert (entry.party_id, entry.case_id, entry.account_id, entry.purpose) == (
        commune.party.pk,
        case.case_id,
        commune.leader.account_id,
        "Giải quyết",
    )


def test_a_code_is_issued_once_and_finds_the_case(commune: Commune) -> None:
    case = open_letter(commune)

    code = cases.issue_code(
        actor=commune.clerk, case_id=case.case_id, agency_code="H01.Z01", on=NOW.date(), now=NOW
    )

    assert cases.find_case_id(actor=commune.leader, code=code) == case.case_id
    assert look(commune.leader, case).code == code == "H01.Z01-261119-0001"
    assert [n.text for n in numbering.issued_for(for_what=f"case:{case.case_id}")] == [code]
