"""What notices give to the shells: the bell."""

from province.foundation.identity.actors import Actor
from province.foundation.web.menus import Bell, page_url, plug_bell
from province.kernel.notices import public


def _bell(actor: Actor) -> Bell | None:
    url = page_url("notices:mine")
    return Bell(unread=public.count_unread(actor=actor), url=url) if url else None


plug_bell(_bell)
