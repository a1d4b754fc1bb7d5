"""From the page of a dossier back to a draft: changed, or filed anew."""

import pytest
from django.test import Client

from province.contexts.one_stop import public as one_stop
from province.contexts.one_stop.contracts.filing import FiledPaper
from province.contexts.one_stop.models import Dossier, FilingVersion
from province.contexts.one_stop.tests.conftest import NOW, Office
from province.contexts.one_stop.tests.test_filing import filing
from province.contexts.one_stop.tests.walking import accept, see
from province.contexts.one_stop.tests.web_portal.conftest import sign_in, store_png
from province.kernel.forms import public as forms
from province.kernel.forms.contracts import DraftValue
from province.kernel.forms.models import Draft

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.urls("province.contexts.one_stop.tests.web_portal.urls"),
]


def only_draft(office: Office) -> DraftValue:
    return forms.draft(actor=office.citizen, draft_id=Draft.objects.get().pk, now=NOW)


def other_address(citizen: Client, draft: DraftValue) -> None:
    Draft.objects.filter(pk=draft.id).update(values={**draft.values, "address": "Khóm 9"})
    del citizen


def test_edit_opens_the_review_and_is_sent_in_place(citizen: Client, office: Office) -> None:
    dossier_id = office.file().dossier_id
    page = citizen.get(f"/ho-so-cua-toi/{dossier_id}/").content.decode()
    assert f'action="/ho-so-cua-toi/{dossier_id}/sua/"' in page

    opened = citizen.post(f"/ho-so-cua-toi/{dossier_id}/sua/")
    twice = citizen.post(f"/ho-so-cua-toi/{dossier_id}/sua/")

    draft = only_draft(office)
    assert opened["Location"] == twice["Location"] == f"/nop-ho-so/nhap/{draft.id}/xem-lai/"
    assert draft.values == see(office, dossier_id).payload
    assert "applicant_number" in draft.prefilled
    other_address(citizen, draft)
    assert "Gửi bản sửa" in citizen.get(opened["Location"]).content.decode()

    sent = citizen.post(opened["Location"], {"revision": draft.revision})

    assert sent["Location"] == f"/ho-so-cua-toi/{dossier_id}/"
    assert see(office, dossier_id).payload["address"] == "Khóm 9"
    assert (Dossier.objects.count(), Draft.objects.count()) == (1, 0)
    after = citizen.get(sent["Location"]).content.decode()
    assert "Đã gửi bản sửa. Số nộp giữ nguyên" in after
    assert "Bạn đã sửa hồ sơ, gửi lại" in after


def test_reception_meanwhile_wins_and_the_draft_stays(citizen: Client, office: Office) -> None:
    dossier_id = office.file().dossier_id
    address = citizen.post(f"/ho-so-cua-toi/{dossier_id}/sua/")["Location"]
    draft = only_draft(office)
    other_address(citizen, draft)
    accept(office, dossier_id)

    refused = citizen.post(address, {"revision": draft.revision}, follow=True)

    assert "Hồ sơ vừa được tiếp nhận. Bản sửa chưa gửi, vẫn được giữ trong bản nháp." in (
        refused.content.decode()
    )
    assert see(office, dossier_id).payload == office.payload()
    assert only_draft(office).values["address"] == "Khóm 9"
    assert not FilingVersion.objects.exists()


def test_what_was_received_offers_a_copy_and_no_edit(citizen: Client, office: Office) -> None:
    dossier_id = office.file().dossier_id
    accept(office, dossier_id)

    page = citizen.get(f"/ho-so-cua-toi/{dossier_id}/").content.decode()
    refused = citizen.post(f"/ho-so-cua-toi/{dossier_id}/sua/", follow=True)

    assert f"/ho-so-cua-toi/{dossier_id}/sua/" not in page
    assert f'action="/ho-so-cua-toi/{dossier_id}/nop-lai/"' in page
    assert "Hồ sơ không sửa được nữa" in refused.content.decode()
    assert not Draft.objects.exists()


def test_copy_takes_answers_and_papers_and_says_what_is_lost(
    citizen: Client, office: Office
) -> None:
    version = store_png(office.citizen)
    form = one_stop.form_of(procedure_code="1.001776", on=NOW.date())
    field = form.field("paper_disability") if form else None
    assert field is not None
    papers = (
        FiledPaper(field=field.key, component=field.label, version_id=version),
        FiledPaper(field="x", component="Giấy không còn chỗ", version_id=store_png(office.citizen)),
    )
    payload = office.payload(gone="x", address="Khóm 7")
    dossier_id = one_stop.receive_filing(
        actor=office.citizen, filing=filing(office, payload=payload, papers=papers), key="", now=NOW
    ).dossier_id

    copied = citizen.post(f"/ho-so-cua-toi/{dossier_id}/nop-lai/")

    draft = only_draft(office)
    assert copied["Location"] == f"/nop-ho-so/nhap/{draft.id}/{draft.step}/"
    assert draft.values == office.payload(address="Khóm 7")
    assert (draft.papers, draft.revises) == ({"paper_disability": [version]}, "")
    said = citizen.get(copied["Location"]).content.decode()
    assert "Không chép được, hãy điền hoặc gửi lại nếu cần: Giấy không còn chỗ." in said
    assert Dossier.objects.count() == 1


def test_strangers_edit_and_copy_nothing(other: Client, office: Office) -> None:
    dossier_id = office.file().dossier_id

    for what in ("sua", "nop-lai"):
        assert other.post(f"/ho-so-cua-toi/{dossier_id}/{what}/").status_code == 404

    assert not Draft.objects.exists()


def test_drafts_of_edits_are_no_new_dossiers(citizen: Client, office: Office) -> None:
    dossier_id = office.file().dossier_id
    citizen.post(f"/ho-so-cua-toi/{dossier_id}/sua/")

    assert "Bạn đang điền dở" not in citizen.get("/nop-ho-so/1.001776/").content.decode()
    assert "Bản sửa chưa gửi" in citizen.get("/ho-so-cua-toi/").content.decode()
    citizen.post("/nop-ho-so/1.001776/")
    assert sorted(Draft.objects.values_list("revises", flat=True)) == ["", f"dossier:{dossier_id}"]


def test_a_double_click_opens_one_draft(office: Office) -> None:
    dossier_id = office.file().dossier_id
    for _time in range(2):
        sign_in("congdan").post(f"/ho-so-cua-toi/{dossier_id}/sua/")

    assert Draft.objects.count() == 1
