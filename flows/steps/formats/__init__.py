"""Documents that are no text are read in a process of their own."""
