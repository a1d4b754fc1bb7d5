"""Decisions of exchange on values alone: codes of partners, secrets of keys, terms of keys."""

import hashlib
import hmac
import re
from datetime import timedelta

from province.contexts.exchange.contracts import PartnerInput

CODE = re.compile(r"[a-z][a-z0-9-]{1,38}[a-z0-9]")
SECRET = re.compile(r"tsk_([0-9a-f]{12})_([A-Za-z0-9_-]{43})")
LONGEST_NAME = 200
LONGEST_WORDS = 300
LONGEST_LABEL = 100
LONGEST_TERM = 730  # days
USE_NOTED_EVERY = timedelta(minutes=1)


def faults_of(given: PartnerInput, *, known_scopes: frozenset[str]) -> dict[str, str]:
    """Return what is wrong with a partner, as codes by field."""
    faults = {}
    if not CODE.fullmatch(given.code):
        faults["code"] = "code_grammar"
    if not given.name:
        faults["name"] = "name_missing"
    elif len(given.name) > LONGEST_NAME:
        faults["name"] = "too_long"
    if not given.scopes or not set(given.scopes) <= known_scopes:
        faults["scopes"] = "scopes_unknown"
    if len(given.contact) > LONGEST_WORDS:
        faults["contact"] = "too_long"
    if not given.basis:
        faults["basis"] = "basis_missing"
    elif len(given.basis) > LONGEST_WORDS:
        faults["basis"] = "too_long"
    return faults


def is_term(days: int) -> bool:
    """Tell whether a key may hold for so many days."""
    return 1 <= days <= LONGEST_TERM


def secret_of(prefix: str, tail: str) -> str:
    """Return the secret of a key as its holder sends it."""
    return f"tsk_{prefix}_{tail}"


def prefix_in(secret: str) -> str:
    """Return the part of a secret that names its key, or nothing when it is no secret of ours."""
    found = SECRET.fullmatch(secret)
    return found[1] if found else ""


def digest_of(secret: str) -> str:
    """Return what is kept of a secret. It holds 256 bits of chance: one round is enough."""
    return hashlib.sha256(secret.encode()).hexdigest()


def is_same(secret: str, digest: str) -> bool:
    """Tell whether a secret has this digest, in a time that tells nothing."""
    return hmac.compare_digest(digest_of(secret), digest)
