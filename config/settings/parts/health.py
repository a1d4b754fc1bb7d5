"""From which value on something is wrong with an install."""

from config.settings.reader import text

# Set where the web has a certificate of its own; behind a front door it has none to look after.
HAS_OWN_CERTIFICATE = bool(text("TINHSO_CA_FILE", ""))
HEALTH = {
    "disk_warning_mb": 5000,
    "disk_broken_mb": 500,
    "clock_seconds": 5,
    "certificate_days": 30,
    "backup_hours": 26,
    "failed_job_days": 7,
    "worker_seconds": 60,
    "job_wait_minutes": 15,
    "anchor_hours": 3,
}
