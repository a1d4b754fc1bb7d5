"""Mẫu 04, 06 and 07: the apology, the control sheet, the printed register."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import translation

from province.contexts.one_stop import public as one_stop
from province.contexts.one_stop.commands.listing_papers import selection_words
from province.contexts.one_stop.contracts.states import FormIssued, ProcessingState
from province.contexts.one_stop.errors import (
    DossierNotFoundError,
    MayNotError,
    NewDayUnfitError,
    NotLateYetError,
    NotNowError,
    ReappointedBeforeError,
    ReasonNeededError,
)
from province.contexts.one_stop.models import Dossier, IssuedForm
from province.contexts.one_stop.queries.dossiers import DossierFilter
from province.contexts.one_stop.tests.conftest import NOW, Office
from province.contexts.one_stop.tests.walking import accept, pdf_text, see
from province.foundation.audit.models import AuditEntry
from province.foundation.identity.actors import Actor
from province.kernel.attachments import public as attachments
from province.kernel.cases import public as cases
from province.kernel.cases.contracts.values import LEGAL

pytestmark = pytest.mark.django_db
NEW_DAY = date(2026, 12, 15)
WHY = "Phải xác minh nơi cư trú tại xã khác."
LATE = NOW + timedelta(days=20)
DUE = datetime(2026, 12, 4, 2, 0, tzinfo=UTC)
SOON = DUE - timedelta(days=4)


def promise(  # noqa: PLR0913 -- the act has these parts
    office: Office,
    dossier_id: int,
    *,
    actor: Actor | None = None,
    new_date: date = NEW_DAY,
    reason: str = WHY,
    key: str = "",
    now: datetime = LATE,
) -> int:
    return one_stop.reappoint(
        actor=actor or office.leader,
        dossier_id=dossier_id,
        new_date=new_date,
        reason=reason,
        key=key,
        now=now,
    )


def words_of(pdf: bytes) -> str:
    return " ".join(pdf_text(pdf).split())


def state_of(dossier_id: int) -> tuple[datetime | None, datetime | None, int]:
    row = Dossier.objects.get(pk=dossier_id)
    return row.due_first, row.due_at, IssuedForm.objects.filter(dossier=row).count()


def test_an_apology_moves_the_promise_and_keeps_the_first(office: Office) -> None:
    dossier = office.file().dossier_id
    promised = accept(office, dossier).due_at

    form = promise(office, dossier, key="k")
    again = promise(office, dossier, key="k")

    new_due = datetime(2026, 12, 15, 10, 0, tzinfo=UTC)
    assert (again, state_of(dossier)) == (form, (promised, new_due, 2))
    letter = see(office, dossier).forms[-1]
    assert (letter.form, letter.number, letter.version_id) == (FormIssued.APOLOGY, "01/PXL", form)
    text = words_of(attachments.read_whole(version_id=form))
    assert "Số: 01/PXL" in text
    assert WHY in text
    assert "sẽ trả kết quả vào 17 giờ 00 phút, ngày 15 tháng 12 năm 2026" in text
    assert "CHỦ TỊCH" in text
    case = cases.get_case(
        actor=office.leader, case_id=see(office, dossier).case_id, purpose=None, now=NOW
    )
    clock = case.clock(LEGAL)
    assert clock is not None
    assert clock.due_at == new_due


def test_a_second_promise_is_refused(office: Office) -> None:
    dossier = office.file().dossier_id
    accept(office, dossier)
    promise(office, dossier)
    before = state_of(dossier)

    with pytest.raises(ReappointedBeforeError):
        promise(office, dossier, new_date=date(2026, 12, 22), now=LATE + timedelta(days=5))

    assert state_of(dossier) == before
    letter = IssuedForm.objects.get(dossier=dossier, form=FormIssued.APOLOGY)
    letter.pk = None
    with pytest.raises(IntegrityError, match="dossier_apologises_once"), transaction.atomic():
        letter.save(force_insert=True)


def test_a_result_that_will_soon_be_late_is_promised_anew(office: Office) -> None:
    dossier = office.file().dossier_id
    promised = accept(office, dossier).due_at

    promise(office, dossier, new_date=date(2026, 12, 9), now=SOON)

    new_due = datetime(2026, 12, 9, 10, 0, tzinfo=UTC)
    assert (promised, state_of(dossier)) == (DUE, (DUE, new_due, 2))


@pytest.mark.parametrize("now", [NOW, SOON - timedelta(seconds=1)])
def test_a_result_that_is_not_late_is_not_put_off(office: Office, now: datetime) -> None:
    dossier = office.file().dossier_id
    accept(office, dossier)
    case_id = see(office, dossier).case_id
    before, entries = state_of(dossier), AuditEntry.objects.count()
    acts = cases.timeline(actor=office.leader, case_id=case_id)

    with pytest.raises(NotLateYetError, match="còn trong hạn đến 04/12/2026"):
        promise(office, dossier, new_date=date(2029, 12, 4), now=now)

    assert (state_of(dossier), AuditEntry.objects.count()) == (before, entries)
    assert cases.timeline(actor=office.leader, case_id=case_id) == acts
    clock = cases.get_case(actor=office.leader, case_id=case_id, purpose=None, now=now).clock(LEGAL)
    assert clock is not None
    assert clock.due_at == DUE


@pytest.mark.parametrize("day", [date(2026, 12, 12), date(2026, 12, 4), date(2026, 11, 19)])
def test_an_unfit_day_is_refused_and_nothing_moves(office: Office, day: date) -> None:
    dossier = office.file().dossier_id
    accept(office, dossier)
    before = state_of(dossier)

    with pytest.raises(NewDayUnfitError, match="04/12/2026"):
        promise(office, dossier, new_date=day, now=SOON)

    assert state_of(dossier) == before


def test_only_who_signs_here_says_sorry_with_a_reason_while_the_clock_runs(office: Office) -> None:
    dossier, filed = office.file().dossier_id, office.file().dossier_id
    accept(office, dossier)
    before = state_of(dossier)

    for actor in (office.officer, office.specialist, office.citizen):
        with pytest.raises(MayNotError):
            promise(office, dossier, actor=actor)
    with pytest.raises(ReasonNeededError):
        promise(office, dossier, reason=" ")
    with pytest.raises(NotNowError):
        promise(office, filed)

    assert (state_of(dossier), state_of(filed)[2]) == (before, 0)


def test_the_control_sheet_shows_every_hand_and_stores_nothing(office: Office) -> None:
    dossier = office.file().dossier_id
    code = accept(office, dossier).code
    one_stop.take_up(actor=office.specialist, dossier_id=dossier, now=NOW)

    paper = one_stop.print_control_sheet(actor=office.officer, dossier_id=dossier, now=NOW)

    text = words_of(paper.pdf)
    assert "Số: ....../PKS-TTPVHCC" in text
    assert code in text
    assert f"Người nhận: {office.officer.name}" in text
    assert f"Người nhận: {office.specialist.name}" in text
    assert IssuedForm.objects.filter(dossier=dossier).count() == 1


def test_a_control_sheet_is_for_officials_who_see_a_received_dossier(office: Office) -> None:
    filed, received = office.file().dossier_id, office.file().dossier_id
    accept(office, received)

    with pytest.raises(NotNowError):
        one_stop.print_control_sheet(actor=office.officer, dossier_id=filed, now=NOW)
    with pytest.raises(MayNotError):
        one_stop.print_control_sheet(actor=office.citizen, dossier_id=received, now=NOW)
    with pytest.raises(DossierNotFoundError):
        one_stop.print_control_sheet(actor=office.stranger, dossier_id=received, now=NOW)


def test_the_register_on_paper_names_its_selection_and_is_audited(office: Office) -> None:
    first, second = office.file().dossier_id, office.file().dossier_id
    codes = [accept(office, one).code for one in (first, second)]
    filters = DossierFilter(text="lap lanh")

    whole = one_stop.print_register(
        actor=office.officer, filters=filters, most=50, purpose="In sổ", now=NOW
    )
    cut = one_stop.print_register(
        actor=office.officer, filters=filters, most=1, purpose="In sổ", now=NOW
    )

    text = words_of(whole.pdf)
    assert "SỔ THEO DÕI HỒ SƠ Khớp với “lap lanh”. 2 hồ sơ." in text
    assert all(code in text.replace(" ", "") for code in codes)
    assert "0900000000" in text
    assert "Bản in chỉ có 1 hồ sơ mới nhất." in words_of(cut.pdf)
    assert AuditEntry.objects.filter(action="one_stop.register_exported").count() == 2


def test_a_register_is_printed_by_who_exports(office: Office) -> None:
    with pytest.raises(MayNotError):
        one_stop.print_register(
            actor=replace(office.officer, abilities=frozenset(), abilities_by_unit={}),
            filters=DossierFilter(),
            most=1,
            purpose="In sổ",
            now=NOW,
        )

    assert AuditEntry.objects.filter(action="one_stop.register_exported").count() == 0


def test_a_selection_is_said_in_vietnamese() -> None:
    states = (ProcessingState.RETURNED.value, ProcessingState.REFUSED.value)

    with translation.override("en"):
        said = selection_words(filters=DossierFilter(text="An", processing=states, late_at=NOW))
        nothing = selection_words(filters=DossierFilter())

    assert said == (
        "Khớp với “An”; Trạng thái: Đã trả kết quả, Không đủ điều kiện; Đang giải quyết, đã quá hạn"
    )
    assert nothing == "Mọi hồ sơ đã tiếp nhận"
