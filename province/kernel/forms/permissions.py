"""The abilities of forms."""

APPROVE = "forms.approve"
