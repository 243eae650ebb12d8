"""What changed between two editions of a dataset: row by row, value by value, and what version that asks for."""

from dateline.compare.changes import changes
from dateline.compare.editions import compare
from dateline.compare.markdown import markdown
from dateline.compare.result import Diff
from dateline.compare.show import show_diff
from dateline.compare.source import Edition, open_edition

__all__ = ["Diff", "Edition", "changes", "compare", "markdown", "open_edition", "show_diff"]
