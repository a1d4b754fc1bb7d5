"""The door of privacy: what the sites may ask. Values in, values out."""

from province.contexts.privacy.queries.looks import every_look_at_me, looks_of_unit, my_looks

__all__ = ["every_look_at_me", "looks_of_unit", "my_looks"]
