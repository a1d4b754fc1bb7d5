"""The abilities of privacy, each named once."""

SEE_LOOKS = "privacy.see_looks"
"""See which of the unit's own officials looked at how many people's data, and when."""
