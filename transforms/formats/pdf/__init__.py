"""PDF documents: characters with boxes to paragraphs and tables in reading order."""

from transforms.formats.pdf.read import read_pdf

__all__ = ["read_pdf"]
