"""What may be done with people's data; each ability is named once."""

READ = "parties.read"
"""Read a person's data for a case or another stated purpose."""

CORRECT = "parties.correct"
"""Correct or erase a person's data in the register, on the ground of the person's request."""

FIND_DUPLICATES = "parties.find_duplicates"
"""See which rows may be one person, and say that they are two."""

REGISTER = "parties.register"
"""Find a person by number, or put a new one into the register."""
