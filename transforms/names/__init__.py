"""Which parks, bodies and words are named in a text."""
