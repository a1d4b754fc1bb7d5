"""The administrators' pages of the legal calendar."""

from datetime import date
from typing import Any

import pytest

from province.foundation.audit.models import AuditEntry
from province.foundation.events.models import OutboxEvent
from province.foundation.identity.actors import job_actor
from province.kernel.calendars import permissions
from province.kernel.calendars import public as calendars
from province.kernel.calendars.contracts import (
    PROVINCE_PATTERN,
    CalendarSpan,
    DayOverride,
    DecidedDays,
    OverrideKind,
)
from province.kernel.calendars.models import DayDecision, DecidedYear
from province.kernel.org.models import Account
from province.sites.console.tests.conftest import Enter, Town
from province.sites.console.tests.reading import count_queries, day, key_of, sheet

pytestmark = pytest.mark.django_db
ACTOR = job_actor("load_calendar", permissions.MANAGE_PROVINCE)
DECISION = "12/QĐ-UBND ngày 03/11/2026"
STORM = DayOverride(
    date=date(2026, 9, 15),
    kind=OverrideKind.OFF,
    decision="Công điện 12",
    note="Bão số 6",
    source="Cổng tỉnh",
)
OFF = {
    **day("date", "4/1/2027"),
    "kind": "off",
    "decision": DECISION,
    "note": "Nghỉ bù",
    "hours": "",
}
PUBLISH = {**day("last_date", "31/12/2027"), "decision": DECISION, "reason": "Đủ văn bản"}
WITHDRAW = {"decision": DECISION, "reason": "Bão đổi hướng"}
PAGES = ("calendar", "calendar_export", "calendar_print", "record_day")


def of(town: Town) -> str:
    return f"?co-quan={town.own.pk}"


def decided(*, agency_id: int | None = None, year: int = 2027) -> tuple[DayOverride, ...]:
    return calendars.list_days(agency_id=agency_id, first=date(year, 1, 1), last=date(year, 12, 31))


def nothing_happened() -> bool:
    models = (AuditEntry, OutboxEvent, DayDecision, DecidedYear)
    return [model.objects.count() for model in models] == [0, 0, 0, 0]


def statuses(town: Town, enter: Enter, account: Account | None) -> dict[str, int]:
    client = enter(account)
    names = (*PAGES, "publish_days")
    return {name: client.get(town.url(name)).status_code for name in names}


def test_who_may_open_which_page(town: Town, enter: Enter) -> None:
    assert set(statuses(town, enter, town.province_admin).values()) == {200}
    assert statuses(town, enter, town.unit_admin) == {
        **dict.fromkeys(PAGES, 200),
        "publish_days": 403,
    }
    for account in (town.specialist, town.clerk, town.stranger):
        assert set(statuses(town, enter, account).values()) == {403}
    assert set(statuses(town, enter, None).values()) == {302}


@pytest.mark.parametrize("name", PAGES)
def test_another_unit_s_calendar_is_unknown(town: Town, enter: Enter, name: str) -> None:
    url = town.url(name) + f"?co-quan={town.other.pk}"

    answer = enter(town.unit_admin).get(url)

    assert answer.status_code == 404
    assert "Ô Lâm" not in answer.content.decode()


@pytest.mark.parametrize(
    ("who", "labels"),
    [("province_admin", True), ("unit_admin", True), ("specialist", False), ("clerk", False)],
)
def test_the_menu_names_the_calendar_to_whoever_decides(
    town: Town,
    enter: Enter,
    who: str,
    labels: bool,  # noqa: FBT001 -- parametrised
) -> None:
    page = enter(getattr(town, who)).get("/quan-tri/", follow=True).content.decode()

    assert ("</svg>Lịch làm việc</a>" in page) is labels


def test_a_unit_s_own_day_stands_beside_the_province_s(town: Town, enter: Enter) -> None:
    own = DayOverride(date=STORM.date, kind=OverrideKind.WORKING, decision="QĐ 3", note="Trực")
    calendars.set_override(actor=ACTOR, agency_id=None, override=STORM)
    calendars.set_override(actor=ACTOR, agency_id=town.own.pk, override=own)
    calendars.set_override(actor=ACTOR, agency_id=town.other.pk, override=own)

    page = enter(town.unit_admin).get(town.url("calendar") + "?nam=2026").content.decode()

    assert "<b>Thứ Ba 15/09/2026</b> · Nghỉ · Bão số 6" in page
    assert page.count("<b>Thứ Ba 15/09/2026</b> · Làm việc · Trực") == 1
    assert "đơn vị có quyết định riêng" in page
    assert "Công điện 12 · nguồn: Cổng tỉnh · ghi khi nạp dữ liệu, " in page
    assert page.count(">Rút<") == 1
    assert "07:00–11:30, 13:30–17:00" in page


def test_the_province_s_administrator_chooses_an_agency(town: Town, enter: Enter) -> None:
    week = CalendarSpan(pattern=PROVINCE_PATTERN, valid_from=date(2026, 1, 1))
    calendars.set_pattern(actor=ACTOR, agency_id=town.own.pk, span=week, decision="QĐ 8")
    client = enter(town.province_admin)

    whole = client.get(town.url("calendar")).content.decode()
    own = client.get(town.url("calendar") + of(town)).content.decode()

    assert ("Lịch chung của tỉnh" in whole, "theo QĐ 8" in whole) == (True, False)
    assert "từ 01/01/2026, theo QĐ 8" in own
    assert client.get(town.url("calendar") + "?co-quan=999999").status_code == 404


@pytest.mark.parametrize(
    ("last", "words"),
    [
        (date(2026, 12, 31), "đã công bố"),
        (date(2026, 6, 30), "đã công bố đến hết 30/06/2026, sau đó dự kiến"),
        (date(2025, 12, 31), "dự kiến"),
    ],
)
def test_the_year_says_up_to_when_it_is_decided(
    town: Town, enter: Enter, last: date, words: str
) -> None:
    calendars.publish_year(actor=ACTOR, decided=DecidedDays(last_date=last, decision="QĐ 1"))

    page = enter(town.unit_admin).get(town.url("calendar") + "?nam=2026").content.decode()

    assert f">{words}</span></h1>" in page


def test_an_unreadable_year_is_this_year(town: Town, enter: Enter) -> None:
    client = enter(town.unit_admin)

    for given in ("x", "0", "999999", "-1"):
        assert client.get(town.url("calendar") + f"?nam={given}").status_code == 200


def test_the_year_as_a_spreadsheet_and_on_paper(town: Town, enter: Enter) -> None:
    calendars.set_override(actor=ACTOR, agency_id=None, override=STORM)
    client = enter(town.unit_admin)

    _head, *rows = sheet(client.get(town.url("calendar_export") + "?nam=2026").content)
    paper = client.get(town.url("calendar_print") + "?nam=2026").content.decode()

    assert [row[:8] for row in rows] == [
        (
            "15/09/2026",
            "Thứ Ba",
            "Toàn tỉnh",
            "Nghỉ",
            "Công điện 12",
            "Bão số 6",
            "Cổng tỉnh",
            "nạp từ tệp dữ kiện",
        )
    ]
    assert "Thứ Ba 15/09/2026" in paper


def test_pages_of_the_calendar_take_as_many_queries_for_one_as_for_thirty(
    town: Town, enter: Enter
) -> None:
    client = enter(town.unit_admin)
    urls = [town.url(name) + "?nam=2026" for name in ("calendar", "calendar_print")]
    calendars.set_override(actor=ACTOR, agency_id=None, override=STORM)
    before = [count_queries(client, url) for url in urls]
    for number in range(1, 30):
        override = DayOverride(
            date=date(2026, 3, number), kind=OverrideKind.OFF, decision=f"QĐ {number}"
        )
        calendars.set_override(actor=ACTOR, agency_id=town.own.pk, override=override)

    assert [count_queries(client, url) for url in urls] == before
    assert max(before) <= 12


def test_a_day_is_recorded_with_who_did_it(town: Town, enter: Enter) -> None:
    client, url = enter(town.unit_admin), town.url("record_day") + of(town)
    key = key_of(client, url)

    answers = [client.post(url, {**OFF, "key": key}) for _twice in range(2)]

    assert [answer["Location"] for answer in answers] == [
        town.url("calendar") + f"{of(town)}&nam=2027"
    ] * 2
    assert [(one.date, one.kind.value, one.note) for one in decided(agency_id=town.own.pk)] == [
        (date(2027, 1, 4), "off", "Nghỉ bù")
    ]
    assert decided() == ()
    assert AuditEntry.objects.get().action == "calendars.override_set"
    page = client.get(answers[0]["Location"]).content.decode()
    assert "Đã ghi Thứ Hai 04/01/2027: Nghỉ." in page
    assert "ghi bởi Vo Xa" in page


def test_exchanged_days_are_recorded_and_withdrawn_together(town: Town, enter: Enter) -> None:
    client, url = enter(town.province_admin), town.url("record_day")
    client.post(url, {**OFF, **day("swap_with", "9/1/2027"), "key": key_of(client, url)})

    assert [(one.date.day, one.kind.value, one.swap_with) for one in decided()] == [
        (4, "off", date(2027, 1, 9)),
        (9, "working", date(2027, 1, 4)),
    ]
    url = "/quan-tri/lich/2027-01-09/rut/"
    assert "Thứ Hai 04/01/2027" in client.get(url).content.decode()
    answers = [client.post(url, {**WITHDRAW, "key": "k"}) for _twice in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert decided() == ()
    entries = AuditEntry.objects.filter(action="calendars.override_withdrawn")
    assert [entry.changes["reason"] for entry in entries] == ["Bão đổi hướng"] * 2


def test_other_hours_are_read_as_people_write_them(town: Town, enter: Enter) -> None:
    client, url = enter(town.province_admin), town.url("record_day")
    given = {**OFF, "kind": "special", "hours": "7:00-11:00; 13g00 – 15h30", "key": "k"}

    client.post(url, given)

    page = client.get(town.url("calendar") + "?nam=2027").content.decode()
    assert "Làm việc 07:00–11:00, 13:00–15:30" in page


@pytest.mark.parametrize(
    ("change", "anchor"),
    [
        (day("date", "31/2/2027"), "id_date_day"),
        ({"kind": ""}, "id_kind"),
        ({"kind": "special"}, "id_hours"),
        ({"kind": "special", "hours": "sáng"}, "id_hours"),
        ({"kind": "special", "hours": "25:00-26:00"}, "id_hours"),
        ({"kind": "special", "hours": "13:00-15:00; 07:00-11:00"}, "id_hours"),
        ({"hours": "07:00-11:00"}, "id_hours"),
        (day("swap_with", "4/1/2027"), "id_swap_with_day"),
        (
            {"kind": "special", "hours": "07:00-11:00", **day("swap_with", "9/1/2027")},
            "id_swap_with_day",
        ),
        ({"decision": " "}, "id_decision"),
    ],
)
def test_a_faulty_day_comes_back_as_typed(
    town: Town, enter: Enter, change: dict[str, Any], anchor: str
) -> None:
    client = enter(town.province_admin)

    answer = client.post(town.url("record_day"), {**OFF, "key": "k", **change})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert f'href="#{anchor}"' in page
    assert 'value="Nghỉ bù"' in page
    assert nothing_happened()


@pytest.mark.parametrize("change", [{"decision": ""}, {"reason": ""}])
def test_a_withdrawal_needs_its_decision_and_its_reason(
    town: Town, enter: Enter, change: dict[str, str]
) -> None:
    calendars.set_override(actor=ACTOR, agency_id=None, override=STORM)
    url = town.url("calendar") + "2026-09-15/rut/"

    answer = enter(town.province_admin).post(url, {**WITHDRAW, "key": "k", **change})

    assert answer.status_code == 422
    assert decided(year=2026) == (STORM,)
    assert AuditEntry.objects.count() == 1


@pytest.mark.parametrize("text", ["2026-09-16", "x", "2026-13-01"])
def test_what_is_not_decided_is_not_withdrawn(town: Town, enter: Enter, text: str) -> None:
    client, url = enter(town.province_admin), town.url("calendar") + f"{text}/rut/"

    assert client.get(url).status_code == 404
    assert client.post(url, {**WITHDRAW, "key": "k"}).status_code == 404
    assert nothing_happened()


def test_a_unit_withdraws_no_day_of_the_province(town: Town, enter: Enter) -> None:
    calendars.set_override(actor=ACTOR, agency_id=None, override=STORM)
    url = town.url("calendar") + "2026-09-15/rut/"

    answer = enter(town.unit_admin).post(url, {**WITHDRAW, "key": "k"})

    assert (answer.status_code, decided(year=2026)) == (404, (STORM,))
    assert AuditEntry.objects.count() == 1


@pytest.mark.parametrize("who", ["specialist", "clerk", "stranger", None])
def test_a_stranger_changes_nothing(town: Town, enter: Enter, who: str | None) -> None:
    client = enter(getattr(town, who) if who else None)

    for query in ("", of(town)):
        assert client.post(town.url("record_day") + query, {**OFF, "key": "k"}).status_code in {
            302,
            403,
        }
    client.post(town.url("publish_days"), {**PUBLISH, "key": "k"})
    assert nothing_happened()


def test_a_unit_records_for_no_other_and_publishes_nothing(town: Town, enter: Enter) -> None:
    client = enter(town.unit_admin)
    other = town.url("record_day") + f"?co-quan={town.other.pk}"

    assert client.post(other, {**OFF, "key": "k"}).status_code == 404
    assert client.post(town.url("publish_days"), {**PUBLISH, "key": "k"}).status_code == 403
    assert nothing_happened()


def test_a_year_is_published_once(town: Town, enter: Enter) -> None:
    client, url = enter(town.province_admin), town.url("publish_days")
    key = key_of(client, url)

    answers = [client.post(url, {**PUBLISH, "key": key}) for _twice in range(2)]

    assert [answer["Location"] for answer in answers] == [town.url("calendar") + "?nam=2027"] * 2
    (year,) = calendars.list_decided_days()
    assert (year.last_date, year.decision, year.reason) == (
        date(2027, 12, 31),
        DECISION,
        "Đủ văn bản",
    )
    assert AuditEntry.objects.get().action == "calendars.year_published"
    page = client.get(answers[0]["Location"]).content.decode()
    assert "Đã công bố lịch nghỉ đến hết 31/12/2027." in page
    assert "đã công bố đến hết 31/12/2027, theo 12/QĐ-UBND ngày 03/11/2026 · Quach Tinh" in page


@pytest.mark.parametrize(
    ("change", "anchor"),
    [
        (day("last_date", "30/6/2027"), "id_last_date_day"),
        (day("last_date", "31/6/2027"), "id_last_date_day"),
        ({"decision": ""}, "id_decision"),
    ],
)
def test_a_faulty_year_comes_back_as_typed(
    town: Town, enter: Enter, change: dict[str, str], anchor: str
) -> None:
    before = DecidedDays(last_date=date(2027, 9, 30), decision="QĐ 1")
    calendars.publish_year(actor=ACTOR, decided=before)

    answer = enter(town.province_admin).post(
        town.url("publish_days"), {**PUBLISH, "key": "k", **change}
    )

    page = answer.content.decode()
    assert answer.status_code == 422
    assert f'href="#{anchor}"' in page
    assert "Đủ văn bản" in page
    (year,) = calendars.list_decided_days()
    assert (year.last_date, AuditEntry.objects.count()) == (date(2027, 9, 30), 1)


def test_the_acts_say_what_happens_to_open_clocks(town: Town, enter: Enter) -> None:
    client = enter(town.province_admin)

    for name in ("record_day", "publish_days"):
        page = client.get(town.url(name)).content.decode()
        assert "Hạn của hồ sơ đang chạy không tự dời." in page
