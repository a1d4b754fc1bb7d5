"""Which process a procedure follows."""


def process_key(*, procedure_code: str) -> str:
    """Return the key of the process of a procedure."""
    return f"procedure:{procedure_code}"
