"""What a specialist types is held against filing and rates at its field, and stays on the page."""

import html
import re

import pytest

from province.contexts.one_stop import public as one_stop
from province.contexts.one_stop.allowance import CODE
from province.contexts.one_stop.kinds import PROCEDURE_KINDS
from province.contexts.one_stop.models import Dossier, DossierResult
from province.contexts.one_stop.tests.conftest import NOW, Office
from province.contexts.one_stop.tests.web_desk.conftest import Browser, walk
from province.contexts.one_stop.tests.web_desk.test_dossier_page import page_of, send

pytestmark = pytest.mark.django_db
SPECIALIST, LEADER = "chuyenvien.longxuyen", "chutich.longxuyen"
CATEGORY = "Người cao tuổi thuộc hộ nghèo không có người phụng dưỡng"
REASON = "Theo kết luận của Hội đồng xác định mức trợ giúp"
TYPED = {
    "result": "grant",
    "category": CATEGORY,
    "coefficient": "1,5",
    "monthly_amount": "750.000",
    "from_month": "12/2026",
    "deviation": "",
    "note": "Lời tôi đã gõ",
}


def fault_at(page: str, field: str) -> str:
    """Return the sentence at a field, as it is read."""
    found = re.search(rf'id="id_{field}-error"[^>]*>(.*?)</(?:p|div|span)>', page, re.DOTALL)
    assert found is not None, f"no fault at {field}"
    return html.unescape(" ".join(re.sub(r"<[^>]+>", " ", found[1]).split()))


def kept(page: str, name: str) -> str:
    """Return what a text field of the page holds."""
    found = re.search(rf'<input[^>]*name="{name}"[^>]*>', page)
    assert found is not None
    value = re.search(r'value="([^"]*)"', found[0])
    return html.unescape(value[1]) if value else ""


def nothing_happened(dossier: int) -> bool:
    row = Dossier.objects.get(pk=dossier)
    return row.proposal == {} and not DossierResult.objects.filter(dossier=row).exists()


def test_a_wrong_amount_comes_back_at_its_field_with_everything_typed(
    office: Office, browser: Browser
) -> None:
    dossier, case_id = walk(office, to="taken")

    status, page = send(
        browser(SPECIALIST), office, case_id, "tham-dinh", **{**TYPED, "monthly_amount": "1"}
    )

    assert status == 422
    assert fault_at(page, "monthly_amount") == (
        "Mức chuẩn 500.000 × hệ số 1,5 là 750.000 đồng. Sửa số tiền, hoặc ghi lý do khác quy định "
        "chung."
    )
    assert (kept(page, "monthly_amount"), kept(page, "from_month")) == ("1", "12/2026")
    assert f'<option value="{CATEGORY}" selected' in page
    assert '<option value="1,5" selected' in page
    assert "Lời tôi đã gõ" in page
    assert nothing_happened(dossier)


@pytest.mark.parametrize(
    "month",
    ["01/0000", "13/2026", "00/2026", "²/2026", "12/²026", "1" * 5000, "1/" + "2" * 5000, "/", "x"],
)
def test_what_is_no_month_is_said_at_its_field(
    office: Office, browser: Browser, month: str
) -> None:
    dossier, case_id = walk(office, to="taken")

    status, page = send(
        browser(SPECIALIST), office, case_id, "tham-dinh", **{**TYPED, "from_month": month}
    )

    assert status == 422
    assert fault_at(page, "from_month")
    assert kept(page, "from_month") == month
    assert kept(page, "monthly_amount") == "750.000"
    assert nothing_happened(dossier)


@pytest.mark.parametrize("amount", ["9" * 5000, "²", "-1", "750,5", "50.000.001"])
def test_what_is_no_amount_is_said_at_its_field(
    office: Office, browser: Browser, amount: str
) -> None:
    dossier, case_id = walk(office, to="taken")

    status, page = send(
        browser(SPECIALIST), office, case_id, "tham-dinh", **{**TYPED, "monthly_amount": amount}
    )

    assert status == 422
    assert fault_at(page, "monthly_amount")
    assert kept(page, "monthly_amount") == amount
    assert nothing_happened(dossier)


def test_every_mistake_of_a_proposal_is_said_at_once(office: Office, browser: Browser) -> None:
    dossier, case_id = walk(office, to="taken")
    wrong = {**TYPED, "monthly_amount": "-5", "category": "", "coefficient": ""}

    status, page = send(browser(SPECIALIST), office, case_id, "tham-dinh", **wrong)

    assert status == 422
    assert fault_at(page, "monthly_amount") == "Ghi số tiền bằng chữ số, ví dụ 750.000."
    assert fault_at(page, "category")
    assert fault_at(page, "coefficient")
    assert nothing_happened(dossier)


def test_a_written_reason_goes_through_and_is_read_before_signing(
    office: Office, browser: Browser
) -> None:
    dossier, case_id = walk(office, to="taken")
    given = {**TYPED, "monthly_amount": "600.000", "deviation": REASON}

    status, _where = send(browser(SPECIALIST), office, case_id, "tham-dinh", **given)

    assert status == 302
    assert Dossier.objects.get(pk=dossier).proposal["facts"] == {
        "category": CATEGORY,
        "coefficient": "1,5",
        "monthly_amount": 600_000,
        "from_month": "2026-12-01",
        "deviation": REASON,
    }
    assert REASON in browser("truongphong.longxuyen").get(page_of(case_id)).content.decode()
    one_stop.review(actor=office.head, dossier_id=dossier, note="", revision=None, key="", now=NOW)
    usual, _case = walk(office, to="reviewed")
    page = browser(LEADER).get("/ky-so/").content.decode()
    read_first, _heading, as_usual = page.partition('id="s-usual"')
    assert f'value="{dossier}:' in read_first
    assert f'value="{usual}:' not in read_first
    assert f'value="{usual}:' in as_usual
    assert f'value="{dossier}:' not in as_usual
    assert REASON in page
    assert REASON in browser(LEADER).get(page_of(case_id)).content.decode()


def test_what_is_typed_for_a_grant_does_not_stop_a_refusal(
    office: Office, browser: Browser
) -> None:
    dossier, case_id = walk(office, to="taken")
    given = {**TYPED, "result": "refusal", "reason": "Chưa đủ tuổi", "law": "Điều 5"}

    status, page = send(
        browser(SPECIALIST),
        office,
        case_id,
        "tham-dinh",
        **{**given, "monthly_amount": "bảy trăm", "from_month": "tháng sau"},
    )

    assert status == 302, page
    assert Dossier.objects.get(pk=dossier).proposal == {
        "result": "refusal",
        "facts": {},
        "reason": "Chưa đủ tuổi",
        "law": "Điều 5",
    }


def test_without_a_registered_kind_the_page_says_so_and_lets_refuse(
    office: Office, browser: Browser
) -> None:
    dossier, case_id = walk(office, to="taken")
    client, kind = browser(SPECIALIST), PROCEDURE_KINDS.get(CODE)
    PROCEDURE_KINDS.withdraw(CODE)
    try:
        page = client.get(f"{page_of(case_id)}?viec=tham-dinh").content.decode()
        grant, _page = send(client, office, case_id, "tham-dinh", **TYPED)
        untouched = nothing_happened(dossier)
        words = {"result": "refusal", "reason": "Chưa đủ tuổi", "law": "Điều 5"}
        refusal, _where = send(client, office, case_id, "tham-dinh", **words)
        after = client.get(page_of(case_id)).content.decode()
    finally:
        PROCEDURE_KINDS.register(kind)

    assert "Hệ thống chưa có mẫu kết quả của thủ tục 1.001776" in page
    assert 'value="grant"' not in page
    assert (grant, untouched, refusal) == (422, True, 302)
    assert "Chưa đủ tuổi" in after
