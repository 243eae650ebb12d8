"""Files of lines, in UTF-8, the same bytes everywhere."""

import datetime as dt
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from dateline.bench.rows import Row

BREAKS = {"\x85": "\\u0085", "\u2028": "\\u2028", "\u2029": "\\u2029"}
"""Characters that some readers end a line at, and how JSON escapes them."""


def write_text(path: Path, text: str) -> None:
    """A text file; folders on the way to it are made."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())


def write_json_lines(path: Path, rows: Iterable[Row]) -> None:
    """A JSON object a line."""
    write_text(path, "".join(f"{json_line(row)}\n" for row in rows))


def json_line(row: Any) -> str:
    """A value as one line of JSON; days as ISO 8601."""
    text = json.dumps(row, ensure_ascii=False, default=_plain)
    for character, escape in BREAKS.items():
        text = text.replace(character, escape)
    return text


def tab_line(*cells: object) -> str:
    """Cells between tabs; none may hold a tab or the end of a line."""
    texts = [str(cell) for cell in cells]
    broken = [text for text in texts if "\t" in text or len(text.splitlines()) > 1]
    if broken:
        raise ValueError(f"a cell would break the table: {broken[0]!r}")
    return "\t".join(texts) + "\n"


def _plain(value: object) -> str:
    if isinstance(value, dt.date):
        return value.isoformat()
    raise TypeError(f"no JSON for {type(value).__name__}")
