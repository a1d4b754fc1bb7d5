"""Who may load what, how long sessions live, what is hashed with what."""

from datetime import timedelta

from csp.constants import NONE, SELF

from config.settings.reader import flag, text

HTTPS = flag("TINHSO_HTTPS")
BASE_URL = text("TINHSO_BASE_URL", "http://127.0.0.1:8000")
ALLOWED_HOSTS = [*text("TINHSO_HOSTS", "127.0.0.1,localhost,[::1]").split(",")]
CSRF_TRUSTED_ORIGINS = [BASE_URL]
AUTH_USER_MODEL = "org.Account"
LOGIN_URL = "org:sign_in"
LOGIN_REDIRECT_URL = "/"
DESK_REDIRECT_URL = "desk:inbox"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_DISABLE_ACCESS_LOG = True
AXES_VERBOSE = False
AXES_IPWARE_PROXY_COUNT = 0
CSRF_FAILURE_VIEW = "province.foundation.web.resending.on_csrf_failure"
# Browsers keep cookies by host and forget the port: installs side by side need names of their own.
# Over HTTPS the prefix has browsers refuse one that a neighbour under the same domain has set.
INSTALL_MARK = text("TINHSO_INSTALL", "")
_PREFIX = "__Host-" if HTTPS else ""
_SUFFIX = f"_{INSTALL_MARK}" if INSTALL_MARK else ""
SESSION_COOKIE_NAME = f"{_PREFIX}sessionid{_SUFFIX}"
CSRF_COOKIE_NAME = f"{_PREFIX}csrftoken{_SUFFIX}"
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = 60 * 60 * 10
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
X_FRAME_OPTIONS = "SAMEORIGIN"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-src": [SELF],
        "frame-ancestors": [SELF],
    }
}
# Visits by one address to what anybody may use: how many, in how many seconds.
VISIT_LIMITS = {
    "tracking": (int(text("TINHSO_LIMIT_TRACKING", "60")), 600),
    "paper_check": (int(text("TINHSO_LIMIT_PAPER_CHECK", "20")), 600),
    "sign_in_code": (int(text("TINHSO_LIMIT_SIGN_IN_CODE", "20")), 600),
    "api": (int(text("TINHSO_LIMIT_API", "600")), 600),
}
VAULT_KEY = text("TINHSO_VAULT_KEY", "")
PIN_COST = 2**15  # scrypt: 32 MiB and about a tenth of a second for each guess
