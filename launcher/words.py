"""How a sentence becomes words in the language of whoever reads it."""

import os
from collections.abc import Mapping
from enum import Enum

ENGLISH, VIETNAMESE = "en", "vi"


def language(environment: Mapping[str, str] | None = None) -> str:
    """Return the language of whoever reads, as their terminal names it."""
    source = os.environ if environment is None else environment
    named = source.get("LC_ALL") or source.get("LC_MESSAGES") or source.get("LANG") or ""
    return VIETNAMESE if named.lower().startswith("vi") else ENGLISH


class Words(Enum):
    """A sentence in its two languages; both have the same places for the same parameters."""

    def words(self, language: str, **params: object) -> str:
        """Return the sentence in a language, with its parameters in their places."""
        english, vietnamese = self.value
        return str(vietnamese if language == VIETNAMESE else english).format(**params)
