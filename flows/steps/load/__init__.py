"""From facts to a published warehouse."""
