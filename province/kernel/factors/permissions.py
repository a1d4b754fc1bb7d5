"""What may be done with second steps; each ability is named once."""

SET_POLICY = "factors.set_policy"
"""Say which roles need a second step at sign-in, and from when."""
