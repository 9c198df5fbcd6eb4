"""The second reader: a language model that labels what the grammar has found. Nothing here is imported where none is set."""
