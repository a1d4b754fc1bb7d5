"""Between the password and the door: who is about to sign in, kept in the server's session."""

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest

HELD_TO = "held_to"
ENTERING = "entering"
SECONDS = 600


@dataclass(frozen=True, slots=True)
class Entering:
    """An account on its way in, where it wants to go, and whether everything is proved."""

    account_id: int
    wanted: str
    is_proved: bool
    how: str


def begin_entering(
    *, request: HttpRequest, account_id: int, wanted: str, now: datetime, how: str = ""
) -> None:
    """Note who is about to sign in, under a fresh session key; ``how`` proves everything at once.

    Nobody is signed in by this: the account's pages stay closed until the door takes the note.
    """
    request.session.cycle_key()
    request.session[ENTERING] = {
        "account": account_id,
        "wanted": wanted,
        "until": int(now.timestamp()) + SECONDS,
        "how": how,
    }


def entering(*, request: HttpRequest, now: datetime) -> Entering | None:
    """Return who is about to sign in here; nobody when it took too long."""
    noted = request.session.get(ENTERING)
    if noted is None or noted["until"] < now.timestamp():
        return None
    return Entering(
        account_id=noted["account"],
        wanted=noted["wanted"],
        is_proved=bool(noted["how"]),
        how=noted["how"],
    )


def prove_entering(*, request: HttpRequest, how: str) -> None:
    """Note that the second step was passed, and by what."""
    request.session[ENTERING] = {**request.session[ENTERING], "how": how}


def take_entering(*, request: HttpRequest, now: datetime) -> Entering | None:
    """Return who has proved everything, once; nobody otherwise."""
    found = entering(request=request, now=now)
    if found is None or not found.is_proved:
        return None
    del request.session[ENTERING]
    return found
