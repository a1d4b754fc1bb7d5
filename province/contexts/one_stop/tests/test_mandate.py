"""Under which mandate somebody who stands in for the head signs, and who may not."""

from datetime import timedelta

import pytest
from psycopg.types.range import TimestamptzRange

from province.contexts.one_stop import public as one_stop
from province.contexts.one_stop.contracts.acts import Proposal
from province.contexts.one_stop.errors import MayNotSignForError
from province.contexts.one_stop.models import Dossier, DossierResult
from province.contexts.one_stop.tests.conftest import NOW, PIN, Office, actor_named
from province.contexts.one_stop.tests.test_path import GRANT
from province.contexts.one_stop.tests.test_results import text_of
from province.contexts.one_stop.tests.walking import REFUSE, accept, appraise
from province.foundation.identity.actors import Actor
from province.kernel.attachments.models import AttachmentVersion
from province.kernel.cases.contracts.values import TaskState
from province.kernel.cases.models.journal import Act
from province.kernel.cases.models.task import Task
from province.kernel.numbering.models import IssuedNumber
from province.kernel.org.models import Account, Holding, Post, Substitution

pytestmark = pytest.mark.django_db


def stands_in(username: str) -> Actor:
    """Let somebody stand in for the chairman; return them as they act then."""
    substitute = Account.objects.get(username=username).official
    assert substitute is not None
    Substitution.objects.create(
        post=Holding.objects.get(official__account__username="chutich.longxuyen").post,
        substitute=substitute,
        validity=TimestamptzRange(NOW - timedelta(days=1), NOW + timedelta(days=1)),
    )
    return actor_named(username)


def reviewed(office: Office, proposal: Proposal = GRANT) -> int:
    dossier_id = office.file().dossier_id
    accept(office, dossier_id)
    appraise(office, dossier_id, proposal)
    one_stop.review(
        actor=office.head, dossier_id=dossier_id, note="", revision=None, key="", now=NOW
    )
    return dossier_id


def sign(actor: Actor, dossier_id: int) -> str:
    version = one_stop.sign(
        actor=actor, dossier_id=dossier_id, pin=PIN, revision=None, key="", now=NOW
    )
    return text_of(version)


def test_the_chairman_signs_under_their_own_title(office: Office) -> None:
    text = sign(office.leader, reviewed(office))

    assert "KT." not in text
    assert "PHÓ CHỦ TỊCH" not in text


@pytest.mark.parametrize("proposal", [GRANT, REFUSE], ids=["decision", "refusal"])
def test_a_deputy_in_the_chairmans_post_signs_for_the_chairman(
    office: Office, proposal: Proposal
) -> None:
    deputy = stands_in("phochutich.longxuyen")
    Post.objects.filter(pk__in=deputy.posts, is_head=False).update(
        title="Phó Chủ tịch Ủy ban nhân dân (kinh tế)"
    )

    text = sign(deputy, reviewed(office, proposal))

    assert "KT. CHỦ TỊCH PHÓ CHỦ TỊCH" in text
    result = DossierResult.objects.get()
    assert result.signed_by == deputy.official_id


@pytest.mark.parametrize("proposal", [GRANT, REFUSE], ids=["decision", "refusal"])
def test_whose_own_post_may_not_sign_for_the_head_signs_nothing(
    office: Office, proposal: Proposal
) -> None:
    specialist = stands_in("chuyenvien.longxuyen")
    dossier_id = reviewed(office, proposal)
    counted = (Act, AttachmentVersion, IssuedNumber)
    before = [each.objects.count() for each in counted]
    was = Dossier.objects.values().get()

    with pytest.raises(MayNotSignForError) as refusal:
        sign(specialist, dossier_id)

    assert "Chủ tịch Ủy ban nhân dân" in str(refusal.value)
    assert "Chuyên viên" in str(refusal.value)
    assert [each.objects.count() for each in counted] == before
    assert Dossier.objects.values().get() == was
    row = DossierResult.objects.get()
    assert (row.signed_at, row.signed_by, row.number, row.issued_on) == (None, None, "", None)
    assert Task.objects.get(state=TaskState.OPEN).kind == "sign"
