"""What an upload of the new edition would move to a Hub that holds the old one, estimated by content-defined chunks."""

from collections.abc import Sequence

from dateline.compare.chunks import chunks
from dateline.compare.files import DataFile
from dateline.compare.result import FileTravel, Travel


def travel(old: Sequence[DataFile], new: Sequence[DataFile]) -> Travel:
    """Bytes of each new data file, and of those of its chunks that no old file of its table has.

    Old files that the new edition has too are not cut into chunks, nor are those of other tables: a chunk of theirs
    would hardly stand in a file that differs, and where one does, less travels than is said here.
    """
    known = {file.entry.sha256 for file in old}
    kept = {file.entry.sha256 for file in new}
    apart = [file for file in new if file.entry.sha256 not in known]
    tables = {file.entry.table for file in apart}
    past = [file for file in old if file.entry.table in tables and file.entry.sha256 not in kept]
    held = {digest for file in past for digest, _ in chunks(file.path)}
    files = tuple(_file(file, held) for file in apart)
    return Travel(files, sum(file.entry.size for file in new), sum(file.new_bytes for file in files))


def _file(file: DataFile, held: set[bytes]) -> FileTravel:
    """Adds the file's chunks to those that are held: a chunk travels once."""
    new_bytes = 0
    for digest, length in chunks(file.path):
        if digest not in held:
            held.add(digest)
            new_bytes += length
    return FileTravel(file.entry.path, file.entry.size, new_bytes)
