"""Looking before leaping: ports and disk."""

import shutil
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from launcher.errors import RefusalError
from launcher.refusals import Refusal

MEBIBYTE = 1024 * 1024
# Packages, front end, database with its first write-ahead log, with room to work.
FIRST_START_NEEDS = 2000 * MEBIBYTE
LATER_START_NEEDS = 200 * MEBIBYTE


def _door(address: str) -> socket.socket:
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    return socket.socket(family, socket.SOCK_STREAM)


def port_is_free(address: str, port: int) -> bool:
    """Tell whether a server could listen here now."""
    with _door(address) as door:
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            door.bind((address, port))
        except OSError:
            return False
    return True


def free_port(address: str = "127.0.0.1") -> int:
    """Return a port on which nobody listens."""
    with _door(address) as door:
        door.bind((address, 0))
        return int(door.getsockname()[1])


def address_is_ours(address: str) -> bool:
    """Tell whether this machine has this address."""
    with _door(address) as door:
        try:
            door.bind((address, 0))
        except OSError:
            return False
    return True


def check_port(address: str, port: int) -> None:
    """Make sure that the web server will find its port free.

    :raises RefusalError: when somebody listens there, or the address is not of this machine.
    """
    if not address_is_ours(address):
        raise RefusalError(Refusal.ADDRESS_NOT_OURS, address=address)
    if not port_is_free(address, port):
        raise _taken(address, port)


def _taken(address: str, port: int) -> RefusalError:
    other = next((p for p in range(port + 1, 65536) if port_is_free(address, p)), None)
    return RefusalError(Refusal.PORT_IN_USE, port=port, other=other or free_port(address))


@contextmanager
def claimed_port(address: str, port: int) -> Iterator[None]:
    """Keep every other install of this machine off a port while the block runs.

    The web server shares its port with whoever asks for it, so that a look at the port alone, long
    before it is used, would let two installs answer in turn. The claim is a nameless socket: it
    lives in the same network as the port, and ends with its holder.

    :raises RefusalError: when the port is claimed or used, or the address is not of this machine.
    """
    check_port(address, port)
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as claim:
        try:
            claim.bind(f"\0tinhso {address} {port}")
        except OSError:
            raise _taken(address, port) from None
        yield


def check_disk(folder: Path, *, needed: int) -> None:
    """Make sure that the disk has room.

    :raises RefusalError: when it has not.
    """
    free = shutil.disk_usage(folder).free
    if free < needed:
        raise RefusalError(
            Refusal.DISK_FULL,
            folder=folder,
            free=free // MEBIBYTE,
            needed=needed // MEBIBYTE,
        )
