"""What of an edition cannot be filled in, what goes with it, and how that is told."""

from collections.abc import Collection, Mapping, Sequence, Set
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from dateline.dataset_files import key_columns
from dateline.editions.cut import INFERRED, REPEATS, Left, dependents, new_groups, new_originals
from dateline.editions.matching import NO_DOCUMENT, NOT_READ, OTHER_BODY, Copy, Match, Miss, Wanted, missing
from dateline.manifest import Manifest
from dateline.normalize import Row
from dateline.read.document import Reject
from dateline.stage import reject_row

STAGES: Mapping[str, str] = {
    NO_DOCUMENT: "read",
    NOT_READ: "extract",
    OTHER_BODY: "extract",
    REPEATS: "corpus",
    INFERRED: "corpus",
}
"""Stage under which `rejects` tells each kind of miss."""

SAYS: Mapping[str, str] = {
    REPEATS: "its text is there, but it repeats an article whose text is not",
    INFERRED: "its text is there, but its date was inferred from articles whose texts are not",
}


def everything_missing(
    folder: Path, manifest: Manifest, articles: Sequence[Wanted], matches: Mapping[str, Match], copies: Sequence[Copy]
) -> list[Miss]:
    """The articles without a text, then those that cannot stand without them."""
    misses = missing(articles, matches, copies, manifest)
    gone = {miss.article for miss in misses}
    if not gone:
        return []
    inferred = _inferred(folder, manifest, {one.id for one in articles if one.date_basis == "story"})
    follow = dependents(gone, {one.id for one in articles}, inferred)
    by_id = {one.id: one for one in articles}
    return misses + [
        Miss(i, by_id[i].raw_path, by_id[i].raw_sha256, follow[i], SAYS[follow[i]]) for i in sorted(follow)
    ]


def _inferred(folder: Path, manifest: Manifest, articles: Set[str]) -> dict[str, set[str]]:
    """By article, the articles that its date was inferred from."""
    found: dict[str, set[str]] = {identifier: set() for identifier in articles}
    columns = ["article_id", "field", "chosen", "articles"]
    for file in manifest.tables["evidence"].files if articles else ():
        rows = pq.read_table(folder / file.path, columns=columns, partitioning=None)
        named = pc.and_(pc.equal(rows["field"], "date"), pc.greater(pc.list_value_length(rows["articles"]), 0))
        for row in rows.filter(pc.and_(named, rows["chosen"])).to_pylist():
            found.setdefault(row["article_id"], set()).update(row["articles"])
    return found


def left_of(folder: Path, manifest: Manifest, misses: Collection[Miss]) -> Left:
    """What is left without the articles that got no text."""
    gone = {miss.article for miss in misses}
    if not gone:
        return Left(gone, set())
    keys = key_columns(folder, manifest.tables["articles"].files, "articles")
    repeats = dict(zip(keys["id"].to_pylist(), keys["duplicate_of"].to_pylist(), strict=True))
    stays = keys.filter(pc.invert(pc.is_in(keys["id"], pa.array(sorted(gone), pa.string()))))
    named = pc.struct_field(pc.list_flatten(stays["actors"]), "id")
    groups = _groups(folder, manifest)
    return Left(gone, set(pc.unique(named).to_pylist()), new_originals(repeats, gone), new_groups(groups, gone))


def _groups(folder: Path, manifest: Manifest) -> dict[str, str]:
    """The group of each article."""
    if "splits" not in manifest.tables:
        return {}
    keys = key_columns(folder, manifest.tables["splits"].files, "splits")
    return dict(zip(keys["article_id"].to_pylist(), keys["group_id"].to_pylist(), strict=True))


def as_reject(miss: Miss) -> Row:
    """A miss as a row of `rejects`."""
    return reject_row(Reject(miss.raw_path, miss.raw_sha256, STAGES[miss.rule], miss.rule, miss.message))
