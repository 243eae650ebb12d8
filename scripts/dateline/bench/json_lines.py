"""Files of JSON lines that people write: predictions, reviews."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dateline.errors import InputError


def read_json_lines(path: Path) -> Iterator[tuple[int, Any]]:
    """Each line that is not blank, with its number from 1.

    Raises InputError for a file that cannot be read, or a line that is no JSON.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")  # not splitlines(): JSON may hold U+2028
    except (OSError, UnicodeDecodeError) as error:
        raise InputError("cannot be read", file=path, found=getattr(error, "strerror", None) or str(error)) from error
    for number, text in enumerate(lines, start=1):
        if not text.strip():
            continue
        try:
            line = json.loads(text)
        except ValueError as error:
            raise InputError("is no JSON", file=path, field=f"line {number}", found=str(error)) from error
        yield number, line
