"""Raw forms that hold many documents: JSON Lines, Parquet, Arrow, WARC; and HTML pages, as they are or compressed.

`find_parts` cuts inputs into parts, `read_part` reads one, `to_document` decodes a record. Nothing reaches the network.
"""

from dateline.mapping import ColumnMap, parse_map
from dateline.read.records.documents import to_document
from dateline.read.records.encoding import decode_html
from dateline.read.records.forms import FORMS, form_of
from dateline.read.records.hub_cache import cached_sources, is_hub_name
from dateline.read.records.parts import (
    file_digest,
    find_parts,
    is_one_document,
    part_path,
    parts_of,
    single_digest,
    singles,
)
from dateline.read.records.reading import file_of, find_records, read_part, record_paths
from dateline.read.records.record import Hints, Part, Record, Result, Skipped
from dateline.read.records.standard_input import spool

__all__ = [
    "FORMS",
    "ColumnMap",
    "Hints",
    "Part",
    "Record",
    "Result",
    "Skipped",
    "cached_sources",
    "decode_html",
    "file_digest",
    "file_of",
    "find_parts",
    "find_records",
    "form_of",
    "is_hub_name",
    "is_one_document",
    "parse_map",
    "part_path",
    "parts_of",
    "read_part",
    "record_paths",
    "single_digest",
    "singles",
    "spool",
    "to_document",
]
