"""The register of processing in versions, and breaches against their 72 hours."""

from dataclasses import replace
from datetime import timedelta
from threading import Thread

import pytest
from django.db import IntegrityError, connections
from pytest_django import DjangoAssertNumQueries

from province.contexts.privacy import permissions, public
from province.contexts.privacy.contracts import (
    ActivityText,
    BreachState,
    BreachView,
    NewBreach,
)
from province.contexts.privacy.errors import (
    ActivityFaultyError,
    ActivityNotFoundError,
    ActivityOvertakenError,
    BreachFaultyError,
    BreachNotFoundError,
    BreachStateError,
    MayNotKeepBreachesError,
    MayNotKeepRegisterError,
)
from province.contexts.privacy.fact_sheets import processing
from province.contexts.privacy.models import ActivityVersion, Breach
from province.contexts.privacy.tests.conftest import NOW, Commune, browser
from province.foundation.audit.models import AuditEntry
from province.foundation.identity.actors import Actor
from province.kernel.org.tests.factories import AgencyFactory

pytestmark = pytest.mark.django_db
KEEPER = Actor(account_id=9, official_id=9, abilities=frozenset({permissions.KEEP_REGISTER}))


def keeper_of(commune: Commune) -> Actor:
    held = frozenset({permissions.KEEP_BREACHES})
    return replace(commune.leader, abilities_by_unit={commune.agency.pk: held})


def new_breach(commune: Commune, **more: object) -> NewBreach:
    known = NewBreach(
        unit_id=commune.agency.pk,
        title="Mất máy tính xách tay",
        found_at=NOW - timedelta(hours=2),
        what="Máy để quên trên xe",
        categories="Họ tên, số định danh",
        people=12,
        measures="Đã khóa tài khoản",
    )
    return replace(known, **more)  # type: ignore[arg-type]  # spelled at the call


def report(commune: Commune, **more: object) -> BreachView:
    return public.report_breach(actor=keeper_of(commune), new=new_breach(commune, **more), now=NOW)


def changed(**more: str) -> ActivityText:
    return replace(processing()[0].text, **more)


def test_the_register_says_what_came_with_the_program(db: None) -> None:
    del db
    assert [one.key for one in public.activities()] == [
        "register",
        "dossiers",
        "looks",
        "accounts",
        "officials",
        "requests",
    ]


def test_a_change_is_a_version_and_older_ones_stay() -> None:
    text = changed(purpose="Mục đích mới")

    made = public.set_activity(
        actor=KEEPER, key="register", text=text, seen=0, reason="Rà soát", now=NOW
    )

    assert (made.version, made.text.purpose, made.reason) == (1, "Mục đích mới", "Rà soát")
    assert public.activities()[0] == made
    assert [one.version for one in public.activity_versions(key="register")] == [1, 0]
    assert AuditEntry.objects.get().changes == {"version": 1, "reason": "Rà soát"}


@pytest.mark.parametrize(
    ("text", "reason", "field"),
    [
        (changed(purpose=""), "x", "purpose"),
        (changed(basis="x" * 1001), "x", "basis"),
        (changed(basis="mới"), "", "reason"),
        (changed(), "x", "purpose"),
    ],
    ids=["empty", "too long", "no reason", "nothing changed"],
)
def test_a_faulty_line_is_refused_and_nothing_happens(
    text: ActivityText, reason: str, field: str
) -> None:
    with pytest.raises(ActivityFaultyError) as refusal:
        public.set_activity(actor=KEEPER, key="register", text=text, seen=0, reason=reason, now=NOW)

    assert [fault.field for fault in refusal.value.faults] == [field]
    assert not ActivityVersion.objects.exists()
    assert not AuditEntry.objects.exists()


def test_a_line_is_changed_only_by_its_keeper_from_its_latest_version() -> None:
    text = changed(purpose="Mới")

    with pytest.raises(MayNotKeepRegisterError):
        public.set_activity(
            actor=Actor(account_id=1), key="register", text=text, seen=0, reason="x", now=NOW
        )
    with pytest.raises(ActivityNotFoundError):
        public.set_activity(actor=KEEPER, key="khac", text=text, seen=0, reason="x", now=NOW)
    with pytest.raises(ActivityOvertakenError):
        public.set_activity(actor=KEEPER, key="register", text=text, seen=3, reason="x", now=NOW)

    assert not ActivityVersion.objects.exists()


def test_a_breach_has_72_hours_from_its_discovery(commune: Commune) -> None:
    breach = report(commune)

    assert breach.notify_by - breach.found_at == timedelta(hours=72)
    assert breach.state is BreachState.OPEN
    assert public.breaches(actor=keeper_of(commune)) == (breach,)
    assert AuditEntry.objects.filter(action="privacy.breach_reported").count() == 1


def test_a_breach_is_notified_once_and_then_closed(commune: Commune) -> None:
    actor, breach = keeper_of(commune), report(commune)

    with pytest.raises(BreachStateError):
        public.close_breach(actor=actor, breach_id=breach.id, lesson="x", now=NOW)
    notified = public.notify_breach(
        actor=actor, breach_id=breach.id, how="CV 12/UBND gửi A05", now=NOW
    )
    with pytest.raises(BreachStateError):
        public.notify_breach(actor=actor, breach_id=breach.id, how="lại", now=NOW)
    closed = public.close_breach(actor=actor, breach_id=breach.id, lesson="Mã hóa đĩa", now=NOW)

    assert (notified.state, notified.notified_at) == (BreachState.NOTIFIED, NOW)
    assert (closed.state, closed.lesson) == (BreachState.CLOSED, "Mã hóa đĩa")
    assert AuditEntry.objects.get(action="privacy.breach_notified").changes == {
        "how": "CV 12/UBND gửi A05",
        "in_time": True,
    }


def test_a_faulty_breach_is_refused_and_nothing_happens(commune: Commune) -> None:
    with pytest.raises(BreachFaultyError) as refusal:
        report(commune, title="", found_at=NOW + timedelta(minutes=1))
    with pytest.raises(MayNotKeepBreachesError):
        public.report_breach(actor=commune.official, new=new_breach(commune), now=NOW)

    assert [fault.field for fault in refusal.value.faults] == ["title", "found_on"]
    assert not Breach.objects.exists()
    assert not AuditEntry.objects.filter(action__startswith="privacy.").exists()


def test_a_breach_of_another_unit_is_unknown(commune: Commune) -> None:
    breach = report(commune)
    stranger = replace(
        commune.official, abilities_by_unit={0: frozenset({permissions.KEEP_BREACHES})}
    )

    with pytest.raises(BreachNotFoundError):
        public.get_breach(actor=stranger, breach_id=breach.id)
    with pytest.raises(BreachFaultyError):
        public.notify_breach(actor=keeper_of(commune), breach_id=breach.id, how=" ", now=NOW)
    assert public.breaches(actor=stranger) == ()
    assert Breach.objects.get().state == "open"


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_breaches_takes_one_query(
    commune: Commune, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _number in range(count):
        report(commune)

    with django_assert_num_queries(1):
        found = public.breaches(actor=keeper_of(commune))

    assert len(found) == count


def test_the_database_guards_the_moments_of_a_breach(commune: Commune) -> None:
    report(commune)

    with pytest.raises(IntegrityError, match="privacy_breach_moments"):
        Breach.objects.update(state="closed")


def test_everybody_reads_what_is_processed(commune: Commune, clock: None) -> None:
    del clock
    text = browser(commune.citizen_account).get("/quyen-rieng-tu/du-lieu-ca-nhan/").content.decode()

    for one in processing():
        assert one.text.name in text
    assert "72 giờ" in text


@pytest.mark.parametrize(
    "page",
    [
        "/du-lieu-ca-nhan/so-xu-ly/",
        "/du-lieu-ca-nhan/so-xu-ly.xlsx",
        "/du-lieu-ca-nhan/so-xu-ly/ban-in/",
        "/du-lieu-ca-nhan/so-xu-ly/register/",
        "/du-lieu-ca-nhan/vi-pham/",
        "/du-lieu-ca-nhan/vi-pham/ghi/",
        "/du-lieu-ca-nhan/yeu-cau/",
        "/du-lieu-ca-nhan/yeu-cau/ghi/",
    ],
)
def test_pages_of_keepers_are_closed_to_others(commune: Commune, page: str, clock: None) -> None:
    del clock
    assert commune.official.account_id is not None

    assert browser(commune.official.account_id).get(page).status_code == 403


@pytest.mark.django_db(transaction=True)
def test_two_notices_at_once_are_one() -> None:
    agency = AgencyFactory.create()
    actor = Actor(account_id=3, official_id=3, abilities=frozenset({permissions.KEEP_BREACHES}))
    breach = public.report_breach(
        actor=actor,
        new=NewBreach(agency.pk, "Lộ danh sách", NOW, "Gửi nhầm thư", "Họ tên", 3, ""),
        now=NOW,
    )
    outcomes: list[str] = []

    def notify() -> None:
        try:
            public.notify_breach(actor=actor, breach_id=breach.id, how="CV 1", now=NOW)
            outcomes.append("done")
        except BreachStateError:
            outcomes.append("refused")
        finally:
            connections.close_all()

    threads = [Thread(target=notify) for _number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcomes) == ["done", "refused"]
