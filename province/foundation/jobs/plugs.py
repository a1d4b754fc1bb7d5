"""Plugs Procrastinate into the job port."""

from province.foundation.jobs.adapter import ProcrastinateQueue
from province.foundation.jobs.queue import plug_queue

plug_queue(ProcrastinateQueue())
