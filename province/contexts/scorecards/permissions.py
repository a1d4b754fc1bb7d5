"""The abilities of scorecards, each named once."""

SEE = "scorecards.see"
SEE_ALL = "scorecards.see_all"
