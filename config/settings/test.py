"""Settings of the test run."""

import tempfile
from pathlib import Path

from config.settings.base import *  # noqa: F403 -- the shared settings
from config.settings.parts.database import DATABASES
from config.settings.reader import database, text

SECRET_KEY = "for-tests-only-and-long-enough-to-be-quiet"  # noqa: S105 -- not a secret
VAULT_KEY = "dGVzdHMtb25seS10ZXN0cy1vbmx5LXRlc3RzLW9uISE="
MODE = "demo"
DEMO_PASSWORD = "Demo-2026-tinhso"  # noqa: S105 -- the public password of a demonstration
DEMO_PIN = "260726"
_OWNER = database(
    text("TINHSO_OWNER_DATABASE_URL", "postgresql://tinhso_owner:dev@127.0.0.1:55499/tinhso")
)
_NAME = text("TINHSO_TEST_DB", "test_tinhso")
for _alias in ("default", "access", "owner"):
    DATABASES[_alias] = {**_OWNER, "CONN_MAX_AGE": 0, "CONN_HEALTH_CHECKS": False}
    DATABASES[_alias]["OPTIONS"] = dict(_OWNER["OPTIONS"])  # type: ignore[call-overload]  # a dict by database()
DATABASES["default"]["TEST"] = {"NAME": _NAME, "TEMPLATE": "template0"}
DATABASES["access"]["TEST"] = {"MIRROR": "default"}
DATABASES["owner"]["TEST"] = {"MIRROR": "default"}
PIN_COST = 2**4  # a real install guesses dearly; a test signs hundreds of times
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
INSTALLED_APPS = [*INSTALLED_APPS, "django_linear_migrations"]  # noqa: F405 -- from the shared settings
MIDDLEWARE = [m for m in MIDDLEWARE if "whitenoise" not in m]  # noqa: F405 -- from the shared settings
DATA_DIR = Path(tempfile.gettempdir()) / "tinhso-tests"
ATTACHMENTS_DIR = DATA_DIR / "attachments"
PROCRASTINATE_READONLY_MODELS = False
SMTP_HOST = SMS_URL = ""
