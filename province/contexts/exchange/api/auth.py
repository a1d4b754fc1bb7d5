"""How a partner shows at the door of the API who it is: a key in the Authorization header."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja.security import HttpBearer

from province.contexts.exchange import public
from province.foundation.throttling.counting import note_visit
from province.foundation.web.desk import act_as


class PartnerBearer(HttpBearer):
    """A partner's key; whoever shows a wrong one is counted and sent away when it comes often."""

    def authenticate(self, request: HttpRequest, token: str) -> Any:
        """Return the partner's code and let the partner act in this request, or nothing.

        :raises TooManyError: this address has shown too many wrong keys.
        """
        now = timezone.now()
        found = public.partner_with_key(secret=token, now=now)
        if found is None:
            note_visit(request=request, name="api")
            return None
        actor, key_id = found
        public.note_use(key_id=key_id, now=now)
        act_as(request, actor)
        return actor.name
