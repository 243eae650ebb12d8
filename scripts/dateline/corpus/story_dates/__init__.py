"""Dates of publication that single articles cannot tell and the dated articles of their stories can.

`known_days` reads, bucket by bucket, what is known of each article's day; `infer_dates` completes it over the whole
corpus; `evidence_rows` says how.
"""

from dateline.corpus.story_dates.columns import DAYS, INFERRED
from dateline.corpus.story_dates.evidence import evidence_rows
from dateline.corpus.story_dates.inference import infer_dates
from dateline.corpus.story_dates.knowledge import FEEDING, known_days

__all__ = ["DAYS", "FEEDING", "INFERRED", "evidence_rows", "infer_dates", "known_days"]
