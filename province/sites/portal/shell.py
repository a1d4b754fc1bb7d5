"""What the citizen's shell shows around every page: menus, who is signed in, the footer."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from province.foundation.ui.contracts import MenuItem
from province.foundation.web.desk import actor_of


def portal_shell(request: HttpRequest) -> dict[str, Callable[[], Any]]:
    """Return the parts of the citizen's shell; each is made only when a page shows it."""
    return {
        "portal_menu": partial(_menu, request),
        "portal_account": partial(_account, request),
        "portal_signout": partial(_signout, request),
        "footer_menu": _footer,
    }


def page_of(name: str) -> str:
    """Return the address of a named page; empty when there is no such page to link to."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def _menu(request: HttpRequest) -> tuple[MenuItem, ...]:
    pages = [
        (_("Thủ tục"), page_of("procedures:list")),
        (_("Tra cứu hồ sơ"), page_of("one_stop:track")),
    ]
    items = [
        MenuItem(label=label, url=url, current=request.path.startswith(url))
        for label, url in pages
        if url
    ]
    other = ("Tiếng Việt", "vi") if get_language() == "en" else ("English", "en")
    language = page_of("portal:language")
    if language:
        items.append(MenuItem(label=other[0], url=language, lang=other[1]))
    return tuple(items)


def _account(request: HttpRequest) -> MenuItem | None:
    actor = actor_of(request)
    if actor.is_anonymous:
        url = page_of(str(settings.LOGIN_URL))
        return MenuItem(label=_("Đăng nhập"), url=url) if url else None
    if actor.official_id is not None:
        url = page_of("desk:inbox")
        return MenuItem(label=_("Bàn làm việc"), url=url, icon="inbox") if url else None
    url = page_of("one_stop:mine")
    return MenuItem(label=_("Hồ sơ của tôi"), url=url, icon="user") if url else None


def _signout(request: HttpRequest) -> str:
    return "" if actor_of(request).is_anonymous else page_of("org:sign_out")


def _footer() -> tuple[MenuItem, ...]:
    pages = [
        (_("Trợ năng"), page_of("portal:accessibility")),
        (_("Quyền riêng tư"), page_of("portal:privacy")),
        (_("Tình trạng hệ thống"), page_of("portal:status")),
        (_("Ngôn ngữ"), page_of("portal:language")),
    ]
    return tuple(MenuItem(label=label, url=url) for label, url in pages if url)
