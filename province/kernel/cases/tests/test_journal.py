import hashlib
import json
from pathlib import Path

import pytest
from django.db import connection

from province.foundation.identity.actors import job_actor
from province.kernel.cases import permissions
from province.kernel.cases import public as cases
from province.kernel.cases.contracts.findings import Finding
from province.kernel.cases.contracts.values import CaseRef
from province.kernel.cases.errors import NotYoursError
from province.kernel.cases.models.case import Case
from province.kernel.cases.models.journal import Act, Anchor
from province.kernel.cases.rules.journal import (
    ActEntry,
    canonical,
    chained,
    digest_of_body,
    first_break,
    merkle_root,
)
from province.kernel.cases.tests.conftest import Commune
from province.kernel.cases.tests.hands import later
from province.kernel.cases.tests.kinds import NOW

JOB = job_actor("auditor", permissions.ANCHOR)


def entry(seq: int = 1, **params: object) -> ActEntry:
    return ActEntry(
        case_id=7,
        seq=seq,
        name="done",
        at=NOW,
        recorded_at=NOW,
        actor="account:1",
        official_id=2,
        post_id=3,
        on_behalf_of=None,
        task_id=4,
        params=params,
        body_digest="",
    )


def test_the_canonical_form_is_one_spelling() -> None:
    assert canonical(entry(why="Ẩn")).decode() == (
        '{"actor":"account:1","at":"2026-11-19T03:00:00.000000+00:00","body_digest":"","case":7,'
        '"name":"done","official":2,"on_behalf_of":null,"params":{"why":"Ẩn"},"post":3,'
        '"recorded_at":"2026-11-19T03:00:00.000000+00:00","seq":1,"task":4}'
    )


def test_numbers_as_keys_are_spelled_as_the_database_gives_them_back() -> None:
    by_number = entry(marks={2: "a", 10: "b"})
    by_text = entry(marks={"10": "b", "2": "a"})

    assert canonical(by_number) == canonical(by_text)


def test_a_chain_breaks_where_an_act_was_changed() -> None:
    first, second = entry(1), entry(2, why="x")
    one = chained("", first)
    two = chained(one, second)

    assert first_break([first, second], [one, two]) is None
    assert first_break([first, entry(2, why="y")], [one, two]) == 2
    assert first_break([entry(1, why="y"), second], [one, two]) == 1
    assert first_break([second], [two]) == 1


def test_the_digest_of_no_body_is_empty() -> None:
    assert (digest_of_body(None), digest_of_body("")) == ("", "")
    assert digest_of_body("Ý kiến") == hashlib.sha256("Ý kiến".encode()).hexdigest()


def sha(*parts: bytes) -> bytes:
    return hashlib.sha256(b"".join(parts)).digest()


LEAVES = [sha(b"\x00", f"{n}:".encode(), bytes([n]) * 32) for n in range(1, 6)]
HEADS = [(n, f"{n:02x}" * 32) for n in range(1, 6)]


@pytest.mark.parametrize(
    ("count", "root"),
    [
        (0, b""),
        (1, LEAVES[0]),
        (2, sha(b"\x01", LEAVES[0], LEAVES[1])),
        (3, sha(b"\x01", sha(b"\x01", LEAVES[0], LEAVES[1]), LEAVES[2])),
        (
            5,
            sha(
                b"\x01",
                sha(b"\x01", sha(b"\x01", *LEAVES[:2]), sha(b"\x01", *LEAVES[2:4])),
                LEAVES[4],
            ),
        ),
    ],
)
def test_the_merkle_root_pairs_and_lets_the_odd_one_rise(count: int, root: bytes) -> None:
    assert merkle_root(HEADS[:count]) == root.hex()


def test_the_merkle_root_of_one_known_head() -> None:
    assert merkle_root([(1, "00" * 32)]) == hashlib.sha256(b"\x001:" + bytes(32)).hexdigest()


@pytest.fixture
def letter(commune: Commune) -> CaseRef:
    ref = commune.open_letter()
    commune.give(ref, commune.specialist_post)
    cases.note(
        actor=commune.clerk,
        case_id=ref.case_id,
        act="seen",
        params={"marks": {2: "a", 10: "b"}},
        body="Ông Nguyễn Văn A xin gặp",
        now=later(minutes=1),
    )
    return ref


def tamper(sql: str) -> None:
    """Change the journal as the owner of the tables, who alone can."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE NONE")
        cursor.execute(sql)
        cursor.execute("SET LOCAL ROLE tinhso_app")


def faults(case: CaseRef) -> tuple[Finding, ...]:
    return cases.verify(actor=JOB, case_ids=(case.case_id,)).faults


@pytest.mark.django_db
def test_an_untouched_journal_is_whole(letter: CaseRef) -> None:
    found = cases.verify(actor=JOB)

    assert (found.cases, found.acts, found.is_whole) == (1, 3, True)
    assert list(Act.objects.order_by("seq").values_list("seq", flat=True)) == [1, 2, 3]
    assert Case.objects.get().journal_head == Act.objects.get(case_id=letter.case_id, seq=3).hash


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("sql", "seq", "what"),
    [
        ("UPDATE cases_act SET name = 'other' WHERE seq = 2", 2, "chain"),
        ("UPDATE cases_act SET at = at - interval '1 day' WHERE seq = 1", 1, "chain"),
        ("UPDATE cases_act SET actor = 'account:1' WHERE seq = 3", 3, "chain"),
        ("UPDATE cases_act SET params = '{}' WHERE seq = 2", 2, "chain"),
        ("UPDATE cases_act SET hash = repeat('a', 64) WHERE seq = 3", 3, "chain"),
        ("DELETE FROM cases_act WHERE seq = 2", 2, "chain"),
        ("UPDATE cases_act SET body = 'khác' WHERE seq = 3", 3, "body"),
        ("DELETE FROM cases_act WHERE seq = 3", 3, "head"),
        ("UPDATE cases_case SET journal_head = repeat('a', 64)", 3, "head"),
    ],
)
def test_tampering_is_found_where_it_happened(
    letter: CaseRef, sql: str, seq: int, what: str
) -> None:
    tamper(sql)

    assert faults(letter) == (Finding(case_id=letter.case_id, seq=seq, what=what),)


@pytest.mark.django_db
def test_a_body_may_be_destroyed_its_digest_stays(letter: CaseRef) -> None:
    tamper("UPDATE cases_act SET body = NULL WHERE seq = 3")

    assert faults(letter) == ()
    assert Act.objects.get(seq=3).body_digest == digest_of_body("Ông Nguyễn Văn A xin gặp")


@pytest.mark.django_db
def test_a_period_is_checked_by_the_acts_recorded_in_it(letter: CaseRef) -> None:
    del letter
    after = cases.verify(actor=JOB, since=later(minutes=2))
    within = cases.verify(actor=JOB, since=later(minutes=1), until=later(minutes=2))

    assert (after.cases, within.cases, within.acts) == (0, 1, 3)


@pytest.mark.django_db
def test_the_anchor_is_stored_stamped_and_exported(letter: CaseRef, tmp_path: Path) -> None:
    head = Case.objects.get(pk=letter.case_id).journal_head

    root = cases.anchor(
        actor=JOB,
        folder=tmp_path / "anchors",
        time_stamp=None,
        now=NOW,
        stamp=lambda digest: bytes.fromhex(digest)[:4],
    )

    assert root == merkle_root([(letter.case_id, head)])
    stored = Anchor.objects.get()
    assert (stored.root, stored.cases, stored.acts) == (root, 1, 3)
    assert stored.time_stamp is not None
    assert bytes(stored.time_stamp) == bytes.fromhex(root)[:4]
    assert json.loads((tmp_path / "anchors" / "2026-11.jsonl").read_text(encoding="utf-8")) == {
        "up_to": "2026-11-19T03:00:00+00:00",
        "root": root,
        "cases": 1,
        "acts": 3,
        "time_stamp": root[:8],
    }


@pytest.mark.django_db
def test_who_may_not_anchor_leaves_no_trace(commune: Commune, tmp_path: Path) -> None:
    with pytest.raises(NotYoursError):
        cases.anchor(actor=commune.leader, folder=tmp_path / "a", time_stamp=None, now=NOW)

    assert Anchor.objects.count() == 0
    assert not (tmp_path / "a").exists()
