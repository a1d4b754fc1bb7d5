from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client

from province.contexts.one_stop import errors as one_stop_errors
from province.contexts.one_stop import public as one_stop
from province.contexts.one_stop.contracts.states import Channel, Delivery, Origin
from province.contexts.one_stop.contracts.views import DossierView
from province.contexts.one_stop.models import Dossier
from province.contexts.one_stop.tests.conftest import NOW, Office
from province.contexts.one_stop.tests.web_portal.conftest import (
    FillDraft,
    StandingClock,
    sign_in,
    store_png,
)
from province.contexts.one_stop.tests.web_portal.test_draft_steps import sent_back
from province.foundation.web.models import Remark
from province.kernel.cases import public as cases
from province.kernel.cases.contracts.values import PaperRole
from province.kernel.forms import public as forms
from province.kernel.forms.contracts import DraftValue

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.urls("province.contexts.one_stop.tests.web_portal.urls"),
]
SATURDAY = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)


def send_off(client: Client, draft: DraftValue) -> Any:
    """Press the button of the page that shows the draft as it is."""
    shown = {"revision": draft.revision}
    return client.post(f"/nop-ho-so/nhap/{draft.id}/xem-lai/", shown)


def only_dossier(office: Office) -> DossierView:
    return one_stop.get_dossier_by_id(
        actor=office.citizen, dossier_id=Dossier.objects.get().pk, purpose=None, now=NOW
    )


def test_review_shows_every_answer_and_where_it_goes(
    citizen: Client, fill_draft: FillDraft, office: Office
) -> None:
    draft = fill_draft()

    text = citizen.get(f"/nop-ho-so/nhap/{draft.id}/xem-lai/").content.decode()

    assert "30/04/1945" in text
    assert f"Nơi nhận và giải quyết: <b>{office.agency.short_name}</b>." in text
    assert f'href="/nop-ho-so/nhap/{draft.id}/identity/?sua=1"' in text
    assert "Lệ phí: <b>Miễn phí</b>" in text
    assert "Gửi hồ sơ" in text


def test_filing_makes_the_dossier_and_ends_the_draft(
    citizen: Client, fill_draft: FillDraft, office: Office
) -> None:
    draft = fill_draft(category="disabled_severe", **DISABLED)
    citizen.post(f"/nop-ho-so/nhap/{draft.id}/xem-lai/", {"revision": "0"})
    citizen.post(f"/nop-ho-so/nhap/{draft.id}/applicant/", {"revision": "0", "page": "x"})
    assert Remark.objects.count() == 2
    version = store_png(office.citizen)
    forms.attach(
        actor=office.citizen,
        draft_id=draft.id,
        field="paper_disability",
        version_id=version,
        now=NOW,
    )
    shown = forms.draft(actor=office.citizen, draft_id=draft.id, now=NOW)

    answer = send_off(citizen, shown)

    view = only_dossier(office)
    assert answer["Location"] == f"/nop-ho-so/da-nop/{view.filing_no}/"
    assert (view.origin, view.channel, view.delivery, view.agency_id) == (
        Origin.PORTAL,
        Channel.ONLINE,
        Delivery.ELECTRONIC,
        office.agency.pk,
    )
    case = cases.get_case(actor=office.citizen, case_id=view.case_id, purpose=None, now=NOW)
    assert [(p.role, p.name, p.version_id) for p in case.papers] == [
        (PaperRole.COMPONENT, "Giấy xác nhận khuyết tật", version)
    ]
    assert forms.drafts(actor=office.citizen, now=NOW) == ()
    assert not Remark.objects.exists()


DISABLED = {
    "disability_certificate": "12/XN",
    "disability_certificate_date": "2020-03-02",
    "disability_kind": ["movement"],
}


@pytest.mark.parametrize(
    ("way", "delivery"),
    [("portal", Delivery.ELECTRONIC), ("counter", Delivery.COUNTER), ("post", Delivery.POST)],
)
def test_way_of_the_result_is_the_delivery(
    citizen: Client, fill_draft: FillDraft, office: Office, way: str, delivery: Delivery
) -> None:
    draft = fill_draft(result_way=way, post_address="Khóm Bình Thới 3")

    send_off(citizen, draft)

    assert only_dossier(office).delivery is delivery


def test_double_submit_files_once(citizen: Client, fill_draft: FillDraft, office: Office) -> None:
    draft = fill_draft()

    first, second = send_off(citizen, draft), send_off(citizen, draft)
    back = citizen.get(f"/nop-ho-so/nhap/{draft.id}/applicant/")

    filed = f"/nop-ho-so/da-nop/{only_dossier(office).filing_no}/"
    assert [first["Location"], second["Location"], back["Location"]] == [filed] * 3


def test_what_was_not_reviewed_is_not_sent(
    citizen: Client, fill_draft: FillDraft, office: Office
) -> None:
    shown = fill_draft()

    stale = send_off(citizen, replace(shown, revision=shown.revision - 1))
    none = citizen.post(f"/nop-ho-so/nhap/{shown.id}/xem-lai/")

    for answer in (stale, none):
        page = sent_back(citizen, answer, f"/nop-ho-so/nhap/{shown.id}/xem-lai/")
        assert "Tờ khai đã đổi ở thẻ khác" in page
    assert Dossier.objects.count() == 0
    assert [draft.id for draft in forms.drafts(actor=office.citizen, now=NOW)] == [shown.id]


def test_gaps_are_named_with_links_and_nothing_is_filed(
    citizen: Client, fill_draft: FillDraft, office: Office
) -> None:
    draft = fill_draft(pledge=[])

    answer = send_off(citizen, draft)

    text = sent_back(citizen, answer, f"/nop-ho-so/nhap/{draft.id}/xem-lai/")
    assert "Còn thiếu 1 chỗ, chưa gửi được." in text
    assert f'href="/nop-ho-so/nhap/{draft.id}/result/?sua=1#pledge"' in text
    assert Dossier.objects.count() == 0
    assert len(forms.drafts(actor=office.citizen, now=NOW)) == 1


def test_refusal_of_the_command_stands_on_the_page(
    citizen: Client, fill_draft: FillDraft, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = fill_draft()
    monkeypatch.setattr(
        "province.contexts.one_stop.commands.filing_faults.agency_of", refuse_agency
    )

    answer = send_off(citizen, draft)

    page = sent_back(citizen, answer, f"/nop-ho-so/nhap/{draft.id}/xem-lai/")
    assert "Cơ quan đã chọn không giải quyết thủ tục này." in page
    assert Dossier.objects.count() == 0
    assert len(forms.drafts(actor=office.citizen, now=NOW)) == 1


def refuse_agency(**_given: object) -> None:
    raise one_stop_errors.AgencyDoesNotDecideError


def test_strangers_draft_is_unknown(other: Client, fill_draft: FillDraft) -> None:
    draft = fill_draft()

    assert other.get(f"/nop-ho-so/nhap/{draft.id}/xem-lai/").status_code == 404
    assert send_off(other, draft).status_code == 404
    assert Dossier.objects.count() == 0


def test_filed_page_says_until_when_one_is_answered(citizen: Client, office: Office) -> None:
    filed = office.file()

    text = citizen.get(f"/nop-ho-so/da-nop/{filed.filing_no}/").content.decode()

    assert filed.filing_no in text
    assert "Bạn được trả lời chậm nhất lúc <b>09:00 thứ Sáu, 20/11/2026</b>." in text
    assert "Ngoài giờ làm việc" not in text


def test_off_hours_speak(office: Office, clock: StandingClock) -> None:
    clock.now = SATURDAY
    filed = office.file(now=SATURDAY)

    text = sign_in("congdan").get(f"/nop-ho-so/da-nop/{filed.filing_no}/").content.decode()

    assert "Ngoài giờ làm việc, hồ sơ tính từ 07:00 thứ Hai, 23/11/2026." in text
    assert "chậm nhất lúc <b>17:00 thứ Hai, 23/11/2026</b>" in text


def test_strangers_filing_is_unknown(other: Client, office: Office) -> None:
    filed = office.file()

    assert other.get(f"/nop-ho-so/da-nop/{filed.filing_no}/").status_code == 404
