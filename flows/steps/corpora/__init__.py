"""Corpora: files of which each row is a document, read as streams."""
