"""Years are decided by data: a file, or one command of an administrator."""

from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from province.foundation.audit.models import AuditEntry
from province.kernel.calendars.models import DayDecision, DecidedYear
from province.kernel.calendars.public import calendar_for, last_decided_on, list_decided_days

pytestmark = pytest.mark.django_db
DAYS = (
    "date,is_day_off,is_working_weekend,swap_with,name,note,source,confidence\n"
    "2027-02-05,1,0,,Tết Nguyên Đán,,sổ tay,high\n"
)
HEAD = "last_date,decision,source,reason\n"
YEAR = HEAD + "2027-12-31,TB 99/2026,Công báo 1/2027,Đủ quyết định.\n"


def run(command: str, *arguments: str) -> list[str]:
    said = StringIO()
    call_command(command, *arguments, stdout=said)
    return said.getvalue().splitlines()


def files(folder: Path, years: str) -> tuple[str, str]:
    (folder / "days.csv").write_text(DAYS, encoding="utf-8")
    (folder / "years.csv").write_text(years, encoding="utf-8")
    return f"--file={folder / 'days.csv'}", f"--years={folder / 'years.csv'}"


def test_a_year_is_decided_by_a_row_of_the_file(tmp_path: Path) -> None:
    said = run("load_calendar", *files(tmp_path, YEAR))

    assert said == ["Lịch làm việc: 1 ngày mới hoặc đổi, 1 năm mới công bố."]
    assert calendar_for().last_decided_on == date(2027, 12, 31)
    known = list_decided_days()[0]
    assert (known.decision, known.reason) == (
        "TB 99/2026",
        "Đủ quyết định. Nguồn: Công báo 1/2027.",
    )


def test_days_alone_decide_no_year_and_the_command_says_so(tmp_path: Path) -> None:
    said = run("load_calendar", *files(tmp_path, HEAD))

    assert said == [
        "Lịch làm việc: 1 ngày mới hoặc đổi, 0 năm mới công bố.",
        "Chưa công bố: 2027. Hạn rơi vào các năm này còn là dự kiến.",
    ]
    assert last_decided_on() == date.min


@pytest.mark.parametrize("row", ["2027-13-31,QĐ 1,báo,", "2027-12-31,,báo,", "2027-12-31,QĐ 1,,"])
def test_a_year_without_day_decision_or_source_is_refused(tmp_path: Path, row: str) -> None:
    with pytest.raises(CommandError, match=r"Dòng 2 của tệp years\.csv không đọc được"):
        run("load_calendar", *files(tmp_path, f"{HEAD}{row}\n"))

    assert not DecidedYear.objects.exists()
    assert not DayDecision.objects.exists()


def test_an_administrator_publishes_one_more_year() -> None:
    words = ("2027-12-31", "--decision=TB 99/2026", "--source=Công báo 1/2027")

    assert run("publish_year", *words) == ["Đã công bố: lịch nghỉ đến hết ngày 31/12/2027."]
    assert run("publish_year", *words) == [
        "Đã công bố từ trước: lịch nghỉ đến hết ngày 31/12/2027."
    ]

    assert last_decided_on() == date(2027, 12, 31)
    assert AuditEntry.objects.get().changes == {
        "last_date": "2027-12-31",
        "decision": "TB 99/2026",
    }


def test_a_file_that_knows_less_than_was_published_takes_nothing_back(tmp_path: Path) -> None:
    run("publish_year", "2027-12-31", "--decision=TB 99/2026", "--source=Công báo")

    said = run(
        "load_calendar", *files(tmp_path, HEAD + "2027-06-30,TB 98/2026,Công báo,Nửa năm.\n")
    )

    assert said == ["Lịch làm việc: 1 ngày mới hoặc đổi, 0 năm mới công bố."]
    assert last_decided_on() == date(2027, 12, 31)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("2027-12-31", "--decision= ", "--source=x"), "quyết định"),
        (("2027-06-30", "--decision=QĐ 1", "--source=x"), "31/12/2027"),
    ],
)
def test_publishing_is_refused_in_words(words: tuple[str, ...], sentence: str) -> None:
    run("publish_year", "2027-12-31", "--decision=TB 99/2026", "--source=Công báo")

    with pytest.raises(CommandError, match=sentence):
        run("publish_year", *words)

    assert [year.decision for year in list_decided_days()] == ["TB 99/2026"]
