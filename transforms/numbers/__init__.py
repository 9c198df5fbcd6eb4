"""Which quantities stand in a text."""
