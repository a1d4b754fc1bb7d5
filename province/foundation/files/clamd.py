"""Virus scanning by clamd over its INSTREAM command."""

import socket
import struct
from pathlib import Path

import structlog

from province.foundation.files.contracts import Verdict, VerdictState

CHUNK = 128 * 1024
LONGEST_ANSWER = 4096
log = structlog.get_logger(__name__)


class ClamdScanner:
    """Sends a file to clamd at ``host:port`` or ``unix:/path`` and reads the verdict."""

    def __init__(self, address: str, *, timeout: float = 30.0) -> None:
        self._address = address
        self._timeout = timeout

    def scan(self, path: Path) -> Verdict:
        """Return clamd's verdict: UNSCANNED when it is out, REFUSED when only this file fails."""
        try:
            answer = self._ask(path)
        except (OSError, ValueError) as fault:
            return self._without_answer(str(fault))
        if answer.endswith(" FOUND"):
            signature = answer.removeprefix("stream: ").removesuffix(" FOUND")
            return Verdict(VerdictState.INFECTED, signature=signature)
        if answer == "stream: OK":
            return Verdict(VerdictState.CLEAN)
        if answer.endswith("ERROR"):
            log.warning("clamd_refused", answer=answer)
            return Verdict(VerdictState.REFUSED, why=answer)
        return self._without_answer(answer or "no answer")

    def is_answering(self) -> bool:
        """Tell whether clamd answers a PING."""
        try:
            with self._connection() as connection:
                connection.sendall(b"zPING\0")
                return _answer(connection) == "PONG"
        except (OSError, ValueError):
            return False

    def _without_answer(self, why: str) -> Verdict:
        """Tell a file over which clamd falls silent from a clamd that is out."""
        if self.is_answering():
            log.warning("clamd_refused", answer=why)
            return Verdict(VerdictState.REFUSED, why=why)
        log.warning("clamd_unreachable", fault=why)
        return Verdict(VerdictState.UNSCANNED, why=why)

    def _ask(self, path: Path) -> str:
        with self._connection() as connection, path.open("rb") as file:
            connection.sendall(b"zINSTREAM\0")
            try:
                while chunk := file.read(CHUNK):
                    connection.sendall(struct.pack("!L", len(chunk)) + chunk)
                connection.sendall(struct.pack("!L", 0))
            except (BrokenPipeError, ConnectionResetError):
                log.warning("clamd_closed_early")  # it may have said why before it closed
            return _answer(connection)

    def _connection(self) -> socket.socket:
        if self._address.startswith("unix:"):
            connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
            connection.settimeout(self._timeout)
            try:
                connection.connect(self._address.removeprefix("unix:"))
            except OSError:
                connection.close()
                raise
            return connection
        host, _colon, port = self._address.rpartition(":")
        return socket.create_connection((host.strip("[]"), int(port)), timeout=self._timeout)


def _answer(connection: socket.socket) -> str:
    received = b""
    while len(received) < LONGEST_ANSWER and not received.endswith(b"\0"):
        piece = connection.recv(LONGEST_ANSWER)
        if not piece:
            break
        received += piece
    return received.rstrip(b"\0\n").decode("utf-8", "replace")
