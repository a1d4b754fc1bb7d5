"""Serves the product; run by the Python of the environment, for it needs granian.

The product is loaded once, before granian forks its workers: they share what is loaded, are there
at once, and one that dies is back at once.
"""

import sys
from importlib import import_module

from granian.cli import entrypoint


def main() -> None:
    """Load what the last word names, then do as granian does with all of them."""
    module, _, _ = sys.argv[-1].partition(":")
    import_module(module)
    entrypoint()  # type: ignore[no-untyped-call]  # granian's


if __name__ == "__main__":
    main()
