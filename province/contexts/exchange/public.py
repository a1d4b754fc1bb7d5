"""The door of exchange for other contexts and sites: values in, values out."""

from province.contexts.exchange.commands import (
    end_partner,
    issue_key,
    note_use,
    register_partner,
    revoke_key,
)
from province.contexts.exchange.queries import (
    get_partner,
    list_partners,
    partner_with_key,
    scope_names,
)

__all__ = [
    "end_partner",
    "get_partner",
    "issue_key",
    "list_partners",
    "note_use",
    "partner_with_key",
    "register_partner",
    "revoke_key",
    "scope_names",
]
