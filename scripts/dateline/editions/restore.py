"""The files of a full edition, made of those of the edition without texts and of what was read of copies."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

import pyarrow as pa

from dateline.actors.options import actor_options, authority_files
from dateline.corpus.buckets import in_order
from dateline.editions.copies import Hands, Texts
from dateline.editions.cut import Left, cut
from dateline.editions.fill import Filling, fill_articles, fill_evidence, fill_quotes, in_same_pieces, is_withheld
from dateline.editions.leaving import as_reject
from dateline.editions.matching import Match, Miss
from dateline.editions.rejected import explain_rejects
from dateline.editions.withhold import NO_MESSAGE
from dateline.manifest import Manifest, TableEntry
from dateline.normalize import Row
from dateline.write import ContentDigest, Written, read_parquet, write_parquet
from dateline_schema.tables import BY_NAME, REJECTS, edition
from dateline_schema.vocabulary import WITHHELD

FILLS: Mapping[str, Callable[[pa.Table, Mapping[str, Filling]], pa.Table]] = {
    "articles": fill_articles,
    "quotes": fill_quotes,
    "evidence": fill_evidence,
}


class Restorer:
    """Writes file after file under the names that they have in the edition.

    `filled` counts the articles that were written, `elsewhere` names those whose places are not known anew.
    """

    def __init__(self, folder: Path, manifest: Manifest, work: Path, matches: Mapping[str, Match], left: Left) -> None:
        self.filled = 0
        self.elsewhere: list[str] = []
        self._folder, self._manifest, self._work = folder, manifest, work
        self._matches, self._left = matches, left
        self._texts = Texts()
        self._contract = edition(WITHHELD)
        self._files: list[Written] = []
        self._digests = {name: ContentDigest(BY_NAME[name]) for name in manifest.tables}

    def write(self, bucket: Mapping[str, Sequence[Written]]) -> None:
        """Write the tables of a bucket, but for the rejects."""
        bucket = {name: files for name, files in bucket.items() if name != REJECTS.name}
        parts = {name: [self._read(name, file) for file in files] for name, files in bucket.items()}
        fillings = self._fillings(parts.get("articles", []), parts.get("evidence", []))
        for name, files in bucket.items():
            for file, rows in zip(files, parts[name], strict=True):
                self._write(name, FILLS[name](rows, fillings) if name in FILLS else rows, file.path)
        self.filled += len(fillings)
        self.elsewhere += [identifier for identifier, filling in fillings.items() if not filling.exact]

    def write_rejects(self, misses: Iterable[Miss], hands: Hands) -> int:
        """Write the rejects and the misses; the number of messages that stay withheld."""
        files = self._manifest.tables[REJECTS.name].files
        rows = pa.concat_tables([self._read(REJECTS.name, file) for file in files])
        actors = actor_options(self._manifest.options["actors"], authority_files(hands.settings, self._folder))
        rows = explain_rejects(rows, hands.by_digest(), hands.settings, actors=actors)
        told = pa.Table.from_pylist([as_reject(miss) for miss in misses], schema=REJECTS.schema)
        self._write(REJECTS.name, in_order(pa.concat_tables([rows, told]), REJECTS), files[0].path)
        return sum(message == NO_MESSAGE for message in rows["message"].to_pylist())

    def tables(self) -> dict[str, TableEntry]:
        """What the manifest says of the tables."""
        return {name: self._entry(name) for name in self._manifest.tables}

    def _entry(self, name: str) -> TableEntry:
        files = tuple(file for file in self._files if file.table == name)
        return TableEntry(sum(file.rows for file in files), self._digests[name].hexdigest(), files)

    def _read(self, name: str, file: Written) -> pa.Table:
        rows = read_parquet(self._folder / file.path, self._contract[name])
        return cut(self._contract[name], rows, self._left)

    def _write(self, name: str, rows: pa.Table, path: str) -> None:
        self._files.append(write_parquet(rows, BY_NAME[name], self._work, path))
        self._digests[name].update(rows)

    def _fillings(self, articles: Sequence[pa.Table], evidence: Sequence[pa.Table]) -> dict[str, Filling]:
        withheld: dict[str, list[Row]] = {}
        for row in (row for rows in evidence for row in rows.to_pylist() if is_withheld(row)):
            withheld.setdefault(row["article_id"], []).append(row)
        ids = [identifier for rows in articles for identifier in rows["id"].to_pylist()]
        return {identifier: self._filling(identifier, withheld.get(identifier, [])) for identifier in ids}

    def _filling(self, identifier: str, withheld: Sequence[Row]) -> Filling:
        match = self._matches[identifier]
        copy = match.copy
        text = self._texts[copy.place or ("", 0)]
        exact = match.same and in_same_pieces(withheld, text["evidence"])
        return Filling(text["body"], text["subtitle"], text["evidence"], copy.sha256 or "", exact)
