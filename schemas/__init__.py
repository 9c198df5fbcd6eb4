"""Every table described once, and what is generated from it."""
