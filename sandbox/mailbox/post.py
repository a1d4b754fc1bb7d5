"""What came in: one line of a file each, read back at the next start."""

import json
import threading
from collections import deque
from dataclasses import asdict, dataclass
from pathlib import Path

MOST = 500


@dataclass(frozen=True, slots=True)
class Piece:
    """One mail or short message; ``key`` tells a repeated one."""

    kind: str
    at: str
    sender: str
    to: str
    subject: str
    text: str
    key: str = ""


class Post:
    """Keeps the newest pieces in memory and in a file."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._turn = threading.Lock()
        self._pieces: deque[Piece] = deque(maxlen=MOST)
        for line in self._lines():
            try:
                self._pieces.append(Piece(**json.loads(line)))
            except (ValueError, TypeError):
                continue  # half a line of a program that was killed
        self._write_whole()

    def add(self, piece: Piece) -> None:
        """Keep one piece; a repeated one is kept once."""
        with self._turn:
            if piece.key and any(piece.key == one.key for one in self._pieces):
                return
            self._pieces.append(piece)
            with self._file.open("a", encoding="utf-8") as file:
                file.write(_line(piece))

    def newest(self, words: str) -> list[Piece]:
        """Return what fits the words, the newest first."""
        wanted = words.casefold()
        with self._turn:
            found = list(self._pieces)
        shown = [one for one in found if wanted in " ".join(asdict(one).values()).casefold()]
        return shown[::-1]

    def _lines(self) -> list[str]:
        try:
            return self._file.read_text(encoding="utf-8", errors="replace").splitlines()
        except FileNotFoundError:
            return []

    def _write_whole(self) -> None:
        beside = self._file.with_suffix(".part")
        beside.touch(mode=0o600)
        beside.write_text("".join(map(_line, self._pieces)), encoding="utf-8")
        beside.replace(self._file)


def _line(piece: Piece) -> str:
    return json.dumps(asdict(piece), ensure_ascii=False) + "\n"
