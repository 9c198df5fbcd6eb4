"""Happenings with their type, day, place and participants."""
