import re

import pytest
from django.test import Client

from province.contexts.one_stop import public as one_stop
from province.contexts.one_stop.contracts.states import Delivery, DossierClock, ProcessingState
from province.contexts.one_stop.contracts.views import DossierView
from province.contexts.one_stop.models import Dossier
from province.contexts.one_stop.tests.conftest import NOW, PIN, Office
from province.contexts.one_stop.tests.walking import ask
from province.contexts.one_stop.tests.web_desk.conftest import Browser, walk
from province.foundation.access.models import AccessEntry
from province.kernel.cases import public as cases

pytestmark = pytest.mark.django_db
OFFICER, SPECIALIST = "motcua.longxuyen", "chuyenvien.longxuyen"
HEAD, LEADER, CLERK = "truongphong.longxuyen", "chutich.longxuyen", "vanthu.longxuyen"


def page_of(case_id: int) -> str:
    return f"/ho-so/{case_id}/"


def view_of(office: Office, dossier_id: int) -> DossierView:
    return one_stop.get_dossier_by_id(
        actor=office.officer, dossier_id=dossier_id, purpose=None, now=NOW
    )


def revision_of(office: Office, case_id: int) -> int:
    return cases.get_case(actor=office.officer, case_id=case_id, purpose=None, now=NOW).revision


def send(client: Client, office: Office, case_id: int, act: str, **more: str) -> tuple[int, str]:
    """Post an act as the page would, and return the status and the page or the address after it."""
    given = {"viec": act, "revision": str(revision_of(office, case_id)), "key": "k-1", **more}
    response = client.post(page_of(case_id), given)
    where = response["Location"] if response.status_code == 302 else response.content.decode()
    return response.status_code, where


def test_the_page_shows_the_form_masked_the_clock_and_one_primary_act(
    office: Office, browser: Browser
) -> None:
    _dossier, case_id = walk(office, to="filed")

    page = browser(OFFICER).get(page_of(case_id)).content.decode()

    assert "Nguyễn Thị Lấp Lánh Ánh" in page
    assert "000190000017" not in page
    assert "000•••••0017" in page
    assert "Thời hạn giải quyết bắt đầu tính khi hồ sơ được tiếp nhận." in page
    assert len(re.findall(r'class="btn p"', page)) == 1
    assert "Từ chối tiếp nhận" in page


def test_a_look_and_a_look_at_the_whole_number_are_written_down(
    office: Office, browser: Browser
) -> None:
    _dossier, case_id = walk(office, to="filed")
    client = browser(OFFICER)

    client.get(page_of(case_id))
    page = client.get(f"{page_of(case_id)}?hien=so").content.decode()

    assert "000190000017" in page
    seen = AccessEntry.objects.using("access").filter(case_id=case_id).order_by("id")
    assert list(seen.values_list("purpose", flat=True)) == [
        "Xem hồ sơ để giải quyết",
        "Hiện số định danh, điện thoại để giải quyết hồ sơ",
    ]


def test_another_agencys_official_finds_no_such_dossier(office: Office, browser: Browser) -> None:
    _dossier, case_id = walk(office, to="filed")

    stranger = browser("chuyenvien.rachgia")

    assert stranger.get(page_of(case_id)).status_code == 404
    assert stranger.post(page_of(case_id), {"viec": "tiep-nhan"}).status_code == 404
    assert (
        cases.get_case(actor=office.officer, case_id=case_id, purpose=None, now=NOW).phase
        == "filed"
    )


def test_a_citizen_is_refused_in_words_and_nobody_is_sent_to_sign_in(
    office: Office, browser: Browser
) -> None:
    _dossier, case_id = walk(office, to="filed")

    citizen = browser("congdan").get(page_of(case_id))
    nobody = Client().get(page_of(case_id))

    assert citizen.status_code == 403
    assert "Trang này dành cho cán bộ." in citizen.content.decode()
    assert nobody.status_code == 302
    assert nobody["Location"].startswith("/dang-nhap/")


def test_reception_twice_gives_one_code(office: Office, browser: Browser) -> None:
    dossier, case_id = walk(office, to="filed")
    client = browser(OFFICER)
    given = {"viec": "tiep-nhan", "revision": "1", "key": "twice"}
    given["revision"] = str(revision_of(office, case_id))

    first = client.post(page_of(case_id), given)
    code = view_of(office, dossier).code
    second = client.post(page_of(case_id), given)

    assert (first.status_code, second.status_code) == (302, 302)
    assert view_of(office, dossier).code == code
    assert [form.form.value for form in view_of(office, dossier).forms] == ["receipt"]


def test_whoever_does_not_hold_the_task_sees_no_button_and_does_nothing(
    office: Office, browser: Browser
) -> None:
    dossier, case_id = walk(office, to="filed")
    client = browser(SPECIALIST)

    page = client.get(page_of(case_id)).content.decode()
    status, answer = send(client, office, case_id, "tiep-nhan")

    assert 'value="tiep-nhan"' not in page
    assert status == 409
    assert "Có thay đổi trong lúc bạn làm." in answer
    assert view_of(office, dossier).processing is ProcessingState.SUBMITTED


def test_a_refusal_needs_its_reason_and_its_law(office: Office, browser: Browser) -> None:
    dossier, case_id = walk(office, to="filed")
    client = browser(OFFICER)

    status, page = send(client, office, case_id, "tu-choi", reason="Sai thẩm quyền", law="")
    assert status == 422
    assert "Sai thẩm quyền" in page
    assert view_of(office, dossier).processing is ProcessingState.SUBMITTED

    status, _where = send(
        client, office, case_id, "tu-choi", reason="Sai thẩm quyền", law="Điều 5", key="k-2"
    )
    assert status == 302
    assert view_of(office, dossier).processing is ProcessingState.REFUSED_RECEPTION


def test_a_supplement_is_asked_once_and_says_what(office: Office, browser: Browser) -> None:
    dossier, case_id = walk(office, to="taken")
    client = browser(SPECIALIST)

    status, page = send(client, office, case_id, "bo-sung", reason="Thiếu giấy", law="Điều 7")
    assert status == 422
    assert "Chọn ít nhất một giấy tờ" in page

    given = {
        "missing_name": "Giấy xác nhận khuyết tật",
        "missing_why": "Chưa có trong hồ sơ",
        "reason": "Nhờ bà gửi thêm",
        "law": "Điều 7",
    }
    status, _where = send(client, office, case_id, "bo-sung", **given)
    again, _where = send(client, office, case_id, "bo-sung", **given)

    assert (status, again) == (302, 302)
    view = view_of(office, dossier)
    assert view.clock is DossierClock.PAUSED_SUPPLEMENT
    assert [item.name for item in view.supplements[0].items] == ["Giấy xác nhận khuyết tật"]
    page = client.get(page_of(case_id)).content.decode()
    assert "Dừng, chờ người nộp bổ sung" in page


def test_an_amount_is_read_as_people_write_it(office: Office, browser: Browser) -> None:
    dossier, case_id = walk(office, to="taken")
    client = browser(SPECIALIST)
    given = {
        "result": "grant",
        "category": "Người cao tuổi thuộc hộ nghèo không có người phụng dưỡng",
        "coefficient": "1,5",
        "monthly_amount": "bảy trăm",
        "from_month": "12/2026",
        "note": "Đủ",
    }

    status, page = send(client, office, case_id, "tham-dinh", **given)
    assert (status, "Ghi số tiền bằng chữ số" in page) == (422, True)
    assert "bảy trăm" in page

    status, where = send(
        client, office, case_id, "tham-dinh", **{**given, "monthly_amount": "750.000"}
    )
    assert (status, where) == (302, "/ban-lam-viec/")
    proposal = view_of(office, dossier).proposal["facts"]
    assert (proposal["monthly_amount"], proposal["from_month"]) == (750_000, "2026-12-01")


def test_a_draft_can_be_looked_at_and_nothing_is_stored(office: Office, browser: Browser) -> None:
    dossier, case_id = walk(office, to="taken")
    before = revision_of(office, case_id)

    response = browser(SPECIALIST).post(
        f"{page_of(case_id)}xem-truoc/",
        {
            "viec": "tham-dinh",
            "result": "grant",
            "category": "Người cao tuổi thuộc hộ nghèo không có người phụng dưỡng",
            "coefficient": "1,5",
            "monthly_amount": "750.000",
            "from_month": "12/2026",
        },
    )

    assert response["Content-Type"] == "application/pdf"
    assert response.content.startswith(b"%PDF")
    assert revision_of(office, case_id) == before
    assert view_of(office, dossier).result is None


def test_ones_own_last_act_can_be_taken_back_while_nobody_has_gone_on(
    office: Office, browser: Browser
) -> None:
    _dossier, case_id = walk(office, to="appraised")
    client = browser(SPECIALIST)

    assert "Hoàn tác bước vừa làm" in client.get(page_of(case_id)).content.decode()
    assert client.post(f"{page_of(case_id)}hoan-tac/").status_code == 302

    case = cases.get_case(actor=office.officer, case_id=case_id, purpose=None, now=NOW)
    assert [t.step for t in case.tasks if t.state.value == "open"] == ["appraisal"]
    assert client.post(f"{page_of(case_id)}hoan-tac/").status_code == 409


def test_a_stale_page_says_who_was_faster_and_keeps_what_was_typed(
    office: Office, browser: Browser
) -> None:
    dossier, case_id = walk(office, to="taken")
    stale = revision_of(office, case_id) - 1

    response = browser(SPECIALIST).post(
        page_of(case_id),
        {
            "viec": "tham-dinh",
            "revision": stale,
            "key": "late",
            "result": "grant",
            "category": "Người cao tuổi thuộc hộ nghèo không có người phụng dưỡng",
            "coefficient": "1,5",
            "monthly_amount": "750.000",
            "from_month": "12/2026",
            "note": "Lời tôi đã gõ",
        },
    )

    page = response.content.decode()
    assert response.status_code == 409
    assert "Lời tôi đã gõ" in page
    assert "Tiếp nhận, cấp mã và giấy hẹn" in page
    assert view_of(office, dossier).result is None


def test_a_wrong_pin_says_how_many_tries_are_left_at_the_field(
    office: Office, browser: Browser
) -> None:
    dossier, case_id = walk(office, to="reviewed")

    status, page = send(browser(LEADER), office, case_id, "ky", pin="000000")

    assert status == 422
    assert re.search(r"Mã PIN không đúng\. Còn \d lần thử", page)
    assert 'id="id_pin-error"' in page
    result = view_of(office, dossier).result
    assert result is not None
    assert result.signed_at is None


def test_the_whole_way_by_the_pages(office: Office, browser: Browser) -> None:
    dossier, case_id = walk(office, to="filed", delivery=Delivery.COUNTER)
    way: tuple[tuple[str, str, dict[str, str]], ...] = (
        (OFFICER, "tiep-nhan", {}),
        (SPECIALIST, "nhan-viec", {}),
        (
            SPECIALIST,
            "tham-dinh",
            {
                "result": "grant",
                "category": "Người cao tuổi thuộc hộ nghèo không có người phụng dưỡng",
                "coefficient": "1,5",
                "monthly_amount": "750.000",
                "from_month": "12/2026",
            },
        ),
        (HEAD, "kiem-tra", {"note": "Đồng ý"}),
        (LEADER, "ky", {"pin": PIN}),
        (CLERK, "dong-dau", {"pin": PIN}),
        (OFFICER, "tra-ket-qua", {"receiver": "Nguyễn Thị Lấp Lánh Ánh"}),
    )

    for index, (who, act, given) in enumerate(way):
        status, _where = send(browser(who), office, case_id, act, **given, key=f"k-{index}")
        assert status == 302, act

    view = view_of(office, dossier)
    assert view.processing is ProcessingState.RETURNED
    assert view.result is not None
    page = browser(OFFICER).get(page_of(case_id)).content.decode()
    assert view.result.number in page
    picture = browser(OFFICER).get(f"{page_of(case_id)}giay/{view.result.version_id}/trang/1.png")
    assert picture.content.startswith(b"\x89PNG")


def test_a_leader_returns_a_draft_with_the_reason(office: Office, browser: Browser) -> None:
    _dossier, case_id = walk(office, to="reviewed")

    status, _where = send(
        browser(LEADER), office, case_id, "tra-lai", to_step="appraisal", reason="Sai hệ số"
    )

    assert status == 302
    case = cases.get_case(actor=office.officer, case_id=case_id, purpose=None, now=NOW)
    assert [t.step for t in case.tasks if t.state.value == "open"] == ["appraisal"]
    assert "Sai hệ số" in browser(SPECIALIST).get(page_of(case_id)).content.decode()


def test_a_returned_dossier_keeps_the_opinion_of_the_specialist(
    office: Office, browser: Browser
) -> None:
    _dossier, case_id = walk(office, to="reviewed")
    send(browser(LEADER), office, case_id, "tra-lai", to_step="appraisal", reason="Sai hệ số")
    client = browser(SPECIALIST)
    send(client, office, case_id, "nhan-viec")

    page = client.get(f"{page_of(case_id)}?viec=tham-dinh").content.decode()

    note = re.search(r'<textarea[^>]*name="note"[^>]*>([^<]*)</textarea>', page)
    assert note is not None
    assert note[1].strip() == "Đủ điều kiện"


def test_an_empty_return_says_each_thing_once_in_the_summary_and_once_at_its_field(
    office: Office, browser: Browser
) -> None:
    _dossier, case_id = walk(office, to="reviewed")

    status, page = send(browser(LEADER), office, case_id, "tra-lai", to_step="appraisal", reason="")

    said = [
        " ".join(re.sub(r"<[^>]+>", "", one).split())
        for one in re.findall(r'<li><a href="#[^"]*">.*?</li>', page)
    ]
    assert (status, said) == (422, ["Hãy ghi “Lý do trả lại”."])
    assert page.count("Hãy ghi “Lý do trả lại”.") == 2
    assert "Trường này là bắt buộc" not in page


@pytest.mark.parametrize(
    ("policy", "rule"),
    [
        ("resume", "Thời gian chờ không tính vào hạn của cơ quan."),
        ("restart", "Bổ sung đủ thì thời hạn 10 ngày làm việc tính lại từ đầu."),
    ],
)
def test_officer_and_citizen_read_the_same_about_a_stopped_clock(
    office: Office, browser: Browser, policy: str, rule: str
) -> None:
    dossier, case_id = walk(office, to="taken")
    Dossier.objects.filter(pk=dossier).update(supplement_policy=policy)
    ask(office, dossier, after=True)

    desk = browser(SPECIALIST).get(page_of(case_id)).content.decode()
    own = browser("congdan").get(f"/ho-so-cua-toi/{dossier}/").content.decode()

    other = {"resume": "tính lại từ đầu", "restart": "không tính vào hạn"}[policy]
    assert [(rule in page, other in page) for page in (desk, own)] == [(True, False)] * 2


def test_a_paper_of_another_dossier_is_unknown(office: Office, browser: Browser) -> None:
    _first, one = walk(office, to="received")
    second, _other = walk(office, to="received")
    foreign = view_of(office, second).forms[0].version_id

    client = browser(OFFICER)

    assert client.get(f"{page_of(one)}giay/{foreign}/tep/").status_code == 404
    assert client.get(f"{page_of(one)}giay/{foreign}/trang/1.png").status_code == 404
