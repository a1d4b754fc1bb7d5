"""Secrets, settings, pid files, locks, words: the parts that need no server."""

import re
import stat
import subprocess
import threading
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from launcher.backups.words import BackupRefusal
from launcher.errors import RefusalError
from launcher.install import DEMO, REAL, Asked, Remembered, decide, recall, remember
from launcher.locks import LockIsHeldError, LockWaitError, hold, is_held, wait_for
from launcher.processes import end, identity_of, is_alive, read_pid_file, send, write_pid_file
from launcher.refusals import Refusal
from launcher.secrets import MAKERS, Secrets, load_secrets
from launcher.sentences import Sentence
from launcher.settings_file import KNOWN, read_settings, read_settings_file
from launcher.supervisor import rotate
from launcher.upgrades.words import UpgradeRefusal, UpgradeSentence
from launcher.words import Words, language
from tests.launcher.stand_in import ROOT


def test_secrets_are_made_once_and_only_their_owner_reads_them(tmp_path: Path) -> None:
    path = tmp_path / "secrets.toml"

    first = load_secrets(path, environment={})
    second = load_secrets(path, environment={})

    assert first == second
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert set(tomllib.loads(path.read_text(encoding="utf-8"))) == set(MAKERS)


def test_secrets_that_were_opened_to_others_are_closed_again(tmp_path: Path) -> None:
    path = tmp_path / "secrets.toml"
    load_secrets(path, environment={})
    path.chmod(0o644)

    load_secrets(path, environment={})

    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_environment_overrides_a_secret_and_leaves_the_file(tmp_path: Path) -> None:
    path = tmp_path / "secrets.toml"
    kept = load_secrets(path, environment={})

    names = [f"TINHSO_{name.upper()}" for name in MAKERS if name != "vault_key"]
    overridden = load_secrets(path, environment=dict.fromkeys(names, "another"))

    assert overridden == Secrets(
        secret_key="another",  # noqa: S106 -- made up
        vault_key=kept.vault_key,
        postgres_password=kept.postgres_password,
        owner_password="another",  # noqa: S106 -- made up
        app_password="another",  # noqa: S106 -- made up
    )
    assert overridden.digest_of_roles != kept.digest_of_roles
    assert load_secrets(path, environment={}) == kept


@pytest.mark.parametrize("text", ["secret_key = ", "secret_key = 5\n", 'vault_key = "short"\n'])
def test_secrets_that_cannot_be_used_are_refused_and_left_alone(tmp_path: Path, text: str) -> None:
    path = tmp_path / "secrets.toml"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(RefusalError) as caught:
        load_secrets(path, environment={})

    assert caught.value.sentence in {Refusal.SECRETS_BROKEN, Refusal.VAULT_KEY_WRONG}
    assert text.strip() in path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "refusal", "name"),
    [
        ("web = 1\n", Refusal.SETTING_UNKNOWN, "web"),
        ("[web]\nports = 1\n", Refusal.SETTING_UNKNOWN, "web.ports"),
        ('[web]\nport = "8000"\n', Refusal.SETTING_TYPE, "web.port"),
        ("[web]\nport = true\n", Refusal.SETTING_TYPE, "web.port"),
        ("[web]\nport = 0\n", Refusal.SETTING_VALUE, "web.port"),
        ('[web]\npublic_url = "tinh.example"\n', Refusal.SETTING_VALUE, "web.public_url"),
        ('[web]\npublic_url = "https://a.vn/x"\n', Refusal.SETTING_VALUE, "web.public_url"),
        ('[web]\nlisten = "here"\n', Refusal.SETTING_VALUE, "web.listen"),
        (
            '[database]\nshared_buffers = "a lot"\n',
            Refusal.SETTING_VALUE,
            "database.shared_buffers",
        ),
        (
            '[database]\nshared_buffers = "900000GB"\n',
            Refusal.SETTING_VALUE,
            "database.shared_buffers",
        ),
    ],
)
def test_wrong_settings_are_refused_by_name(
    tmp_path: Path, text: str, refusal: Refusal, name: str
) -> None:
    path = tmp_path / "tinhso.toml"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(RefusalError) as caught:
        read_settings_file(path)

    assert (caught.value.sentence, caught.value.params["name"]) == (refusal, name)


def test_file_that_is_no_toml_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "tinhso.toml"
    path.write_text("port 8000", encoding="utf-8")

    with pytest.raises(RefusalError) as caught:
        read_settings_file(path)

    assert caught.value.sentence is Refusal.SETTINGS_NOT_TOML


def test_the_example_explains_every_setting_and_sets_none() -> None:
    path = ROOT / "tinhso.example.toml"
    text = path.read_text(encoding="utf-8")

    assert read_settings_file(path) == {}
    opened = re.sub(r"^# ([a-z_]+ = )", r"\1", text, flags=re.MULTILINE)
    tables = tomllib.loads(opened)
    named = {f"{table}.{name}" for table, names in tables.items() for name in names}
    assert named == set(KNOWN)


def test_settings_of_both_places_are_joined(tmp_path: Path) -> None:
    for name, text in (("clone", "port = 1\nworkers = 3"), ("data", "port = 2")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "tinhso.toml").write_text(f"[web]\n{text}\n", encoding="utf-8")

    settings = read_settings(clone=tmp_path / "clone", data=tmp_path / "data")

    assert settings == {"web.port": 2, "web.workers": 3}


@pytest.mark.parametrize(
    ("asked", "environment", "settings", "remembered", "expected"),
    [
        (5, {"TINHSO_PORT": "4"}, {"web.port": 3}, 2, 5),
        (None, {"TINHSO_PORT": "4"}, {"web.port": 3}, 2, 4),
        (None, {}, {"web.port": 3}, 2, 3),
        (None, {}, {}, 2, 2),
        (None, {}, {}, None, 8000),
    ],
)
def test_port_comes_from_whoever_is_nearest(
    asked: int | None,
    environment: dict[str, str],
    settings: dict[str, str | int],
    remembered: int | None,
    expected: int,
) -> None:
    install = decide(
        asked=Asked(port=asked),
        settings=settings,
        remembered=Remembered(port=remembered),
        environment=environment,
    )

    assert install.port == expected


@pytest.mark.parametrize(
    ("is_empty", "remembered", "expected"),
    [(False, "", DEMO), (True, "", REAL), (False, REAL, REAL), (True, REAL, REAL)],
)
def test_mode_is_decided_by_the_first_start(
    is_empty: bool,  # noqa: FBT001 -- a parameter of the table
    remembered: str,
    expected: str,
) -> None:
    install = decide(
        asked=Asked(is_empty=is_empty),
        settings={},
        remembered=Remembered(mode=remembered),
        environment={},
    )

    assert install.mode == expected


@pytest.mark.parametrize(
    ("listen", "is_https", "url"),
    [
        ("127.0.0.1", False, "http://127.0.0.1:8000"),
        ("::1", False, "http://[::1]:8000"),
        ("192.0.2.10", True, "https://192.0.2.10:8000"),
    ],
)
def test_plain_http_stays_on_the_machine(
    listen: str,
    is_https: bool,  # noqa: FBT001 -- a parameter of the table
    url: str,
) -> None:
    install = decide(
        asked=Asked(listen=listen), settings={}, remembered=Remembered(), environment={}
    )

    assert (install.is_https, install.url) == (is_https, url)


def test_what_is_remembered_is_recalled(tmp_path: Path) -> None:
    path = tmp_path / "install.json"
    memory = Remembered(mode=DEMO, port=8001, listen="127.0.0.1")

    assert recall(path) == Remembered()
    remember(path, memory)

    assert recall(path) == memory


def test_recycled_number_is_never_signalled(tmp_path: Path) -> None:
    with subprocess.Popen(["sleep", "60"]) as stranger:  # noqa: S607 -- any program will do
        own = identity_of(stranger.pid)
        assert own is not None
        write_pid_file(tmp_path / "web.pid", replace(own, started=own.started - 1))
        left = read_pid_file(tmp_path / "web.pid")
        assert left is not None

        end(left, seconds=1)

        assert not is_alive(left)
        assert is_alive(own)
        assert stranger.poll() is None
        end(own, seconds=5)
        assert stranger.wait() == -15


def test_process_that_ignores_the_polite_signal_is_ended() -> None:
    words = ["sh", "-c", "trap '' TERM; echo ready; while :; do sleep 1; done"]
    with subprocess.Popen(words, stdout=subprocess.PIPE) as stubborn:  # noqa: S603 -- our own words
        assert stubborn.stdout is not None
        stubborn.stdout.readline()
        identity = identity_of(stubborn.pid)
        assert identity is not None

        end(identity, seconds=0.5)

        assert stubborn.wait() == -9


def test_nobody_is_signalled_after_their_end() -> None:
    with subprocess.Popen(["true"]) as short:  # noqa: S607 -- any program will do
        identity = identity_of(short.pid)
        short.wait()

    assert identity is None or send(identity, 15) is False  # type: ignore[arg-type]  # a plain number will do


def test_memory_of_an_older_version_is_understood(tmp_path: Path) -> None:
    path = tmp_path / "install.json"
    path.write_text('{"mode": "demo", "port": 8001, "database_port": 5433}', encoding="utf-8")

    assert recall(path) == Remembered(mode=DEMO, port=8001)


def test_a_wait_inside_a_lock_is_not_taken_for_the_lock_itself(tmp_path: Path) -> None:
    inner = tmp_path / "inner"

    with (
        pytest.raises(LockWaitError),
        hold(tmp_path / "outer"),
        hold(inner),
        wait_for(inner, seconds=0),
    ):
        pass


def test_lock_is_held_by_one_and_seen_by_others(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    refused: list[bool] = []

    def try_it() -> None:
        try:
            with hold(path):
                refused.append(False)
        except LockIsHeldError:
            refused.append(True)

    assert not is_held(path)
    with hold(path):
        assert is_held(path)
        other = threading.Thread(target=try_it)
        other.start()
        other.join()
    assert refused == [True]
    assert not is_held(path)


def test_log_without_room_for_a_second_one_is_still_cut(tmp_path: Path) -> None:
    log = tmp_path / "web.log"
    log.write_text("x" * 100, encoding="utf-8")
    (tmp_path / "web.log.1").symlink_to("/dev/full")

    rotate(log, limit=50)

    assert log.read_text(encoding="utf-8") == ""
    assert sorted(path.name for path in tmp_path.iterdir()) == ["web.log"]


def test_long_log_is_moved_aside_and_goes_on(tmp_path: Path) -> None:
    log = tmp_path / "web.log"
    with log.open("a", encoding="utf-8") as writer:
        writer.write("x" * 100)
        writer.flush()

        rotate(log, limit=50)
        writer.write("after")

    assert log.read_text(encoding="utf-8") == "after"
    assert (tmp_path / "web.log.1").read_text(encoding="utf-8") == "x" * 100


EVERY_SENTENCE = [*Sentence, *Refusal, *BackupRefusal, *UpgradeRefusal, *UpgradeSentence]


@pytest.mark.parametrize("words", EVERY_SENTENCE, ids=lambda words: words.name)
def test_every_sentence_has_the_same_places_in_both_languages(words: Words) -> None:
    english, vietnamese = words.value

    assert re.findall(r"{(\w+)}", english) != [] or "{" not in english
    assert sorted(set(re.findall(r"{(\w+)}", english))) == sorted(
        set(re.findall(r"{(\w+)}", vietnamese))
    )


def test_no_sentence_is_said_twice_under_two_names() -> None:
    for kind in (Sentence, Refusal):
        assert len(kind) == len(kind.__members__)


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, "en"),
        ({"LANG": "vi_VN.UTF-8"}, "vi"),
        ({"LANG": "vi_VN.UTF-8", "LC_ALL": "C.UTF-8"}, "en"),
    ],
)
def test_language_is_that_of_the_terminal(environment: dict[str, str], expected: str) -> None:
    assert language(environment) == expected
