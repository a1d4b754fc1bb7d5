from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from province.contexts.one_stop import public as one_stop
from province.contexts.one_stop.contracts.views import DossierView
from province.contexts.one_stop.models import DossierResult, IssuedForm
from province.contexts.one_stop.tests.conftest import NOW, Office
from province.contexts.one_stop.tests.test_path import GRANT, walk_to_sealed
from province.contexts.one_stop.tests.web_portal.conftest import (
    START,
    FillDraft,
    StandingClock,
    sign_in,
)

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.urls("province.contexts.one_stop.tests.web_portal.urls"),
]
MINE = "/ho-so-cua-toi/"
NOTE = "Ghi chú nội bộ, người dân không được thấy"


def accept(office: Office, dossier_id: int) -> None:
    one_stop.accept(actor=office.officer, dossier_id=dossier_id, revision=None, key="", now=NOW)


def view_of(office: Office, dossier_id: int) -> DossierView:
    return one_stop.get_dossier_by_id(
        actor=office.citizen, dossier_id=dossier_id, purpose=None, now=NOW
    )


def draft_a_result(office: Office, dossier_id: int) -> None:
    accept(office, dossier_id)
    one_stop.take_up(actor=office.specialist, dossier_id=dossier_id, now=NOW)
    one_stop.appraise(
        actor=office.specialist,
        dossier_id=dossier_id,
        proposal=GRANT,
        note=NOTE,
        revision=None,
        key="",
        now=NOW,
    )


def test_empty_list_says_what_to_do(citizen: Client) -> None:
    text = citizen.get(MINE).content.decode()

    assert "Bạn chưa nộp hồ sơ nào" in text


def test_drafts_stand_above_the_dossiers(
    citizen: Client, fill_draft: FillDraft, office: Office
) -> None:
    draft = fill_draft()
    filed = office.file()

    text = citizen.get(MINE).content.decode()

    assert text.index(f"/nop-ho-so/nhap/{draft.id}/") < text.index(f"{MINE}{filed.dossier_id}/")
    assert "Chờ tiếp nhận" in text


def test_list_shows_ones_own_alone(citizen: Client, other: Client, office: Office) -> None:
    filed = office.file()

    assert filed.filing_no in citizen.get(MINE).content.decode()
    assert filed.filing_no not in other.get(MINE).content.decode()


def test_list_asks_the_database_as_often_for_three_rows_as_for_one(
    citizen: Client, office: Office
) -> None:
    accept(office, office.file().dossier_id)
    citizen.get(MINE)
    with CaptureQueriesContext(connection) as one:
        citizen.get(MINE)
    accept(office, office.file().dossier_id)
    office.file()

    with CaptureQueriesContext(connection) as three:
        text = citizen.get(MINE).content.decode()

    assert len(three) == len(one)
    assert text.count("nộp 19/11/2026") == 3


def test_page_before_reception(citizen: Client, office: Office) -> None:
    filed = office.file()

    text = citizen.get(f"{MINE}{filed.dossier_id}/").content.decode()

    assert "Còn 1 ngày làm việc để trả lời" in text
    assert "Bạn được trả lời chậm nhất lúc 09:00 thứ Sáu, 20/11/2026." in text
    assert "Trung tâm Phục vụ hành chính công kiểm tra hồ sơ" in text


def test_page_counts_down_and_links_the_receipt(office: Office, clock: StandingClock) -> None:
    dossier = office.file().dossier_id
    accept(office, dossier)
    (receipt,) = view_of(office, dossier).forms
    clock.now = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
    citizen = sign_in("congdan")

    text = citizen.get(f"{MINE}{dossier}/").content.decode()

    assert "Còn 9 ngày làm việc" in text
    assert "hẹn trả 04/12/2026" in text
    assert f"{MINE}{dossier}/giay/{receipt.version_id}/" in text
    assert 'class="ruler"' in text
    pdf = b"".join(citizen.get(f"{MINE}{dossier}/giay/{receipt.version_id}/").streaming_content)  # type: ignore[attr-defined]  # a stream
    assert pdf.startswith(b"%PDF-")


def test_late_dossier_says_so(office: Office, clock: StandingClock) -> None:
    dossier = office.file().dossier_id
    accept(office, dossier)
    clock.now = datetime(2026, 12, 7, 2, 0, tzinfo=UTC)
    citizen = sign_in("congdan")

    text = citizen.get(f"{MINE}{dossier}/").content.decode()

    assert "Trễ 1 ngày làm việc" in text
    assert "Trễ hẹn" in text
    assert "Trễ 1 ngày" in citizen.get(MINE).content.decode()


def test_strangers_and_unknown_dossiers_are_unknown(other: Client, office: Office) -> None:
    dossier = office.file().dossier_id
    accept(office, dossier)
    (receipt,) = view_of(office, dossier).forms

    for path in ("", "rut/", f"giay/{receipt.version_id}/", f"giay/{receipt.version_id}/kiem-tra/"):
        assert other.get(f"{MINE}{dossier}/{path}").status_code == 404
    assert other.get(f"{MINE}999999/").status_code == 404


def test_inner_notes_and_drafts_stay_inside(citizen: Client, office: Office) -> None:
    dossier = office.file().dossier_id
    draft_a_result(office, dossier)
    version = DossierResult.objects.get(dossier_id=dossier).draft_version_id

    text = citizen.get(f"{MINE}{dossier}/").content.decode()

    assert "Chuyên môn xem xét xong" in text
    assert NOTE not in text
    assert f"giay/{version}/" not in text
    assert citizen.get(f"{MINE}{dossier}/giay/{version}/").status_code == 404


def test_inner_forms_are_not_for_the_applicant(citizen: Client, office: Office) -> None:
    dossier = office.file().dossier_id
    accept(office, dossier)
    receipt = IssuedForm.objects.get(dossier_id=dossier)
    draft_version = receipt.attachment_version_id
    IssuedForm.objects.create(
        dossier_id=dossier,
        form="control_sheet",
        number="01/PKS-TTPVHCC",
        attachment_version_id=draft_version,
        layout_version="1",
        by="job:test",
        at=NOW,
    )

    text = citizen.get(f"{MINE}{dossier}/").content.decode()

    assert text.count("Số 01/TTPVHCC, ngày 19/11/2026 (PDF)") == 1


def test_sealed_result_is_downloaded_and_checked(citizen: Client, office: Office) -> None:
    dossier = walk_to_sealed(office)
    result = view_of(office, dossier).result
    assert result is not None
    unsealed = DossierResult.objects.get(dossier_id=dossier)

    text = citizen.get(f"{MINE}{dossier}/").content.decode()
    paper = citizen.get(f"{MINE}{dossier}/giay/{result.version_id}/?tai")
    checked = citizen.get(f"{MINE}{dossier}/giay/{result.version_id}/kiem-tra/")

    assert "Số <b>01/QĐ-UBND</b> ngày 19/11/2026" in text
    assert "Đã trả kết quả vào kho giấy tờ của bạn" in text
    assert paper["Content-Disposition"].startswith("attachment;")
    assert "Văn bản có 2 chữ ký số, nội dung còn nguyên vẹn." in checked.content.decode()
    for version in (unsealed.draft_version_id, unsealed.signed_version_id):
        assert citizen.get(f"{MINE}{dossier}/giay/{version}/").status_code == 404


def test_official_sees_no_office_dossier_on_the_citizens_pages(
    officer: Client, office: Office
) -> None:
    dossier = office.file().dossier_id

    assert officer.get(f"{MINE}{dossier}/").status_code == 403
    assert officer.get(MINE).status_code == 403


def test_start_page_and_list_know_each_other(citizen: Client) -> None:
    citizen.post(START)

    assert "Đang điền dở" in citizen.get(MINE).content.decode()
