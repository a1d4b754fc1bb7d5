"""What the launcher knows of the product when it makes a backup."""

from pathlib import Path

from launcher.backups.contents import CONTENT_TABLE, place_of_content
from province.foundation.files.folder import FolderStore
from province.kernel.attachments.models import Content


def test_the_launcher_names_the_table_of_contents_as_the_product_does() -> None:
    assert Content._meta.db_table == CONTENT_TABLE  # noqa: SLF001 -- Django documents _meta


def test_the_launcher_looks_for_a_content_where_the_store_keeps_it(tmp_path: Path) -> None:
    store = FolderStore(tmp_path)
    with store.receive([b"paper"], limit=10) as received:
        received.keep()

    assert store.path(received.sha256) == tmp_path / place_of_content(received.sha256)
