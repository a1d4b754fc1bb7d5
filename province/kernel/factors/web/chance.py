"""What only chance makes: secrets and codes; doors hand it to commands."""

import secrets

from province.kernel.factors import rules


def new_secret() -> bytes:
    """Return a secret for an app."""
    return secrets.token_bytes(rules.SECRET_BYTES)


def new_codes() -> tuple[str, ...]:
    """Return a set of recovery codes, 49 bits each."""
    return tuple(
        "".join(secrets.choice(rules.CODE_SIGNS) for _sign in range(rules.CODE_LENGTH))
        for _code in range(rules.CODES)
    )
