"""What may be done with processes."""

DRAFT = "processes.draft"
PUBLISH = "processes.publish"
