"""Lists that the law makes of services: public, with progress and source, as a page and a file."""

from io import BytesIO

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook

from province.contexts.one_stop.queries.listed import ListKey, service_list
from province.contexts.one_stop.tests.conftest import NOW, Office
from province.contexts.one_stop.tests.test_path import walk_to_sealed

pytestmark = pytest.mark.django_db


def test_the_essential_services_are_twenty_five_with_their_progress(office: Office) -> None:
    del office
    found = service_list(key=ListKey.ESSENTIAL, on=NOW.date())

    assert [service.no for service in found.services] == list(range(1, 26))
    assert {one.no for one in found.services if one.is_whole} == {12, 13, 14}
    assert (found.whole, found.elsewhere) == (3, 19)
    assert "chưa đối chiếu" in found.source


def test_a_result_that_went_out_is_counted(office: Office) -> None:
    walk_to_sealed(office)

    found = service_list(key=ListKey.ELECTRONIC, on=NOW.date())

    issued = {each.code: each.issued for one in found.services for each in one.procedures}
    assert issued["1.001776"] == 1
    assert sum(issued.values()) == 1


@pytest.mark.parametrize("address", ["", "thiet-yeu/", "ket-qua-dien-tu/"])
def test_anybody_reads_a_list(office: Office, address: str) -> None:
    del office
    client = Client()
    client.get(f"/danh-muc/{address}")

    with CaptureQueriesContext(connection) as captured:
        page = client.get(f"/danh-muc/{address}")

    assert page.status_code == 200
    assert "/thu-tuc/1.001193" in page.content.decode()
    assert len(captured) <= 13


def test_a_list_as_a_file(office: Office) -> None:
    del office
    answer = Client().get("/danh-muc/thiet-yeu/danh-sach.xlsx")

    rows = CalamineWorkbook.from_filelike(BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    birth = next(row for row in rows if row[2] == "1.001193")
    assert birth[4:7] == ["có", "có", "có"]


@pytest.mark.parametrize("address", ["x/", "x/danh-sach.xlsx"])
def test_a_list_that_does_not_exist_is_not_found(office: Office, address: str) -> None:
    del office
    assert Client().get(f"/danh-muc/{address}").status_code == 404
