import re
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings as live
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from province.foundation.audit.models import AuditEntry
from province.foundation.jobs.queue import JOBS
from province.foundation.web.models import Remark
from province.foundation.web.remarks import show_again
from province.kernel.org.models import Account, SignedInSession
from province.kernel.org.tests.factories import (
    AccountFactory,
    HoldingFactory,
    OfficialFactory,
    SubstitutionFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.urls("province.kernel.org.tests.urls")]
PASSWORD = "mot-mat-khau-dai"  # noqa: S105 -- of the tests' own accounts
OTHER = "mat-khau-khac-2026"
SIGN_IN = "/dang-nhap/"
WRONG = "Tên đăng nhập hoặc mật khẩu không đúng. Hãy kiểm tra và nhập lại."
PRESENCE = "province.kernel.org.web.presence.PresenceMiddleware"


@pytest.fixture(autouse=True)
def presence(settings: Settings) -> None:
    if PRESENCE not in settings.MIDDLEWARE:
        place = settings.MIDDLEWARE.index("django.contrib.auth.middleware.AuthenticationMiddleware")
        settings.MIDDLEWARE = [
            *settings.MIDDLEWARE[: place + 1],
            PRESENCE,
            *settings.MIDDLEWARE[place + 1 :],
        ]


@pytest.fixture
def account() -> Account:
    return AccountFactory.create(username="vanthu.longxuyen", display_name="Lê Thị Mỹ Duyên")


def sign_in(client: Client, **fields: str) -> Any:
    given = {"username": "vanthu.longxuyen", "password": PASSWORD, **fields}
    return client.post(SIGN_IN, given, headers={"User-Agent": "Mozilla Windows Chrome/140"})


def test_sign_in_opens_a_session_and_writes_it_down(client: Client, account: Account) -> None:
    client.get(SIGN_IN)

    answer = sign_in(client, username="  VanThu.LongXuyen ")

    assert (answer.status_code, answer["Location"]) == (302, live.LOGIN_REDIRECT_URL)
    session = SignedInSession.objects.get()
    assert (session.account_id, session.browser) == (account.pk, "Chrome, Windows")
    assert session.session_key == client.session.session_key
    assert AuditEntry.objects.get(action="org.signed_in").account_id == account.pk


@pytest.mark.urls("config.urls")
@pytest.mark.usefixtures("account")
def test_sign_in_brings_officials_to_their_desk(client: Client) -> None:
    assert sign_in(client)["Location"] == reverse(live.DESK_REDIRECT_URL)


@pytest.mark.usefixtures("account")
def test_sign_in_changes_the_session_key(client: Client) -> None:
    session = client.session
    session["before"] = "1"
    session.save()
    before = session.session_key

    sign_in(client)

    assert client.session.session_key != before
    assert not Session.objects.filter(session_key=before).exists()


@pytest.mark.parametrize(
    "fields", [{"password": "sai-mat-khau"}, {"username": "khong.co.ai"}], ids=["wrong", "unknown"]
)
@pytest.mark.usefixtures("account")
def test_sign_in_says_the_same_for_unknown_and_wrong(
    client: Client, fields: dict[str, str]
) -> None:
    answer = sign_in(client, **fields)

    assert answer.status_code == 200
    assert answer.context["refusal"] == WRONG
    assert not SignedInSession.objects.exists()
    assert "_auth_user_id" not in client.session


@pytest.mark.usefixtures("account")
def test_sign_in_is_refused_for_a_closed_account(client: Client) -> None:
    Account.objects.update(closes_at=timezone.now() - timedelta(seconds=1))

    assert sign_in(client).context["refusal"] == WRONG
    assert not SignedInSession.objects.exists()


@pytest.mark.usefixtures("account")
def test_sign_in_locks_after_five_failures_and_says_until_when(client: Client) -> None:
    for _attempt in range(4):
        assert sign_in(client, password="sai").status_code == 200  # noqa: S106 -- a wrong one
    fifth = sign_in(client, password="sai")  # noqa: S106 -- a wrong one

    with_the_right_one = sign_in(client)

    assert (fifth.status_code, with_the_right_one.status_code) == (429, 429)
    sentence = with_the_right_one.context["refusal"]
    found = re.search(r"Hãy thử lại sau (\d{1,2}):(\d{2})\.", sentence)
    assert found
    until = timezone.localtime(timezone.now() + timedelta(minutes=15))
    near = {f"{m.hour}:{m.minute:02d}" for m in (until, until - timedelta(minutes=1))}
    assert f"{found[1]}:{found[2]}" in near
    assert not SignedInSession.objects.exists()


@pytest.mark.usefixtures("account")
def test_a_lock_holds_nobody_else_up(client: Client) -> None:
    AccountFactory.create(username="chutich.longxuyen")
    for _attempt in range(5):
        sign_in(client, password="sai")  # noqa: S106 -- a wrong one

    assert sign_in(client, username="chutich.longxuyen").status_code == 302


@pytest.mark.parametrize(
    ("wanted", "went"),
    [
        ("/tai-khoan/", "/tai-khoan/"),
        ("https://example.org/x", "/"),
        ("//example.org", "/"),
        ("javascript:alert(1)", "/"),
    ],
)
@pytest.mark.usefixtures("account")
def test_sign_in_goes_only_to_our_own_pages(client: Client, wanted: str, went: str) -> None:
    assert sign_in(client, next=wanted)["Location"] == went


@pytest.mark.usefixtures("account")
def test_sign_in_page_lists_demo_accounts_only_in_a_demonstration(
    client: Client, settings: Settings
) -> None:
    Account.objects.update(is_demo=True, official=None)

    in_demo = client.get(SIGN_IN)
    settings.MODE = "live"
    in_earnest = client.get(SIGN_IN)

    assert b"vanthu.longxuyen" in in_demo.content
    assert b"vanthu.longxuyen" not in in_earnest.content


def test_sign_in_needs_both_fields_at_the_field(client: Client) -> None:
    answer = client.post(SIGN_IN, {"username": "", "password": ""})

    assert [error.anchor for error in answer.context["errors"]] == ["id_username", "id_password"]


@pytest.mark.usefixtures("account")
def test_sign_out_is_by_post_only(client: Client) -> None:
    sign_in(client)

    assert client.get("/dang-xuat/").status_code == 405
    assert SignedInSession.objects.count() == 1
    assert client.post("/dang-xuat/").status_code == 302
    assert not SignedInSession.objects.exists()
    assert client.get("/tai-khoan/")["Location"] == "/dang-nhap/?next=%2Ftai-khoan%2F"


@pytest.mark.usefixtures("account")
def test_who_signs_out_leaves_nothing_typed(client: Client) -> None:
    sign_in(client)
    request = RequestFactory().get("/a/")
    request.session = client.session
    show_again(request=request, place="p", said={"words": "gõ dở"})
    assert Remark.objects.count() == 1

    client.post("/dang-xuat/")

    assert not Remark.objects.exists()


def test_my_account_sends_strangers_to_sign_in(client: Client) -> None:
    assert client.get("/tai-khoan/")["Location"] == "/dang-nhap/?next=%2Ftai-khoan%2F"


@pytest.mark.usefixtures("account")
def test_other_sessions_end_and_this_one_stays(client: Client) -> None:
    elsewhere = Client()
    sign_in(elsewhere)
    sign_in(client)
    assert elsewhere.get("/tai-khoan/").status_code == 200

    answer = client.post("/tai-khoan/may-khac/", follow=True)

    assert b"1 m\xc3\xa1y kh\xc3\xa1c" in answer.content
    assert elsewhere.get("/tai-khoan/").status_code == 302
    assert client.get("/tai-khoan/").status_code == 200
    assert SignedInSession.objects.count() == 1


@pytest.mark.usefixtures("account")
def test_change_password_keeps_this_session_and_ends_the_others(client: Client) -> None:
    elsewhere = Client()
    sign_in(elsewhere)
    sign_in(client)

    answer = client.post(
        "/tai-khoan/mat-khau/", {"present": PASSWORD, "password": OTHER, "repeat": OTHER}
    )

    assert (answer.status_code, answer["Location"]) == (302, "/tai-khoan/")
    assert client.get("/tai-khoan/").status_code == 200
    assert elsewhere.get("/tai-khoan/").status_code == 302
    assert SignedInSession.objects.get().session_key == client.session.session_key
    assert sign_in(Client(), password=OTHER).status_code == 302


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"present": "sai"}, "id_present"),
        ({"password": "12345678901234", "repeat": "12345678901234"}, "id_password"),
        ({"password": "ngan", "repeat": "ngan"}, "id_password"),
        ({"repeat": "khong-giong-nhau"}, "id_repeat"),
        ({"password": PASSWORD, "repeat": PASSWORD}, "id_password"),
    ],
    ids=["present", "digits", "short", "repeat", "same"],
)
@pytest.mark.usefixtures("account")
def test_change_password_shows_what_is_wrong_at_the_field(
    client: Client, fields: dict[str, str], wrong: str
) -> None:
    sign_in(client)

    answer = client.post(
        "/tai-khoan/mat-khau/", {"present": PASSWORD, "password": OTHER, "repeat": OTHER, **fields}
    )

    assert {error.anchor for error in answer.context["errors"]} == {wrong}
    assert Account.objects.get().check_password(PASSWORD)


@pytest.mark.usefixtures("account")
def test_a_password_set_by_others_must_be_changed_first(client: Client) -> None:
    Account.objects.update(must_change_password=True)

    assert sign_in(client)["Location"] == "/tai-khoan/mat-khau/"
    assert client.get("/tai-khoan/")["Location"] == "/tai-khoan/mat-khau/"
    assert client.get("/tai-khoan/mat-khau/").context["must_change"] is True
    client.post("/tai-khoan/mat-khau/", {"present": PASSWORD, "password": OTHER, "repeat": OTHER})

    assert client.get("/tai-khoan/").status_code == 200


@pytest.mark.usefixtures("account")
def test_presence_writes_once_in_five_minutes(client: Client) -> None:
    sign_in(client)
    SignedInSession.objects.update(last_seen_at=timezone.now() - timedelta(days=1))

    client.get("/tai-khoan/")
    seen = SignedInSession.objects.get().last_seen_at
    client.get("/tai-khoan/")

    assert timezone.now() - seen < timedelta(minutes=1)
    assert SignedInSession.objects.get().last_seen_at == seen


@pytest.mark.usefixtures("account")
def test_ended_sessions_are_forgotten_and_live_ones_stay(client: Client) -> None:
    elsewhere = Client()
    sign_in(elsewhere)
    sign_in(client)
    ended = Session.objects.filter(session_key=elsewhere.session.session_key)
    ended.update(expire_date=timezone.now())

    listed = client.get("/tai-khoan/").context["sessions"]
    JOBS.get("org.forget_ended_sessions").run()

    assert len(listed) == 1
    assert SignedInSession.objects.get().session_key == client.session.session_key
    assert Session.objects.get().session_key == client.session.session_key


def test_choose_acting_post_takes_own_and_lent_posts_only(client: Client, account: Account) -> None:
    now = timezone.now()
    own = HoldingFactory.create(official=account.official)
    lent = SubstitutionFactory.create(
        substitute=account.official, validity=(now - timedelta(days=1), now + timedelta(days=1))
    )
    strange = HoldingFactory.create(official=OfficialFactory.create())
    sign_in(client)

    client.post("/tai-khoan/vi-tri/", {"post": str(strange.post_id)})
    first = client.get("/tai-khoan/")
    client.post("/tai-khoan/vi-tri/", {"post": str(lent.post_id)})
    second = client.get("/tai-khoan/")

    assert _acting(first) == own.post_id
    assert _acting(second) == lent.post_id
    assert [post["is_lent"] for post in second.context["posts"]] == [False, True]


@pytest.mark.usefixtures("account")
def test_who_has_signed_in_is_sent_on(client: Client) -> None:
    sign_in(client)

    assert client.get("/dang-nhap/?next=/tai-khoan/")["Location"] == "/tai-khoan/"


def test_demo_accounts_command_is_for_demonstrations(settings: Settings) -> None:
    settings.MODE = "live"

    with pytest.raises(CommandError, match="không phải bản minh họa"):
        call_command("demo_accounts")


def test_demo_accounts_command_prints_a_table(
    capsys: pytest.CaptureFixture[str], settings: Settings
) -> None:
    settings.DEMO_PASSWORD = "Demo-2026-tinhso"  # noqa: S105 -- the public password of a demonstration
    AccountFactory.create(
        username="congdan.anh",
        official=None,
        party_id=7,
        display_name="Nguyễn Thị Lấp Lánh Ánh",
        is_demo=True,
    )

    call_command("demo_accounts")

    assert capsys.readouterr().out == (
        "Tên đăng nhập  Người                    Vai trò   Cơ quan\n"
        "congdan.anh    Nguyễn Thị Lấp Lánh Ánh  Công dân\n"
        "Mật khẩu chung: Demo-2026-tinhso\n"
        "Mã PIN ký số, đóng dấu: 260726\n"
    )


def test_every_page_has_its_address() -> None:
    names = ["sign_in", "sign_out", "my_account", "change_password"]

    assert [reverse(f"org:{name}") for name in names] == [
        "/dang-nhap/",
        "/dang-xuat/",
        "/tai-khoan/",
        "/tai-khoan/mat-khau/",
    ]


def _acting(answer: Any) -> int:
    return int(next(post["id"] for post in answer.context["posts"] if post["is_acting"]))


@pytest.mark.usefixtures("account")
def test_one_session_is_ended_and_the_others_stay(client: Client) -> None:
    elsewhere = Client(REMOTE_ADDR="113.161.5.7")
    sign_in(elsewhere)
    sign_in(client)
    there = SignedInSession.objects.get(session_key=elsewhere.session.session_key)
    page = client.get("/tai-khoan/").content.decode()
    assert ("113.161.…" in page, "113.161.5.7" in page) == (True, False)

    client.post(f"/tai-khoan/may/{there.pk}/")

    assert elsewhere.get("/tai-khoan/").status_code == 302
    assert client.get("/tai-khoan/").status_code == 200
    assert AuditEntry.objects.filter(action="org.session_ended").count() == 1


@pytest.mark.usefixtures("account")
def test_nobody_ends_the_session_of_somebody_else(client: Client) -> None:
    AccountFactory.create(username="chutich.longxuyen")
    elsewhere = Client()
    sign_in(elsewhere, username="chutich.longxuyen")
    sign_in(client)
    there = SignedInSession.objects.get(session_key=elsewhere.session.session_key)

    answer = client.post(f"/tai-khoan/may/{there.pk}/", follow=True)

    assert "Phiên đăng nhập ấy đã kết thúc từ trước." in answer.content.decode()
    assert elsewhere.get("/tai-khoan/").status_code == 200
    assert not AuditEntry.objects.filter(action="org.session_ended").exists()
