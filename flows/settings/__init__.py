"""What the configuration says, and where each value comes from."""
