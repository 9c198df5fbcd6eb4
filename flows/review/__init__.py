"""`parkhouse review`: a local page on which a person decides what is in doubt."""
