"""The page of the hours of an ordinary week."""

import re
from datetime import date

import pytest
from django.test import Client
from django.utils import timezone

from province.foundation.audit.models import AuditEntry
from province.foundation.events.models import OutboxEvent
from province.kernel.calendars import public as calendars
from province.kernel.calendars.models import PatternPeriod
from province.sites.console.days import local_day
from province.sites.console.tests.conftest import Enter, Town
from province.sites.console.tests.reading import day, key_of

pytestmark = pytest.mark.django_db
DECISION = "12/QĐ-UBND ngày 03/11/2026"
OFFICE = "07:00-11:00; 13:00-17:00"
WEEK = {
    **day("from_date", "1/1/2027"),
    "decision": DECISION,
    **{f"day_{number}": OFFICE for number in range(5)},
    "day_5": "7:30-11:00",
    "day_6": "",
}
SEEN = re.compile(r'name="seen" value="([^"]+)"')


def preview(client: Client, url: str, **changed: str) -> tuple[dict[str, str], str]:
    """Send the form once; return it as the preview gave it back, and the page."""
    form = {**WEEK, "key": key_of(client, url), **changed}
    page = client.post(url, form).content.decode()
    found = SEEN.search(page)
    return {**form, "seen": found[1] if found else ""}, page


def nothing_happened() -> bool:
    counts = [model.objects.count() for model in (AuditEntry, OutboxEvent, PatternPeriod)]
    return counts == [0, 0, 0]


def test_who_may_open_the_page(town: Town, enter: Enter) -> None:
    url = town.url("week")
    for account in (town.province_admin, town.unit_admin):
        assert enter(account).get(url).status_code == 200
    for account in (town.specialist, town.clerk, town.stranger):
        assert enter(account).get(url).status_code == 403
    assert enter(None).get(url).status_code == 302
    other = f"{url}?co-quan={town.other.pk}"
    assert enter(town.unit_admin).get(other).status_code == 404
    assert enter(town.unit_admin).post(other, WEEK).status_code == 404
    assert nothing_happened()


def test_the_first_press_shows_the_sentence_and_records_nothing(town: Town, enter: Enter) -> None:
    _form, page = preview(enter(town.unit_admin), town.url("week"))

    assert (
        "UBND phường Mỹ Thới làm việc từ 01/01/2027, theo 12/QĐ-UBND ngày 03/11/2026: "
        "Thứ Hai đến Thứ Sáu 07:00–11:00, 13:00–17:00; Thứ Bảy 07:30–11:00; Chủ nhật nghỉ."
    ) in page
    assert "Ghi giờ làm việc" in page
    assert nothing_happened()


def test_the_second_press_records_it_once(town: Town, enter: Enter) -> None:
    client, url = enter(town.unit_admin), town.url("week")
    form, _page = preview(client, url)

    for _press in range(2):
        answer = client.post(url, form)
        assert (answer.status_code, answer["Location"]) == (
            302,
            f"{town.url('calendar')}?co-quan={town.own.pk}&nam=2027",
        )

    week = calendars.week_on(agency_id=town.own.pk, day=date(2027, 1, 2))
    assert week.to_json() == [
        *([[["07:00", "11:00"], ["13:00", "17:00"]]] * 5),
        [["07:30", "11:00"]],
        [],
    ]
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.target, entry.changes["decision"]) == (
        "calendars.pattern_set",
        f"calendar:{town.own.pk}",
        DECISION,
    )
    page = client.get(url).content.decode()
    assert "sắp áp dụng" in page
    assert "ghi bởi Vo Xa" in page


def test_what_was_changed_after_the_preview_is_shown_again(town: Town, enter: Enter) -> None:
    client, url = enter(town.unit_admin), town.url("week")
    form, _page = preview(client, url)

    answer = client.post(url, {**form, "day_5": ""})

    assert answer.status_code == 200
    assert "Thứ Bảy đến Chủ nhật nghỉ." in answer.content.decode()
    assert nothing_happened()


def test_the_preview_says_which_hours_end(town: Town, enter: Enter) -> None:
    client, url = enter(town.province_admin), town.url("week")
    form, _page = preview(client, url)
    client.post(url, form)

    _form, page = preview(client, url, **day("from_date", "1/7/2027"))

    assert f"Giờ làm việc theo {DECISION} áp dụng đến hết 30/06/2027." in page
    until = {**day("from_date", "1/7/2027"), **day("until_date", "31/7/2027")}
    _form, page = preview(client, url, **until)
    assert f"Từ 01/08/2027 áp dụng giờ làm việc theo {DECISION}." in page
    assert "áp dụng đến hết 30/06/2027" not in page


def test_the_preview_says_that_the_usual_hours_come_after_the_last_day(
    town: Town, enter: Enter
) -> None:
    _form, page = preview(
        enter(town.unit_admin), town.url("week"), **day("until_date", "31/7/2027")
    )

    assert "Từ 01/08/2027 theo giờ làm việc thường lệ của tỉnh." in page


def test_one_week_only_is_shown_as_the_one_that_holds(town: Town, enter: Enter) -> None:
    client, url = enter(town.unit_admin), town.url("week")
    today = local_day(timezone.now())
    typed = f"{today.day}/{today.month}/{today.year}"
    for given in (
        day("from_date", "1/1/2020"),
        {**day("from_date", typed), **day("until_date", typed)},
    ):
        form, _page = preview(client, url, **given)
        assert client.post(url, form).status_code == 302

    page = client.get(url).content.decode()

    assert (page.count("đang áp dụng"), page.count("đang tạm thay bằng giờ khác")) == (1, 1)
    assert page.count('class="tag held"') == 1


@pytest.mark.parametrize(
    ("changed", "field", "said"),
    [
        (
            {f"day_{number}": "" for number in range(7)},
            "__all__",
            "Ghi giờ làm việc của ít nhất một ngày trong tuần.",
        ),
        (
            {"day_0": "13:00-11:00"},
            "day_0",
            "Ghi các khoảng giờ theo thứ tự, ví dụ 07:00-11:00; 13:00-15:30.",
        ),
        ({"decision": ""}, "decision", "Hãy ghi “Quyết định”."),
        (
            day("from_date", "31/4/2027"),
            "from_date",
            "Tháng 4 năm 2027 chỉ có các ngày từ 1 đến 30.",
        ),
    ],
)
def test_what_is_wrong_is_said_and_nothing_happens(
    town: Town, enter: Enter, changed: dict[str, str], field: str, said: str
) -> None:
    client, url = enter(town.unit_admin), town.url("week")
    answer = client.post(url, {**WEEK, "key": key_of(client, url), **changed})

    assert answer.status_code == 422
    assert dict(answer.context["form"].errors) == {field: [said]}
    assert nothing_happened()


def test_a_period_that_ends_before_it_begins_is_refused_at_its_field(
    town: Town, enter: Enter
) -> None:
    client, url = enter(town.unit_admin), town.url("week")
    form, _page = preview(client, url, **day("until_date", "31/12/2026"))

    answer = client.post(url, form)

    assert answer.status_code == 422
    assert "Ngày kết thúc phải từ ngày bắt đầu trở đi." in answer.content.decode()
    assert nothing_happened()


def test_hours_are_taken_back_with_decision_and_reason(town: Town, enter: Enter) -> None:
    client, url = enter(town.unit_admin), town.url("week")
    form, _page = preview(client, url)
    client.post(url, form)
    back = town.url("withdraw_week", PatternPeriod.objects.get().pk)
    assert "Thứ Bảy 07:30–11:00" in client.get(back).content.decode()
    asked = {"decision": "15/QĐ-UBND", "reason": "Ghi nhầm đơn vị", "key": key_of(client, back)}

    for _press in range(2):
        assert client.post(back, asked).status_code == 302

    assert AuditEntry.objects.latest("id").changes["reason"] == "Ghi nhầm đơn vị"
    assert AuditEntry.objects.count() == 2
    page = client.get(url).content.decode()
    assert "đã rút theo 15/QĐ-UBND" in page
    assert client.get(back).status_code == 404


def test_another_unit_s_hours_are_not_taken_back(town: Town, enter: Enter) -> None:
    client, url = enter(town.province_admin), town.url("week")
    form, _page = preview(client, url)
    client.post(url, form)
    back = town.url("withdraw_week", PatternPeriod.objects.get().pk)

    asked = {"decision": "15/QĐ-UBND", "reason": "Không phải của mình", "key": "x"}
    assert enter(town.unit_admin).post(back, asked).status_code == 404

    assert [one.withdrawn_by for one in calendars.list_week_history(agency_id=None)] == [""]
    assert AuditEntry.objects.count() == 1


def test_the_calendar_of_the_year_leads_to_the_page(town: Town, enter: Enter) -> None:
    page = enter(town.unit_admin).get(town.url("calendar")).content.decode()

    assert f'href="{town.url("week")}?co-quan={town.own.pk}"' in page


def test_a_row_without_recorder_says_when_it_was_loaded(town: Town, enter: Enter) -> None:
    client, url = enter(town.province_admin), town.url("week")
    form, _page = preview(client, url)
    client.post(url, form)
    PatternPeriod.objects.update(recorded_by="", recorded_at=None)

    page = client.get(url).content.decode()

    assert "ghi khi nạp dữ liệu, không rõ lúc nào" in page
