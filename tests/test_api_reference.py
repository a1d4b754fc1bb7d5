"""The page of the API has all that the API offers."""

import pytest
from django.test import Client

from config.api import api
from province.sites.portal.reference import operations


@pytest.mark.django_db
def test_the_page_has_every_door_and_no_foreign_script(client: Client) -> None:
    page = client.get("/api/v1/docs").content.decode()

    doors = operations(api.get_openapi_schema())
    assert len(doors) == 7
    assert all(f"{door.method} {door.path}" in page for door in doors)
    assert "jsdelivr" not in page
    assert page.count("<h1>") == 1
    answered = {door.path: {field.name for field in door.answered} for door in doors}
    assert "items[].takes_filings" in answered["/api/v1/procedures"]
    assert "items[].filing_no" in answered["/api/v1/dossiers"]
    asked = {field.name for door in doors for field in door.asked if door.method == "POST"}
    assert {"filing", "filing.external_code", "filing.applicant.full_name", "papers"} <= asked
