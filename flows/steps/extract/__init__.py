"""From raw documents to facts."""
