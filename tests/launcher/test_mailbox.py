"""The mailbox of a demonstration: what leaves ends on its page, and it lives as long as we do."""

import ast
import json
import os
import signal
import smtplib
import sys
import urllib.error
import urllib.request
from email.message import EmailMessage
from pathlib import Path

import pytest

from launcher.processes import is_alive, read_pid_file
from launcher.state import read_state
from launcher.waiting import until
from sandbox.mailbox.page import page
from sandbox.mailbox.post import MOST, Piece, Post
from tests.launcher.stand_in import ROOT, StandIn


def words_of(url: str) -> str:
    with urllib.request.urlopen(url, timeout=5) as answer:  # noqa: S310 -- our own page
        return str(answer.read().decode())


def sms(url: str, body: object, key: str = "") -> int:
    asked = urllib.request.Request(  # noqa: S310 -- our own page
        f"{url}/sms", json.dumps(body).encode(), headers={"Idempotency-Key": key}
    )
    try:
        with urllib.request.urlopen(asked, timeout=5) as answer:  # noqa: S310 -- our own page
            return int(answer.status)
    except urllib.error.HTTPError as refusal:
        return refusal.code


def mail(to: str) -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"] = "so@example.vn", to
    message["Subject"] = "Hồ sơ <b>đã nhận</b>"
    message["Message-ID"] = "<notice-1@example.vn>"
    message.set_content("Xem http://127.0.0.1:8000/ho-so/1/\n<script>alert(1)</script>")
    return message


def test_a_demonstration_keeps_its_mails_and_messages_to_itself(
    stand_in: StandIn, port: int
) -> None:
    started = stand_in.ask("start", "--port", str(port))
    state = read_state(stand_in.places)
    assert state is not None
    told = state.environment
    url, door = told["TINHSO_MAILBOX_URL"], int(told["TINHSO_SMTP_PORT"])
    assert f"end here: {url}" in started.words
    assert until(lambda: answers(url), seconds=10)

    with smtplib.SMTP("127.0.0.1", door, timeout=5) as server:
        server.send_message(mail("lan@example.vn"))
        server.send_message(mail("lan@example.vn"))
        with pytest.raises(smtplib.SMTPRecipientsRefused):
            server.send_message(mail("lan@khong-co.example"))
    short = {"from": "TINH SO", "to": "+84912345678", "text": "Ho so da nhan"}
    assert [sms(url, short, "k"), sms(url, short, "k"), sms(url, {"to": "x"})] == [202, 202, 400]
    assert sms(url, {**short, "to": "+84999000550"}) == 422

    shown = words_of(url)
    assert shown.count("<article>") == 2
    assert "Hồ sơ &lt;b&gt;đã nhận&lt;/b&gt;" in shown
    assert '<a href="http://127.0.0.1:8000/ho-so/1/" rel="noreferrer">' in shown
    assert "<script>" not in shown
    assert words_of(f"{url}/?q=%2B84912").count("<article>") == 1

    before = read_pid_file(stand_in.places.pid_file("mailbox"))
    assert before is not None
    assert f"mailbox: runs, process {before.pid}" in stand_in.ask("status").words
    os.kill(before.pid, signal.SIGKILL)
    assert until(lambda: not is_alive(before) and answers(url), seconds=10)
    assert words_of(url).count("<article>") == 2

    after = read_pid_file(stand_in.places.pid_file("mailbox"))
    stand_in.ask("stop")
    assert after is not None
    assert (after == before, is_alive(after)) == (False, False)


def answers(url: str) -> bool:
    try:
        words_of(url)
    except OSError:
        return False
    return True


@pytest.mark.parametrize(
    ("arguments", "more"),
    [(["--empty"], {}), ([], {"TINHSO_SMTP_HOST": "smtp.example.vn"})],
    ids=["a real install", "a connected demonstration"],
)
def test_what_is_real_has_no_mailbox(
    stand_in: StandIn, port: int, arguments: list[str], more: dict[str, str]
) -> None:
    started = stand_in.ask("start", "--port", str(port), *arguments, **more)
    state = read_state(stand_in.places)
    status = stand_in.ask("status")
    stand_in.ask("stop")

    assert state is not None
    assert (started.code, status.code, state.environment.get("TINHSO_MAILBOX_URL")) == (0, 0, None)
    assert state.environment.get("TINHSO_SMTP_HOST") == more.get("TINHSO_SMTP_HOST")
    assert "mailbox" not in status.words


def test_the_post_outlives_a_kill_and_stays_small(tmp_path: Path) -> None:
    file = tmp_path / "mailbox.jsonl"
    post = Post(file)
    for number in range(MOST + 2):
        post.add(Piece("sms", "2026-11-22T01:00:00+00:00", "a", "b", "", f"số {number}"))
    with file.open("a", encoding="utf-8") as half:
        half.write('{"kind": "ma')

    found = Post(file).newest("")

    assert (len(found), found[0].text, found[-1].text) == (MOST, f"số {MOST + 1}", "số 2")
    assert len(file.read_text(encoding="utf-8").splitlines()) == MOST


def test_an_empty_mailbox_says_so() -> None:
    assert "Chưa có thư, tin nhắn nào." in page([], "")
    assert "Không có thư nào khớp." in page([], "lan")


@pytest.mark.parametrize("path", sorted(ROOT.joinpath("sandbox").rglob("*.py")), ids=str)
def test_the_sandbox_stands_alone(path: Path) -> None:
    allowed = {"sandbox", "aiosmtpd"} | sys.stdlib_module_names
    named = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            named |= {alias.name.partition(".")[0] for alias in node.names}
        if isinstance(node, ast.ImportFrom):
            named.add((node.module or "").partition(".")[0])

    assert named <= allowed
