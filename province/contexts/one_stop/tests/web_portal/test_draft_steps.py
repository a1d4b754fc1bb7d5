import re
from typing import Any

import pytest
from django.test import Client

from province.contexts.one_stop.models import Dossier
from province.contexts.one_stop.tests.conftest import NOW, Office
from province.contexts.one_stop.tests.web_portal.conftest import (
    PNG,
    START,
    FillDraft,
    bad_file,
    png,
)
from province.kernel.attachments.models import AttachmentVersion
from province.kernel.forms import public as forms
from province.kernel.forms.contracts import DraftValue, FormStep
from province.kernel.forms.rules.wording import sentences

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.urls("province.contexts.one_stop.tests.web_portal.urls"),
]
APPLICANT = {
    "filed_for": "self",
    "applicant_name": "Nguyễn Thị Lấp Lánh Ánh",
    "applicant_number": "000190000017",
    "applicant_phone": "0900000000",
}


@pytest.fixture
def draft(citizen: Client, office: Office) -> DraftValue:
    citizen.post(START)
    return forms.drafts(actor=office.citizen, now=NOW)[0]


def kept(office: Office, draft: DraftValue) -> DraftValue:
    return forms.draft(actor=office.citizen, draft_id=draft.id, now=NOW)


def url(draft: DraftValue, step: str) -> str:
    return f"/nop-ho-so/nhap/{draft.id}/{step}/"


def page_fields(html: str) -> dict[str, str]:
    """Return the hidden fields that a page would send back."""
    found = re.findall(r'name="(revision|page)" value="([^"]*)"', html)
    return dict(found)


def open_and_send(client: Client, address: str, **typed: Any) -> Any:
    hidden = page_fields(client.get(address).content.decode())
    return client.post(address, {**hidden, **typed})


def sent_back(client: Client, answer: Any, address: str) -> str:
    """Return the page to which a refused form leads, so that Back resends nothing."""
    assert (answer.status_code, answer["Location"].partition("?")[0]) == (302, address)
    page = client.get(answer["Location"])
    assert page.status_code == 200
    return str(page.content.decode())


def test_good_step_is_saved_and_leads_on(
    citizen: Client, draft: DraftValue, office: Office
) -> None:
    answer = open_and_send(citizen, url(draft, "applicant"), **APPLICANT)

    assert answer["Location"] == url(draft, "identity")
    assert kept(office, draft).values["filed_for"] == "self"


def test_wrong_answers_stay_as_typed_with_words_at_the_field(
    citizen: Client, draft: DraftValue, office: Office
) -> None:
    typed = {**APPLICANT, "applicant_phone": "0900 <b>"}

    answer = open_and_send(citizen, url(draft, "applicant"), **typed)

    text = sent_back(citizen, answer, url(draft, "applicant"))
    assert 'value="0900 &lt;b&gt;"' in text
    assert "Còn 1 chỗ cần sửa." in text
    assert 'href="#applicant_phone"' in text
    assert kept(office, draft).values["filed_for"] == "self"
    assert 'value="0900 &lt;b&gt;"' in citizen.get(url(draft, "applicant")).content.decode()


def test_strangers_draft_and_unknown_steps_are_unknown(
    other: Client, citizen: Client, draft: DraftValue, office: Office
) -> None:
    before = kept(office, draft)

    assert other.get(url(draft, "applicant")).status_code == 404
    assert other.post(url(draft, "applicant"), APPLICANT).status_code == 404
    assert other.post(f"{url(draft, 'applicant')}luu/", APPLICANT).status_code == 404
    assert citizen.get(url(draft, "no-such")).status_code == 404
    assert citizen.post(url(draft, "no-such"), {}).status_code == 404
    assert kept(office, draft) == before


def test_step_that_is_not_asked_leads_to_where_the_draft_stands(
    citizen: Client, draft: DraftValue
) -> None:
    answer = citizen.get(url(draft, "person"))

    assert answer["Location"] == url(draft, "applicant")


def test_page_that_saved_itself_does_not_stand_in_its_own_way(
    citizen: Client, draft: DraftValue, office: Office
) -> None:
    address = url(draft, "applicant")
    hidden = page_fields(citizen.get(address).content.decode())

    for phone in ("0900000001", "0900000002"):
        saved = citizen.post(f"{address}luu/", {**hidden, "applicant_phone": phone})
        assert saved.status_code == 204
    assert kept(office, draft).values["applicant_phone"] == "0900000002"

    assert citizen.post(address, {**hidden, **APPLICANT}).status_code == 302


def test_other_tab_is_stopped_with_what_it_typed_and_may_then_win(
    citizen: Client, draft: DraftValue, office: Office
) -> None:
    address = url(draft, "applicant")
    old = page_fields(citizen.get(address).content.decode())
    open_and_send(citizen, address, **APPLICANT)

    stopped = citizen.post(address, {**old, **APPLICANT, "applicant_phone": "0911111111"})

    text = sent_back(citizen, stopped, address)
    assert "vừa được lưu ở một cửa sổ khác" in text
    assert 'value="0911111111"' in text
    assert kept(office, draft).values["applicant_phone"] == "0900000000"
    assert (
        citizen.post(f"{address}luu/", {**old, "applicant_phone": "0911111111"}).status_code == 409
    )

    again = {**page_fields(text), **APPLICANT, "applicant_phone": "0911111111"}
    assert citizen.post(address, again).status_code == 302
    assert kept(office, draft).values["applicant_phone"] == "0911111111"


def test_changing_from_the_review_leads_back_to_it(citizen: Client, draft: DraftValue) -> None:
    answer = open_and_send(citizen, f"{url(draft, 'applicant')}?sua=1", **APPLICANT)

    assert answer["Location"] == url(draft, "xem-lai")


def test_good_upload_survives_a_bad_one_and_the_wrong_rest(
    citizen: Client, fill_draft: FillDraft, office: Office
) -> None:
    draft = fill_draft(category="disabled_severe")
    address = url(draft, "papers")

    answer = open_and_send(citizen, address, paper_disability=[png("mặt trước.png"), bad_file()])

    text = sent_back(citizen, answer, address)
    assert "Tệp “ảnh.pdf”: Không nhận ra loại tệp" in text
    assert "mặt trước.png" in text
    (version,) = kept(office, draft).papers["paper_disability"]
    paper = citizen.get(f"/nop-ho-so/nhap/{draft.id}/giay/{version}/")
    assert b"".join(paper.streaming_content) == PNG  # type: ignore[attr-defined]  # a stream

    assert open_and_send(citizen, address)["Location"] == url(draft, "result")


def test_required_paper_is_asked_for(
    citizen: Client, fill_draft: FillDraft, office: Office
) -> None:
    draft = fill_draft(category="disabled_severe")

    answer = open_and_send(citizen, url(draft, "papers"))

    text = sent_back(citizen, answer, url(draft, "papers"))
    assert "Chưa gửi: Giấy xác nhận khuyết tật." in text
    assert kept(office, draft).papers == {}


def test_paper_is_taken_away_and_what_was_typed_stays(
    citizen: Client, fill_draft: FillDraft, office: Office
) -> None:
    draft = fill_draft(category="disabled_severe")
    address = url(draft, "papers")
    sent = open_and_send(citizen, address, paper_disability=[png()], _stay="1")
    assert sent["Location"] == f"{address}#main"
    (version,) = kept(office, draft).papers["paper_disability"]

    answer = open_and_send(citizen, address, _remove=f"paper_disability:{version}")

    assert answer["Location"] == f"{address}#paper_disability"
    assert kept(office, draft).papers == {}


def test_paper_of_a_draft_is_for_its_owner_alone(
    citizen: Client, other: Client, fill_draft: FillDraft, office: Office
) -> None:
    draft = fill_draft(category="disabled_severe")
    open_and_send(citizen, url(draft, "papers"), paper_disability=[png()])
    (version,) = kept(office, draft).papers["paper_disability"]
    address = f"/nop-ho-so/nhap/{draft.id}/giay/{version}/"

    assert other.get(address).status_code == 404
    assert citizen.get(f"/nop-ho-so/nhap/{draft.id}/giay/999999/").status_code == 404
    assert AttachmentVersion.objects.filter(pk=version).count() == 1


def test_back_to_a_corrected_page_says_nothing_of_the_old_mistake(
    citizen: Client, draft: DraftValue
) -> None:
    address = url(draft, "applicant")
    wrong = open_and_send(citizen, f"{address}?sua=1", **{**APPLICANT, "applicant_phone": "12"})
    assert "sua=1" in wrong["Location"]
    said = citizen.get(wrong["Location"]).content.decode()
    again = citizen.get(wrong["Location"]).content.decode()
    assert ["Còn 1 chỗ cần sửa." in page for page in (said, again)] == [True, True]

    assert citizen.post(wrong["Location"], {**page_fields(said), **APPLICANT}).status_code == 302
    back = citizen.get(wrong["Location"])

    assert back.status_code == 200
    assert "chỗ cần sửa" not in back.content.decode()
    assert 'value="0900000000"' in back.content.decode()


def test_a_mark_of_another_page_or_nobody_says_nothing(
    citizen: Client, other: Client, draft: DraftValue
) -> None:
    wrong = open_and_send(citizen, url(draft, "applicant"), **{**APPLICANT, "applicant_phone": "1"})
    mark = wrong["Location"].partition("?")[2]

    review = citizen.get(f"{url(draft, 'xem-lai')}?{mark}").content.decode()
    assert "Số di động" not in review
    assert other.get(wrong["Location"]).status_code == 404


def test_nobody_puts_another_name_over_that_of_the_account(
    citizen: Client, draft: DraftValue, office: Office
) -> None:
    address = url(draft, "applicant")
    page = citizen.get(address).content.decode()
    assert page.count(" readonly") == 2
    other = {"applicant_name": "Trần Văn Khác 12345", "applicant_number": "000190000999"}

    answer = open_and_send(citizen, address, **{**APPLICANT, **other})
    citizen.post(f"{address}luu/", {**page_fields(page), **APPLICANT, **other})

    assert answer["Location"] == url(draft, "identity")
    values = kept(office, draft).values
    assert {key: values[key] for key in APPLICANT} == APPLICANT


def test_what_the_portal_knows_to_be_impossible_is_said_at_its_field(
    citizen: Client, fill_draft: FillDraft, office: Office
) -> None:
    draft = fill_draft(birth_date="2020-01-01")
    address = url(draft, "category")

    answer = open_and_send(citizen, address, category="elderly")

    text = sent_back(citizen, answer, address)
    assert "Còn 1 chỗ cần sửa." in text
    assert "Diện này dành cho người từ đủ 60 tuổi; người sinh 01/01/2020 mới 6 tuổi." in text
    assert open_and_send(citizen, address, category="disabled_severe").status_code == 302
    review = citizen.get(url(draft, "xem-lai")).content.decode()
    assert "Có chỗ không hợp nhau, chưa gửi được." in review
    assert "mới 6 tuổi, chưa thể đăng ký kết hôn" in review
    assert f'href="/nop-ho-so/nhap/{draft.id}/circumstances/?sua=1#marital_state"' in review
    shown = {"revision": kept(office, draft).revision}
    citizen.post(url(draft, "xem-lai"), shown)
    assert not Dossier.objects.exists()


@pytest.mark.usefixtures("english")
def test_the_shipped_form_speaks_english_from_end_to_end(
    citizen: Client, fill_draft: FillDraft
) -> None:
    draft = fill_draft(category="disabled_severe")
    citizen.cookies["django_language"] = "en"
    steps = [step.key for step in draft_steps(draft)]

    for step in (*steps, "xem-lai"):
        page = citizen.get(url(draft, step)).content.decode()
        for sentence in vietnamese_of(draft):
            assert f">{sentence}<" not in page


def draft_steps(draft: DraftValue) -> tuple[FormStep, ...]:
    form = forms.form_version(key=draft.form_key, version=draft.form_version)
    return forms.visible_steps(form, draft.values)


def vietnamese_of(draft: DraftValue) -> list[str]:
    form = forms.form_version(key=draft.form_key, version=draft.form_version)
    return list(sentences(form))
