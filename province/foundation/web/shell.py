"""What every page's shell knows: who acts, the menus, and where one signs in and out."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from province.foundation.identity.actors import ANONYMOUS, Actor
from province.foundation.ui.contracts import MenuItem
from province.foundation.web.desk import actor_of
from province.foundation.web.menus import Shell, bell_of, menu_of, page_url, person_of, rail_of

SIGN_OUT = "org:sign_out"
DESK_HOME = "desk:inbox"
DESK_SEARCH = "one_stop:find"
PORTAL_HOME = "one_stop:mine"
PROFILE = "org:my_account"


def shell(request: HttpRequest) -> dict[str, Any]:
    """Return what the templates of the shells read; each menu is made when a page shows it."""
    actor = actor_of(request) if hasattr(request, "session") else ANONYMOUS
    is_official = actor.official_id is not None
    return {
        "actor": actor,
        "is_demo": settings.MODE == "demo",
        "mailbox_url": settings.MAILBOX_URL if settings.MODE == "demo" else "",
        "desk_menu": _menu(Shell.DESK, actor, request) if is_official else (),
        "desk_rail": SimpleLazyObject(
            partial(rail_of, shell=Shell.DESK, actor=actor, request=request)
        )
        if is_official
        else (),
        "desk_person": SimpleLazyObject(partial(person_of, actor)) if is_official else None,
        "desk_signout": page_url(SIGN_OUT) if is_official else "",
        "desk_search_url": page_url(DESK_SEARCH) if is_official else "",
        "desk_home_url": page_url(DESK_HOME) if is_official else "",
        "bell": SimpleLazyObject(partial(bell_of, actor)),
        "portal_menu": _menu(Shell.PORTAL, actor, request),
        "portal_account": partial(_account, actor),
        "portal_profile": "" if actor.is_anonymous or is_official else page_url(PROFILE),
        "portal_signout": "" if actor.is_anonymous else page_url(SIGN_OUT),
        "footer_menu": _menu(Shell.FOOTER, actor, request),
    }


def _menu(which: Shell, actor: Actor, request: HttpRequest) -> Callable[[], tuple[MenuItem, ...]]:
    return partial(menu_of, shell=which, actor=actor, request=request)


def _account(actor: Actor) -> MenuItem | None:
    """Return the last button of the citizen's header: sign in, the desk, or one's own dossiers."""
    if actor.is_anonymous:
        url, label, icon = page_url(str(settings.LOGIN_URL)), _("Đăng nhập"), ""
    elif actor.official_id is not None:
        url, label, icon = page_url(DESK_HOME), _("Bàn làm việc"), "inbox"
    else:
        url, label, icon = page_url(PORTAL_HOME), _("Hồ sơ của tôi"), "user"
    return MenuItem(label=label, url=url, icon=icon) if url else None
