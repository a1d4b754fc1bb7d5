"""What a refused form leaves for the page that shows it again, so that Back never resends a form.

The answer to a refused POST is a redirect to a GET with a mark in its address; what was said and
typed waits in a row of its own under that mark, for this session alone and an hour at most.
"""

import json
import secrets
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet
from django.db.models.functions import Length
from django.http import HttpRequest, HttpResponse
from django.http.request import QueryDict
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.crypto import salted_hmac

from province.foundation.errors import FieldFault
from province.foundation.web.models import Remark

MARK = "lan"
MOST, MOST_CHARACTERS = 5, 400_000
LONGEST = timedelta(hours=1)


def show_again(
    *, request: HttpRequest, place: str, said: Mapping[str, Any], address: str = ""
) -> HttpResponse:
    """Answer a refused form: lead to its page, where ``remarks`` gives back what was said.

    ``address`` is the path of that page when it is another than the one that was posted to.
    """
    if request.session.session_key is None:
        request.session.create()
    mark = secrets.token_urlsafe(6)
    left = timedelta(seconds=request.session.get_expiry_age())
    Remark.objects.create(
        session_digest=_digest(request),
        mark=mark,
        form=_form(request, place) or mark,
        place=place,
        content=json.dumps(dict(said), ensure_ascii=False),
        expires_at=timezone.now() + min(LONGEST, left),
    )
    _forget_beyond_the_most(request)
    asked = QueryDict(mutable=True) if address else request.GET.copy()
    asked[MARK] = mark
    return redirect(f"{address or request.path}?{asked.urlencode()}")


def remarks(*, request: HttpRequest, place: str) -> dict[str, Any]:
    """Return what was said at this place under the mark of the address; empty when nothing was."""
    row = _shown(request, place)
    said: dict[str, Any] = json.loads(row.content) if row else {}
    return said


def forget(*, request: HttpRequest, places: Iterable[str]) -> None:
    """Forget what this session was told at these places: what was typed there has been done."""
    _own(request).filter(place__in=[*places]).delete()


def forget_form(*, request: HttpRequest, place: str) -> None:
    """Forget what was said of the form that was sent now; those of other tabs keep theirs."""
    _own(request).filter(place=place, form=_form(request, place)).delete()


def forget_session(*, request: HttpRequest) -> None:
    """Forget all that was said in this session: its reader goes."""
    _own(request).delete()


def forget_expired(*, now: datetime) -> int:
    """Forget what nobody is shown any more; return how many."""
    return Remark.objects.filter(expires_at__lte=now).delete()[0]


def plain_faults(faults: Iterable[FieldFault]) -> list[list[str]]:
    """Return faults as they are kept, each sentence in the language of its reader."""
    return [[fault.field, fault.code, str(fault.sentence)] for fault in faults]


def faults_in(said: Mapping[str, Any]) -> tuple[FieldFault, ...]:
    """Return the faults that were kept as ``faults``."""
    return tuple(FieldFault(*plain) for plain in said.get("faults", ()))


def _digest(request: HttpRequest) -> str:
    key = request.session.session_key or ""
    return salted_hmac("province.remarks", key, algorithm="sha256").hexdigest()


def _own(request: HttpRequest) -> QuerySet[Remark]:
    """Return the rows of this session; a request without a session has none."""
    if request.session.session_key is None:
        return Remark.objects.none()
    return Remark.objects.filter(session_digest=_digest(request))


def _shown(request: HttpRequest, place: str) -> Remark | None:
    if MARK not in request.GET:
        return None
    mark = request.GET[MARK]
    return _own(request).filter(place=place, mark=mark, expires_at__gt=timezone.now()).first()


def _form(request: HttpRequest, place: str) -> str:
    """Return the first mark of a form that was refused before; empty when it was not."""
    row = _shown(request, place)
    return row.form if row else ""


def _forget_beyond_the_most(request: HttpRequest) -> None:
    """Keep the newest of this session, as many and as long as may be; always the last one."""
    newest = _own(request).order_by("-id").annotate(size=Length("content"))
    surplus, size = [], 0
    for place, (row_id, length) in enumerate(newest.values_list("id", "size")):
        size += length
        if place and (place >= MOST or size > MOST_CHARACTERS):
            surplus.append(row_id)
    if surplus:
        Remark.objects.filter(id__in=surplus).delete()
