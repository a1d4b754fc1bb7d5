"""Background doors of citizens."""

import contextlib
from typing import Any

from django.utils import timezone

from province.foundation.jobs.queue import job, periodic
from province.foundation.messages.errors import AddressRefusedError, ChannelOffError
from province.kernel.citizens.commands import codes, contacts


@job(codes.SEND_JOB)
def send_code(*, code_id: int, language: str, **_later: Any) -> None:
    """Send one code; what can never arrive is not tried again."""
    with contextlib.suppress(AddressRefusedError, ChannelOffError):
        codes.send_code(code_id=code_id, language=language, now=timezone.now())


@job(contacts.TELL_JOB)
def tell_old_contact(*, subject: str, language: str, **_later: Any) -> None:
    """Tell an address that it no longer opens an account; what can never arrive is let go."""
    with contextlib.suppress(AddressRefusedError, ChannelOffError):
        contacts.tell_old_contact(subject=subject, language=language)


@periodic("25 2 * * *")
@job("citizens.forget_codes")
def forget_codes(**_later: Any) -> None:
    """Delete the codes of yesterday."""
    codes.forget_codes(now=timezone.now())
