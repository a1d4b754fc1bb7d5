"""What another system sends with its key: one way in, once, and nothing lost or guessed."""

import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from province.contexts.exchange import public as exchange
from province.contexts.exchange.contracts import PartnerInput
from province.contexts.exchange.permissions import MANAGE_PARTNERS
from province.contexts.one_stop import public as one_stop
from province.contexts.one_stop.contracts.states import Channel, Origin
from province.contexts.one_stop.models import Dossier
from province.contexts.one_stop.tests.conftest import NOW, Office
from province.contexts.one_stop.tests.test_answers import PNG
from province.foundation.access.models import AccessEntry
from province.foundation.identity.actors import job_actor
from province.kernel.cases.models.case import Case, CasePaper
from province.kernel.org.models import Account, AgencyCode
from province.kernel.parties.models import Party

pytestmark = pytest.mark.django_db
ADDRESS = "/api/v1/filings"
NUMBER = "000145000888"


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


def key_of_partner(code: str, *scopes: str) -> str:
    admin = job_actor("test", MANAGE_PARTNERS)
    given = PartnerInput(code=code, name=f"Hệ thống {code}", scopes=scopes, basis="Thỏa thuận 01")
    partner = exchange.register_partner(actor=admin, partner=given, now=NOW)
    return exchange.issue_key(actor=admin, partner_id=partner, label="Máy", days=30, now=NOW).secret


@pytest.fixture
def key(office: Office) -> str:  # noqa: ARG001 -- the province must be loaded
    return key_of_partner("abc", "filings")


def code_of(office: Office) -> str:
    return AgencyCode.objects.filter(agency=office.agency).values_list("code", flat=True)[0]


def document(office: Office, **change: Any) -> dict[str, Any]:
    typed = {
        **office.payload(applicant_name="Trần Văn Đồng", applicant_number=NUMBER, sex="male"),
        "commune": code_of(office),
        "birth_date": "30/4/1940",
    }
    given = {
        "external_code": "NPM-0001",
        "procedure_code": "1.001776",
        "agency_code": code_of(office),
        "applicant": {
            "full_name": "Trần Văn Đồng",
            "personal_number": NUMBER,
            "birth_date": "1940-04-30",
            "sex": "male",
            "phone": "0900000001",
        },
        "answers": typed,
        "filed_at": "2026-11-19T01:30:00Z",
    }
    return given | change


def send(
    key: str, given: dict[str, Any], *files: SimpleUploadedFile, **headers: str
) -> tuple[int, dict[str, Any]]:
    answer = Client().post(
        ADDRESS,
        {"filing": json.dumps(given), "papers": list(files)},
        headers={"Authorization": f"Bearer {key}", **headers},
    )
    return answer.status_code, answer.json()


def faults_in(problem: dict[str, Any]) -> list[tuple[str, str]]:
    return [(fault["field"], fault["code"]) for fault in problem["faults"]]


def nothing_came_in() -> bool:
    return not (
        Dossier.objects.exists()
        or Case.objects.exists()
        or Party.objects.filter(personal_number=NUMBER).exists()
    )


def test_a_filing_comes_in_and_stands_before_reception(office: Office, key: str) -> None:
    status, answer = send(key, document(office))

    dossier = Dossier.objects.get()
    assert (status, answer) == (
        201,
        {
            "external_code": "NPM-0001",
            "filing_no": dossier.filing_no,
            "state_url": "/api/v1/filings/NPM-0001",
        },
    )
    assert (dossier.origin, dossier.channel, dossier.partner) == (
        Origin.PARTNER,
        Channel.ONLINE,
        "abc",
    )
    assert (dossier.payload["commune"], dossier.payload["birth_date"]) == (
        str(office.agency.pk),
        "1940-04-30",
    )
    assert dossier.filed_at.isoformat() == "2026-11-19T01:30:00+00:00"
    assert dossier.applicant.personal_number == NUMBER
    seen = one_stop.list_dossiers(
        actor=office.officer, filters=one_stop.DossierFilter(), page=1
    ).rows
    assert [row.filing_no for row in seen] == [dossier.filing_no]


def test_sent_again_it_is_the_same_and_other_content_is_refused(office: Office, key: str) -> None:
    first = send(key, document(office))

    assert send(key, document(office)) == first
    assert send(key, document(office), **{"Idempotency-Key": "k1"}) == first
    status, problem = send(key, document(office, delivery="post"))
    assert (status, problem["type"]) == (409, "urn:problem:one_stop.external_code_taken")
    assert Dossier.objects.count() == 1


def test_two_partners_may_use_the_same_code_and_see_their_own_alone(
    office: Office, key: str
) -> None:
    other = key_of_partner("other", "filings")
    _status, mine = send(key, document(office))
    theirs_status, theirs = send(other, document(office))

    def number(secret: str) -> str:
        answer = Client().get(f"{ADDRESS}/NPM-0001", headers={"Authorization": f"Bearer {secret}"})
        return str(answer.json()["filing_no"])

    assert theirs_status == 201
    assert (number(key), number(other)) == (mine["filing_no"], theirs["filing_no"])
    listed = Client().get("/api/v1/dossiers", headers={"Authorization": f"Bearer {key}"}).json()
    assert [row["filing_no"] for row in listed["items"]] == [mine["filing_no"]]
    third = key_of_partner("third", "filings")
    unknown = Client().get(f"{ADDRESS}/NPM-0001", headers={"Authorization": f"Bearer {third}"})
    assert unknown.status_code == 404


def test_only_whoever_may_speaks_for_the_national_portal(office: Office) -> None:
    send(key_of_partner("national", "national_filings"), document(office))

    assert Dossier.objects.get().origin == Origin.NATIONAL


def test_a_look_of_the_partner_is_written_down(office: Office, key: str) -> None:
    send(key, document(office))
    Client().get(f"{ADDRESS}/NPM-0001", headers={"Authorization": f"Bearer {key}"})

    last = AccessEntry.objects.using("access").filter(actor="partner:abc").latest("id")
    assert (last.what, last.purpose) == ("dossier", "Đối tác theo dõi hồ sơ mình đã gửi")


@pytest.mark.parametrize(
    ("change", "status", "expected"),
    [
        (
            {"applicant": {"full_name": "", "personal_number": "12"}},
            422,
            [("applicant.full_name", "missing"), ("applicant.personal_number", "not_12_digits")],
        ),
        ({"agency_code": "Z99.99"}, 404, None),
        ({"procedure_code": "9.999999"}, 404, None),
        ({"papers": [{"file": "x.pdf", "field": "proof"}]}, 422,
         [("papers.x.pdf", "one_stop.file_missing")]),
    ],
    ids=["person", "agency", "procedure", "paper"],
)  # fmt: skip
def test_what_is_wrong_is_said_and_nothing_comes_in(
    office: Office,
    key: str,
    change: dict[str, Any],
    status: int,
    expected: list[tuple[str, str]] | None,
) -> None:
    answered, problem = send(key, document(office, **change))

    assert answered == status
    if expected is not None:
        assert faults_in(problem) == expected
    assert nothing_came_in()


def test_answers_are_read_as_the_form_reads_them(office: Office, key: str) -> None:
    given = document(office)
    given["answers"] |= {"birth_date": "31/2/1940", "category": "king", "colour": "red"}
    status, problem = send(key, given)

    assert status == 422
    assert faults_in(problem) == [
        ("colour", "one_stop.unknown_field"),
        ("birth_date", "forms.date_february"),
        ("category", "forms.unknown_choice"),
    ]
    assert nothing_came_in()


def test_what_is_missing_is_named(office: Office, key: str) -> None:
    given = document(office)
    del given["answers"]["address"]

    status, problem = send(key, given)

    assert (status, faults_in(problem)) == (422, [("address", "forms.required")])
    assert nothing_came_in()


def test_a_paper_comes_along_under_its_question(office: Office, key: str) -> None:
    paper = SimpleUploadedFile("xac-nhan.png", PNG, "image/png")
    given = document(office, papers=[{"file": "xac-nhan.png", "field": "proof"}])

    status, problem = send(key, given, paper)

    field = next(
        field.key
        for step in one_stop.form_of(procedure_code="1.001776", on=NOW.date()).steps  # type: ignore[union-attr]  # it has one
        for field in step.fields
        if field.kind == "file"
    )
    assert (status, faults_in(problem)) == (422, [("proof", "one_stop.unknown_field")])
    assert nothing_came_in()
    given["papers"] = [{"file": "xac-nhan.png", "field": field}]
    paper.seek(0)
    assert send(key, given, paper)[0] == 201
    assert CasePaper.objects.filter(case=Dossier.objects.get().case_id).count() == 1


def test_nobody_else_files_here(office: Office) -> None:
    officer = Client()
    officer.force_login(
        Account.objects.get(username="motcua.longxuyen"),
        backend="django.contrib.auth.backends.ModelBackend",
    )

    answers = [
        Client().post(ADDRESS, {"filing": json.dumps(document(office))}).status_code,
        send("tsk_wrong", document(office))[0],
        officer.post(ADDRESS, {"filing": json.dumps(document(office))}).status_code,
    ]

    assert answers == [401, 401, 403]
    assert nothing_came_in()
