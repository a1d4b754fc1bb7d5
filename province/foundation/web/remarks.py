"""What a refused form leaves for the page that shows it again, so that Back never resends a form.

The answer to a refused POST is a redirect to a GET with a mark in its address; what was said and
typed waits in the session under that mark.
"""

import secrets
from collections.abc import Iterable, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.request import QueryDict
from django.shortcuts import redirect

from province.foundation.errors import FieldFault

MARK, KEPT = "lan", "web.remarks"
MOST, MOST_CHARACTERS = 5, 400_000


def show_again(
    *, request: HttpRequest, place: str, said: Mapping[str, Any], address: str = ""
) -> HttpResponse:
    """Answer a refused form: lead to its page, where ``remarks`` gives back what was said.

    ``address`` is the path of that page when it is another than the one that was posted to.
    """
    mark = secrets.token_urlsafe(6)
    kept = {mark: [place, dict(said)]}
    size = 0
    for earlier, one in reversed(request.session.get(KEPT, {}).items()):
        size += len(str(one))
        if len(kept) < MOST and size <= MOST_CHARACTERS:
            kept = {earlier: one, **kept}
    request.session[KEPT] = kept
    asked = QueryDict(mutable=True) if address else request.GET.copy()
    asked[MARK] = mark
    return redirect(f"{address or request.path}?{asked.urlencode()}")


def remarks(*, request: HttpRequest, place: str) -> dict[str, Any]:
    """Return what was said at this place under the mark of the address; empty when nothing was."""
    if MARK not in request.GET:
        return {}
    where, said = request.session.get(KEPT, {}).get(request.GET[MARK], ("", {}))
    return said if where == place else {}


def plain_faults(faults: Iterable[FieldFault]) -> list[list[str]]:
    """Return faults as a session keeps them, each sentence in the language of its reader."""
    return [[fault.field, fault.code, str(fault.sentence)] for fault in faults]


def faults_in(said: Mapping[str, Any]) -> tuple[FieldFault, ...]:
    """Return the faults that were kept as ``faults``."""
    return tuple(FieldFault(*plain) for plain in said.get("faults", ()))
