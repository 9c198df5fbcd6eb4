"""Whose a figure or a happening is, or why it is nobody's."""
