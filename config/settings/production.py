"""Settings of a running install; ./tinhso sets the environment."""

from config.settings.base import *  # noqa: F403 -- the shared settings
from config.settings.reader import text

SECRET_KEY = text("TINHSO_SECRET_KEY")
