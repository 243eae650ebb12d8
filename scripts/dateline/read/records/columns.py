"""Which column of a table holds what: declared by a person, or known by its usual name.

A row becomes a record: its HTML or its text, and hints from the other columns.
"""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from dateline.mapping import FIELDS, ColumnMap
from dateline.printable import plain
from dateline.read.document import Reject
from dateline.read.records.record import Frame, Hints, Media, Part, Record, record_path, sha256_of
from dateline.read.records.signatures import looks_like_html
from dateline.read.text import LARGEST

NAMES: Mapping[str, tuple[str, ...]] = {
    "html": (
        "html",
        "raw_html",
        "page_html",
        "html_content",
        "content_html",
        "html_body",
        "html_source",
        "source_html",
    ),
    "text": (
        *("text", "maintext", "main_text", "plain_text", "article_text", "full_text", "fulltext", "content", "body"),
        *("article_body", "articlebody", "article", "raw_content", "story", "document"),
    ),
    "url": ("url", "link", "canonical_url", "article_url", "page_url", "source_url", "uri", "href", "web_url"),
    "id": ("id", "_id", "doc_id", "docid", "document_id", "article_id", "record_id", "uuid", "guid", "uid"),
    "title": ("title", "headline", "article_title"),
    "date": (
        *("date", "published", "date_publish", "date_published", "datepublished", "published_at", "publish_date"),
        *("publishing_date", "publication_date", "pub_date", "pubdate", "published_date"),
    ),
    "authors": ("authors", "author", "byline", "creator"),
    "language": ("language", "lang"),
    "source": ("source", "publisher", "site_name", "sitename", "outlet", "source_name", "newspaper"),
    "charset": ("charset", "encoding"),
}
"""Names that columns have in news corpora and in what scrapers write, likeliest first; case and dashes do not count."""

CRAWL = frozenset(
    ("dump", "warc_filename", "warc_record_id", "warc_path", "warc_date", "crawl_date", "date_crawl", "fetch_time")
)
"""Columns of web crawls: beside these, a column `date` is the day of the crawl, which says nothing of an article."""

ABSENT = frozenset(("", "none", "null", "nan", "nat", "n/a", "na", "undefined", "-"))
LONGEST_HINT = 4_000  # characters of a hint; what is longer is no title, name or address
MOST_AUTHORS = 50
PERSON = ("name", "full_name", "author", "title")  # keys of an author who is given as an object


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a table by field, each as the keys that lead to it; `declared` fields were named by a person."""

    keys: Mapping[str, tuple[tuple[str, ...], ...]]
    declared: frozenset[str]


def find_columns(names: Sequence[str], declared: ColumnMap) -> Columns:
    """Which of the columns `names` hold what."""
    folded: dict[str, str] = {}
    for name in names:
        folded.setdefault(_folded(name), name)
    crawl = not CRAWL.isdisjoint(folded)
    keys: dict[str, tuple[tuple[str, ...], ...]] = {}
    for item in FIELDS:
        own = getattr(declared, item)
        if own is not None:
            keys[item] = (_path(own, names),) if own else ()
        elif item in ("html", "text") and (declared.html or declared.text):
            keys[item] = ()
        else:
            usual = [name for name in NAMES[item] if not (crawl and name == "date")]
            keys[item] = tuple((folded[name],) for name in usual if name in folded)
    return Columns(keys, frozenset(item for item in FIELDS if getattr(declared, item)))


def _folded(name: str) -> str:
    return re.sub(r"[\s-]+", "_", name.strip()).lower()


def _path(name: str, names: Sequence[str]) -> tuple[str, ...]:
    """Keys that lead to a value; a name that has a dot itself is one key."""
    return (name,) if name in names else tuple(name.split("."))


def top_columns(columns: Columns, fields: Sequence[str] = FIELDS) -> list[str]:
    """The columns of the table that have to be read for some fields."""
    return list(dict.fromkeys(keys[0] for item in fields for keys in columns.keys[item]))


def missing_columns(columns: Columns, names: Sequence[str]) -> list[str]:
    """Declared columns that a table does not have."""
    tops = (columns.keys[item][0] for item in FIELDS if item in columns.declared)
    return [".".join(keys) for keys in tops if keys[0] not in names]


def row_name(row: Mapping[str, Any], columns: Columns) -> str | None:
    """The row's id, where it has one."""
    value = _first(row, columns.keys["id"])[0]
    return None if isinstance(value, dict | list | bool) else _words(value)


def row_record(
    part: Part, frame: Frame, row: Mapping[str, Any], columns: Columns, note: str | None = None
) -> Record | Reject:
    """A row as a record; a Reject where no column of it holds text. `note` is what was unusual about its bytes."""
    path = record_path(part, frame)
    data, media = _payload(row, columns)
    if data is None:
        seen = ", ".join(plain(name) for name in list(row)[:12]) or "none"
        asked = ", ".join(sorted(columns.declared & {"html", "text"}))
        wanted = f"the column declared as {asked} is empty or missing" if asked else "no column holds HTML or text"
        return Reject(path, None, "read", "read.no-text", f"{wanted}; columns of the record: {seen}"[:500])
    data, mended = _encodable(data)
    digest = sha256_of(data)
    if len(data) > LARGEST:
        message = f"the record has {len(data):,} characters; at most {LARGEST:,} are read as one article"
        return Reject(path, digest, "read", "read.too-large", message)
    return Record(path, data, media, digest, row_hints(row, columns), mended or note)


def _payload(row: Mapping[str, Any], columns: Columns) -> tuple[bytes | str | None, Media]:
    """The document of a row; where nobody said which it is, a text that looks like HTML is HTML."""
    for item in ("html", "text"):
        for keys in columns.keys[item]:
            data = _content(_reach(row, keys))
            if data is not None:
                markup = item == "html" or (item not in columns.declared and looks_like_html(data))
                return data, "html" if markup else "text"
    return None, "text"


def _content(value: Any) -> bytes | str | None:
    if isinstance(value, list) and value and all(isinstance(part, str) for part in value):
        value = "\n\n".join(value)  # paragraphs
    if isinstance(value, bytes | str) and value.strip():
        return value
    return None


def _encodable(data: bytes | str) -> tuple[bytes | str, str | None]:
    """JSON can hold half of a surrogate pair, which is no character: U+FFFD stands for it."""
    if isinstance(data, bytes):
        return data, None
    try:
        data.encode()
    except UnicodeEncodeError:
        return re.sub("[\ud800-\udfff]", "\ufffd", data), "halves of surrogate pairs were read as U+FFFD"
    return data, None


def row_hints(row: Mapping[str, Any], columns: Columns) -> Hints:
    """What the other columns of a row tell of its document."""
    places: dict[str, str] = {}
    values: dict[str, str | None] = {}
    for item in ("url", "title", "date", "source", "language", "charset"):
        value, keys = _first(row, columns.keys[item])
        values[item] = _words(value)
        if values[item] is not None:
            places[item] = f"column {'.'.join(keys)}"
    if values["date"] is not None:
        values["date"] = stated_time(values["date"])
    value, keys = _first(row, columns.keys["authors"])
    authors = _people(value)
    if authors:
        places["authors"] = f"column {'.'.join(keys)}"
    return Hints(**values, authors=authors, places=places)


def _first(row: Mapping[str, Any], paths: Sequence[tuple[str, ...]]) -> tuple[Any, tuple[str, ...]]:
    """The first column that says something."""
    for keys in paths:
        value = _reach(row, keys)
        if value not in (None, "", [], {}) and not (isinstance(value, str) and value.strip().lower() in ABSENT):
            return value, keys
    return None, ()


def _reach(value: Any, keys: Sequence[str]) -> Any:
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return value


def _words(value: Any) -> str | None:
    """A hint as text; None where it says nothing."""
    if isinstance(value, bytes):
        value = value.decode("utf-8", "replace")
    elif isinstance(value, datetime | date):
        value = _day_or_time(value)
    elif isinstance(value, dict):
        value = next((value[key] for key in PERSON if isinstance(value.get(key), str)), None)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        value = _number(value)
    if isinstance(value, list):
        value = next((one for one in value if isinstance(one, str)), None)
    if not isinstance(value, str):
        return None
    value = re.sub("[\ud800-\udfff]", "\ufffd", value.strip())
    return value if value.lower() not in ABSENT and len(value) <= LONGEST_HINT else None


def _day_or_time(value: date) -> str:
    """ISO form; a table's days are often midnights without a zone, which state no time."""
    if isinstance(value, datetime) and value.tzinfo is None and value.time() == time():
        value = value.date()
    return value.isoformat()


def _number(value: float) -> str | None:
    if isinstance(value, float):
        if not math.isfinite(value):
            return None
        value = int(value) if value.is_integer() else value
    return str(value)


def _people(value: Any) -> tuple[str, ...]:
    entries = value if isinstance(value, list) else [value]
    names = (_words(entry) for entry in entries[:MOST_AUTHORS])
    return tuple(dict.fromkeys(name for name in names if name is not None))


def stated_time(text: str) -> str:
    """A date that counts seconds or milliseconds from 1970, as the ISO time that it means; others as they are.

    Ten digits that may be an hour (`2024010112`) are no seconds: these end in 2033.
    """
    if not re.fullmatch(r"1\d{9}(\d{3})?", text) or text >= "199":
        return text
    seconds = int(text) / (1 if len(text) == 10 else 1000)
    return datetime.fromtimestamp(seconds, tz=UTC).isoformat(timespec="seconds")
