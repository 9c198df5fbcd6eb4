"""The stages as plain functions, without Prefect."""
