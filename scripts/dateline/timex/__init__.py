"""Temporal expressions: stated dates, date labels, relative days, EDTF and dates in URLs.

Nothing is loaded until it is used: the expressions take some milliseconds to compile.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dateline.timex.labels import classify_label
    from dateline.timex.match import DateMatch, RelativeMatch
    from dateline.timex.relative import find_relative
    from dateline.timex.stated import find_dates, is_date_only
    from dateline.timex.url import url_date, url_month

__all__ = [
    "DateMatch",
    "RelativeMatch",
    "classify_label",
    "find_dates",
    "find_relative",
    "is_date_only",
    "url_date",
    "url_month",
]

_HOMES = {
    "DateMatch": "match",
    "RelativeMatch": "match",
    "classify_label": "labels",
    "find_dates": "stated",
    "find_relative": "relative",
    "is_date_only": "stated",
    "url_date": "url",
    "url_month": "url",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
