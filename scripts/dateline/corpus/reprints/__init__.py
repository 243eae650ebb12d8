"""Which articles reprint others: exact copies, edited ones, shortened ones; see `find_reprints`."""

from dateline.corpus.reprints.find import find_reprints
from dateline.corpus.reprints.sketches import SKETCH, sketch
from dateline.corpus.reprints.table import REPRINTS

__all__ = ["REPRINTS", "SKETCH", "find_reprints", "sketch"]
