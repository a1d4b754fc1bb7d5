"""Which applications run: every folder of the house with an apps.py, and the libraries."""

from config.settings.reader import BASE_DIR, flag


def _house(*storeys: str) -> list[str]:
    return [
        ".".join(found.parent.relative_to(BASE_DIR).parts)
        for storey in storeys
        for found in sorted((BASE_DIR / "province" / storey).glob("*/apps.py"))
    ]


INSTALLED_APPS = [
    *_house("kernel", "contexts", "sites"),
    *_house("foundation"),
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django_htmx",
    "axes",
    "procrastinate.contrib.django",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "province.foundation.web.keeping.KeepNothingMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "province.foundation.web.language.LanguageMiddleware",
    "province.foundation.web.bodies.BodyMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "province.kernel.org.web.presence.PresenceMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "province.foundation.web.refusals.RefusalMiddleware",
    "province.foundation.web.characters.CharactersMiddleware",
    "axes.middleware.AxesMiddleware",
]
if flag("TINHSO_BEHIND_DOOR"):
    MIDDLEWARE.insert(0, "province.foundation.web.front_door.FrontDoorMiddleware")
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.messages.context_processors.messages",
                "province.foundation.web.shell.shell",
            ],
        },
    },
]
