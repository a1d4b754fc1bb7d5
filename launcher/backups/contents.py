"""What lies in a backup and under which names: known to who packs it and to who unpacks it."""

from pathlib import Path

ABOUT = "about.json"
MANIFEST = "manifest.json"
DATABASE = "database/"
ATTACHMENTS = "attachments/"
# Of the data folder, as they lie there; what a start makes anew is not taken along.
KEPT_FILES = ("secrets.toml", "install.json", "tinhso.toml")
KEPT_FOLDERS = ("anchors", "certificates")
CLONE_SETTINGS = "tinhso-of-the-clone.toml"
# The table of the product that names every content of the file store.
CONTENT_TABLE = "attachments_content"
PART = 8 * 1024 * 1024
FORMAT = 1
SUFFIX = ".tinhso-backup"


def known_migrations(clone: Path) -> set[str]:
    """Return the migrations of the modules of a clone, as ``module.name``."""
    files = clone.glob("province/*/*/migrations/[0-9]*.py")
    return {f"{path.parents[1].name}.{path.stem}" for path in files}


def modules_of(clone: Path) -> list[str]:
    """Return the modules of a clone that have migrations; the libraries' are not among them."""
    return sorted({name.partition(".")[0] for name in known_migrations(clone)})


def place_of_content(sha256: str) -> str:
    """Return where a content lies below the folder of the attachments."""
    return f"{sha256[:2]}/{sha256[2:4]}/{sha256}"
