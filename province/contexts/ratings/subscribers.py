"""What ratings do when something happens in a dossier."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from province.contexts.one_stop.events import ResultReturned
from province.contexts.ratings import public
from province.foundation.events.bus import on


@on(ResultReturned, says=_("Kết quả được trả: hỏi người nộp có hài lòng không"))
def ask_for_rating(payload: dict[str, Any]) -> None:
    """Ask the applicant how it went."""
    public.ask(dossier_id=payload["dossier_id"], now=timezone.now())
