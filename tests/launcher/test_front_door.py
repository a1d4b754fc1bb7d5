"""A front door with its own certificate before the install, under the settings of production."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from launcher.errors import RefusalError
from launcher.install import Asked, Install, Remembered, decide, program_environment
from launcher.places import Places
from launcher.postgres.databases import Addresses
from launcher.refusals import Refusal
from launcher.secrets import load_secrets
from tests.launcher.stand_in import ROOT

PUBLIC = "https://dichvucong.example.vn"
NOBODY = "postgresql://nobody@127.0.0.1:1/none"
# healthz is not exempt from the check of where a form comes from: without a database it answers
# 503 to whoever has passed that check, 403 to the others, 400 to an unknown host.
ASK = """
import json, logging, sys
import django
from django.conf import settings
settings.STORAGES["staticfiles"]["BACKEND"] = (
    "django.contrib.staticfiles.storage.StaticFilesStorage"  # nothing has been collected
)
django.setup()
logging.disable()
from django.test import Client
token = "a" * 32
def ask(**headers):
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    client.cookies[settings.CSRF_COOKIE_NAME] = token
    headers = {"HTTP_HOST": "dichvucong.example.vn", **headers}
    answer = client.post("/healthz", {"csrfmiddlewaretoken": token}, **headers)
    request = answer.wsgi_request
    return [answer.status_code, request.is_secure(), request.META["REMOTE_ADDR"]]
asked = json.loads(sys.argv[1])
names = ["SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE"]
print(json.dumps({"answers": [ask(**one) for one in asked],
                  "settings": [getattr(settings, name) for name in names]}))
"""
DOOR = {"HTTP_X_FORWARDED_PROTO": "https", "HTTP_X_FORWARDED_FOR": "6.6.6.6, 203.0.113.9"}


def _install(**settings: str | int) -> Install:
    return decide(asked=Asked(), settings=settings, remembered=Remembered(), environment={})


def _environment(tmp_path: Path, install: Install) -> dict[str, str]:
    return program_environment(
        places=Places(clone=ROOT, data=tmp_path),
        install=install,
        secrets=load_secrets(tmp_path / "secrets.toml", environment={}),
        addresses=Addresses(owner=NOBODY, app=NOBODY),
        base=os.environ,
    )


def _ask(tmp_path: Path, install: Install, *asked: dict[str, str]) -> dict[str, list[object]]:
    done = subprocess.run(  # noqa: S603 -- our own words
        [sys.executable, "-c", ASK, json.dumps(asked)],
        env=_environment(tmp_path, install),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    answer: dict[str, list[object]] = json.loads(done.stdout.splitlines()[-1])
    return answer


def test_behind_a_front_door_public_host_origin_and_cookies_are_right(tmp_path: Path) -> None:
    install = _install(**{"web.public_url": f"{PUBLIC}/"})
    mark = Places(clone=ROOT, data=tmp_path).mark

    said = _ask(
        tmp_path,
        install,
        {**DOOR, "HTTP_ORIGIN": PUBLIC},
        {**DOOR, "HTTP_ORIGIN": "https://elsewhere.example"},
        {**DOOR, "HTTP_ORIGIN": PUBLIC, "REMOTE_ADDR": "192.0.2.7"},
        {**DOOR, "HTTP_HOST": "elsewhere.example"},
    )

    assert said["answers"] == [
        [503, True, "203.0.113.9"],
        [403, True, "203.0.113.9"],
        [503, False, "192.0.2.7"],
        [400, True, "203.0.113.9"],
    ]
    assert said["settings"] == [
        f"__Host-sessionid_{mark}",
        f"__Host-csrftoken_{mark}",
        True,
        True,
    ]
    assert (install.url, install.near_url) == (PUBLIC, "http://127.0.0.1:8000")


def test_without_a_front_door_nobody_is_believed(tmp_path: Path) -> None:
    mark = Places(clone=ROOT, data=tmp_path).mark

    said = _ask(tmp_path, _install(), {**DOOR, "HTTP_HOST": "127.0.0.1:8000"})

    assert said["answers"] == [[503, False, "127.0.0.1"]]
    assert said["settings"] == [f"sessionid_{mark}", f"csrftoken_{mark}", False, False]


def test_installs_side_by_side_have_cookies_of_their_own(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()

    marks = [_environment(tmp_path / name, _install())["TINHSO_INSTALL"] for name in ("a", "b")]

    assert marks[0] != marks[1]


def test_headers_are_believed_only_where_no_stranger_can_reach_us(tmp_path: Path) -> None:
    near = _install(**{"web.public_url": PUBLIC})
    far = _install(**{"web.public_url": PUBLIC, "web.listen": "192.0.2.7"})

    assert _environment(tmp_path, near)["TINHSO_BEHIND_DOOR"] == "1"
    assert _environment(tmp_path, far)["TINHSO_BEHIND_DOOR"] == "0"
    assert _environment(tmp_path, _install())["TINHSO_BEHIND_DOOR"] == "0"


def test_public_address_of_the_environment_is_checked() -> None:
    with pytest.raises(RefusalError) as caught:
        decide(
            asked=Asked(),
            settings={},
            remembered=Remembered(),
            environment={"TINHSO_PUBLIC_URL": "dichvucong"},
        )

    assert caught.value.sentence is Refusal.PUBLIC_URL_WRONG
