"""The backup of the day: when it is due, what is removed, and that the supervisor makes it."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from launcher.backups.records import last_try
from launcher.backups.schedule import is_due, remove_old
from launcher.checks import free_port
from tests.launcher.stand_in import StandIn
from tests.launcher.waiting import until

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("at", "tried", "expected"),
    [
        ("02:00", None, True),
        ("02:00", datetime(2026, 11, 22, 2, 0, 5, tzinfo=UTC), False),
        ("02:00", datetime(2026, 11, 21, 2, 0, 5, tzinfo=UTC), True),
        ("22:00", datetime(2026, 11, 21, 22, 0, 5, tzinfo=UTC), False),
        ("22:00", datetime(2026, 11, 20, 22, 0, 5, tzinfo=UTC), True),
    ],
    ids=["never", "done today", "not yet today", "not due before the hour", "missed yesterday"],
)
def test_it_is_due_once_a_day_and_a_missed_one_is_made_up(
    at: str, tried: datetime | None, expected: object
) -> None:
    assert is_due(at, tried=tried, moment=NOON) is expected


def test_the_oldest_go_and_what_is_not_ours_stays(tmp_path: Path) -> None:
    names = [f"tinhso-daily-2026-11-{day:02}-020000.tinhso-backup" for day in range(1, 6)]
    for name in (*names, "mine.tinhso-backup", "tinhso-daily.txt"):
        (tmp_path / name).touch()

    removed = remove_old(tmp_path, keep=2)

    assert [path.name for path in removed] == names[:3]
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "mine.tinhso-backup",
        *names[3:],
        "tinhso-daily.txt",
    ]


def test_a_running_install_takes_the_settings_up_and_makes_it(
    stand_in: StandIn, tmp_path: Path
) -> None:
    folder, word = tmp_path / "kept", tmp_path / "word"
    folder.mkdir()
    word.write_text("bốn từ rất dễ nhớ\n", encoding="utf-8")
    word.chmod(0o644)
    started = stand_in.ask("start", "--port", str(free_port()))
    assert started.code == 0, started.words
    assert "No folder is set" in stand_in.ask("backup", "--scheduled").words
    text = f'[backup]\nfolder = "{folder}"\npassphrase_file = "{word}"\n'
    (stand_in.places.data / "tinhso.toml").write_text(text, encoding="utf-8")
    assert "Others may read" in stand_in.ask("backup", "--scheduled").words
    word.chmod(0o600)

    assert until(lambda: list(folder.glob("tinhso-daily-*.tinhso-backup")), seconds=60.0)
    assert last_try(stand_in.places) is not None
