"""The watch over the virus scanner."""

from django.utils.translation import gettext_lazy as _

from province.foundation.files.troubles import scanner
from province.foundation.health.contracts import Watch
from province.foundation.health.registries import WATCHES

WATCHES.register(Watch(key="files.scanner", says=_("quét vi-rút"), look=scanner))
