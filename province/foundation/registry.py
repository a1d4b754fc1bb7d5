"""A place where modules above give their pieces to a module below."""

from collections.abc import Callable, Iterator
from typing import Generic, TypeVar

T = TypeVar("T")


class Registry(Generic[T]):
    """Holds pieces by key; each is checked once, when it is registered."""

    def __init__(
        self,
        *,
        name: str,
        key: Callable[[T], str],
        check: Callable[[T], list[str]] | None = None,
    ) -> None:
        self._name = name
        self._key = key
        self._check = check
        self._pieces: dict[str, T] = {}

    def register(self, piece: T) -> T:
        """Take a piece in.

        :raises ValueError: its key is taken by another piece, or its own check fails.
        """
        key = self._key(piece)
        if self._pieces.get(key, piece) is not piece:
            msg = f"{self._name}: '{key}' is registered already"
            raise ValueError(msg)
        faults = self._check(piece) if self._check else []
        if faults:
            msg = f"{self._name}: '{key}' is refused: {'; '.join(faults)}"
            raise ValueError(msg)
        self._pieces[key] = piece
        return piece

    def withdraw(self, key: str) -> None:
        """Take a piece out again (tests register demo pieces)."""
        self._pieces.pop(key, None)

    def get(self, key: str) -> T:
        """Return the piece of this key.

        :raises KeyError: nobody registered it.
        """
        try:
            return self._pieces[key]
        except KeyError:
            msg = f"{self._name}: nobody registered '{key}'"
            raise KeyError(msg) from None

    def find(self, key: str) -> T | None:
        """Return the piece of this key, or nothing."""
        return self._pieces.get(key)

    def __iter__(self) -> Iterator[T]:
        return iter(sorted(self._pieces.values(), key=self._key))

    def __len__(self) -> int:
        return len(self._pieces)
