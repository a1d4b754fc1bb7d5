from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from province.contexts.one_stop import public as one_stop
from province.contexts.one_stop.contracts.filing import Filing
from province.contexts.one_stop.contracts.states import (
    Channel,
    Delivery,
    DossierClock,
    NationalStatus,
    Origin,
    ProcessingState,
)
from province.contexts.one_stop.errors import (
    AgencyDoesNotDecideError,
    DossierNotFoundError,
    IncompleteFilingError,
    MayNotError,
    MayNotFileError,
    NotNowError,
    NotTakingFilingsError,
    ReasonNeededError,
)
from province.contexts.one_stop.models import Dossier, IssuedForm
from province.contexts.one_stop.tests.conftest import NOW, Office, actor_named
from province.contexts.one_stop.tests.walking import (
    accept,
    office_code,
    pdf_text,
    see,
)
from province.foundation.access.models import AccessEntry
from province.kernel.attachments import public as attachments
from province.kernel.cases import public as cases
from province.kernel.cases.models.case import Case
from province.kernel.cases.models.journal import Act
from province.kernel.numbering.models import IssuedNumber
from province.kernel.org.models import Holding

pytestmark = pytest.mark.django_db


def test_a_filing_waits_at_the_desk_and_is_new_to_the_nation(office: Office) -> None:
    filed = office.file()

    view = see(office, filed.dossier_id)
    assert (view.processing, view.national, view.code) == (
        ProcessingState.SUBMITTED,
        NationalStatus.NEW,
        "",
    )
    (duty,) = cases.duties(
        actor=office.officer, filters=cases.DutyFilter(), after="", limit=9, now=NOW
    ).items
    assert (duty.desk, duty.columns["who"], duty.due_at) == (
        "one_stop",
        "Nguyễn Thị Lấp Lánh Ánh",
        datetime(2026, 11, 19, 10, 0, tzinfo=UTC)
        if duty.due_at == datetime(2026, 11, 19, 10, 0, tzinfo=UTC)
        else NOW + timedelta(days=1),
    )


def test_the_same_key_files_once(office: Office) -> None:
    first = office.file(key="draft:1")
    second = office.file(key="draft:1")

    assert second == first
    assert Dossier.objects.count() == 1
    assert Case.objects.count() == 1


def test_an_incomplete_filing_names_each_gap_and_stores_nothing(office: Office) -> None:
    with pytest.raises(IncompleteFilingError) as refusal:
        office.file(category=None, payment_way=None)

    assert {fault.field for fault in refusal.value.faults} >= {"category", "payment_way"}
    assert Dossier.objects.count() == 0
    assert Case.objects.count() == 0


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"procedure_code": "1.012783"}, NotTakingFilingsError),
        ({"applicant_party_id": 999_999}, MayNotFileError),
    ],
)
def test_a_filing_that_may_not_be_is_refused(
    office: Office, change: dict[str, Any], refusal: type[Exception]
) -> None:
    filing = Filing(
        origin=Origin.PORTAL,
        channel=Channel.ONLINE,
        procedure_code="1.001776",
        agency_id=office.agency.pk,
        applicant_party_id=office.citizen.party_id or 0,
        payload=office.payload(),
    )

    with pytest.raises(refusal):
        one_stop.receive_filing(
            actor=office.citizen, filing=replace(filing, **change), key="", now=NOW
        )

    assert Dossier.objects.count() == 0


def test_a_department_does_not_decide_what_communes_decide(office: Office) -> None:
    department = Holding.objects.get(official__account__username="quantri.tinh").post.agency

    with pytest.raises(AgencyDoesNotDecideError):
        one_stop.receive_filing(
            actor=office.citizen,
            filing=Filing(
                origin=Origin.PORTAL,
                channel=Channel.ONLINE,
                procedure_code="1.001776",
                agency_id=department.pk,
                applicant_party_id=office.citizen.party_id or 0,
                payload=office.payload(),
            ),
            key="",
            now=NOW,
        )


def test_reception_gives_code_receipt_and_the_date_by_the_legal_clock(office: Office) -> None:
    filed = office.file()

    accepted = accept(office, filed.dossier_id)

    view = see(office, filed.dossier_id)
    assert accepted.code == view.code == f"{office_code(office)}-261119-0001"
    assert accepted.due_at == datetime(2026, 12, 4, 2, 0, tzinfo=UTC)  # ten days, 24/11 is off
    assert (view.national, view.clock) == (NationalStatus.RECEIVED, DossierClock.RUNNING)
    assert [form.form.value for form in view.forms] == ["receipt"]
    text = pdf_text(attachments.read_whole(version_id=view.forms[0].version_id))
    assert "Nguyễn Thị Lấp Lánh Ánh" in text
    assert accepted.code in text
    assert "Tờ khai đề nghị trợ giúp xã hội" in text


def test_two_receptions_do_one_thing(office: Office) -> None:
    filed = office.file()
    first = accept(office, filed.dossier_id, key="k1")
    second = accept(office, filed.dossier_id, key="k1")

    assert second == first
    with pytest.raises(NotNowError):
        accept(office, filed.dossier_id, key="")
    with pytest.raises(NotNowError):
        accept(office, filed.dossier_id, key="k2")
    colleague = replace(office.officer, account_id=999_999)
    with pytest.raises(NotNowError):
        one_stop.accept(
            actor=colleague, dossier_id=filed.dossier_id, revision=None, key="k1", now=NOW
        )
    assert IssuedForm.objects.count() == 1


@pytest.mark.parametrize("who", ["specialist", "leader", "clerk"])
def test_others_do_not_receive(office: Office, who: str) -> None:
    filed = office.file()

    with pytest.raises(MayNotError):
        one_stop.accept(
            actor=getattr(office, who),
            dossier_id=filed.dossier_id,
            revision=None,
            key="",
            now=NOW,
        )

    assert Dossier.objects.get().code is None
    assert IssuedNumber.objects.count() == 0


def test_refused_reception_says_why_on_form_03_and_ends(office: Office) -> None:
    filed = office.file()

    version = one_stop.refuse_reception(
        actor=office.officer,
        dossier_id=filed.dossier_id,
        reason="Không thuộc thẩm quyền",
        law="Điều 5",
        revision=None,
        key="",
        now=NOW,
    )

    view = see(office, filed.dossier_id)
    assert (view.processing, view.national) == (
        ProcessingState.REFUSED_RECEPTION,
        NationalStatus.NOT_RECEIVED,
    )
    assert "Không thuộc thẩm quyền" in pdf_text(attachments.read_whole(version_id=version))
    assert Case.objects.get().outcome == "refused_reception"
    act = Act.objects.get(name="refused_reception")
    assert act.body == "Không thuộc thẩm quyền (căn cứ: Điều 5)"
    assert "law" not in act.params


def test_a_refusal_without_a_reason_is_refused(office: Office) -> None:
    filed = office.file()

    with pytest.raises(ReasonNeededError):
        one_stop.refuse_reception(
            actor=office.officer,
            dossier_id=filed.dossier_id,
            reason=" ",
            law="",
            revision=None,
            key="",
            now=NOW,
        )

    assert see(office, filed.dossier_id).processing is ProcessingState.SUBMITTED


def test_the_public_knows_the_code_and_how_far_it_has_come(office: Office) -> None:
    filed = office.file()
    accepted = accept(office, filed.dossier_id)

    progress = one_stop.public_progress(code=accepted.code, now=NOW)

    assert (progress.code, progress.step, progress.steps, progress.is_late) == (
        accepted.code,
        2,
        4,
        False,
    )
    with pytest.raises(DossierNotFoundError):
        one_stop.public_progress(code="H01.ZZZ-261119-0001", now=NOW)


def test_a_look_with_a_purpose_is_written_down_for_the_person(office: Office) -> None:
    filed = office.file()

    one_stop.get_dossier_by_id(
        actor=office.officer, dossier_id=filed.dossier_id, purpose="Tiếp nhận", now=NOW
    )
    see(office, filed.dossier_id)

    rows = AccessEntry.objects.using("access").filter(
        party_id=office.citizen.party_id or 0, what="dossier"
    )
    assert list(rows.values_list("actor", "purpose")) == [(office.officer.key, "Tiếp nhận")]


def test_an_officer_files_for_somebody_at_the_counter(office: Office) -> None:
    filed = one_stop.receive_filing(
        actor=office.officer,
        filing=Filing(
            origin=Origin.COUNTER,
            channel=Channel.DIRECT,
            procedure_code="1.001776",
            agency_id=office.agency.pk,
            applicant_party_id=actor_named("congdan2").party_id or 0,
            payload=office.payload(
                applicant_name="Néang Sóc Thia", applicant_number="000158000025"
            ),
            delivery=Delivery.COUNTER,
        ),
        key="",
        now=NOW,
    )

    accepted = accept(office, filed.dossier_id)

    assert accepted.code == f"{office_code(office)}-261119-0001"


@pytest.mark.parametrize(
    ("field", "value"),
    [("applicant_number", "000145000991"), ("applicant_name", "Trần Thị Người Khác")],
)
def test_nobody_files_for_themselves_as_somebody_else(
    office: Office, field: str, value: str
) -> None:
    changed: dict[str, Any] = {field: value}

    with pytest.raises(IncompleteFilingError) as refusal:
        office.file(**changed)

    assert [fault.field for fault in refusal.value.faults] == [field]
    assert Dossier.objects.count() == 0


@pytest.mark.parametrize("username", ["quantri.longxuyen", "quantri.tinh"])
def test_who_sees_no_dossiers_does_not_find_one_by_its_id(office: Office, username: str) -> None:
    filed = office.file()

    with pytest.raises(DossierNotFoundError):
        one_stop.get_dossier_by_id(
            actor=actor_named(username), dossier_id=filed.dossier_id, purpose=None, now=NOW
        )
