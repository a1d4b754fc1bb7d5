"""Who may use the pages of one's own data."""

from typing import Any

from django.http import HttpRequest

from province.contexts.privacy.errors import SubjectsOnlyError
from province.foundation.identity.actors import Actor
from province.foundation.web.desk import SignedInMixin


class SubjectMixin(SignedInMixin):
    """A page for the person whom the data are about; an official sees here only their own."""

    subject: Actor
    party_id: int

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Let people in who are in the register.

        :raises SignInNeededError: nobody is signed in.
        :raises SubjectsOnlyError: the account stands for no person.
        """
        super().setup(request, *args, **kwargs)
        if self.actor.party_id is None:
            raise SubjectsOnlyError
        self.party_id = self.actor.party_id
        self.subject = Actor(
            account_id=self.actor.account_id, party_id=self.party_id, name=self.actor.name
        )
