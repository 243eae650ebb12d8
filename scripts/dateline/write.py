"""Deterministic Parquet, and a digest of what it holds that does not depend on who wrote it."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from dateline.errors import ContractError, InputError
from dateline_schema.tables import Table, stored

ROWS_PER_GROUP = 10_000
"""Rows of a row group: what a reader that streams holds at once."""

_BLOCK = 1 << 20

PARQUET_ERRORS = (pa.ArrowException, OSError, UnicodeDecodeError)
"""What pyarrow raises of a file that is no sound Parquet; the last where a name in its footer is damaged."""


@dataclass(frozen=True, slots=True)
class Written:
    """A file that was written.

    Attributes:
        table: name of its table, the config on the Hub.
        path: relative to the dataset, with forward slashes.
        rows: number of rows.
        size: bytes of the file.
        sha256: of the file.
        num_bytes: bytes in memory, as `datasets` counts them.
    """

    table: str
    path: str
    rows: int
    size: int
    sha256: str
    num_bytes: int


def shard_path(table: str, number: int, of: int, split: str = "train") -> str:
    """Where the file of a bucket stands in a dataset: `data/articles/train-00000-of-00002.parquet`."""
    return f"data/{table}/{split}-{number:05d}-of-{of:05d}.parquet"


def write_parquet(table: pa.Table, contract: Table, folder: str | Path, path: str) -> Written:
    """Write rows to `folder/path`; the same rows always make the same bytes with the same pyarrow.

    Raises ContractError where the rows do not fit the contract's Arrow schema.
    """
    file = Path(folder) / path
    file.parent.mkdir(parents=True, exist_ok=True)
    rows = _fitted(table, contract, path)
    # The arguments of DESIGN section 9: content-defined chunks make the upload of a small edit small. A file without
    # rows has no row group at all: `datasets` 5.2.0 refuses to read a row group of no rows.
    with pq.ParquetWriter(
        file,
        contract.schema,
        compression="zstd",
        compression_level=6,
        use_content_defined_chunking=True,
        write_page_index=True,
        store_schema=True,
    ) as writer:
        if rows.num_rows:
            writer.write_table(rows, row_group_size=ROWS_PER_GROUP)
    return Written(contract.name, path, rows.num_rows, file.stat().st_size, file_sha256(file), _num_bytes(file))


def read_parquet(file: str | Path, contract: Table) -> pa.Table:
    """The rows of a file in the contract's schema.

    Raises InputError where it is no Parquet, ContractError where its schema is another.
    """
    try:
        table = pq.read_table(file, partitioning=None, use_threads=False)
    except PARQUET_ERRORS as error:
        raise InputError("cannot be read as Parquet", file=file, found=first_line(error)) from error
    if not table.schema.equals(stored(contract.schema)):
        raise ContractError("another Arrow schema than the contract's", file=str(file), field=contract.name)
    return _fitted(table, contract, str(file))


def file_sha256(file: str | Path) -> str:
    """SHA-256 of a file's bytes, in hex."""
    digest = hashlib.sha256()
    with Path(file).open("rb") as stream:
        while block := stream.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()


def first_line(error: BaseException) -> str:
    """What an error says, in one line of at most 200 code points."""
    return (str(error).splitlines() or [type(error).__name__])[0][:200]


def _fitted(table: pa.Table, contract: Table, path: str) -> pa.Table:
    try:
        return table.cast(contract.schema).replace_schema_metadata(contract.schema.metadata).combine_chunks()
    except (pa.ArrowException, ValueError) as error:
        expected = f"rows of the table {contract.name}"
        raise ContractError("does not fit", file=path, found=first_line(error), expected=expected) from error


def _num_bytes(file: Path) -> int:
    """Bytes of the rows in memory, counted as `datasets` does: row group by row group, as they are read back."""
    with pq.ParquetFile(file) as parquet:
        return sum(parquet.read_row_group(number).nbytes for number in range(parquet.num_row_groups))


class ContentDigest:
    """SHA-256 of rows in their order, whatever file, chunk or library they came through.

    Each leaf of the schema feeds its own stream: a byte a value for null or not, lengths of texts and lists as 64-bit
    little-endian integers, and the values (texts as UTF-8, numbers as 64-bit little-endian integers, null as nothing or
    0). The digest is that of the leaves' names, types and digests.
    """

    def __init__(self, contract: Table) -> None:
        self._contract = contract
        self._streams: dict[str, hashlib._Hash] = {}

    def update(self, table: pa.Table) -> None:
        """Add the next rows, which have the contract's schema."""
        for batch in table.to_batches():
            for column, values in zip(batch.schema.names, batch.columns, strict=True):
                self._add(column, values)

    def hexdigest(self) -> str:
        """The digest of all rows so far."""
        whole = hashlib.sha256()
        for column in self._contract.schema:
            whole.update(f"{column.name}\t{column.type}\n".encode())
        for path, stream in sorted(self._streams.items()):
            # a stream that no value has fed says nothing: tables of no rows are equal however they were made
            if stream.digest() != hashlib.sha256().digest():
                whole.update(f"{path}\t{stream.hexdigest()}\n".encode())
        return whole.hexdigest()

    def _feed(self, path: str, data: bytes | pa.Buffer) -> None:
        self._streams.setdefault(path, hashlib.sha256()).update(data)

    def _add(self, path: str, values: pa.Array) -> None:
        kind = values.type
        self._feed(f"{path}?", values.is_valid().cast(pa.uint8()).to_numpy().tobytes())
        if pa.types.is_list(kind):
            self._feed(f"{path}#", _numbers(values.value_lengths()))
            self._add(f"{path}[]", values.flatten())
        elif pa.types.is_struct(kind):
            for member, inner in zip(kind, values.flatten(), strict=True):
                self._add(f"{path}.{member.name}", inner)
        elif pa.types.is_string(kind):
            self._feed(f"{path}#", _numbers(pc.binary_length(values)))
            self._feed(path, _text(values))
        else:
            self._feed(path, _numbers(values))


def content_digest(table: pa.Table, contract: Table) -> str:
    """The content digest of a whole table."""
    digest = ContentDigest(contract)
    digest.update(table)
    return digest.hexdigest()


def _numbers(values: pa.Array) -> bytes:
    if pa.types.is_date32(values.type):
        values = values.cast(pa.int32())
    whole = values.cast(pa.int64()).fill_null(0)
    return bytes(whole.to_numpy(zero_copy_only=False).astype("<i8").tobytes())


def _text(values: pa.Array) -> bytes:
    filled = values.fill_null("") if values.null_count else values
    joined = pc.binary_join(pa.LargeListArray.from_arrays(pa.array([0, len(filled)], pa.int64()), filled), "")
    return bytes(joined[0].as_buffer())
