"""The port: a message leaves through the transport of its channel, or it is said why not."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Protocol

import structlog

from province.foundation.logs.masking import masked
from province.foundation.messages.addresses import address_for
from province.foundation.messages.contracts import Channel, Message
from province.foundation.messages.errors import (
    AddressRefusedError,
    ChannelOffError,
    NotDeliveredError,
)
from province.foundation.messages.sms import sms_of_settings
from province.foundation.messages.smtp import smtp_of_settings

log = structlog.get_logger(__name__)


class Transport(Protocol):
    """What takes one message out of the house."""

    def deliver(self, message: Message) -> None:
        """Hand a message over, or raise NotDeliveredError or AddressRefusedError."""
        ...


_BY_SETTINGS: Mapping[Channel, Callable[[], Transport | None]] = {
    Channel.EMAIL: smtp_of_settings,
    Channel.SMS: sms_of_settings,
}
_plugged: dict[Channel, Transport] = {}


def plug_transport(channel: Channel, transport: Transport | None) -> None:
    """Send by this transport instead of the one that the settings name; None takes it out again."""
    if transport is None:
        _plugged.pop(channel, None)
    else:
        _plugged[channel] = transport


def channels_open() -> frozenset[Channel]:
    """Return the channels by which a message can leave now."""
    return frozenset(channel for channel in Channel if _transport(channel) is not None)


def send(message: Message) -> None:
    """Hand a message over to its channel; who keeps a transaction open keeps it open meanwhile.

    :raises ChannelOffError: nobody has set the channel up.
    :raises AddressRefusedError: the address takes nothing, now or later.
    :raises NotDeliveredError: it was not taken now; try again later.
    """
    transport = _transport(message.channel)
    if transport is None:
        raise ChannelOffError
    known = {"channel": str(message.channel), "to": masked(message.to)}
    try:
        transport.deliver(replace(message, to=address_for(message.channel, message.to)))
    except (AddressRefusedError, NotDeliveredError) as refusal:
        log.warning("message not sent", refusal=refusal.code, why=masked(refusal.why), **known)
        raise
    log.info("message sent", **known)


def _transport(channel: Channel) -> Transport | None:
    return _plugged.get(channel) or _BY_SETTINGS[channel]()
