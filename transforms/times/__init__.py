"""Which days an expression of time means, and the day of publication."""
