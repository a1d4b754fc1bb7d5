"""What the launcher prints: sentences, and steps with their seconds."""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from launcher.sentences import Sentence
from launcher.words import language


def tell(text: str, *, end: str = "\n") -> None:
    """Print a text at once; a reader who has gone away or a full disk is no reason to stop."""
    try:
        sys.stdout.write(text + end)
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError:
        return


def say(sentence: Sentence, **params: object) -> None:
    """Print a sentence in the language of whoever started the program."""
    tell(sentence.words(language(), **params))


@contextmanager
def step(sentence: Sentence, **params: object) -> Iterator[None]:
    """Print what is being done, and when it is done how many seconds it took."""
    began = time.monotonic()
    tell(f"  {sentence.words(language(), **params)} …", end="")
    try:
        yield
    except BaseException:
        tell("")
        raise
    tell(f" {time.monotonic() - began:.1f} s")
