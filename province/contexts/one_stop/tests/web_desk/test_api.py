import pytest
from django.http import HttpRequest
from django.test import RequestFactory

from province.contexts.one_stop import public as one_stop
from province.contexts.one_stop.api.routes import get_dossier, list_dossiers
from province.contexts.one_stop.api.schemas import DossierListInput
from province.contexts.one_stop.errors import DossierNotFoundError
from province.contexts.one_stop.tests.conftest import NOW, PIN, Office
from province.contexts.one_stop.tests.web_desk.conftest import walk
from province.foundation.identity.actors import Actor

pytestmark = pytest.mark.django_db


def asked_by(actor: Actor) -> HttpRequest:
    request = RequestFactory().get("/api/v1/dossiers")
    request.province_actor = actor  # type: ignore[attr-defined]  # our own mark on the request
    return request


def test_officials_and_the_owner_read_a_dossier_and_nobody_else(office: Office) -> None:
    dossier, _case = walk(office, to="received")
    code = one_stop.get_dossier_by_id(
        actor=office.officer, dossier_id=dossier, purpose=None, now=NOW
    ).code

    for reader in (office.officer, office.citizen):
        assert get_dossier(asked_by(reader), code).processing == "received"
    for stranger in (office.stranger, office.other_citizen):
        with pytest.raises(DossierNotFoundError):
            get_dossier(asked_by(stranger), code)
        assert (
            list_dossiers(asked_by(stranger), DossierListInput(q="", state="", page=1)).total == 0
        )


def test_a_list_is_narrowed_by_state(office: Office) -> None:
    walk(office, to="received")
    walk(office, to="filed")

    def total(state: str) -> int:
        return list_dossiers(
            asked_by(office.officer), DossierListInput(q="", state=state, page=1)
        ).total

    assert (total(""), total("received"), total("submitted"), total("nonsense")) == (2, 1, 1, 0)


def test_the_owner_reads_the_result_when_it_is_issued(office: Office) -> None:
    dossier, _case = walk(office, to="signed")
    code = one_stop.get_dossier_by_id(
        actor=office.officer, dossier_id=dossier, purpose=None, now=NOW
    ).code
    assert get_dossier(asked_by(office.specialist), code).result_kind == "grant"
    assert get_dossier(asked_by(office.citizen), code).result_kind == ""

    one_stop.seal(actor=office.clerk, dossier_id=dossier, pin=PIN, revision=None, key="", now=NOW)

    issued = get_dossier(asked_by(office.citizen), code)
    assert (issued.result_kind, issued.result_number) == ("grant", "01/QĐ-UBND")
