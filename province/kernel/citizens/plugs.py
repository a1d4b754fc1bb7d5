"""What citizens give: to the port of identity the local provider, to accounts a link."""

import secrets
from collections.abc import Mapping
from datetime import datetime

from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy

from province.foundation.identity.actors import Actor
from province.foundation.identity.providers import (
    IDENTITY_PROVIDERS,
    Assurance,
    Beginning,
    IdentityProvider,
    VerifiedIdentity,
)
from province.foundation.web.slots import SLOTS, PageLink, Slot
from province.kernel.citizens import rules
from province.kernel.citizens.commands import codes
from province.kernel.citizens.contracts import CodeOutcome
from province.kernel.citizens.errors import CodeGoneError, CodeWrongError, ContactFaultyError
from province.kernel.citizens.queries.accounts import citizen_of


class LocalProvider(IdentityProvider):
    """Recognises who reads the codes that are sent to a phone or an e-mail address."""

    key = rules.PROVIDER
    name = gettext_lazy("Mã gửi đến điện thoại hoặc thư điện tử")

    def is_open(self) -> bool:
        """Tell whether a code can be sent anywhere."""
        return bool(codes.kinds_open())

    def begin(self, *, asked: Mapping[str, str], return_url: str, now: datetime) -> Beginning:
        """Send a code to the contact, whether somebody has an account there or not.

        :raises ContactFaultyError: it is neither an e-mail address nor a mobile number.
        :raises ContactChannelOffError: nothing can be sent to such a contact.
        :raises TooManyError: this contact has got too many codes within the hour.
        """
        del return_url
        contact = rules.contact_of(asked.get("contact", ""))
        if contact is None:
            raise ContactFaultyError
        code = f"{secrets.randbelow(10**rules.DIGITS):0{rules.DIGITS}d}"
        language = get_language() or "vi"
        made = codes.make_code(contact=contact, code=code, language=language, now=now)
        return Beginning(state=str(made))

    def finish(self, *, state: str, answer: Mapping[str, str], now: datetime) -> VerifiedIdentity:
        """Return whose contact it is.

        :raises CodeWrongError: the code is not the one that was sent.
        :raises CodeGoneError: it is too old, was used, or was tried too often.
        """
        outcome, subject = codes.judge_code(
            code_id=int(state), typed=answer.get("code", ""), now=now
        )
        if outcome is CodeOutcome.WRONG:
            raise CodeWrongError
        if outcome is CodeOutcome.GONE:
            raise CodeGoneError
        contact = rules.contact_in(subject)
        return VerifiedIdentity(
            provider=self.key,
            subject=subject,
            assurance=Assurance.DECLARED,
            attributes={contact.kind.value: contact.value},
        )


IDENTITY_PROVIDERS.register(LocalProvider())


def own_details(actor: Actor, account_id: int) -> PageLink | None:
    """Lead from the account to who it says one is; accounts of other kinds have no such page."""
    del actor
    if citizen_of(account_id=account_id) is None:
        return None
    return PageLink(
        title=gettext_lazy("Thông tin của tôi"),
        words="",
        label=gettext_lazy("Thông tin và liên hệ của tôi"),
        url=reverse("citizens:mine"),
    )


SLOTS.register(Slot(key="citizens.mine", place="org.my_account", link=own_details))
