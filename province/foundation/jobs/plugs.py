"""Plugs Procrastinate into the job port, and the watches over the background work."""

from django.utils.translation import gettext_lazy as _

from province.foundation.health.contracts import Watch
from province.foundation.health.registries import WATCHES
from province.foundation.jobs import troubles
from province.foundation.jobs.adapter import ProcrastinateQueue
from province.foundation.jobs.queue import plug_queue

plug_queue(ProcrastinateQueue())
WATCHES.register(Watch(key="jobs.failed", says=_("việc chạy nền"), look=troubles.failed_jobs))
WATCHES.register(
    Watch(key="jobs.silent", says=_("chương trình chạy nền"), look=troubles.silent_worker)
)
WATCHES.register(Watch(key="jobs.waiting", says=_("việc đang chờ"), look=troubles.waiting_jobs))
