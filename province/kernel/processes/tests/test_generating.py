"""Generated drafts: made once, made anew when facts change, never over what people wrote."""

from dataclasses import replace

import pytest
from pytest_django import DjangoAssertNumQueries

from province.foundation.audit.models import AuditEntry
from province.foundation.identity.actors import job_actor
from province.kernel.processes import public
from province.kernel.processes.contracts import DraftTable, Generated, Origin, VersionState
from province.kernel.processes.errors import MayNotPublishError, ProcessNotFoundError
from province.kernel.processes.models import ProcessVersion
from province.kernel.processes.tests.tables import EDITOR, NOW, step
from province.kernel.processes.tests.test_versions import JANUARY, draft, publish

pytestmark = pytest.mark.django_db


def table(key: str, *, digest: str = "1") -> DraftTable:
    return DraftTable(
        process_key=key,
        title=f"Quy trình {key}",
        steps=(step(1, "a"), step(2, "b", back=("a",))),
        total=None,
        source="Dựng tự động",
        digest=digest,
    )


def generate(*tables: DraftTable, without: tuple[str, ...] = ()) -> Generated:
    return public.generate_drafts(
        actor=EDITOR, case_kind="demo", tables=tables, without=without, now=NOW
    )


def test_drafts_are_made_once_and_nobody_can_use_them() -> None:
    assert generate(table("a"), table("b")) == Generated(made=2, kept=0, by_hand=0, removed=0)
    assert generate(table("a"), table("b")) == Generated(made=0, kept=2, by_hand=0, removed=0)

    version = public.versions(process_key="a")[0]
    assert (version.state, version.origin, version.no) == (
        VersionState.DRAFT,
        Origin.GENERATED,
        1,
    )
    assert public.plan(version_id=version.version_id).steps == table("a").steps
    assert AuditEntry.objects.get().changes == {"made": 2, "removed": 0}
    with pytest.raises(ProcessNotFoundError):
        public.plan_for(process_key="a", on=JANUARY)


def test_changed_facts_make_the_draft_anew_and_doubtful_ones_remove_it() -> None:
    generate(table("a"), table("b"))

    done = generate(replace(table("a"), digest="2"), without=("b",))

    assert done == Generated(made=1, kept=0, by_hand=0, removed=1)
    assert [version.no for version in public.versions(process_key="a")] == [2]
    assert public.versions(process_key="b") == ()


def test_what_people_wrote_or_approved_stays() -> None:
    by_hand = draft(key="hand")
    generate(table("hand"), table("approved"))
    approved = public.plan(version_id=public.versions(process_key="approved")[0].version_id)
    publish(approved, JANUARY)

    done = generate(table("hand", digest="2"), table("approved", digest="2"))

    assert done == Generated(made=1, kept=0, by_hand=1, removed=0)
    assert [each.version_id for each in public.versions(process_key="hand")] == [by_hand.version_id]
    assert [(each.no, each.state) for each in public.versions(process_key="approved")] == [
        (2, VersionState.DRAFT),
        (1, VersionState.PUBLISHED),
    ]
    standing = public.standings(on=JANUARY)["approved"]
    assert standing.in_force is not None
    assert standing.draft is not None
    assert (standing.in_force.no, standing.draft.no) == (1, 2)


@pytest.mark.parametrize("count", [1, 3])
def test_many_drafts_cost_what_one_does(
    count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    tables = [table(f"k{n}") for n in range(count)]

    with django_assert_num_queries(9):
        generate(*tables)


def test_who_does_not_write_processes_makes_nothing() -> None:
    with pytest.raises(MayNotPublishError):
        public.generate_drafts(
            actor=job_actor("stranger"), case_kind="demo", tables=[table("a")], without=(), now=NOW
        )

    assert not ProcessVersion.objects.exists()
