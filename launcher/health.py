"""Asking the web of an install whether it is well, and whether it is ours that answers."""

import http.client
import json
import secrets as chance
import ssl
from urllib.parse import urlsplit

from launcher.places import Places
from launcher.sentences import Sentence
from launcher.words import language

OK = 200
PATIENCE = 5
INSTALL_HEADER = "X-Tinhso-Install"


def what_ails(places: Places, url: str) -> str | None:
    """Return in one sentence what is wrong with the web at this address; None when it is well."""
    try:
        door = _door(places, url)
        try:
            door.request("GET", "/healthz", headers={"X-Request-ID": chance.token_hex(8)})
            answer = door.getresponse()
        finally:
            door.close()
    except (OSError, http.client.HTTPException) as refusal:
        return Sentence.WEB_SILENT.words(language(), url=url, why=refusal)
    if answer.headers.get(INSTALL_HEADER) != places.mark:
        return Sentence.WEB_IS_NOT_OURS.words(language(), url=url)
    if answer.status != OK:
        return Sentence.WEB_IS_ILL.words(language(), url=url, status=answer.status)
    return None


def count_troubles(places: Places, url: str) -> str | None:
    """Return how much is wrong as the install itself counts it; None when it does not say."""
    try:
        door = _door(places, url)
        try:
            door.request("GET", "/healthz/troubles")
            said = json.loads(door.getresponse().read())
            broken, warnings = int(said["broken"]), int(said["warnings"])
        finally:
            door.close()
    except (OSError, http.client.HTTPException, ValueError, KeyError, TypeError):
        return None
    if not broken and not warnings:
        return Sentence.NO_TROUBLES.words(language())
    return Sentence.TROUBLES.words(language(), broken=broken, warnings=warnings)


def _door(places: Places, url: str) -> http.client.HTTPConnection:
    address = urlsplit(url)
    host = address.hostname or ""
    if address.scheme == "http":
        return http.client.HTTPConnection(host, address.port, timeout=PATIENCE)
    context = ssl.create_default_context(cafile=str(places.certificates / "ca.pem"))
    return http.client.HTTPSConnection(host, address.port, timeout=PATIENCE, context=context)
