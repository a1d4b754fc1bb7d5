"""What may be done with credentials; each ability is named once."""

MANAGE = "signing.manage"
"""Issue, revoke and unlock signing credentials and seals."""
