"""Raw inputs to documents: which files there are, what their bytes say, and why some cannot be read."""

from dateline.read.document import Document, Reject
from dateline.read.files import Source, find_sources
from dateline.read.text import read_text

__all__ = ["Document", "Reject", "Source", "find_sources", "read_text"]
