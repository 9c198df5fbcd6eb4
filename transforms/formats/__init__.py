"""Formats of documents: bytes in, text out."""
