"""What may be done with the outbox."""

SEE = "events.see"
REPLAY = "events.replay"
