import hashlib
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from province.foundation.files.folder import (
    ContentMissingError,
    ContentTooLargeError,
    FolderStore,
)

BODY = "Đơn đề nghị".encode() * 1000
SHA = hashlib.sha256(BODY).hexdigest()


def _keep(store: FolderStore, body: bytes = BODY) -> str:
    with store.receive([body[:10], body[10:]], limit=len(body)) as received:
        assert (received.sha256, received.size) == (hashlib.sha256(body).hexdigest(), len(body))
        received.keep()
        return received.sha256


def _files(store: FolderStore) -> list[str]:
    root = store._root  # noqa: SLF001 -- looks into the folder
    return sorted(str(path.relative_to(root)) for path in root.rglob("*") if path.is_file())


def test_content_lies_under_its_digest(store: FolderStore) -> None:
    _keep(store)

    assert _files(store) == [f"{SHA[:2]}/{SHA[2:4]}/{SHA}"]
    assert b"".join(store.read(SHA)) == BODY
    assert store.is_intact(SHA) is True
    assert store.path(SHA).stat().st_mode & 0o777 == 0o440


def test_content_that_is_not_kept_is_gone(store: FolderStore) -> None:
    with store.receive([BODY], limit=len(BODY)):
        pass

    assert _files(store) == []


def test_one_byte_too_many_is_refused(store: FolderStore) -> None:
    with (
        pytest.raises(ContentTooLargeError) as refusal,
        store.receive([BODY, b"x"], limit=len(BODY)),
    ):
        pytest.fail("it came through")

    assert refusal.value.limit == len(BODY)
    assert _files(store) == []


def test_sixteen_at_once_keep_one_whole_file(store: FolderStore) -> None:
    with ThreadPoolExecutor(max_workers=16) as pool:
        kept = set(pool.map(lambda _n: _keep(store), range(16)))

    assert kept == {SHA}
    assert len(_files(store)) == 1
    assert store.is_intact(SHA) is True


@pytest.mark.parametrize("address", ["", "../../etc/passwd", "A" * 64, "a" * 63, SHA])
def test_unknown_address_is_missing(store: FolderStore, address: str) -> None:
    with pytest.raises(ContentMissingError):
        store.read(address)

    assert store.is_intact(address) is False


def test_rotten_content_is_not_intact(store: FolderStore) -> None:
    _keep(store)
    path = store.path(SHA)
    path.chmod(0o600)
    path.write_bytes(b"rotten")

    assert store.is_intact(SHA) is False


def test_torn_content_is_replaced_by_the_next_sender(store: FolderStore) -> None:
    _keep(store)
    path = store.path(SHA)
    path.chmod(0o600)
    path.write_bytes(BODY[:100])

    _keep(store)

    assert store.is_intact(SHA) is True


def test_half_received_files_are_cleared_after_a_day(store: FolderStore) -> None:
    _keep(store)
    left = Path(store._root) / ".incoming" / "left"  # noqa: SLF001 -- a process died here
    left.write_bytes(b"half")
    now = datetime.fromtimestamp(left.stat().st_mtime, tz=UTC)

    early = store.clear_waiting(now=now + timedelta(hours=23))
    late = store.clear_waiting(now=now + timedelta(hours=25))

    assert (early, late) == (0, 1)
    assert len(_files(store)) == 1
