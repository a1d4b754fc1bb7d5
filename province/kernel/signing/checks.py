"""The start-up check of signing's one dangerous setting."""

from typing import Any

from django.core.checks import CheckMessage, Warning  # noqa: A004 -- Django's own name

from province.foundation.signing.vault import vault_key_is_fit


def check_vault_key(**_kwargs: Any) -> list[CheckMessage]:
    """Warn when the vault's key is missing or unfit, because nothing could then be signed."""
    if vault_key_is_fit():
        return []
    return [
        Warning(
            "VAULT_KEY is missing or is not 32 random bytes in url-safe base64; nobody can sign.",
            id="signing.W001",
        )
    ]
