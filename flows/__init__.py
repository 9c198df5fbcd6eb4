"""Prefect flows, their plain steps, settings and the command line."""
