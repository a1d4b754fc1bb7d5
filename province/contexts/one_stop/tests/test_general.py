"""A confirmed procedure without a form of its own is filed, decided and answered."""

from typing import Any

import pytest

from province.contexts.one_stop import public as one_stop
from province.contexts.one_stop.contracts.acts import Proposal
from province.contexts.one_stop.contracts.filing import Filing
from province.contexts.one_stop.contracts.states import (
    Channel,
    Delivery,
    Origin,
    ProcessingState,
    ResultKind,
)
from province.contexts.one_stop.errors import IncompleteFilingError, ProposalFaultyError
from province.contexts.one_stop.models import Dossier
from province.contexts.one_stop.tests.conftest import NOW, PIN, Office, actor_named
from province.contexts.one_stop.tests.walking import accept, pdf_text
from province.contexts.procedures import public as procedures
from province.contexts.procedures.registries import NEEDS
from province.foundation.audit.models import AuditEntry
from province.kernel.attachments import public as attachments

pytestmark = pytest.mark.django_db
GUARDIAN, BUILDING = "1.004837", "1.013227"
SAID = "Cấp: Trích lục đăng ký giám hộ"


def payload(office: Office, **more: Any) -> dict[str, Any]:
    return {
        "filed_for": "self",
        "applicant_name": "Nguyễn Thị Lấp Lánh Ánh",
        "applicant_number": "000190000017",
        "applicant_phone": "0900000000",
        "birth_date": "1990-04-30",
        "commune": str(office.agency.pk),
        "address": "Khóm Bình Thới 3",
        "request": "Đăng ký giám hộ cho cháu",
        "result_way": "portal",
        "pledge": ["true"],
        **more,
    }


def file(office: Office, code: str = GUARDIAN, **more: Any) -> int:
    assert office.citizen.party_id is not None
    return one_stop.receive_filing(
        actor=office.citizen,
        filing=Filing(
            origin=Origin.PORTAL,
            channel=Channel.ONLINE,
            procedure_code=code,
            agency_id=office.agency.pk,
            applicant_party_id=office.citizen.party_id,
            payload=payload(office, **more),
            delivery=Delivery.ELECTRONIC,
        ),
        key="",
        now=NOW,
    ).dossier_id


def propose(dossier: int, actor: str, said: str = SAID) -> None:
    one_stop.appraise(
        actor=actor_named(actor),
        dossier_id=dossier,
        proposal=Proposal(
            result=ResultKind.GRANT, facts={"conclusion": said, "paper": "số 15, ngày 20/11/2026"}
        ),
        note="",
        revision=None,
        key="",
        now=NOW,
    )


@pytest.mark.parametrize(
    ("code", "specialist", "head"),
    [
        (GUARDIAN, "hotich.longxuyen", "chanhvanphong.longxuyen"),
        (BUILDING, "kinhte.longxuyen", "truongkinhte.longxuyen"),
    ],
)
def test_a_general_dossier_goes_to_the_division_and_to_the_signed_notice(
    office: Office, code: str, specialist: str, head: str
) -> None:
    dossier = file(office, code)
    accept(office, dossier)

    propose(dossier, specialist)
    one_stop.review(
        actor=actor_named(head), dossier_id=dossier, note="", revision=None, key="", now=NOW
    )
    one_stop.sign(actor=office.leader, dossier_id=dossier, pin=PIN, revision=None, key="", now=NOW)
    one_stop.seal(actor=office.clerk, dossier_id=dossier, pin=PIN, revision=None, key="", now=NOW)

    view = one_stop.get_dossier_by_id(
        actor=office.citizen, dossier_id=dossier, purpose=None, now=NOW
    )
    assert view.processing is ProcessingState.RETURNED
    assert view.result is not None
    assert view.result.number == "01/TB-UBND"
    text = pdf_text(attachments.read_whole(version_id=view.result.version_id))
    assert "Kết quả giải quyết thủ tục hành chính" in text
    assert SAID in text
    assert "Giấy tờ kết quả: số 15, ngày" in text
    assert one_stop.result_summary(procedure_code=code, facts={"conclusion": SAID}) == (SAID, "")


def test_a_same_day_dossier_has_no_review(office: Office) -> None:
    dossier = file(office, "2.000635")
    accept(office, dossier)

    propose(dossier, "hotich.longxuyen")

    one_stop.sign(actor=office.leader, dossier_id=dossier, pin=PIN, revision=None, key="", now=NOW)
    view = one_stop.get_dossier_by_id(
        actor=office.citizen, dossier_id=dossier, purpose=None, now=NOW
    )
    assert view.processing is ProcessingState.SIGNING


def test_what_the_application_asks_for_must_be_said(office: Office) -> None:
    with pytest.raises(IncompleteFilingError) as refusal:
        file(office, request="")

    assert [fault.field for fault in refusal.value.faults] == ["request"]
    assert not Dossier.objects.exists()


def test_a_grant_that_says_nothing_is_refused(office: Office) -> None:
    dossier = file(office)
    accept(office, dossier)

    with pytest.raises(ProposalFaultyError) as refusal:
        propose(dossier, "hotich.longxuyen", said=" ")

    assert "Ghi kết quả giải quyết." in str(refusal.value)
    assert Dossier.objects.get().proposal == {}


def test_forty_procedures_of_a_demonstration_take_filings(office: Office) -> None:
    del office
    codes = procedures.confirmed_codes()

    assert len(codes) == len(set(codes)) == 40
    assert set(procedures.published_codes()) == set(codes)
    on = NOW.date()
    assert all(need.had_by(codes=codes, on=on) >= set(codes) for need in NEEDS)
    published = AuditEntry.objects.filter(action="procedures.published")
    assert set(published.values_list("target", flat=True)) == set(codes)
    decisions = {entry.changes["decision"] for entry in published}
    assert all("không có giá trị pháp lý" in decision for decision in decisions)
    resolved = AuditEntry.objects.filter(action="procedures.doubt_resolved")
    assert set(codes) >= set(resolved.values_list("target", flat=True))
