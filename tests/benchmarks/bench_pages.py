"""Server time of the main pages and of the figures with 100,000 dossiers of a year."""

from datetime import datetime
from functools import partial
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from province.contexts.one_stop import public as one_stop
from province.contexts.one_stop.models import Dossier, DossierResult
from province.contexts.one_stop.tests.conftest import Office, actor_named
from province.contexts.one_stop.tests.web_desk.conftest import walk
from province.foundation.db.roles import SERVING_ROLE
from province.kernel.org.models import Account, Holding
from province.sites.console.loading import load_demonstration, load_facts
from tests.benchmarks.conftest import Tell
from tests.benchmarks.many_dossiers import make_many

COUNT, TIMES = 100_000, 20
BEFORE = datetime(2026, 11, 2, 9, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
LEADER, OFFICER = "chutich.longxuyen", "motcua.longxuyen"


def office() -> Office:
    names = {
        "citizen": "congdan",
        "officer": OFFICER,
        "specialist": "chuyenvien.longxuyen",
        "registrar": "hotich.longxuyen",
        "head": "truongphong.longxuyen",
        "leader": LEADER,
        "clerk": "vanthu.longxuyen",
        "stranger": "chuyenvien.rachgia",
        "other_citizen": "congdan2",
    }
    agency = Holding.objects.get(official__account__username="chuyenvien.longxuyen").post.agency
    return Office(agency=agency, **{key: actor_named(name) for key, name in names.items()})


def signed_in(username: str) -> Client:
    client = Client()
    client.force_login(
        Account.objects.get(username=username),
        backend="django.contrib.auth.backends.ModelBackend",
    )
    return client


def ask(client: Client, url: str) -> None:
    assert client.get(url).status_code == 200, url


@pytest.mark.django_db
def bench_the_main_pages(tell: Tell) -> None:
    load_facts(now=BEFORE)
    load_demonstration(now=BEFORE)
    town = office()
    whole, case = walk(town, to="sealed")
    walk(town, to="received")
    row = Dossier.objects.get(pk=whole)
    make_many(
        case=case, dossier=whole, result=DossierResult.objects.get(dossier=row).pk, count=COUNT
    )
    with connection.cursor() as cursor:
        cursor.execute("SET ROLE NONE")
        cursor.execute("ANALYZE")
        cursor.execute(f"SET ROLE {SERVING_ROLE}")
    leader, officer, anybody = signed_in(LEADER), signed_in(OFFICER), Client()
    today = timezone.localdate()
    month = one_stop.period_around(today, one_stop.PeriodKind.MONTH).key
    unit = town.agency.pk
    pages = (
        ("portal home", anybody, "/"),
        ("procedure search", anybody, "/thu-tuc/?q=khai+sinh"),
        ("tracking", anybody, f"/tra-cuu/{row.code}/"),
        ("inbox", officer, "/ban-lam-viec/"),
        ("dossier list", officer, "/ho-so/"),
        ("dossier page", officer, f"/ho-so/{case}/"),
        ("figures, one unit, month", leader, f"/ban-so-lieu/?dv={unit}"),
        ("figures, all units, month", leader, f"/ban-so-lieu/?ky={month}"),
        ("figures, all units, year", leader, f"/ban-so-lieu/?ky={today.year}"),
        ("list behind a figure", leader, f"/ho-so/?so=da-xong&ky={today.year}&dv={unit}"),
        ("public figures, month", anybody, "/so-lieu/"),
    )
    for name, client, url in pages:
        ask(client, url)
        tell(f"{name}, {COUNT:,} dossiers", [partial(ask, client, url)] * TIMES)
