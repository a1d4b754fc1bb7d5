"""What was typed into a refused form: found again under its mark, by its own session."""

from datetime import timedelta

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest
from django.test import RequestFactory
from django.utils import timezone

from province.foundation.web import remarks
from province.foundation.web.models import Remark

pytestmark = pytest.mark.django_db
SAID = {"typed": {"name": ["Nguyễn Thị Lấp Lánh Ánh\x00"]}, "words": "Chưa được."}


@pytest.fixture
def key() -> str:
    session = SessionStore()
    session.create()
    return session.session_key or ""


def asked(key: str, address: str = "/a/") -> HttpRequest:
    """Return a request with a copy of the session of its own, as each tab has."""
    request = RequestFactory().get(address)
    request.session = SessionStore(key)
    return request


def say(key: str, place: str = "p", address: str = "/a/", **said: object) -> str:
    """Refuse a form; return the address that its answer leads to."""
    request = asked(key, address)
    answer = remarks.show_again(request=request, place=place, said=said or SAID)
    request.session.save()
    return answer["Location"]


def shown(key: str, address: str, place: str = "p") -> dict[str, object]:
    return remarks.remarks(request=asked(key, address), place=place)


def test_two_forms_refused_at_once_both_keep_their_words(key: str) -> None:
    one, other = asked(key), asked(key)
    assert (one.session.get("x"), other.session.get("x")) == (None, None)  # both have read it

    first = remarks.show_again(request=one, place="p", said={"words": "1"})["Location"]
    second = remarks.show_again(request=other, place="p", said={"words": "2"})["Location"]
    one.session.save()
    other.session.save()

    assert shown(key, first) == {"words": "1"}
    assert shown(key, second) == {"words": "2"}


def test_what_was_typed_comes_back_as_it_was_and_not_in_the_session(key: str) -> None:
    address = say(key)

    assert shown(key, address) == SAID
    assert shown(key, address, place="q") == {}
    assert shown(key, "/a/") == {}
    assert dict(SessionStore(key).items()) == {}


def test_another_session_is_shown_nothing(key: str) -> None:
    address = say(key)
    other = SessionStore()
    other.create()

    assert shown(other.session_key or "", address) == {}
    assert remarks.remarks(request=asked("", address), place="p") == {}
    assert key not in Remark.objects.get().session_digest


def test_after_an_hour_nothing_is_shown_and_the_row_goes(
    key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = say(key)
    now = timezone.now()
    monkeypatch.setattr("django.utils.timezone.now", lambda: now + timedelta(minutes=59))
    assert shown(key, address) == SAID
    assert remarks.forget_expired(now=timezone.now()) == 0

    monkeypatch.setattr("django.utils.timezone.now", lambda: now + timedelta(minutes=61))

    assert shown(key, address) == {}
    assert remarks.forget_expired(now=timezone.now()) == 1
    assert not Remark.objects.exists()


def test_no_row_outlives_its_session(key: str) -> None:
    request = asked(key)
    request.session.set_expiry(60)

    remarks.show_again(request=request, place="p", said=SAID)

    assert Remark.objects.get().expires_at <= timezone.now() + timedelta(seconds=60)


def test_the_five_newest_stay_and_those_of_others_too(key: str) -> None:
    other = SessionStore()
    other.create()
    elsewhere = say(other.session_key or "")

    addresses = [say(key, words=str(number)) for number in range(7)]

    expected = [{}, {}, *({"words": str(number)} for number in range(2, 7))]
    assert [shown(key, address) for address in addresses] == expected
    assert shown(other.session_key or "", elsewhere) == SAID


def test_the_last_one_stays_however_long_it_is(key: str) -> None:
    first = say(key, words="1")
    long = "x" * (remarks.MOST_CHARACTERS + 1)

    second = say(key, words=long)

    assert shown(key, first) == {}
    assert shown(key, second) == {"words": long}


def test_success_leaves_nothing_of_its_places(key: str) -> None:
    first, second, third = say(key, "p"), say(key, "q"), say(key, "r")

    remarks.forget(request=asked(key), places=["p", "q"])

    assert shown(key, first, "p") == shown(key, second, "q") == {}
    assert shown(key, third, "r") == SAID


def test_a_form_takes_all_its_refusals_with_it_and_no_other_tabs(key: str) -> None:
    first = say(key)
    second = say(key, address=first)
    other = say(key)

    remarks.forget_form(request=asked(key, second), place="p")

    assert shown(key, first) == shown(key, second) == {}
    assert shown(key, other) == SAID


def test_a_form_that_was_not_refused_forgets_nothing(key: str) -> None:
    address = say(key)

    remarks.forget_form(request=asked(key), place="p")

    assert shown(key, address) == SAID


def test_who_has_no_session_gets_one() -> None:
    request = RequestFactory().get("/a/")
    request.session = SessionStore()

    address = remarks.show_again(request=request, place="p", said=SAID)["Location"]

    assert shown(request.session.session_key or "", address) == SAID
