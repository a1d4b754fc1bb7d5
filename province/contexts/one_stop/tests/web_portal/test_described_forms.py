"""Every described procedure in the browser: its steps on the portal, its form at the counter."""

import pytest
from django.test import Client

from province.contexts.one_stop.described.reading import described_procedures
from province.contexts.one_stop.tests.conftest import NOW, Office
from province.contexts.one_stop.tests.web_portal.conftest import StandingClock
from province.kernel.forms import public as forms

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.urls("province.contexts.one_stop.tests.web_portal.urls"),
]
ONLINE = ("1.001193", "1.000656", "1.000894", "1.004873", "1.001612")


@pytest.mark.parametrize("code", ONLINE)
def test_each_step_opens_and_asks_its_first_question(
    citizen: Client, office: Office, clock: StandingClock, code: str
) -> None:
    del clock
    (described,) = [one for one in described_procedures() if one.code == code]

    first = citizen.post(f"/nop-ho-so/{code}/")["Location"]

    (draft,) = forms.drafts(actor=office.citizen, now=NOW)
    assert first == f"/nop-ho-so/nhap/{draft.id}/applicant/"
    for step in described.form.steps:
        page = citizen.get(f"/nop-ho-so/nhap/{draft.id}/{step.key}/")
        assert page.status_code == 200
        shown = [field.label for field in step.fields if not field.show_when]
        text = page.content.decode()
        assert [label for label in shown if label not in text] == []


def test_why_a_question_is_asked_stands_beside_it(citizen: Client, office: Office) -> None:
    citizen.post("/nop-ho-so/1.001193/")
    (draft,) = forms.drafts(actor=office.citizen, now=NOW)

    page = citizen.get(f"/nop-ho-so/nhap/{draft.id}/applicant/").content.decode()

    assert "Người có trách nhiệm đăng ký khai sinh: Điều 15 Luật Hộ tịch 2014." in page
