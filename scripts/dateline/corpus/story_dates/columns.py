"""What is known of the day of each article, and what its story adds to it, as Arrow schemas."""

import pyarrow as pa

ANCHOR = pa.struct(
    [
        ("kind", pa.string()),  # weekday, weekday-ahead, yesterday, today, tomorrow
        ("month", pa.int8()),  # of the day spoken of, where it is stated
        ("day", pa.int8()),
        ("weekday", pa.int8()),  # 0 for Monday to 6 for Sunday
        ("offset", pa.int8()),  # days from publication to the day spoken of: -1 for yesterday
    ]
)
"""A day that the first paragraphs speak of, as far as the words tell it."""

DAYS = pa.schema(
    [
        ("article_id", pa.string()),
        ("kind", pa.string()),
        ("first", pa.date32()),
        ("last", pa.date32()),
        ("month", pa.int8()),
        ("day", pa.int8()),
        ("weekday", pa.int8()),
        ("ahead", pa.bool_()),
        ("offset", pa.int8()),
        ("choices", pa.list_(pa.date32())),
        ("anchor", pa.list_(ANCHOR)),
        ("raw", pa.string()),
        ("start", pa.int64()),
        ("end", pa.int64()),
        ("rule", pa.string()),
    ]
)
"""One row an article: what is known of its day of publication before other articles are asked.

- `kind`: `day` (known), `month-day` (no year), `weekday` (of what it tells), `yesterday` (the day before, with nothing
  beside the word), `choices` (day and month could be exchanged), `month`, `year`, `interval`, `nothing`;
- `first`, `last`: the days between which it lies, both included; null where no bound is known;
- `month`, `day`: of publication, for `month-day`; null where they depend on the year (the day after 28 February);
- `weekday`: 0 for Monday to 6 for Sunday, the day of what it tells; it may stand beside the bounds of a month;
- `ahead`: whether that weekday was still to come;
- `offset`: days from publication to what it tells: -1 for "yesterday (November 26)";
- `choices`: the days that it may be, for `choices`;
- `anchor`: the days that the first paragraphs speak of, in reading order; a weekday among them is the last on or before
  publication, or the first on or after it where it is still to come; beside a month and day it is the weekday of those;
- `raw`, `start`, `end`, `rule`: of the row of evidence that it stands on; null where only the body was looked at.
"""

INFERRED = pa.schema(
    [
        ("article_id", pa.string()),
        ("date", pa.date32()),
        ("date_edtf", pa.string()),
        ("date_basis", pa.string()),
        ("reason", pa.string()),
        ("articles", pa.list_(pa.string())),
        ("finding", pa.string()),
        ("rule", pa.string()),
        ("raw", pa.string()),
        ("start", pa.int64()),
        ("end", pa.int64()),
    ]
)
"""One row for each undated article that its story says something of, sorted by article.

`date_basis` is `story`, or null where nothing could be inferred and the row holds a finding alone. `finding`: what
contradicts, for a person. `articles`: dated articles that it rests on, at most `inference.CITED` of them.
"""
