"""Citizens in a browser, on a day that stands still."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from province.contexts.one_stop.tests.conftest import NOW, Office
from province.foundation.identity.actors import Actor
from province.kernel.attachments import public as attachments
from province.kernel.forms import public as forms
from province.kernel.forms.contracts import DraftValue, FormChoice
from province.kernel.org.models import Account

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415408d763f8"
    "ffff3f0005fe02fea7357e690000000049454e44ae426082"
)
START = "/nop-ho-so/1.001776/"


@dataclass
class StandingClock:
    """The moment that the pages take for now."""

    now: datetime = NOW


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> StandingClock:
    standing = StandingClock()
    monkeypatch.setattr("django.utils.timezone.now", lambda: standing.now)
    return standing


def sign_in(username: str) -> Client:
    client = Client()
    client.force_login(
        Account.objects.get(username=username),
        backend="django.contrib.auth.backends.ModelBackend",
    )
    return client


@pytest.fixture
def citizen(office: Office) -> Client:  # noqa: ARG001 -- the province must be loaded
    return sign_in("congdan")


@pytest.fixture
def other(office: Office) -> Client:  # noqa: ARG001 -- the province must be loaded
    return sign_in("congdan2")


@pytest.fixture
def officer(office: Office) -> Client:  # noqa: ARG001 -- the province must be loaded
    return sign_in("motcua.longxuyen")


def png(name: str = "giấy.png") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, PNG, content_type="image/png")


def bad_file(name: str = "ảnh.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, b"khong phai pdf", content_type="application/pdf")


def store_png(actor: Actor) -> int:
    return attachments.take_in(actor=actor, name="giấy.png", stream=[PNG], now=NOW).id


FillDraft = Callable[..., DraftValue]


@pytest.fixture
def fill_draft(office: Office) -> FillDraft:
    """Fill a draft step by step, as the pages do; other answers may be given."""

    def fill(**more: Any) -> DraftValue:
        draft = forms.start_draft(
            actor=office.citizen, form_key="social_allowance", subject="1.001776", now=NOW
        )
        values = office.payload(**more)
        definition = forms.form_version(key=draft.form_key, version=draft.form_version)
        for step in definition.steps:
            draft = forms.save_step(
                actor=office.citizen,
                draft_id=draft.id,
                step=step.key,
                raw=_raw(values),
                revision=draft.revision,
                now=NOW,
                communes=_communes(office),
            ).draft
        return draft

    return fill


def _raw(values: Mapping[str, Any]) -> dict[str, str | list[str]]:
    raw: dict[str, str | list[str]] = {}
    for key, value in values.items():
        if key.endswith("_date"):
            year, month, day = str(value).split("-")
            raw |= {f"{key}_day": day, f"{key}_month": month, f"{key}_year": year}
        else:
            raw[key] = value if isinstance(value, list) else str(value)
    return raw


def _communes(office: Office) -> tuple[FormChoice, ...]:
    return (FormChoice(value=str(office.agency.pk), label=office.agency.short_name),)
