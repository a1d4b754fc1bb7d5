"""Pages of administrators: processes as a list, as a file, and one approved and withdrawn."""

from io import BytesIO

import pytest
from python_calamine import CalamineWorkbook

from province.contexts.one_stop import public as one_stop
from province.contexts.one_stop.queries.processes import Standing, process_rows
from province.contexts.one_stop.tests.conftest import NOW, actor_named
from province.contexts.one_stop.tests.web_desk.conftest import Browser
from province.contexts.one_stop.tests.web_desk.test_lists import queries
from province.foundation.audit.models import AuditEntry
from province.kernel.processes import public as processes
from province.kernel.processes.contracts import VersionState

pytestmark = pytest.mark.django_db
ADMIN = "quantri.tinh"


def sample() -> str:
    """Return a procedure with nothing but a generated draft."""
    rows = process_rows(actor=actor_named(ADMIN), on=NOW.date())
    return next(row.facts.code for row in rows if row.standing is Standing.SAMPLE)


def test_the_list_says_what_is_a_sample_and_what_is_missing(browser: Browser) -> None:
    client = browser(ADMIN)

    page = client.get("/quy-trinh/?muc=sample").content.decode()
    assert "mẫu, chưa phê duyệt" in page
    assert client.get("/quy-trinh/?muc=missing").content.decode().count("thời hạn chắc chắn") > 1
    assert "1.001193" in client.get("/quy-trinh/?q=khai+sinh&muc=in_force").content.decode()
    assert "Không có quy trình nào như vậy" in client.get("/quy-trinh/?q=zzzz").content.decode()
    assert queries(client, "/quy-trinh/?q=1.001193") == queries(client, "/quy-trinh/")


def test_the_list_as_a_file_has_every_procedure(browser: Browser) -> None:
    answer = browser(ADMIN).get("/quy-trinh/danh-sach.xlsx?q=1.001776")

    rows = CalamineWorkbook.from_filelike(BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    assert [row[0] for row in rows] == ["Mã", "1.001776"]
    assert rows[1][5] == "Đang áp dụng"


def test_a_sample_is_approved_on_a_decision_and_withdrawn_with_a_reason(browser: Browser) -> None:
    client, code = browser(ADMIN), sample()
    url = f"/quy-trinh/{code}/"
    version = processes.versions(process_key=f"procedure:{code}")[0]
    sent = {"act": "approve", "version": str(version.version_id)}

    refused = client.post(url, {**sent, "decision": ""})
    assert refused.status_code == 422
    assert processes.versions(process_key=f"procedure:{code}")[0].state is VersionState.DRAFT

    client.post(url, {**sent, "decision": "QĐ 12/QĐ-UBND ngày 20/11/2026"})
    approved = processes.versions(process_key=f"procedure:{code}")[0]
    assert (approved.state, approved.decision) == (
        VersionState.PUBLISHED,
        "QĐ 12/QĐ-UBND ngày 20/11/2026",
    )
    assert "QĐ 12/QĐ-UBND" in client.get(url).content.decode()

    client.post(url, {**sent, "act": "withdraw", "decision": "Thời hạn đã đổi"})
    assert processes.versions(process_key=f"procedure:{code}")[0].state is VersionState.WITHDRAWN
    done = AuditEntry.objects.filter(target__startswith=f"process:procedure:{code}/")
    assert set(done.values_list("action", flat=True)) == {
        "processes.published",
        "processes.withdrawn",
    }


def test_a_button_that_nobody_knows_does_nothing(browser: Browser) -> None:
    client, code = browser(ADMIN), sample()
    version = processes.versions(process_key=f"procedure:{code}")[0].version_id

    answer = client.post(
        f"/quy-trinh/{code}/", {"act": "x", "version": str(version), "decision": "QĐ 1 của ai đó"}
    )

    assert answer.status_code == 422
    assert "QĐ 1 của ai đó" in answer.content.decode()
    assert processes.versions(process_key=f"procedure:{code}")[0].state is VersionState.DRAFT


def test_a_version_of_another_procedure_is_not_approved(browser: Browser) -> None:
    client, code = browser(ADMIN), sample()
    version = processes.versions(process_key=f"procedure:{code}")[0].version_id

    answer = client.post(
        "/quy-trinh/1.001776/", {"act": "approve", "version": str(version), "decision": "QĐ 1"}
    )

    assert answer.status_code == 404
    assert processes.versions(process_key=f"procedure:{code}")[0].state is VersionState.DRAFT


def test_drafts_are_drawn_up_anew_from_the_page(browser: Browser) -> None:
    client = browser(ADMIN)

    assert client.post("/quy-trinh/").status_code == 302
    answer = client.get("/quy-trinh/")
    assert "Đã dựng 0 bản nháp" in answer.content.decode()


def test_officials_who_do_not_write_processes_are_turned_away(browser: Browser) -> None:
    client, code = browser("chuyenvien.longxuyen"), sample()

    for url in ("/quy-trinh/", "/quy-trinh/danh-sach.xlsx", f"/quy-trinh/{code}/"):
        assert client.get(url).status_code == 403
    assert client.post("/quy-trinh/").status_code == 403


def test_loading_again_changes_nothing(browser: Browser) -> None:
    del browser
    done = one_stop.generate_processes(actor=actor_named(ADMIN), now=NOW)

    assert (done.made, done.removed, done.by_hand) == (0, 0, 7)
