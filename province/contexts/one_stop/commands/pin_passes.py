"""A PIN that was typed once stands for the rest of a batch: sealed, in the page, for minutes."""

import json
from datetime import datetime, timedelta

from province.foundation.identity.actors import Actor
from province.foundation.signing.vault import WrongVaultError, put_into_vault, take_from_vault

STANDS = timedelta(minutes=10)


def seal_pin(*, actor: Actor, key: str, pin: str, now: datetime) -> str:
    """Return the PIN sealed for this actor and batch, with the house's own key; none is stored."""
    until = (now + STANDS).isoformat()
    content = {"actor": actor.key, "batch": key, "pin": pin, "until": until}
    return put_into_vault(secret=json.dumps(content).encode()).decode()


def pin_in(*, actor: Actor, key: str, sealed: str, now: datetime) -> str:
    """Return the PIN of a pass; nothing when it is of another actor or batch, or too old."""
    try:
        content = json.loads(take_from_vault(ciphertext=sealed.encode()))
    except WrongVaultError:
        return ""
    fits = (content.get("actor"), content.get("batch")) == (actor.key, key)
    if not fits or datetime.fromisoformat(content["until"]) < now:
        return ""
    return str(content["pin"])
