"""The page that takes today's reception back."""

import pytest

from province.contexts.one_stop import public as one_stop
from province.contexts.one_stop.models import Dossier
from province.contexts.one_stop.tests.conftest import NOW, Office
from province.contexts.one_stop.tests.test_sittings import received
from province.contexts.one_stop.tests.web_desk.conftest import Browser
from province.contexts.one_stop.tests.web_desk.test_lists import OFFICER, answers
from province.contexts.one_stop.tests.web_portal.conftest import png
from province.kernel.attachments.models import AttachmentVersion

SAME_PAPERS = "1.000656"  # its form asks for other papers too
pytestmark = pytest.mark.django_db


def test_the_counter_opens_with_the_right_procedure_and_the_same_person(
    office: Office, browser: Browser
) -> None:
    client = browser(OFFICER)
    accepted, case_id = received(office, "Khóm 1")
    page = f"/ho-so/{case_id}/nhap-nham/"
    assert page in client.get(f"/ho-so/{case_id}/").content.decode()
    assert '<option value="2.000815"' in client.get(page).content.decode()

    answer = client.post(page, {"reason": "Chọn nhầm", "procedure": "2.000815"})

    assert answer.status_code == 302
    assert answer["Location"].startswith("/mot-cua/tiep-nhan/?lan=")
    counter = client.get(answer["Location"]).content.decode()
    assert '<option value="2.000815" selected' in counter
    assert 'value="000190000017"' in counter
    assert accepted.code in counter
    assert Dossier.objects.get().processing == "mistaken"
    ended = client.get(f"/ho-so/{case_id}/").content.decode()
    assert page not in ended
    assert "Xong trước hạn" not in ended
    assert "Xong trước hạn" not in client.get("/ho-so/").content.decode()


def test_papers_of_the_same_name_are_carried_along(office: Office, browser: Browser) -> None:
    client = browser(OFFICER)
    given = {**answers(office), "key": "k1", "paper_other": png("a.png")}
    filed = client.post("/mot-cua/tiep-nhan/", given)
    case_id = filed["Location"].rstrip("/").rpartition("/")[2]

    answer = client.post(
        f"/ho-so/{case_id}/nhap-nham/", {"reason": "Nhầm", "procedure": SAME_PAPERS}
    )

    counter = client.get(answer["Location"]).content.decode()
    (version,) = AttachmentVersion.objects.filter(name="a.png")
    assert f'value="{version.pk}"' in counter
    assert "a.png" in counter


def test_the_same_procedure_is_no_right_one(office: Office, browser: Browser) -> None:
    _accepted, case_id = received(office, "Khóm 1")

    answer = browser(OFFICER).post(
        f"/ho-so/{case_id}/nhap-nham/", {"reason": "Nhầm", "procedure": "1.001776"}
    )

    assert answer.status_code == 422
    assert Dossier.objects.get().processing == "received"


def test_a_missing_reason_is_said_and_nothing_happens(office: Office, browser: Browser) -> None:
    client = browser(OFFICER)
    _accepted, case_id = received(office, "Khóm 1")

    answer = client.post(f"/ho-so/{case_id}/nhap-nham/", {"procedure": "2.000815"})

    assert answer.status_code == 422
    assert '<option value="2.000815" selected' in answer.content.decode()
    assert Dossier.objects.get().processing == "received"


def test_it_is_not_offered_once_somebody_has_acted(office: Office, browser: Browser) -> None:
    client = browser(OFFICER)
    accepted, case_id = received(office, "Khóm 1")
    one_stop.take_up(actor=office.specialist, dossier_id=accepted.dossier_id, now=NOW)
    page = f"/ho-so/{case_id}/nhap-nham/"

    assert page not in client.get(f"/ho-so/{case_id}/").content.decode()
    assert client.get(page).status_code == 409
    assert client.post(page, {"reason": "Nhầm"}).status_code == 409


def test_the_applicant_reads_what_happened(office: Office, browser: Browser) -> None:
    accepted, _case = received(office, "Khóm 1")
    one_stop.take_reception_back(
        actor=office.officer, dossier_id=accepted.dossier_id, reason="Chọn nhầm", now=NOW
    )
    Dossier.objects.filter(pk=accepted.dossier_id).update(applicant_id=office.citizen.party_id)

    page = browser("congdan").get(f"/ho-so-cua-toi/{accepted.dossier_id}/")

    assert page.status_code == 200
    assert "nhập nhầm thủ tục" in page.content.decode()
