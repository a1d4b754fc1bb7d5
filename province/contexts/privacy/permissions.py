"""The abilities of privacy, each named once."""

SEE_LOOKS = "privacy.see_looks"
"""See which of the unit's own officials looked at how many people's data, and when."""

ANSWER_REQUESTS = "privacy.answer_requests"
"""Answer what people ask about their own data, in one's unit."""

RECORD_REQUESTS = "privacy.record_requests"
"""Write down at the counter what a person asks about their own data."""

KEEP_REGISTER = "privacy.keep_register"
"""Keep the register of processing activities."""

KEEP_BREACHES = "privacy.keep_breaches"
"""Write down breaches of one's unit, their notice and their end."""
