"""Settings shared by every environment: a list of parts, one subject each."""

import django_stubs_ext

from config.settings.parts.applications import *  # noqa: F403 -- a settings part
from config.settings.parts.database import *  # noqa: F403 -- a settings part
from config.settings.parts.files import *  # noqa: F403 -- a settings part
from config.settings.parts.health import *  # noqa: F403 -- a settings part
from config.settings.parts.i18n import *  # noqa: F403 -- a settings part
from config.settings.parts.jobs import *  # noqa: F403 -- a settings part
from config.settings.parts.logging import *  # noqa: F403 -- a settings part
from config.settings.parts.messages import *  # noqa: F403 -- a settings part
from config.settings.parts.security import *  # noqa: F403 -- a settings part
from config.settings.reader import text

django_stubs_ext.monkeypatch()

DEBUG = False
MODE = text("TINHSO_MODE", "real")
DEMO_PASSWORD = text("TINHSO_DEMO_PASSWORD", "Demo-2026-tinhso") if MODE == "demo" else ""
DEMO_PIN = text("TINHSO_DEMO_PIN", "260726") if MODE == "demo" else ""
