"""What may be done with notices that are not one's own."""

SEE_SENT = "notices.see_sent"
SEND_AGAIN = "notices.send_again"

SET_WORDINGS = "notices.set_wordings"
"""Change the words of notices."""
