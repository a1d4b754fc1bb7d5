"""The job queue."""

PROCRASTINATE_ON_APP_READY = "province.foundation.jobs.adapter.register_tasks"
