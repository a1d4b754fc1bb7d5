"""What this context gives the house at start-up: its audit actions."""

from province.contexts.procedures.commands import importing, publishing, resolving

__all__ = ["importing", "publishing", "resolving"]
