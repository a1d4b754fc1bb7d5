from collections.abc import Iterator

import pytest

from province.foundation.messages.contracts import Channel
from province.foundation.messages.memory import MemoryTransport
from province.foundation.messages.sending import plug_transport


@pytest.fixture
def mails() -> Iterator[MemoryTransport]:
    """Open the channel of mail and keep what leaves."""
    transport = MemoryTransport()
    plug_transport(Channel.EMAIL, transport)
    yield transport
    plug_transport(Channel.EMAIL, None)


@pytest.fixture
def texts() -> Iterator[MemoryTransport]:
    """Open the channel of short messages and keep what leaves."""
    transport = MemoryTransport()
    plug_transport(Channel.SMS, transport)
    yield transport
    plug_transport(Channel.SMS, None)
