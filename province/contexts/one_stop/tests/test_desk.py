from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pypdfium2
import pytest

from province.contexts.one_stop import public as one_stop
from province.contexts.one_stop.contracts import (
    Accepted,
    AllowanceProposal,
    Channel,
    Delivery,
    DossierClock,
    DossierView,
    FiledPaper,
    Filing,
    NationalStatus,
    Origin,
    ProcessingState,
    ResultKind,
    SupplementItem,
)
from province.contexts.one_stop.errors import (
    AgencyDoesNotDecideError,
    AlreadyDecidedError,
    DossierNotFoundError,
    IncompleteFilingError,
    MayNotError,
    MayNotFileError,
    NoSupplementOpenError,
    NothingAskedError,
    NotNowError,
    NotTakingFilingsError,
    ReasonNeededError,
    SameHandsError,
    SupplementOnceError,
)
from province.contexts.one_stop.models import Dossier, IssuedForm, SupplementRequest
from province.contexts.one_stop.tests.conftest import NOW, PIN, Office, actor_named
from province.contexts.one_stop.tests.test_path import GRANT, walk_to_sealed
from province.foundation.access.models import AccessEntry
from province.kernel.attachments import public as attachments
from province.kernel.calendars.contracts import Limit, LimitUnit
from province.kernel.cases import public as cases
from province.kernel.cases.models.case import Case
from province.kernel.numbering.models import IssuedNumber
from province.kernel.org.models import Holding
from province.kernel.signing.errors import WrongPinError

pytestmark = pytest.mark.django_db
ITEMS = (SupplementItem(name="Giấy xác nhận hộ nghèo", why="Ảnh mờ, không đọc được số"),)
REFUSE = AllowanceProposal(
    result=ResultKind.REFUSAL, reason="Chưa đủ 80 tuổi", law="Nghị định 20/2021/NĐ-CP Điều 5"
)


def see(office: Office, dossier_id: int) -> DossierView:
    return one_stop.get_dossier_by_id(
        actor=office.citizen, dossier_id=dossier_id, purpose=None, now=NOW
    )


def accept(office: Office, dossier_id: int, *, key: str = "", now: datetime = NOW) -> Accepted:
    return one_stop.accept(
        actor=office.officer, dossier_id=dossier_id, revision=None, key=key, now=now
    )


def ask(office: Office, dossier_id: int, *, after: bool = False, now: datetime = NOW) -> int:
    return one_stop.ask_supplement(
        actor=office.specialist if after else office.officer,
        dossier_id=dossier_id,
        items=ITEMS,
        reason="Ảnh mờ",
        law="Điều 17 Nghị định 61/2018/NĐ-CP",
        limit=Limit(5, LimitUnit.WORK_DAY),
        revision=None,
        now=now,
    )


def appraise(
    office: Office, dossier_id: int, proposal: AllowanceProposal = GRANT, now: datetime = NOW
) -> None:
    one_stop.appraise(
        actor=office.specialist,
        dossier_id=dossier_id,
        proposal=proposal,
        note="",
        revision=None,
        key="",
        now=now,
    )


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
        ({"procedure_code": "1.000656"}, NotTakingFilingsError),
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


def test_two_receptions_do_one_thing(office: Office) -> None:
    filed = office.file()
    first = accept(office, filed.dossier_id, key="k1")
    second = accept(office, filed.dossier_id, key="k1")

    assert second == first
    with pytest.raises(NotNowError):
        accept(office, filed.dossier_id, key="")
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


def test_a_supplement_before_reception_goes_to_the_citizen_and_comes_back(office: Office) -> None:
    filed = office.file()
    ask(office, filed.dossier_id)
    asked = see(office, filed.dossier_id)
    assert (asked.national, asked.clock) == (
        NationalStatus.SUPPLEMENT,
        DossierClock.PAUSED_SUPPLEMENT,
    )

    one_stop.supply(
        actor=office.citizen,
        dossier_id=filed.dossier_id,
        papers=(),
        note="Đã chụp lại",
        key="",
        now=NOW + timedelta(hours=2),
    )

    back = see(office, filed.dossier_id)
    assert (back.national, back.clock) == (NationalStatus.NEW, DossierClock.NONE)
    assert accept(office, filed.dossier_id, now=NOW + timedelta(hours=3)).code


def test_the_law_allows_one_request_per_stage(office: Office) -> None:
    filed = office.file()
    ask(office, filed.dossier_id)
    one_stop.supply(
        actor=office.citizen, dossier_id=filed.dossier_id, papers=(), note="x", key="", now=NOW
    )

    with pytest.raises(SupplementOnceError, match="19/11/2026"):
        ask(office, filed.dossier_id)

    assert SupplementRequest.objects.count() == 1


def test_a_request_that_names_nothing_is_refused(office: Office) -> None:
    filed = office.file()

    with pytest.raises(NothingAskedError):
        one_stop.ask_supplement(
            actor=office.officer,
            dossier_id=filed.dossier_id,
            items=(),
            reason="x",
            law="",
            limit=None,
            revision=None,
            now=NOW,
        )

    assert SupplementRequest.objects.count() == 0


@pytest.mark.parametrize(
    ("policy", "due"),
    [
        # asked Friday 20/11 09:00, answered Monday 23/11 09:00: one working day stood still
        ("resume", datetime(2026, 12, 7, 2, 0, tzinfo=UTC)),
        # ten working days again from Monday 23/11 09:00; 24/11 is off
        ("restart", datetime(2026, 12, 8, 2, 0, tzinfo=UTC)),
    ],
)
def test_after_reception_the_clock_stands_still_and_goes_on_by_policy(
    office: Office, policy: str, due: datetime
) -> None:
    filed = office.file()
    accept(office, filed.dossier_id)
    Dossier.objects.update(supplement_policy=policy)
    asked_at = NOW + timedelta(days=1)
    ask(office, filed.dossier_id, after=True, now=asked_at)
    paused = see(office, filed.dossier_id)
    assert (paused.national, paused.clock) == (
        NationalStatus.SUPPLEMENT,
        DossierClock.PAUSED_SUPPLEMENT,
    )

    one_stop.supply(
        actor=office.citizen,
        dossier_id=filed.dossier_id,
        papers=(),
        note="Đây ạ",
        key="",
        now=NOW + timedelta(days=4),
    )

    row = Dossier.objects.get()
    assert (row.clock, row.due_at, row.due_first) == (
        DossierClock.RUNNING,
        due,
        datetime(2026, 12, 4, 2, 0, tzinfo=UTC),
    )


def test_supplying_when_nothing_was_asked_is_refused(office: Office) -> None:
    filed = office.file()

    with pytest.raises(NoSupplementOpenError):
        one_stop.supply(
            actor=office.citizen,
            dossier_id=filed.dossier_id,
            papers=(FiledPaper(field="x", component="x", version_id=1),),
            note="",
            key="",
            now=NOW,
        )


def test_a_refusal_after_appraisal_is_signed_by_the_leader_and_done(office: Office) -> None:
    filed = office.file()
    accept(office, filed.dossier_id)
    appraise(office, filed.dossier_id, REFUSE)
    one_stop.review(
        actor=office.head, dossier_id=filed.dossier_id, note="", revision=None, key="", now=NOW
    )

    one_stop.sign(
        actor=office.leader, dossier_id=filed.dossier_id, pin=PIN, revision=None, key="", now=NOW
    )

    view = see(office, filed.dossier_id)
    assert (view.processing, view.national) == (ProcessingState.REFUSED, NationalStatus.DONE)
    assert view.result is not None
    assert view.result.number == "01/PTC-UBND"
    assert Case.objects.get().outcome == "refused"


def test_a_wrong_pin_signs_nothing(office: Office) -> None:
    filed = office.file()
    accept(office, filed.dossier_id)
    appraise(office, filed.dossier_id)
    one_stop.review(
        actor=office.head, dossier_id=filed.dossier_id, note="", revision=None, key="", now=NOW
    )

    with pytest.raises(WrongPinError):
        one_stop.sign(
            actor=office.leader,
            dossier_id=filed.dossier_id,
            pin="999999",
            revision=None,
            key="",
            now=NOW,
        )

    result = see(office, filed.dossier_id).result
    assert result is not None
    assert result.signed_at is None
    assert see(office, filed.dossier_id).processing is ProcessingState.PROCESSING


def test_whoever_took_it_in_does_not_decide_it(office: Office) -> None:
    filed = office.file()
    accept(office, filed.dossier_id)
    appraise(office, filed.dossier_id)
    one_stop.review(
        actor=office.head, dossier_id=filed.dossier_id, note="", revision=None, key="", now=NOW
    )
    Dossier.objects.update(received_by=office.leader.official_id)

    with pytest.raises(SameHandsError):
        one_stop.sign(
            actor=office.leader,
            dossier_id=filed.dossier_id,
            pin=PIN,
            revision=None,
            key="",
            now=NOW,
        )


def test_a_paper_result_waits_at_the_desk_until_it_is_handed_over(office: Office) -> None:
    dossier_id = walk_to_sealed(office, delivery=Delivery.COUNTER)
    assert see(office, dossier_id).national is NationalStatus.DONE

    one_stop.deliver(
        actor=office.officer,
        dossier_id=dossier_id,
        receiver="Nguyễn Thị Lấp Lánh Ánh",
        revision=None,
        key="",
        now=NOW,
    )

    assert see(office, dossier_id).national is NationalStatus.RETURNED


def test_a_citizen_withdraws_before_the_decision_and_not_after(office: Office) -> None:
    early = office.file()
    one_stop.withdraw_dossier(
        actor=office.citizen, dossier_id=early.dossier_id, reason="Nhầm", now=NOW
    )
    assert see(office, early.dossier_id).national is NationalStatus.WITHDRAWN

    late = walk_to_sealed(office)
    with pytest.raises(AlreadyDecidedError):
        one_stop.withdraw_dossier(actor=office.citizen, dossier_id=late, reason="", now=NOW)


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
            payload=office.payload(applicant_name="Néang Sóc Thia"),
            delivery=Delivery.COUNTER,
        ),
        key="",
        now=NOW,
    )

    accepted = accept(office, filed.dossier_id)

    assert accepted.code == f"{office_code(office)}-261119-0001"


def office_code(office: Office) -> str:
    return str(office.agency.codes.get(scheme="temporary").code)


def pdf_text(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    return "\n".join(
        document[index].get_textpage().get_text_bounded() for index in range(len(document))
    )
