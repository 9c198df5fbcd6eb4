"""Which time governs a figure."""
