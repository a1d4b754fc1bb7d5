"""The job queue, and how long technique keeps what it no longer needs."""

from config.settings.reader import text

PROCRASTINATE_ON_APP_READY = "province.foundation.jobs.adapter.register_tasks"
WORKER_MARK = text("TINHSO_WORKER_MARK", "")
KEEP_DAYS = {
    "events": 90,
    "job_runs": 90,
    "command_keys": 180,
    "sign_in_attempts": 30,
    "messages": 90,
}
