"""What the database itself keeps of a dossier, whoever writes past the commands."""

from collections.abc import Callable

import pytest
from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from province.contexts.one_stop.models import Dossier, DossierResult
from province.contexts.one_stop.tests.conftest import Office
from province.contexts.one_stop.tests.web_desk.conftest import walk

pytestmark = pytest.mark.django_db
Act = Callable[[QuerySet[DossierResult]], object]


@pytest.mark.parametrize(
    "act",
    [
        lambda rows: rows.update(number="99/QĐ-UBND"),
        lambda rows: rows.update(issued_on=None),
        lambda rows: rows.update(sealed_version=None),
        lambda rows: rows.delete(),
    ],
    ids=["number", "day", "paper", "row"],
)
def test_an_issued_result_is_final(office: Office, act: Act) -> None:
    dossier, _case = walk(office, to="sealed")
    rows = DossierResult.objects.filter(dossier_id=dossier)
    before = rows.values().get()

    with pytest.raises(IntegrityError, match="issued_result_is_final"), transaction.atomic():
        act(rows)

    assert rows.values().get() == before


def test_a_draft_may_still_be_replaced(office: Office) -> None:
    dossier, _case = walk(office, to="signed")

    assert DossierResult.objects.filter(dossier_id=dossier).update(signed_by=None) == 1


@pytest.mark.parametrize("code", ["H01.Z0P-261119-9999", None])
def test_a_code_that_was_given_is_final(office: Office, code: str | None) -> None:
    dossier, _case = walk(office, to="received")
    rows = Dossier.objects.filter(pk=dossier)
    before = rows.values("code").get()

    with pytest.raises(IntegrityError, match="dossier_code_is_final"), transaction.atomic():
        rows.update(code=code)

    assert rows.values("code").get() == before
