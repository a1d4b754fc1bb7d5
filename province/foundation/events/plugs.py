"""The watch over the outbox."""

from django.utils.translation import gettext_lazy as _

from province.foundation.events.troubles import parked_deliveries
from province.foundation.health.contracts import Watch
from province.foundation.health.registries import WATCHES

WATCHES.register(Watch(key="events.parked", says=_("sự kiện"), look=parked_deliveries))
