"""What finding stories takes and what it gives, as Arrow schemas."""

import pyarrow as pa

PROFILE = pa.schema(
    [
        ("article_id", pa.string()),
        ("term", pa.int64()),  # hash of the stem; with the language where the stem is a common word of it
        ("word", pa.string()),  # as the article has it first, for a person to read
        ("weight", pa.int32()),  # of the term in the article, in 1/`profiles.UNIT`
        ("rate", pa.int32()),  # articles in a million that hold it, in news at large
        ("name", pa.bool_()),  # a number, or never seen without a capital: shared between languages
    ]
)
"""One row for each term of each article, the rows of an article together."""

DAYS = pa.schema(
    [
        ("article_id", pa.string()),
        ("first", pa.date32()),
        ("last", pa.date32()),
        ("month", pa.int8()),
        ("day", pa.int8()),
    ]
)
"""What is used of the days that articles know: bounds, and day and month where the year is not known."""

HISTORY = pa.schema([("article_id", pa.string()), ("story_id", pa.string())])
"""Stories of released articles."""

MEMBERS = pa.schema(
    [
        ("article_id", pa.string()),
        ("story_id", pa.string()),
        ("score", pa.float64()),  # how alike it is to the others of its story on average, from 0 to 1
        ("reason", pa.string()),
    ]
)
"""One row for each article that is in a story; sorted by article."""
