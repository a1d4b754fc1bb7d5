"""One stream sealed under a passphrase: a first line that says how, then encrypted pieces.

The key comes from the passphrase by scrypt; each piece is AES-256-GCM with its number in the nonce
and a mark on the last one, so that pieces cannot be changed, moved, left out or cut off unseen.
"""

import hashlib
import hmac
import json
import os
from dataclasses import dataclass
from typing import IO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from launcher.backups.words import BackupRefusal
from launcher.errors import RefusalError

MAGIC = b"TINHSO BACKUP 1\n"
PIECE = 1024 * 1024
TAG = 16
SALT = 16
COST, BLOCK, LANES = 2**16, 8, 1
MOST_COST = 2**20
LONGEST_HEADER = 1000


@dataclass(frozen=True, slots=True)
class _Keys:
    seal: AESGCM
    proof: bytes


def _keys(passphrase: str, *, salt: bytes, cost: int) -> _Keys:
    memory = 256 * cost * BLOCK
    drawn = hashlib.scrypt(
        passphrase.encode(), salt=salt, n=cost, r=BLOCK, p=LANES, maxmem=memory, dklen=64
    )
    return _Keys(seal=AESGCM(drawn[:32]), proof=drawn[32:])


def _nonce(number: int, *, is_last: bool) -> bytes:
    return number.to_bytes(11, "big") + (b"\1" if is_last else b"\0")


class SealingWriter:
    """Takes plain bytes in and writes them sealed."""

    def __init__(self, file: IO[bytes], *, passphrase: str, cost: int = COST) -> None:
        salt = os.urandom(SALT)
        keys = _keys(passphrase, salt=salt, cost=cost)
        said = json.dumps({"salt": salt.hex(), "cost": cost}).encode()
        proof = hmac.digest(keys.proof, said, "sha256").hex().encode()
        self._header = MAGIC + said + b"\n" + proof + b"\n"
        self._file = file
        self._seal = keys.seal
        self._waiting = bytearray()
        self._number = 0
        file.write(self._header)

    def write(self, data: bytes) -> int:
        """Take bytes in; a piece is written when the next one has begun."""
        self._waiting += data
        while len(self._waiting) > PIECE:
            self._put(bytes(self._waiting[:PIECE]), is_last=False)
            del self._waiting[:PIECE]
        return len(data)

    def finish(self) -> None:
        """Write the last piece, which says that it is the last."""
        self._put(bytes(self._waiting), is_last=True)
        self._waiting.clear()

    def _put(self, piece: bytes, *, is_last: bool) -> None:
        nonce = _nonce(self._number, is_last=is_last)
        self._file.write(self._seal.encrypt(nonce, piece, self._header))
        self._number += 1


class UnsealingReader:
    """Reads plain bytes out of a sealed stream; what is not as it was written is refused.

    :raises RefusalError: when it is no backup, or the passphrase is not the one of the backup.
    """

    def __init__(self, file: IO[bytes], *, passphrase: str, name: str) -> None:
        self._file = file
        self._name = name
        self._number = 0
        self._ready = b""
        if file.read(len(MAGIC)) != MAGIC:
            raise RefusalError(BackupRefusal.NO_BACKUP, file=name)
        said, proof = (file.readline(LONGEST_HEADER) for _line in range(2))
        keys = self._keys_of(said, passphrase)
        expected = hmac.digest(keys.proof, said.rstrip(b"\n"), "sha256").hex().encode()
        if not hmac.compare_digest(expected, proof.rstrip(b"\n")):
            raise RefusalError(BackupRefusal.PASSPHRASE_WRONG, file=name)
        self._seal = keys.seal
        self._header = MAGIC + said + proof
        self._next: bytes | None = file.read(PIECE + TAG)

    def _keys_of(self, said: bytes, passphrase: str) -> _Keys:
        try:
            words = json.loads(said)
            salt, cost = bytes.fromhex(words["salt"]), int(words["cost"])
            if not 2 <= cost <= MOST_COST:  # noqa: PLR2004 -- the least that scrypt takes
                raise RefusalError(BackupRefusal.BACKUP_DAMAGED, file=self._name)
            return _keys(passphrase, salt=salt, cost=cost)
        except (ValueError, KeyError, TypeError) as refusal:
            raise RefusalError(BackupRefusal.BACKUP_DAMAGED, file=self._name) from refusal

    def read(self, size: int) -> bytes:
        """Return the next bytes, fewer only at the end.

        :raises RefusalError: when what comes next is damaged.
        """
        found = bytearray()
        while len(found) < size and (self._ready or self._open_next()):
            taken = self._ready[: size - len(found)]
            self._ready = self._ready[len(taken) :]
            found += taken
        return bytes(found)

    def _open_next(self) -> bool:
        """Open the next piece; a stream without a last piece was cut off."""
        if self._next is None:
            return False
        sealed, following = self._next, self._file.read(PIECE + TAG)
        nonce = _nonce(self._number, is_last=not following)
        try:
            self._ready = self._seal.decrypt(nonce, sealed, self._header)
        except InvalidTag as refusal:
            raise RefusalError(BackupRefusal.BACKUP_DAMAGED, file=self._name) from refusal
        self._number += 1
        self._next = following or None
        return bool(self._ready)
