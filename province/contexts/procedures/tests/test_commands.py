from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from province.contexts.procedures import permissions, public
from province.contexts.procedures.commands.importing import import_procedures
from province.contexts.procedures.commands.opening import (
    ALLOWANCE,
    CASE,
    DECISION,
    publish_first_procedures,
)
from province.contexts.procedures.commands.publishing import publish, withdraw
from province.contexts.procedures.commands.resolving import resolve_doubt
from province.contexts.procedures.contracts import (
    AgencyKind,
    Channel,
    DoubtAbout,
    OnlineLevel,
    Resolution,
    SupplementPolicy,
    VersionState,
)
from province.contexts.procedures.errors import (
    BadFactsError,
    DecisionMissingError,
    DoubtAlreadyResolvedError,
    DoubtNotFoundError,
    DoubtsOpenError,
    InternalProcedureError,
    MayNotCurateError,
    MayNotPublishError,
    NothingToConfirmError,
    NothingToPublishError,
    NotPublishedError,
    NotReadyError,
    ProcedureNotFoundError,
    ValueNotUnderstoodError,
)
from province.contexts.procedures.models import Doubt, Procedure, ProcedureVersion
from province.contexts.procedures.registries import NEEDS, Need
from province.contexts.procedures.tests.conftest import FEW, IMPORTER, NOW, rows_of, write_rows
from province.foundation.audit.models import AuditEntry
from province.foundation.errors import DomainError
from province.foundation.events.models import OutboxEvent
from province.foundation.identity.actors import Actor
from province.kernel.calendars.contracts import Limit, LimitUnit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("few")]
LATER = NOW + timedelta(days=3)
TODAY = NOW.date()
READY = {"procedure_code": "1.000894", "on": TODAY}


def state_of(code: str) -> VersionState:
    return VersionState(Procedure.objects.get(code=code).state)


def doubt_about(code: str, about: DoubtAbout) -> Doubt:
    return Doubt.objects.filter(procedure__code=code, about=about).order_by("id")[0]


def settle(code: str, actor: Actor) -> None:
    """Confirm every open doubt of a procedure that can be confirmed."""
    for doubt in Doubt.objects.filter(procedure__code=code, resolution=Resolution.OPEN):
        resolve_doubt(actor=actor, doubt_id=doubt.pk, decision="QĐ 1", value="", now=NOW)


def everything() -> tuple[Any, ...]:
    """Return all that a refused command must leave alone."""
    return (
        list(Procedure.objects.order_by("id").values()),
        list(ProcedureVersion.objects.order_by("id").values()),
        list(Doubt.objects.order_by("id").values()),
        AuditEntry.objects.count(),
        OutboxEvent.objects.count(),
    )


def test_resolve_doubt_confirms_what_the_source_says(curator: Actor) -> None:
    doubt = doubt_about("1.000894", DoubtAbout.AGENCY)

    resolve_doubt(actor=curator, doubt_id=doubt.pk, decision=" QĐ 5 ", value=" ", now=LATER)

    doubt.refresh_from_db()
    assert (doubt.resolution, doubt.decision, doubt.value) == (Resolution.CONFIRMED, "QĐ 5", "")
    assert (doubt.resolved_at, doubt.resolved_by) == (LATER, "account:7")
    assert AuditEntry.objects.filter(action="procedures.doubt_resolved").get().changes == {
        "doubt": doubt.pk,
        "rule": "agency.edited",
        "decision": "QĐ 5",
        "value": "",
    }


def test_resolve_doubt_corrects_the_version_in_preparation(curator: Actor) -> None:
    doubt = doubt_about("2.000884", DoubtAbout.TIME)

    resolve_doubt(actor=curator, doubt_id=doubt.pk, decision="QĐ 5", value="trong ngày", now=NOW)

    value = public.procedure(code="2.000884", on=TODAY)
    assert value.limit == Limit(0, LimitUnit.SAME_DAY)
    assert Doubt.objects.get(pk=doubt.pk).resolution == Resolution.CORRECTED


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"value": "sớm thôi"}, ValueNotUnderstoodError),
        ({"decision": "  "}, DecisionMissingError),
        ({"doubt_id": 0}, DoubtNotFoundError),
        ({"actor": Actor(account_id=1)}, MayNotCurateError),
    ],
)
def test_resolve_doubt_refuses_and_changes_nothing(
    curator: Actor, change: dict[str, Any], refusal: type[DomainError]
) -> None:
    doubt = doubt_about("2.000884", DoubtAbout.TIME)
    before = everything()
    asked = {
        "actor": curator,
        "doubt_id": doubt.pk,
        "decision": "QĐ 5",
        "value": "2 ngày",
        "now": NOW,
    }

    with pytest.raises(refusal):
        resolve_doubt(**{**asked, **change})

    assert everything() == before


def test_resolve_doubt_cannot_confirm_what_is_missing(curator: Actor) -> None:
    doubt = Doubt.objects.get(procedure__code="2.002621", rule="code.not_verified")
    missing = Doubt.objects.create(
        procedure=doubt.procedure,
        about=DoubtAbout.TIME,
        rule="time.missing",
        sentence="x",
        source="",
        opened_at=NOW,
    )
    before = everything()

    with pytest.raises(NothingToConfirmError):
        resolve_doubt(actor=curator, doubt_id=missing.pk, decision="QĐ", value="", now=NOW)

    assert everything() == before


def test_resolve_doubt_refuses_a_second_time(curator: Actor) -> None:
    doubt = doubt_about("1.000894", DoubtAbout.AGENCY)
    resolve_doubt(actor=curator, doubt_id=doubt.pk, decision="QĐ 5", value="", now=NOW)
    before = everything()

    with pytest.raises(DoubtAlreadyResolvedError):
        resolve_doubt(actor=curator, doubt_id=doubt.pk, decision="QĐ 6", value="", now=LATER)

    assert everything() == before


def test_publish_puts_a_settled_procedure_into_force(curator: Actor) -> None:
    settle("1.000894", curator)
    assert state_of("1.000894") is VersionState.DRAFT

    version = publish(actor=curator, code="1.000894", decision="QĐ 163/QĐ-UBND", now=NOW)

    value = public.procedure(code="1.000894", on=TODAY)
    assert (value.state, value.takes_filings, value.why_not) == (VersionState.PUBLISHED, True, "")
    assert (value.version_id, value.valid_from) == (version.pk, TODAY)
    assert public.published_codes() == ("1.000894",)
    assert OutboxEvent.objects.get(name="procedures.procedure_published").payload == {
        "code": "1.000894",
        "version_id": version.pk,
    }
    assert AuditEntry.objects.get(action="procedures.published").target == "1.000894"


def test_publish_refuses_what_could_not_be_taken_in(curator: Actor) -> None:
    settle("1.000894", curator)
    NEEDS.register(Need(key="form", name="biểu mẫu", stands=lambda **_asked: False))
    NEEDS.register(Need(key="desk", name="quầy", stands=lambda **asked: asked == READY))
    before = everything()

    with pytest.raises(NotReadyError, match=r"chưa có biểu mẫu\.$"):
        publish(actor=curator, code="1.000894", decision="QĐ 163/QĐ-UBND", now=NOW)

    assert everything() == before


@pytest.mark.parametrize("about", [DoubtAbout.TIME, DoubtAbout.AGENCY, DoubtAbout.RESULT])
def test_publish_refuses_while_a_blocking_doubt_is_open(curator: Actor, about: DoubtAbout) -> None:
    settle("1.001776", curator)
    Doubt.objects.filter(procedure__code="1.001776", about=about).update(
        resolution="", resolved_at=None, resolved_by="", decision=""
    )
    before = everything()

    with pytest.raises(DoubtsOpenError):
        publish(actor=curator, code="1.001776", decision="QĐ", now=NOW)

    assert everything() == before
    assert public.published_codes() == ()


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"code": "9.999999"}, ProcedureNotFoundError),
        ({"code": "6.001430"}, InternalProcedureError),
        ({"decision": ""}, DecisionMissingError),
        ({"actor": Actor(account_id=1)}, MayNotPublishError),
    ],
)
def test_publish_refuses_and_changes_nothing(
    curator: Actor, change: dict[str, Any], refusal: type[DomainError]
) -> None:
    settle("1.000894", curator)
    before = everything()
    asked = {"actor": curator, "code": "1.000894", "decision": "QĐ", "now": NOW}

    with pytest.raises(refusal):
        publish(**{**asked, **change})

    assert everything() == before


def test_publish_refuses_what_is_published_already(curator: Actor) -> None:
    settle("1.000894", curator)
    publish(actor=curator, code="1.000894", decision="QĐ", now=NOW)
    before = everything()

    with pytest.raises(NothingToPublishError):
        publish(actor=curator, code="1.000894", decision="QĐ 2", now=LATER)

    assert everything() == before


def test_withdraw_ends_the_version_and_keeps_its_days(curator: Actor) -> None:
    settle("1.000894", curator)
    publish(actor=curator, code="1.000894", decision="QĐ", now=NOW)

    withdraw(actor=curator, code="1.000894", decision="QĐ bãi bỏ", now=LATER)

    assert state_of("1.000894") is VersionState.WITHDRAWN
    assert public.procedure(code="1.000894", on=LATER.date()).takes_filings is False
    version = ProcedureVersion.objects.get(procedure__code="1.000894")
    assert (version.valid.lower, version.valid.upper) == (TODAY, LATER.date())
    assert OutboxEvent.objects.filter(name="procedures.procedure_withdrawn").count() == 1


def test_withdraw_refuses_what_is_not_published(curator: Actor) -> None:
    before = everything()

    with pytest.raises(NotPublishedError):
        withdraw(actor=curator, code="1.000894", decision="QĐ", now=NOW)
    with pytest.raises(MayNotPublishError):
        withdraw(actor=Actor(), code="1.000894", decision="QĐ", now=NOW)

    assert everything() == before


def test_the_first_procedure_opens_with_everything_it_needs(curator: Actor) -> None:
    publish_first_procedures(actor=curator, now=NOW)
    before = everything()
    publish_first_procedures(actor=curator, now=LATER)

    assert everything() == before
    value = public.procedure(code=ALLOWANCE, on=TODAY)
    assert value.takes_filings
    assert value.limit == Limit(10, LimitUnit.WORK_DAY)
    assert value.answer_limit == Limit(8, LimitUnit.WORK_HOUR)
    assert value.agency_kind is AgencyKind.COMMUNE
    assert value.supplement_policy is SupplementPolicy.RESTART
    assert value.channels == (Channel.DIRECT, Channel.ONLINE, Channel.POST)
    assert {term.case for term in value.terms} == {CASE}
    assert (value.fee, value.result_name) == (0, "Quyết định trợ cấp xã hội hàng tháng")
    assert (len(value.components), value.components[0].form) == (
        7,
        "Mẫu số 1a, 1b, 1c, 1d, 1đ",
    )
    assert [paper.required_when == "" for paper in value.components] == [True] + [False] * 6
    assert (value.online_level, value.decision) == (OnlineLevel.WHOLE, DECISION)
    assert not Doubt.objects.filter(procedure__code=ALLOWANCE, resolution="").exists()


def changed(tmp_path: Path, of: str, /, **cells: str) -> Path:
    rows = [{**row, **cells} if row["code"] == of else row for row in rows_of(*FEW)]
    return write_rows(tmp_path / "changed.csv", rows)


def test_a_changed_row_keeps_what_curators_corrected(curator: Actor, tmp_path: Path) -> None:
    doubt = doubt_about("2.000884", DoubtAbout.TIME)
    resolve_doubt(actor=curator, doubt_id=doubt.pk, decision="QĐ", value="2 ngày", now=NOW)

    outcome = import_procedures(
        actor=IMPORTER, now=LATER, path=changed(tmp_path, "2.000884", applicants="Mọi người")
    )

    assert (outcome.created, outcome.changed, outcome.unchanged) == (0, 1, len(FEW) - 1)
    value = public.procedure(code="2.000884", on=TODAY)
    assert (value.limit, value.applicants) == (Limit(2, LimitUnit.DAY), "Mọi người")


def test_a_changed_row_leaves_the_published_version_and_new_doubts_close_it(
    curator: Actor, tmp_path: Path
) -> None:
    settle("1.000894", curator)
    version = publish(actor=curator, code="1.000894", decision="QĐ", now=NOW)

    path = changed(tmp_path, "1.000894", time_note="3 ngày, 5 ngày")
    import_procedures(actor=IMPORTER, now=LATER, path=path)

    value = public.procedure(code="1.000894", on=LATER.date())
    assert (value.version_id, value.state) == (version.pk, VersionState.PUBLISHED)
    assert (value.takes_filings, public.published_codes()) == (False, ())
    assert value.why_not == "Còn phải rà soát thời hạn trước khi công bố."


def test_a_doubt_lapses_with_its_reason_and_comes_back_with_it(tmp_path: Path) -> None:
    first = import_procedures(
        actor=IMPORTER, now=LATER, path=changed(tmp_path, "1.000894", agency_basis="nguồn")
    )
    lapsed = Doubt.objects.get(procedure__code="1.000894", rule="agency.edited")
    second = import_procedures(
        actor=IMPORTER, now=LATER, path=write_rows(tmp_path / "again.csv", rows_of(*FEW))
    )

    assert (first.doubts_lapsed, lapsed.resolution) == (1, Resolution.LAPSED)
    assert second.doubts_opened == 1
    lapsed.refresh_from_db()
    assert (lapsed.resolution, lapsed.resolved_at) == (Resolution.OPEN, None)


def test_a_row_that_vanishes_is_kept_and_doubted_once(tmp_path: Path) -> None:
    path = write_rows(tmp_path / "less.csv", rows_of(*FEW[:-1]))
    outcome = import_procedures(actor=IMPORTER, now=LATER, path=path)
    import_procedures(
        actor=IMPORTER, now=LATER, path=write_rows(tmp_path / "less2.csv", rows_of(*FEW[:-2]))
    )

    assert (outcome.gone, Procedure.objects.count()) == (1, len(FEW))
    assert Doubt.objects.filter(procedure__code=FEW[-1], rule="code.gone").count() == 1


@pytest.mark.parametrize("cells", [{"code": "x"}, {"code": "1.001776"}, {"fee_vnd": "x"}])
def test_a_bad_row_refuses_the_whole_file(tmp_path: Path, cells: dict[str, str]) -> None:
    before = everything()

    with pytest.raises(BadFactsError):
        import_procedures(actor=IMPORTER, now=LATER, path=changed(tmp_path, "1.000894", **cells))

    assert everything() == before


def test_the_import_needs_its_ability(few: Path, curator: Actor) -> None:
    with pytest.raises(MayNotCurateError):
        import_procedures(
            actor=replace(curator, abilities=frozenset({permissions.PUBLISH})), now=NOW, path=few
        )


def test_the_database_holds_one_version_in_force(curator: Actor) -> None:
    settle("1.000894", curator)
    version = publish(actor=curator, code="1.000894", decision="QĐ", now=NOW)
    version.pk, version.number = None, 2

    with pytest.raises(IntegrityError, match="version_one_in_force"), transaction.atomic():
        version.save(force_insert=True)
    with pytest.raises(IntegrityError, match="version_published_on_a_decision"):
        ProcedureVersion.objects.filter(state=VersionState.PUBLISHED).update(decision="")
