"""The in-memory twin of a transport, for tests."""

from dataclasses import dataclass, field

from province.foundation.messages.contracts import Message
from province.foundation.messages.errors import AddressRefusedError, NotDeliveredError


@dataclass(slots=True)
class MemoryTransport:
    """Keeps what was sent; refuses as long as ``refusal`` is set."""

    sent: list[Message] = field(default_factory=list)
    refusal: AddressRefusedError | NotDeliveredError | None = None

    def deliver(self, message: Message) -> None:
        """Keep one message, or refuse it as asked."""
        if self.refusal is not None:
            raise self.refusal
        self.sent.append(message)
