"""A second procedure brings a kind and nothing else; words of the law and old proposals hold."""

from collections.abc import Iterator, Mapping
from datetime import date
from importlib import import_module
from types import SimpleNamespace
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.utils.connection import ConnectionDoesNotExist

from province.contexts.one_stop import public as one_stop
from province.contexts.one_stop.contracts.acts import Proposal
from province.contexts.one_stop.contracts.states import ResultKind
from province.contexts.one_stop.errors import ProposalFaultyError
from province.contexts.one_stop.kinds import (
    PROCEDURE_KINDS,
    Fault,
    Ground,
    PaperGround,
    ProcedureKind,
    ResultField,
    ResultFieldKind,
)
from province.contexts.one_stop.models import Dossier, DossierResult
from province.contexts.one_stop.queries.legal_data import categories_on, word_on
from province.contexts.one_stop.tests.conftest import NOW, Office
from province.contexts.one_stop.tests.test_path import GRANT, walk_to_sealed
from province.contexts.one_stop.tests.walking import accept, appraise
from province.kernel.printing.contracts import FormKind, FormValues
from province.kernel.printing.tests.samples import SAMPLES

pytestmark = pytest.mark.django_db
SECOND = "9.999999"


class PermitKind(ProcedureKind):
    """A second procedure: it brings this class, and nothing else of the house changes."""

    code = SECOND
    form = "social_allowance"
    granted = "Giấy phép thử"
    grant = "Cấp phép"
    refusals = {"area_needed": "Ghi diện tích, tối đa %(most)s."}

    def reference(self, on: date) -> int:
        return on.year

    def fields(self, reference: Any) -> tuple[ResultField, ...]:
        del reference
        return (ResultField(key="area", label="Diện tích", kind=ResultFieldKind.WORDS),)

    def proposed(self, ground: Ground, reference: Any) -> Mapping[str, Any]:
        del ground, reference
        return {"area": ""}

    def faults(self, facts: Mapping[str, Any], ground: Ground, reference: Any) -> tuple[Fault, ...]:
        del ground
        return () if facts.get("area") else (Fault("area", "area_needed", {"most": reference}),)

    def paper(
        self, facts: Mapping[str, Any], ground: PaperGround, reference: Any
    ) -> tuple[FormKind, FormValues]:
        del facts, ground, reference
        return FormKind.HANDOVER_SLIP, SAMPLES[FormKind.HANDOVER_SLIP]

    def lines(self, facts: Mapping[str, Any]) -> tuple[tuple[object, str], ...]:
        return (("Diện tích", facts["area"]),)

    def summary(self, facts: Mapping[str, Any]) -> str:
        return str(facts["area"])


@pytest.fixture
def second(monkeypatch: pytest.MonkeyPatch) -> Iterator[ProcedureKind]:
    monkeypatch.setattr(
        "province.contexts.one_stop.commands.printing.symbol_of", lambda **_given: "GP-UBND"
    )
    yield PROCEDURE_KINDS.register(PermitKind())
    PROCEDURE_KINDS.withdraw(SECOND)


def taken(office: Office) -> int:
    filed = office.file()
    accept(office, filed.dossier_id)
    one_stop.take_up(actor=office.specialist, dossier_id=filed.dossier_id, now=NOW)
    return filed.dossier_id


def stored(dossier_id: int) -> tuple[dict[str, Any], int]:
    """Return what a dossier keeps of its proposal, and how many results it has."""
    proposal = Dossier.objects.get(pk=dossier_id).proposal
    return proposal, DossierResult.objects.filter(dossier_id=dossier_id).count()


def test_a_second_procedure_changes_no_command(office: Office, second: ProcedureKind) -> None:
    dossier_id = taken(office)
    Dossier.objects.update(procedure_code=SECOND)

    with pytest.raises(ProposalFaultyError) as refused:
        appraise(office, dossier_id, Proposal(result=ResultKind.GRANT, facts={}))
    assert [(f.field, f.sentence) for f in refused.value.faults] == [
        ("area", "Ghi diện tích, tối đa 2026.")
    ]

    appraise(office, dossier_id, Proposal(result=ResultKind.GRANT, facts={"area": "40 m²"}))
    assert stored(dossier_id)[0]["facts"] == {"area": "40 m²"}
    name = one_stop.result_name(procedure_code=SECOND, result=ResultKind.GRANT)
    assert name == second.granted
    assert one_stop.result_summary(procedure_code=SECOND, facts={"area": "40 m²"}) == ("40 m²", "")


def test_stored_proposals_of_the_old_shape_are_carried_over(office: Office) -> None:
    dossier_id = walk_to_sealed(office)
    old = {**GRANT.facts, "result": "grant", "reason": "", "law": ""}
    Dossier.objects.filter(pk=dossier_id).update(proposal=old)
    step = import_module("province.contexts.one_stop.migrations.0005_proposal_facts")
    editor = SimpleNamespace(connection=connection)

    step.put_under_facts(apps, editor)
    assert stored(dossier_id)[0] == {
        "result": "grant",
        "reason": "",
        "law": "",
        "facts": dict(GRANT.facts),
    }

    step.lay_flat(apps, editor)
    assert stored(dossier_id)[0] == old


def test_stored_proposals_are_carried_over_by_whoever_migrates() -> None:
    step = import_module("province.contexts.one_stop.migrations.0005_proposal_facts")
    another = SimpleNamespace(connection=SimpleNamespace(alias="another"))

    for way in (step.put_under_facts, step.lay_flat):
        with pytest.raises(ConnectionDoesNotExist, match="another"):
            way(apps, another)


def test_the_words_of_the_law_hold_for_their_time() -> None:
    assert word_on(what="symbol.grant", on=date(2026, 11, 19), procedure="1.001776") == "QĐ-UBND"
    assert len(categories_on(on=date(2026, 11, 19))) == 11
    assert categories_on(on=date(2021, 6, 30)) == ()
    with pytest.raises(LookupError, match="0 lines"):
        word_on(what="form.receipt", on=date(2025, 6, 30))
