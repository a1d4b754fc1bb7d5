"""Anchors: what the journal said at an hour, held against what it says now."""

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from province.foundation.health.contracts import Severity
from province.foundation.identity.actors import job_actor
from province.kernel.cases import permissions
from province.kernel.cases import public as cases
from province.kernel.cases.contracts.findings import Finding
from province.kernel.cases.contracts.values import CaseRef
from province.kernel.cases.errors import NotYoursError
from province.kernel.cases.models.case import Case
from province.kernel.cases.models.journal import Act, Anchor, AnchoredHead
from province.kernel.cases.queries.troubles import late_anchor
from province.kernel.cases.queries.verification import _entry
from province.kernel.cases.rules.journal import chained, merkle_root
from province.kernel.cases.tests.conftest import Committed, Commune
from province.kernel.cases.tests.hands import later
from province.kernel.cases.tests.kinds import NOW

pytestmark = pytest.mark.django_db
JOB = job_actor("auditor", permissions.ANCHOR)
Drop = Callable[[datetime], str]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "anchors"


@pytest.fixture
def drop(folder: Path, committed: Committed) -> Drop:
    """Anchor and commit."""

    def dropped(now: datetime) -> str:
        with committed(execute=True):
            return cases.anchor(
                actor=JOB,
                folder=folder,
                time_stamp=None,
                now=now,
                stamp=lambda digest: bytes.fromhex(digest)[:4],
            )

    return dropped


def head(case: CaseRef) -> str:
    return Case.objects.get(pk=case.case_id).journal_head


def lines(folder: Path) -> list[dict[str, object]]:
    texts = (folder / "2026-11.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(text) for text in texts]


def note(commune: Commune, case: CaseRef) -> None:
    cases.note(
        actor=commune.clerk, case_id=case.case_id, act="noted", params={}, body=None, now=NOW
    )


def as_owner(sql: str, *params: str | int) -> None:
    """Change rows as the owner of the tables, who alone can."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE NONE")
        cursor.execute(sql, params)
        cursor.execute("SET LOCAL ROLE tinhso_app")


def rewrite(case: CaseRef, name: str) -> None:
    """Forge the last act with its hash and the head, as an owner of the tables can."""
    act = Act.objects.filter(case_id=case.case_id).latest("seq")
    before = Act.objects.filter(case_id=case.case_id, seq=act.seq - 1).first()
    act.name = name
    forged = chained(before.hash if before else "", _entry(act))
    as_owner("UPDATE cases_act SET name = %s, hash = %s WHERE id = %s", name, forged, act.pk)
    as_owner("UPDATE cases_case SET journal_head = %s WHERE id = %s", forged, case.case_id)


def test_an_anchor_is_stored_stamped_and_exported_with_what_has_moved(
    commune: Commune, folder: Path, drop: Drop
) -> None:
    first, second = commune.open_letter(), commune.open_letter()
    opened = head(first), head(second)
    root = drop(NOW)
    note(commune, second)

    later_root = drop(later(hours=1))

    assert root == merkle_root([(first.case_id, opened[0]), (second.case_id, opened[1])])
    assert later_root == merkle_root([(first.case_id, opened[0]), (second.case_id, head(second))])
    assert lines(folder) == [
        {
            "up_to": "2026-11-19T03:00:00+00:00",
            "root": root,
            "cases": 2,
            "acts": 2,
            "heads": [[first.case_id, 1, opened[0]], [second.case_id, 1, opened[1]]],
            "time_stamp": root[:8],
        },
        {
            "up_to": "2026-11-19T04:00:00+00:00",
            "root": later_root,
            "cases": 2,
            "acts": 3,
            "heads": [[second.case_id, 2, head(second)]],
            "time_stamp": later_root[:8],
        },
    ]
    assert list(Anchor.objects.order_by("pk").values_list("root", "cases", "acts")) == [
        (root, 2, 2),
        (later_root, 2, 3),
    ]
    found = cases.verify_anchors(actor=JOB, folder=folder)
    assert (found.cases, found.acts, found.faults) == (2, 3, ())


def test_a_chain_that_was_rewritten_as_a_whole_is_found_by_its_anchor(
    commune: Commune, folder: Path, drop: Drop
) -> None:
    case = commune.open_letter()
    note(commune, case)
    drop(NOW)

    rewrite(case, "forged")

    assert cases.verify(actor=JOB).is_whole
    found = cases.verify_anchors(actor=JOB, folder=folder)
    assert found.faults == (Finding(case_id=case.case_id, seq=2, what="anchored"),)


def test_an_act_that_was_cut_off_is_found(commune: Commune, folder: Path, drop: Drop) -> None:
    case = commune.open_letter()
    note(commune, case)
    drop(NOW)

    as_owner("DELETE FROM cases_act WHERE case_id = %s AND seq = 2", case.case_id)
    as_owner(
        "UPDATE cases_case SET journal_seq = 1, journal_head = (SELECT hash FROM cases_act"
        " WHERE case_id = %s) WHERE id = %s",
        case.case_id,
        case.case_id,
    )

    assert cases.verify(actor=JOB).is_whole
    found = cases.verify_anchors(actor=JOB, folder=folder)
    assert found.faults == (Finding(case_id=case.case_id, seq=2, what="anchored"),)


def test_who_forges_the_stored_anchors_too_is_found_by_the_exported_ones(
    commune: Commune, folder: Path, drop: Drop
) -> None:
    case = commune.open_letter()
    drop(NOW)
    rewrite(case, "forged")
    as_owner("UPDATE cases_anchoredhead SET head = %s", head(case))
    assert cases.verify_anchors(actor=JOB).faults == (Finding(case_id=0, seq=1, what="root"),)
    as_owner("UPDATE cases_anchor SET root = %s", merkle_root([(case.case_id, head(case))]))
    assert cases.verify_anchors(actor=JOB).is_whole

    found = cases.verify_anchors(actor=JOB, folder=folder)

    assert found.faults == (
        Finding(case_id=0, seq=1, what="export"),
        Finding(case_id=case.case_id, seq=1, what="anchored"),
    )


def test_an_anchor_that_is_rolled_back_leaves_no_line(
    commune: Commune, folder: Path, committed: Committed
) -> None:
    commune.open_letter()

    def anchor_and_fail() -> None:
        with transaction.atomic():
            cases.anchor(actor=JOB, folder=folder, time_stamp=None, now=NOW)
            raise ZeroDivisionError

    with committed(execute=True), pytest.raises(ZeroDivisionError):
        anchor_and_fail()

    assert not folder.exists()
    assert (Anchor.objects.count(), AnchoredHead.objects.count()) == (0, 0)


def test_what_a_power_cut_kept_from_the_file_is_written_by_the_next_anchor(
    commune: Commune, folder: Path, drop: Drop
) -> None:
    commune.open_letter()
    drop(NOW)
    commune.open_letter()
    cases.anchor(actor=JOB, folder=folder, time_stamp=None, now=later(hours=1))
    with (folder / "2026-11.jsonl").open("a", encoding="utf-8") as torn:
        torn.write('{"up_to": "2026-11-19T04')

    drop(later(hours=2))

    assert cases.verify_anchors(actor=JOB, folder=folder).is_whole
    text = (folder / "2026-11.jsonl").read_text(encoding="utf-8")
    assert [line[:12] for line in text.splitlines()] == [
        '{"acts": 1, ',
        '{"up_to": "2',
        '{"acts": 2, ',
        '{"acts": 2, ',
    ]


def test_who_may_not_anchor_leaves_no_trace_and_checks_nothing(
    commune: Commune, folder: Path
) -> None:
    with pytest.raises(NotYoursError):
        cases.anchor(actor=commune.leader, folder=folder, time_stamp=None, now=NOW)
    with pytest.raises(NotYoursError):
        cases.verify_anchors(actor=commune.leader)

    assert Anchor.objects.count() == 0
    assert not folder.exists()


def test_the_command_says_what_it_found(commune: Commune, folder: Path, drop: Drop) -> None:
    case = commune.open_letter()
    drop(NOW)
    said = StringIO()
    call_command("verify_journal", anchors=folder, stdout=said)
    assert said.getvalue() == "1 vụ việc, 1 thao tác, 1 đầu chuỗi đã neo\n"
    rewrite(case, "forged")

    with pytest.raises(CommandError, match="Nhật ký không nguyên vẹn"):
        call_command("verify_journal", anchors=folder, stdout=said)
    with pytest.raises(CommandError, match="Không có thư mục"):
        call_command("verify_journal", anchors=folder / "x", stdout=said)

    assert f"Vụ việc {case.case_id}, số 1: anchored" in said.getvalue()


def test_an_anchor_that_is_late_is_found() -> None:
    assert late_anchor(NOW) is None
    Anchor.objects.create(up_to=NOW, root="0" * 64, cases=0, acts=0)

    assert late_anchor(NOW + timedelta(hours=2)) is None
    trouble = late_anchor(NOW + timedelta(hours=3))
    assert trouble is not None
    assert (trouble.severity, trouble.since) == (Severity.BROKEN, NOW)
