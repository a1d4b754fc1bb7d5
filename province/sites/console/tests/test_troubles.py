from datetime import timedelta

import pytest
from django.utils import timezone

from province.foundation.events.models import Delivery, OutboxEvent
from province.foundation.health.registries import WATCHES
from province.sites.console.tests.conftest import Enter, Town

pytestmark = pytest.mark.django_db


def test_the_administrator_reads_what_is_wrong_since_when_and_where_to_mend_it(
    town: Town, enter: Enter
) -> None:
    event = OutboxEvent.objects.create(name="tests.lamp_lit", payload={})
    Delivery.objects.create(
        event=event,
        subscriber="tests.ear",
        state=Delivery.PARKED,
        attempts=8,
        next_try_at=timezone.now() - timedelta(hours=1),
    )

    page = enter(town.province_admin).get(town.url("troubles")).content.decode()

    assert "1 sự kiện không gửi được tới nơi nhận và đã dừng." in page
    assert f'href="{town.url("outbox")}"' in page
    assert "Chương trình chạy nền không lên tiếng" in page
    assert "Mốc neo nhật ký" in page


def test_where_nothing_is_wrong_the_page_says_so(
    town: Town, enter: Enter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(WATCHES, "_pieces", {})

    page = enter(town.province_admin).get(town.url("troubles")).content.decode()

    assert "Không có gì trục trặc." in page
    assert "Xem lúc" in page


def test_who_works_in_a_unit_does_not_read_it(town: Town, enter: Enter) -> None:
    for account in (town.unit_admin, town.specialist):
        assert enter(account).get(town.url("troubles")).status_code == 403
    assert enter(None).get(town.url("troubles")).status_code == 302
