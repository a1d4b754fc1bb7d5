"""Short messages by a gateway that takes JSON over HTTPS."""

from dataclasses import dataclass
from http import HTTPStatus

from django.conf import settings

from province.foundation.messages.contracts import Message
from province.foundation.messages.errors import AddressRefusedError, NotDeliveredError

WRONG_NUMBER = {HTTPStatus.BAD_REQUEST, HTTPStatus.UNPROCESSABLE_ENTITY}


@dataclass(frozen=True, slots=True)
class SmsGateway:
    """One gateway and how we are known to it."""

    url: str
    token: str
    sender: str
    seconds: float

    def __repr__(self) -> str:
        return f"SmsGateway({self.url})"

    def deliver(self, message: Message) -> None:
        """Hand one short message over.

        :raises AddressRefusedError: the gateway says that the number is none.
        :raises NotDeliveredError: anything else went wrong.
        """
        import httpx  # noqa: PLC0415 -- only what sends loads it

        headers = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        if message.key:
            headers["Idempotency-Key"] = message.key
        body = {"from": self.sender, "to": message.to, "text": message.text}
        try:
            answer = httpx.post(self.url, json=body, headers=headers, timeout=self.seconds)
        except (httpx.HTTPError, httpx.InvalidURL) as fault:
            raise NotDeliveredError(why=type(fault).__name__) from None
        if answer.status_code in WRONG_NUMBER:
            raise AddressRefusedError(why=f"http {answer.status_code}")
        if not answer.is_success:
            raise NotDeliveredError(why=f"http {answer.status_code}")


def sms_of_settings() -> SmsGateway | None:
    """Return the gateway that the settings name, or nothing when they name none."""
    if not settings.SMS_URL:
        return None
    return SmsGateway(
        url=settings.SMS_URL,
        token=settings.SMS_TOKEN,
        sender=settings.SMS_SENDER,
        seconds=settings.MESSAGE_SECONDS,
    )
