"""The abilities of this context, each named once."""

CURATE = "procedures.curate"
PUBLISH = "procedures.publish"
