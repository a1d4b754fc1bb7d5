"""A reader chooses how to be told."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from province.foundation.errors import FieldFault
from province.foundation.identity.actors import Actor
from province.kernel.notices.contracts import LANGUAGES, Preference
from province.kernel.notices.errors import PreferenceFaultyError
from province.kernel.notices.models import ReaderPreference
from province.kernel.notices.queries.ways import reader_of


@transaction.atomic
def set_preference(*, actor: Actor, wish: Preference, now: datetime) -> None:
    """Choose channels and language for oneself; what the law wants told is told all the same.

    :raises ReadersOnlyError: the account stands for nobody.
    :raises PreferenceFaultyError: the house does not speak this language.
    """
    reader = reader_of(actor=actor)
    if wish.language not in {"", *LANGUAGES}:
        words = _("Hãy chọn một ngôn ngữ trong danh sách.")
        raise PreferenceFaultyError(faults=(FieldFault("language", "unknown", words),))
    ReaderPreference.objects.update_or_create(
        reader=reader,
        defaults={
            "by_email": wish.by_email,
            "by_sms": wish.by_sms,
            "language": wish.language,
            "set_at": now,
        },
    )
