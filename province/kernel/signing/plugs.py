"""The watch over certificates of signers and seals."""

from django.utils.translation import gettext_lazy as _

from province.foundation.health.contracts import Watch
from province.foundation.health.registries import WATCHES
from province.kernel.signing.queries.troubles import ending_credentials

WATCHES.register(Watch(key="signing.ending", says=_("chứng thư ký"), look=ending_credentials))
