"""Who may read what is wrong with the machinery."""

SEE = "health.see"
