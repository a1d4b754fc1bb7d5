"""What lies in a backup and under which names: known to who packs it and to who unpacks it."""

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


def place_of_content(sha256: str) -> str:
    """Return where a content lies below the folder of the attachments."""
    return f"{sha256[:2]}/{sha256[2:4]}/{sha256}"
