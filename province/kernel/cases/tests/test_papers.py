"""Nobody brings a stranger's paper into a case, and so before their own eyes."""

import pytest

from province.foundation.identity.actors import Actor, job_actor
from province.kernel.attachments.models import Attachment, AttachmentVersion, Content
from province.kernel.cases import public as cases
from province.kernel.cases.contracts.values import CasePaper, CaseRef, PaperRole
from province.kernel.cases.errors import PaperNotFoundError
from province.kernel.cases.models.case import Case
from province.kernel.cases.models.case import CasePaper as PaperRow
from province.kernel.cases.tests.conftest import Commune
from province.kernel.cases.tests.hands import do, look, state_of
from province.kernel.cases.tests.kinds import NOW

pytestmark = pytest.mark.django_db


def paper_of(actor: Actor, *, is_made: bool = False) -> int:
    """A paper that this actor has brought, or that the house has made at their act."""
    number = AttachmentVersion.objects.count()
    content = Content.objects.create(
        sha256=f"{number:064x}", size=1, mime="application/pdf", state="scanned", scanned_at=NOW
    )
    return AttachmentVersion.objects.create(
        attachment=Attachment.objects.create(owner=actor.key, kind="paper", name="x.pdf"),
        no=1,
        content=content,
        name="x.pdf",
        is_made=is_made,
        uploaded_by=actor.key,
        uploaded_at=NOW,
    ).pk


def paper(version_id: int) -> CasePaper:
    return CasePaper(version_id=version_id, role=PaperRole.EVIDENCE, name="Giấy khai sinh")


def put(actor: Actor, case: CaseRef, version_id: int) -> None:
    cases.note(
        actor=actor,
        case_id=case.case_id,
        act="noted",
        params={},
        body=None,
        papers=(paper(version_id),),
        now=NOW,
    )


def open_with(actor: Actor, commune: Commune, version_id: int) -> CaseRef:
    return cases.open_case(
        actor=actor,
        new=cases.NewCase(
            kind="demo_letter",
            title="Đơn",
            unit_id=commune.agency.pk,
            parties={"owner": [commune.party.pk]},
            papers=(paper(version_id),),
        ),
        key="",
        now=NOW,
    )


def test_one_brings_ones_own_papers_and_what_one_sees_already(
    commune: Commune, other: Commune
) -> None:
    mine = paper_of(commune.citizen)
    case = open_with(commune.citizen, commune, mine)
    second = commune.open_letter()

    put(commune.clerk, second, mine)

    assert [p.version_id for p in look(commune.clerk, second).papers] == [mine]
    elsewhere = other.open_letter()
    with pytest.raises(PaperNotFoundError):
        put(other.clerk, elsewhere, mine)
    assert look(other.clerk, elsewhere).papers == ()
    assert [p.version_id for p in look(commune.citizen, case).papers] == [mine]


def test_a_strangers_paper_comes_into_no_case(commune: Commune, other: Commune) -> None:
    strange = paper_of(other.citizen)
    letter = commune.open_letter()
    given = commune.give(letter, commune.specialist_post).task_id
    before = state_of(letter)

    for version_id in (strange, paper_of(other.officer, is_made=True), 0):
        with pytest.raises(PaperNotFoundError):
            open_with(commune.citizen, commune, version_id)
    for version_id in (strange, 0):
        with pytest.raises(PaperNotFoundError):
            put(commune.clerk, letter, version_id)
        with pytest.raises(PaperNotFoundError):
            do(commune.specialist, given, papers=(paper(version_id),))

    assert state_of(letter) == before
    assert Case.objects.count() == 1
    assert PaperRow.objects.count() == 0


def test_officials_and_jobs_bring_what_the_house_has_made(commune: Commune, other: Commune) -> None:
    letter = commune.open_letter()
    made = paper_of(other.officer, is_made=True)

    put(commune.clerk, letter, made)
    put(job_actor("import"), letter, paper_of(other.citizen))

    assert PaperRow.objects.count() == 2
