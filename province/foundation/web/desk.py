"""What pages share: who acts, and who must sign in first."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.views.generic.base import View

from province.foundation.identity.actors import ANONYMOUS, Actor
from province.foundation.identity.source import actor_source
from province.foundation.web.errors import SignInNeededError, StrangerAtDeskError

ACTING_POST = "acting_post"
STAFF_SESSION = "staff_session"


def actor_of(request: HttpRequest) -> Actor:
    """Return who is acting in this request; asked once, remembered on the request."""
    known: Actor | None = getattr(request, "province_actor", None)
    if known is None:
        known = _ask(request)
        act_as(request, known)
    return known


def act_as(request: HttpRequest, actor: Actor) -> None:
    """Have this actor act in the request from now on: a door has recognised it otherwise."""
    request.province_actor = actor  # type: ignore[attr-defined]  # our own mark on the request


def _ask(request: HttpRequest) -> Actor:
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return ANONYMOUS
    return actor_source().actor_for(
        account_id=user.pk,
        acting_post=request.session.get(ACTING_POST),
        staff_session=bool(request.session.get(STAFF_SESSION)),
        now=timezone.now(),
    )


class ActorMixin(View):
    """Gives a page its actor before anything else happens; anybody may come."""

    actor: Actor

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find out who is acting."""
        super().setup(request, *args, **kwargs)
        self.actor = actor_of(request)


class SignedInMixin(ActorMixin):
    """A page for people who have signed in, citizens or officials."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Send everybody else to sign in first.

        :raises SignInNeededError: nobody is signed in.
        """
        super().setup(request, *args, **kwargs)
        if self.actor.is_anonymous:
            raise SignInNeededError


class DeskMixin(SignedInMixin):
    """A page of the officials' desk."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Let officials in, and nobody else.

        :raises StrangerAtDeskError: a citizen's account at the officials' desk.
        """
        super().setup(request, *args, **kwargs)
        if self.actor.official_id is None:
            raise StrangerAtDeskError
