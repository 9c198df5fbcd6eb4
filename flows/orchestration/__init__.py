"""Prefect's home and history."""
