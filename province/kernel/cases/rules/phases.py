"""The phase of a case before its kind has said anything."""

FIRST_PHASE = "new"
