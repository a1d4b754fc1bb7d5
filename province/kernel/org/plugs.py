"""What org gives to the foundation: who is acting in a request."""

from datetime import datetime

from province.foundation.identity.actors import Actor, SessionKind
from province.foundation.identity.source import plug_actor_source
from province.kernel.org.queries import people


class AccountActorSource:
    """Makes the actor of a signed-in account from its posts of the moment."""

    def actor_for(
        self, *, account_id: int, acting_post: int | None, staff_session: bool, now: datetime
    ) -> Actor:
        """Return the actor of this account as of now."""
        kind = SessionKind.STAFF if staff_session else SessionKind.ORDINARY
        return people.actor_of_account(
            account_id=account_id, acting_post=acting_post, kind=kind, now=now
        )


plug_actor_source(AccountActorSource())
