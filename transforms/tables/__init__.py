"""Tables: a grid of cells as a document's text shows it, and what its cells state."""
