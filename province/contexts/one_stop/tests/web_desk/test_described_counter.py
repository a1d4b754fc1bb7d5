"""Every described procedure at the counter: its questions, in the words of an officer."""

import re

import pytest

from province.contexts.one_stop.described.reading import described_procedures
from province.contexts.one_stop.models import Dossier, IssuedForm
from province.contexts.one_stop.tests.conftest import Office
from province.contexts.one_stop.tests.describing import applicant
from province.contexts.one_stop.tests.web_desk.conftest import Browser
from province.contexts.one_stop.tests.web_desk.test_counter import URL
from province.contexts.one_stop.tests.web_desk.test_lists import OFFICER

pytestmark = pytest.mark.django_db
COPIES = "2.000815"


@pytest.mark.parametrize("code", [one.code for one in described_procedures()])
def test_the_counter_asks_what_the_form_asks(office: Office, browser: Browser, code: str) -> None:
    del office
    (described,) = [one for one in described_procedures() if one.code == code]

    page = browser(OFFICER).get(f"{URL}?thu_tuc={code}").content.decode()

    asked = [
        f.officer_label or f.label
        for step in described.form.steps
        for f in step.fields
        if not f.show_when
    ]
    assert [label for label in asked if label not in page] == []


def test_copies_are_taken_in_by_one_button_and_the_next_ones_begin_alike(
    office: Office, browser: Browser
) -> None:
    client = browser(OFFICER)
    given = {
        **applicant(office),
        "thu_tuc": COPIES,
        "result_way": "counter",
        "documents__0__name": "Bằng tốt nghiệp",
        "documents__0__pages": "1",
        "documents__0__copies": "3",
        "copies_match": ["true"],
        "key": "k1",
    }

    done = client.post(URL, given)

    assert re.fullmatch(r"/.*/xong/\d+/", done["Location"])
    assert client.get(done["Location"]).status_code == 200
    dossier = Dossier.objects.get()
    assert (dossier.procedure_code, dossier.code is None) == (COPIES, False)
    assert not IssuedForm.objects.exists()
    assert f'<option value="{COPIES}" selected' in client.get(URL).content.decode()
