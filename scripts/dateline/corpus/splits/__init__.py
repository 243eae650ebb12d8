"""Train, validation and test without a leak: what belongs together stays on one side, and a report proves it."""

from dateline.corpus.splits.assign import assign
from dateline.corpus.splits.leaks import Leaks, leaks
from dateline.corpus.splits.quotes import quote_keys, shared_quotes
from dateline.corpus.splits.settings import SplitSettings, split_settings
from dateline.corpus.splits.splitting import split_articles
from dateline.corpus.splits.tables import HISTORY, PAIRS, SIDES, SPLITS

__all__ = [
    "HISTORY",
    "PAIRS",
    "SIDES",
    "SPLITS",
    "Leaks",
    "SplitSettings",
    "assign",
    "leaks",
    "quote_keys",
    "shared_quotes",
    "split_articles",
    "split_settings",
]
