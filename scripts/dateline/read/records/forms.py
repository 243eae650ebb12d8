"""The raw forms that are read, each with the endings of its files. A new form is a module and a line here."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Protocol

from dateline.mapping import ColumnMap
from dateline.read.document import Reject
from dateline.read.files import TEXT_ENDINGS, Source
from dateline.read.records import arrow, jsonl, page, parquet, rows, warc
from dateline.read.records.record import Frame, Part, Place, Record, Skipped
from dateline.read.records.unpack import COMPRESSIONS, compression_of

HTML_ENDINGS = (".html", ".htm", ".xhtml")


class Frames(Protocol):
    """Cuts a file into frames, from a place on, the first of which has the given number; a pure function of the file.

    With `names_only`, frames lack data, and their names are what they would be. Raises OSError or BadFile.
    """

    def __call__(
        self, source: Source, columns: ColumnMap, start: Place, number: int, *, names_only: bool
    ) -> Iterator[Frame]: ...


@dataclass(frozen=True, slots=True)
class Form:
    """A raw form.

    Attributes:
        name: as `Part.form` has it.
        endings: of its files, lower case.
        frames: cuts a file.
        record: understands a frame that has data.
        many: whether a file holds records; else it is one document, under its own path.
        packed: whether its files may be compressed, with `.gz` or `.zst` after their ending.
        seekable: whether reading can start at any record of a plain file without passing over those before it.
    """

    name: str
    endings: tuple[str, ...]
    frames: Frames
    record: Callable[[Part, Frame, ColumnMap], Record | Reject | Skipped]
    many: bool = True
    packed: bool = True
    seekable: bool = True


FORMS: tuple[Form, ...] = (
    Form("html", HTML_ENDINGS, page.frames, page.html_record, many=False),
    Form("text", TEXT_ENDINGS, page.frames, page.text_record, many=False),
    Form("jsonl", (".jsonl", ".ndjson"), jsonl.frames, jsonl.record),
    Form("parquet", (".parquet",), parquet.frames, rows.record, packed=False, seekable=False),
    Form("arrow", (".arrow",), arrow.frames, rows.record, packed=False),
    Form("warc", (".warc",), warc.frames, warc.record),
)
"""All forms; a file is of the first whose ending it has."""

BY_NAME = {form.name: form for form in FORMS}
ENDINGS = tuple(ending for form in FORMS for ending in form.endings)


def form_of(path: str) -> Form | None:
    """The form of a file by its name; None for one that is not read."""
    compression = compression_of(path)
    stem = path.lower().removesuffix(compression or "")
    form = next((form for form in FORMS if stem.endswith(form.endings)), None)
    return form if form is None or form.packed or not compression else None


def kinds() -> str:
    """The endings that are read, for a person."""
    return f"{', '.join(ENDINGS)}, most of them also with {' or '.join(COMPRESSIONS)}"
