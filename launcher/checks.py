"""Looking before leaping: ports, disk, versions."""

import shutil
import socket
from pathlib import Path

from launcher.errors import RefusalError
from launcher.refusals import Refusal

MEBIBYTE = 1024 * 1024
# Packages, front end, database with its first write-ahead log, with room to work.
FIRST_START_NEEDS = 2000 * MEBIBYTE
LATER_START_NEEDS = 200 * MEBIBYTE


def port_is_free(address: str, port: int) -> bool:
    """Tell whether a server could listen here now."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as door:
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            door.bind((address, port))
        except OSError:
            return False
    return True


def free_port(address: str = "127.0.0.1") -> int:
    """Return a port on which nobody listens."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as door:
        door.bind((address, 0))
        return int(door.getsockname()[1])


def address_is_ours(address: str) -> bool:
    """Tell whether this machine has this address."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as door:
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
    if port_is_free(address, port):
        return
    other = next((p for p in range(port + 1, 65536) if port_is_free(address, p)), None)
    raise RefusalError(Refusal.PORT_IN_USE, port=port, other=other or free_port(address))


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
