"""The list behind a figure: the same words in its address, over it, in its files."""

from io import BytesIO

import pytest
from python_calamine import CalamineWorkbook

from province.contexts.one_stop.contracts.states import DossierClock
from province.contexts.one_stop.models import Dossier
from province.contexts.one_stop.tests.conftest import BEFORE, Office
from province.contexts.one_stop.tests.web_desk.conftest import Browser, walk
from province.foundation.audit.models import AuditEntry

pytestmark = pytest.mark.django_db
OFFICER = "motcua.longxuyen"


def overdue(office: Office) -> Dossier:
    dossier, _case = walk(office, to="received")
    walk(office, to="received")
    Dossier.objects.filter(pk=dossier).update(due_at=BEFORE, clock=DossierClock.RUNNING)
    return Dossier.objects.get(pk=dossier)


def address(office: Office, **more: str) -> dict[str, str]:
    return {"so": "qua-han", "ky": "2026-11", "dv": str(office.agency.pk), **more}


def test_a_figure_opens_its_dossiers_and_says_so(office: Office, browser: Browser) -> None:
    late = overdue(office)

    page = browser(OFFICER).get("/ho-so/", address(office, kenh="online", tthc="1.001776"))

    assert [row.cells[0].words for row in page.context["table"].rows] == [late.code]
    said = page.content.decode()
    assert "Đang giải quyết, đã quá hạn." in said
    assert (
        "Phường Long Xuyên, tháng 11/2026, tính đến 9:00, 19/11/2026, trực tuyến, thủ tục 1.001776."
        in said
    )
    assert '<input type="hidden" name="luc" value="2026-11-19T09:00:00">' in said
    assert page.context["widen_url"] == "?"
    assert "so=qua-han" in page.context["chips"][1].url


def test_a_list_of_another_unit_stays_empty(office: Office, browser: Browser) -> None:
    overdue(office)

    page = browser("chuyenvien.rachgia").get("/ho-so/", address(office))

    assert page.context["total"] == 0
    assert "Không có hồ sơ nào khớp" in page.content.decode()


def test_the_file_of_a_narrowed_list_holds_the_same_rows(office: Office, browser: Browser) -> None:
    late = overdue(office)
    client = browser(OFFICER)

    answer = client.get("/ho-so/danh-sach.xlsx", address(office))

    rows = CalamineWorkbook.from_filelike(BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    assert [row[0] for row in rows[1:]] == [late.code]
    assert AuditEntry.objects.get(action="one_stop.list_exported").changes == {
        "agency_id": office.agency.pk,
        "measure": "qua-han",
        "since": "2026-11-01T00:00:00+07:00",
        "until": "2026-11-19T09:00:01+07:00",
        "rows": 1,
    }


def test_an_unknown_unit_is_said(office: Office, browser: Browser) -> None:
    del office

    page = browser(OFFICER).get("/ho-so/", {"dv": "999999999"})

    assert "Không có đơn vị này." in page.content.decode()
