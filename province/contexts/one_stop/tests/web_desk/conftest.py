"""Browsers of the officials of the path, signed in, at the moment of the fixtures."""

from collections.abc import Callable

import pytest
from django.test import Client

from province.contexts.one_stop import public as one_stop
from province.contexts.one_stop.contracts.states import Delivery
from province.contexts.one_stop.tests.conftest import NOW, PIN, Office
from province.contexts.one_stop.tests.test_path import GRANT
from province.kernel.org.models import Account

Browser = Callable[[str], Client]


@pytest.fixture(autouse=True)
def _thursday_morning(monkeypatch: pytest.MonkeyPatch) -> None:
    """Doors read the clock through django.utils.timezone.now: let it stand still."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


@pytest.fixture
def browser(office: Office) -> Browser:
    del office

    def signed_in(username: str) -> Client:
        client = Client()
        account = Account.objects.get(username=username)
        client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return signed_in


def walk(office: Office, *, to: str, delivery: Delivery = Delivery.ELECTRONIC) -> tuple[int, int]:
    """File a dossier and take it on as far as is said; return its id and its case."""
    steps = ("filed", "received", "taken", "appraised", "reviewed", "signed", "sealed")
    dossier = office.file(delivery=delivery).dossier_id
    acts: tuple[Callable[[], object], ...] = (
        lambda: one_stop.accept(
            actor=office.officer, dossier_id=dossier, revision=None, key="", now=NOW
        ),
        lambda: one_stop.take_up(actor=office.specialist, dossier_id=dossier, now=NOW),
        lambda: one_stop.appraise(
            actor=office.specialist,
            dossier_id=dossier,
            proposal=GRANT,
            note="Đủ điều kiện",
            revision=None,
            key="",
            now=NOW,
        ),
        lambda: one_stop.review(
            actor=office.head, dossier_id=dossier, note="", revision=None, key="", now=NOW
        ),
        lambda: one_stop.sign(
            actor=office.leader, dossier_id=dossier, pin=PIN, revision=None, key="", now=NOW
        ),
        lambda: one_stop.seal(
            actor=office.clerk, dossier_id=dossier, pin=PIN, revision=None, key="", now=NOW
        ),
    )
    for act in acts[: steps.index(to)]:
        act()
    view = one_stop.get_dossier_by_id(
        actor=office.officer, dossier_id=dossier, purpose=None, now=NOW
    )
    return dossier, view.case_id
