"""The watches over the machine."""

from django.utils.translation import gettext_lazy as _

from province.foundation.health import machine
from province.foundation.health.contracts import Watch
from province.foundation.health.registries import WATCHES

WATCHES.register(Watch(key="machine.disk", says=_("chỗ trống trên ổ đĩa"), look=machine.disk))
WATCHES.register(Watch(key="machine.clock", says=_("đồng hồ"), look=machine.clock))
WATCHES.register(
    Watch(key="machine.certificate", says=_("chứng thư HTTPS"), look=machine.certificate)
)
WATCHES.register(Watch(key="machine.backup", says=_("sao lưu"), look=machine.backup))
