"""Reference data, lexicons and the sample corpus."""
