from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from province.foundation.identity.actors import Actor
from province.kernel.notices.contracts import NoticeKind, Recipient, Telling, Wording
from province.kernel.notices.registries import NOTICE_KINDS
from province.kernel.org.models import Official
from province.kernel.org.tests.factories import OfficialFactory

NOW = datetime(2026, 11, 19, 2, 0, tzinfo=UTC)
LAMP = NoticeKind(
    key="tests.lamp_lit",
    label="Đèn sáng",
    wording=Wording(
        title="Đèn {lamp} đã sáng", text="Đèn {lamp} sáng.", sms="Đèn {lamp} đã sáng, ấm lắm"
    ),
    values={"lamp": "số 7"},
)


@pytest.fixture(autouse=True)
def _lamps() -> Iterator[None]:
    NOTICE_KINDS.register(LAMP)
    yield
    NOTICE_KINDS.withdraw(LAMP.key)


@pytest.fixture
def official() -> Official:
    return OfficialFactory.create(email="lan@example.vn", phone="0912345678")


def actor_of(official: Official) -> Actor:
    return Actor(account_id=official.pk, official_id=official.pk)


def reader(official: Official) -> Recipient:
    return Recipient(official_id=official.pk, email=official.email, phone=official.phone)


def lit(source: str = "1", lamp: str = "đỏ", link: str = "/den/1/") -> Telling:
    return Telling(kind=LAMP.key, source=source, values={"lamp": lamp}, link=link)
