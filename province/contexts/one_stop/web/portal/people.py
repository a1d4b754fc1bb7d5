"""Who may use the citizens' pages: people who act in their own matters."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from province.foundation.errors import NotAllowedError
from province.foundation.identity.actors import Actor
from province.foundation.web.desk import SignedInMixin


class CitizensOnlyError(NotAllowedError):
    """An official's account that stands for no citizen."""

    code = "one_stop.citizens_only"
    message = _(
        "Trang này để công dân nộp và theo dõi hồ sơ của chính mình. Tài khoản cán bộ nhận hồ sơ "
        "giúp người dân ở Bàn làm việc, mục Tiếp nhận tại quầy."
    )


class CitizenMixin(SignedInMixin):
    """A page for a person; an official sees here what is their own, never the office's."""

    citizen: Actor
    party_id: int

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Let people in who have a matter of their own.

        :raises SignInNeededError: nobody is signed in.
        :raises CitizensOnlyError: the account stands for no citizen.
        """
        super().setup(request, *args, **kwargs)
        if self.actor.party_id is None:
            raise CitizensOnlyError
        self.party_id = self.actor.party_id
        self.citizen = Actor(
            account_id=self.actor.account_id, party_id=self.party_id, name=self.actor.name
        )
