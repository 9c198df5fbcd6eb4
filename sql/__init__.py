"""Views and checks, as SQL files."""
