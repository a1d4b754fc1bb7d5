"""Two roles on one database: ``default`` serves, ``owner`` migrates; ``access`` stands alone."""

from config.settings.reader import database, text

_SERVING = text("TINHSO_DATABASE_URL", "postgresql://tinhso_app:dev@127.0.0.1:55499/tinhso")
_OWNER = text("TINHSO_OWNER_DATABASE_URL", _SERVING)

DATABASES = {
    "default": database(_SERVING),
    "access": {**database(_SERVING), "TEST": {"MIRROR": "default"}},
    "owner": {**database(_OWNER), "TEST": {"MIRROR": "default"}},
}
DATABASE_ROUTERS: list[str] = []
