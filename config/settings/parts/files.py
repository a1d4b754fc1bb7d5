"""Where files are: what we serve, what people bring, what printing needs."""

from pathlib import Path

from config.settings.reader import BASE_DIR, text

DATA_DIR = Path(text("TINHSO_DATA", str(BASE_DIR / "var")))
NODE_MODULES = BASE_DIR / "node_modules"
STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [
    (f"vendor/{name}", NODE_MODULES / folder)
    for name, folder in [
        ("be-vietnam-pro", "@fontsource/be-vietnam-pro/files"),
        ("htmx", "htmx.org/dist"),
    ]
    if (NODE_MODULES / folder).is_dir()
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_MAX_AGE = 3600
ATTACHMENTS_DIR = DATA_DIR / "attachments"
FILE_UPLOAD_TEMP_DIR: str | None = None
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
LARGEST_BODY = 3 * 1024 * 1024
LARGEST_BODY_WITH_FILES = 100 * 1024 * 1024
DOORS_WITH_FILES = frozenset({"api-1:one_stop_file"})  # beside the pages, which say so themselves
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
DATA_UPLOAD_MAX_NUMBER_FILES = 40
PRINT_FONT_DIRS = [
    NODE_MODULES / "@expo-google-fonts" / "tinos",
    NODE_MODULES / "@expo-google-fonts" / "be-vietnam-pro",
]
CLAMD_ADDRESS = text("TINHSO_CLAMD", "")
