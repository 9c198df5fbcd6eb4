"""What the cells of tables state: each figure under its row's and its column's headers."""
