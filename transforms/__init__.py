"""From text to facts: pure functions, no files, no clock, no database."""
