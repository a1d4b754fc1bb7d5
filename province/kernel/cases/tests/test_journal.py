import hashlib
from threading import Thread
from typing import Any

import pytest
from django.db import connection, connections

from province.foundation.identity.actors import job_actor
from province.kernel.cases import permissions
from province.kernel.cases import public as cases
from province.kernel.cases.contracts.findings import Finding
from province.kernel.cases.contracts.values import CaseRef
from province.kernel.cases.models.case import Case
from province.kernel.cases.models.journal import Act
from province.kernel.cases.rules.journal import (
    ActEntry,
    canonical,
    chained,
    digest_of_body,
    first_break,
    merkle_root,
)
from province.kernel.cases.tests.conftest import Commune
from province.kernel.cases.tests.hands import do, later, state_of
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


@pytest.mark.django_db(transaction=True)
def test_an_act_that_is_written_while_one_checks_is_no_fault(commune: Commune) -> None:
    letter = commune.open_letter()
    written: list[int] = []

    def write() -> None:
        try:
            written.append(
                cases.note(
                    actor=commune.clerk,
                    case_id=letter.case_id,
                    act="noted",
                    params={},
                    body=None,
                    now=NOW,
                )
            )
        finally:
            connections.close_all()

    def meanwhile(run: Any, sql: str, params: object, many: bool, context: object) -> object:  # noqa: FBT001 -- Django's wrapper
        if not written and 'FROM "cases_act"' in sql:
            writer = Thread(target=write)
            writer.start()
            writer.join(timeout=60)
        return run(sql, params, many, context)

    with connection.execute_wrapper(meanwhile):
        found = cases.verify(actor=JOB)

    assert (written, found.faults, found.acts) == ([2], (), 2)


@pytest.mark.django_db
def test_the_journal_keeps_no_words_of_facts_grounds_and_hand_overs(commune: Commune) -> None:
    letter = commune.open_letter()
    given = commune.give(letter, commune.specialist_post).task_id
    words = "Nguyễn Văn A"
    cases.set_facts(actor=commune.clerk, case_id=letter.case_id, facts={"channel": words}, now=NOW)
    do(commune.specialist, given, facts={"channel": "khác", "urgent": True})
    passed = commune.give(letter, commune.specialist_post).task_id
    cases.hand_over(
        actor=commune.specialist,
        task_id=passed,
        to_post=commune.leader_post.pk,
        note=words,
        now=NOW,
    )
    cases.extend(
        actor=commune.clerk,
        case_id=letter.case_id,
        name="legal",
        to=later(days=30),
        ground="complex",
        note=words,
        now=NOW,
    )
    before = state_of(letter)
    with pytest.raises(ValueError, match="a ground is a code"):
        cases.recount_clock(
            actor=commune.clerk, case_id=letter.case_id, name="legal", ground=words, now=NOW
        )
    assert state_of(letter) == before

    facts = Act.objects.get(name="facts_set").params["facts"]
    assert facts == {"channel": f"sha256:{digest_of_body(words)}"}
    assert Act.objects.get(name="done").params["facts"] == ["channel", "urgent"]
    assert cases.handovers(actor=commune.clerk, case_id=letter.case_id)[-1].note == words

    tamper("UPDATE cases_act SET body = NULL")

    like = f"%{words}%"
    with connection.cursor() as cursor:
        for table in ("cases_act", "cases_handover", "cases_clockmove", "cases_task"):
            cursor.execute(f"SELECT count(*) FROM {table} t WHERE t::text LIKE %s", [like])  # noqa: S608 -- the names above
            assert cursor.fetchone() == (0,), table
    assert cases.handovers(actor=commune.clerk, case_id=letter.case_id)[-1].note == ""
    assert faults(letter) == ()


@pytest.mark.django_db
def test_acts_of_old_that_carry_their_facts_still_fit_and_can_be_undone(commune: Commune) -> None:
    letter = commune.open_letter()
    given = commune.give(letter, commune.specialist_post).task_id
    cases.perform(
        actor=commune.specialist,
        task_id=given,
        doing=cases.Doing(act="done", params={"facts_were": {"channel": "post"}}),
        revision=None,
        key="",
        now=NOW,
    )

    cases.withdraw(actor=commune.specialist, task_id=given, reason="", now=NOW)

    assert Case.objects.get(pk=letter.case_id).facts == {"channel": "post"}
    assert faults(letter) == ()
