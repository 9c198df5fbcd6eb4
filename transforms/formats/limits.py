"""What one document may take; above it is refused with a reason."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FormatLimits:
    """Limits of one document that is no text."""

    memory_mb: int = 4_096
    """Megabytes of memory that the process which reads it may take, where the system can limit it."""
    seconds: float = 900.0
    """Sixty scanned pages at some ten seconds each on a slow machine, or two thousand with text."""
    pages: int = 2_000
    """Of a PDF: a yearbook has some eight hundred."""
    cells: int = 1_000_000
    """Of a workbook: the largest tables of a yearbook have some ten thousand, a register of companies some hundred thousand."""
    unpacked_bytes: int = 500_000_000
    """Of an archive or an Office file once unpacked."""
    members: int = 10_000
    """Files in one archive, those of archives within it among them."""
    nesting: int = 2
    """How deep archives may lie within one another; a ZIP file within a ZIP file is 1."""
    ratio: int = 200
    """How many times larger unpacked than packed; office files reach some thirty, text at most a hundred."""


LIMITS = FormatLimits()
"""What counts where the settings say nothing else."""
