"""What is shown once is made once: a repeated request makes no second secret."""

from collections.abc import Callable

from django.db import transaction

from province.foundation.idempotency.memory import recall
from province.foundation.identity.actors import Actor
from province.sites.console.errors import ShownAlreadyError


@transaction.atomic
def only_once(*, actor: Actor, key: str, command: str, act: Callable[[], object]) -> None:
    """Do an act that shows a secret, unless the same form came before.

    :raises ShownAlreadyError: it did.
    """
    memory = recall(actor=actor, key=key, command=command)
    if memory.answer is not None:
        raise ShownAlreadyError
    act()
    memory.keep({"done": True})
