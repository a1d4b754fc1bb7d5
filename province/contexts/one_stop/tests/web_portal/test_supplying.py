import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from province.contexts.one_stop import public as one_stop
from province.contexts.one_stop.contracts.acts import SupplementItem
from province.contexts.one_stop.contracts.states import ProcessingState
from province.contexts.one_stop.contracts.views import DossierView
from province.contexts.one_stop.tests.conftest import NOW, Office
from province.contexts.one_stop.tests.web_portal.conftest import (
    StandingClock,
    bad_file,
    png,
    sign_in,
    store_png,
)
from province.contexts.one_stop.tests.web_portal.test_dossiers import MINE, accept, view_of
from province.contexts.one_stop.tests.web_portal.test_draft_steps import sent_back
from province.foundation.web.models import Remark
from province.kernel.attachments.models import AttachmentVersion
from province.kernel.cases import public as cases
from province.kernel.cases.contracts.values import CaseView, PaperRole

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.urls("province.contexts.one_stop.tests.web_portal.urls"),
]
ITEMS = (
    SupplementItem(name="Giấy xác nhận khuyết tật", why="Ảnh mặt sau bị mờ."),
    SupplementItem(name="Giấy ủy quyền", why="Nộp thay thì cần giấy ủy quyền."),
)


def ask(office: Office, dossier_id: int, *, after: bool = False) -> None:
    if after:
        accept(office, dossier_id)
        one_stop.take_up(actor=office.specialist, dossier_id=dossier_id, now=NOW)
    one_stop.ask_supplement(
        actor=office.specialist if after else office.officer,
        dossier_id=dossier_id,
        items=ITEMS,
        reason="Còn hai giấy chưa đủ.",
        law="Điều 17",
        key="",
        revision=None,
        now=NOW,
    )


@pytest.fixture
def asked(office: Office) -> int:
    dossier = office.file().dossier_id
    ask(office, dossier)
    return dossier


def case_of(office: Office, view: DossierView) -> CaseView:
    return cases.get_case(actor=office.citizen, case_id=view.case_id, purpose=None, now=NOW)


def supplements(office: Office, dossier_id: int) -> list[str]:
    case = case_of(office, view_of(office, dossier_id))
    return [paper.name for paper in case.papers if paper.role is PaperRole.SUPPLEMENT]


def send(client: Client, dossier_id: int, **given: Any) -> Any:
    return client.post(f"{MINE}{dossier_id}/bo-sung/", given)


def test_page_says_what_is_asked_and_why(citizen: Client, asked: int, office: Office) -> None:
    text = citizen.get(f"{MINE}{asked}/").content.decode()

    assert "Việc của bạn: gửi 2 giấy tờ" in text
    assert "Ảnh mặt sau bị mờ." in text
    assert "Chờ bạn bổ sung giấy tờ" in text
    (form,) = view_of(office, asked).forms
    assert f"giay/{form.version_id}/" in text


def test_papers_are_sent_in_one_post(citizen: Client, asked: int, office: Office) -> None:
    answer = send(citizen, asked, item_0=png("một.png"), item_1=png("hai.png"))

    assert answer["Location"] == f"{MINE}{asked}/"
    assert supplements(office, asked) == ["Giấy xác nhận khuyết tật", "Giấy ủy quyền"]
    assert view_of(office, asked).supplements[0].answered_at == NOW
    text = citizen.get(f"{MINE}{asked}/").content.decode()
    assert "Đã gửi bổ sung." in text
    assert "Việc của bạn" not in text


def test_word_stands_for_a_paper_that_one_does_not_have(
    citizen: Client, asked: int, office: Office
) -> None:
    answer = send(citizen, asked, item_0=png(), note="Tôi nộp cho chính mình.")

    assert answer.status_code == 302
    assert supplements(office, asked) == ["Giấy xác nhận khuyết tật"]
    assert not Remark.objects.exists()


def test_nothing_given_is_said_at_each_place(citizen: Client, asked: int, office: Office) -> None:
    answer = send(citizen, asked)

    assert "Còn 2 chỗ cần sửa." in sent_back(citizen, answer, f"{MINE}{asked}/")
    assert supplements(office, asked) == []
    assert view_of(office, asked).supplements[0].answered_at is None


def test_good_upload_and_the_words_survive_a_failed_sending(
    citizen: Client, asked: int, office: Office
) -> None:
    failed = send(citizen, asked, item_0=png("mặt sau.png"), item_1=bad_file(), note="Nhờ xem <b>")

    text = sent_back(citizen, failed, f"{MINE}{asked}/")
    assert "mặt sau.png" in text
    assert "Nhờ xem &lt;b&gt;" in text
    assert "Tệp “ảnh.pdf”: Không nhận ra loại tệp" in text
    assert supplements(office, asked) == []

    hidden = dict(re.findall(r'name="(kept_\d)" value="(\d+)"', text))
    answer = send(citizen, asked, **hidden, note="Nhờ xem")

    assert answer.status_code == 302
    assert supplements(office, asked) == ["Giấy xác nhận khuyết tật"]


def test_files_beyond_the_limit_are_named_and_the_others_stay(
    citizen: Client, asked: int, office: Office
) -> None:
    page = citizen.post(
        f"{MINE}{asked}/bo-sung/", {"item_0": [png(f"to-{n}.png") for n in range(12)]}
    )

    text = sent_back(citizen, page, f"{MINE}{asked}/")
    assert "nhiều nhất 10 tệp. Chưa nhận: to-10.png, to-11.png." in text
    kept = re.findall(r'name="kept_0" value="(\d+)"', text)
    assert len(kept) == 10
    assert view_of(office, asked).supplements[0].answered_at is None

    again = citizen.post(f"{MINE}{asked}/bo-sung/", {"kept_0": kept, "note": "Đủ rồi"})

    assert again.status_code == 302
    assert view_of(office, asked).supplements[0].answered_at == NOW


def test_somebody_elses_file_is_not_taken(citizen: Client, asked: int, office: Office) -> None:
    foreign = store_png(office.other_citizen)

    answer = send(citizen, asked, kept_0=str(foreign), kept_1=str(foreign))

    assert "giấy.png" not in sent_back(citizen, answer, f"{MINE}{asked}/")
    assert supplements(office, asked) == []


def test_second_click_sends_nothing_more(citizen: Client, asked: int, office: Office) -> None:
    send(citizen, asked, item_0=png(), item_1=png())
    before = AttachmentVersion.objects.count()

    again = send(citizen, asked, item_0=png(), item_1=png())

    assert again["Location"] == f"{MINE}{asked}/"
    assert len(supplements(office, asked)) == 2
    assert AttachmentVersion.objects.count() == before


def test_stranger_cannot_answer(other: Client, asked: int, office: Office) -> None:
    assert send(other, asked, note="Tôi đây").status_code == 404
    assert view_of(office, asked).supplements[0].answered_at is None


def test_clock_stands_still_while_the_applicant_is_waited_for(
    citizen: Client, office: Office
) -> None:
    dossier = office.file().dossier_id
    ask(office, dossier, after=True)

    text = citizen.get(f"{MINE}{dossier}/").content.decode()

    assert "Đồng hồ đang dừng" in text
    assert "Dừng từ 09:00, 19/11/2026 vì đang chờ bạn bổ sung giấy tờ." in text
    assert "Gửi bây giờ thì hẹn trả khoảng 09:00 thứ Sáu, 04/12/2026." in text
    assert "Đang dừng, chờ bạn bổ sung" in citizen.get(MINE).content.decode()

    send(citizen, dossier, note="Đã rõ")

    assert "Còn 10 ngày làm việc" in citizen.get(f"{MINE}{dossier}/").content.decode()


def test_ruler_shows_the_days_that_do_not_count(office: Office, clock: StandingClock) -> None:
    dossier = office.file().dossier_id
    ask(office, dossier, after=True)
    clock.now = NOW + timedelta(days=4)  # Monday

    text = sign_in("congdan").get(f"{MINE}{dossier}/").content.decode()

    ruler = text[text.index('<ol class="ruler"') :]
    days = re.findall(r'<li class="(\w+)( now)?( due)?"', ruler[: ruler.index("</ol>")])
    assert days[:4] == [("hold", "", ""), ("hold", "", ""), ("off", "", ""), ("hold", " now", "")]
    assert days[-1] == ("free", "", " due")


def test_withdraw_asks_first_and_then_ends_the_dossier(citizen: Client, office: Office) -> None:
    dossier = office.file().dossier_id
    address = f"{MINE}{dossier}/rut/"

    assert "Rút hồ sơ này?" in citizen.get(address).content.decode()
    assert view_of(office, dossier).processing is ProcessingState.SUBMITTED

    answer = citizen.post(address, {"reason": "Tôi chuyển nơi ở"})

    assert answer["Location"] == f"{MINE}{dossier}/"
    assert view_of(office, dossier).processing is ProcessingState.WITHDRAWN
    assert "Bạn đã rút hồ sơ" in citizen.get(f"{MINE}{dossier}/").content.decode()
    assert citizen.post(address)["Location"] == f"{MINE}{dossier}/"


def test_reason_that_is_too_long_is_kept(citizen: Client, office: Office) -> None:
    dossier = office.file().dossier_id
    reason = "Rút " * 600

    answer = citizen.post(f"{MINE}{dossier}/rut/", {"reason": reason})

    assert reason.strip() in sent_back(citizen, answer, f"{MINE}{dossier}/rut/")
    assert view_of(office, dossier).processing is ProcessingState.SUBMITTED

    citizen.post(f"{MINE}{dossier}/rut/", {"reason": "Tôi chuyển nơi ở"})

    assert view_of(office, dossier).processing is ProcessingState.WITHDRAWN
    assert not Remark.objects.exists()


def test_decided_dossier_cannot_be_withdrawn(citizen: Client, office: Office) -> None:
    dossier = office.file().dossier_id
    one_stop.refuse_reception(
        actor=office.officer,
        dossier_id=dossier,
        reason="Không thuộc thẩm quyền",
        law="Điều 5",
        revision=None,
        key="",
        now=NOW,
    )

    answer = citizen.post(f"{MINE}{dossier}/rut/", {"reason": "x"})

    page = sent_back(citizen, answer, f"{MINE}{dossier}/rut/")
    assert "không rút được nữa" in page
    assert view_of(office, dossier).processing is ProcessingState.REFUSED_RECEPTION
    assert "Hồ sơ không được tiếp nhận" in citizen.get(f"{MINE}{dossier}/").content.decode()


def test_stranger_cannot_withdraw(other: Client, office: Office) -> None:
    dossier = office.file().dossier_id

    assert other.post(f"{MINE}{dossier}/rut/", {"reason": "x"}).status_code == 404
    assert view_of(office, dossier).processing is ProcessingState.SUBMITTED
