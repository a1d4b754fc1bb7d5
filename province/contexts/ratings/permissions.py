"""The abilities of ratings, each named once."""

SEE_FIGURES = "ratings.see_figures"
"""See how the results of one's unit were rated, without names."""

ANSWER_UNSOLVED = "ratings.answer_unsolved"
"""Answer whom a result has not helped, for one's unit."""

ASK_AT_COUNTER = "ratings.ask_at_counter"
"""Open the rating of a result that has just been handed out, for the tablet at the counter."""
