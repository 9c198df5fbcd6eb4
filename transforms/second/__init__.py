"""A second reader: what it is asked, what of its answers counts, and what two readings together say."""
