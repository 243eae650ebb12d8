"""Parts of inputs to shards whose borders depend on the paths near them alone, so that an input that comes or goes
changes the shard that it is in, and seldom the next."""

import hashlib
from collections.abc import Iterator, Sequence

from dateline.read.records import Part

LEAST = 16  # documents below which a shard is not ended early: each costs a file a table
WHOLE = 1 << 20  # a full shard, in the units that parts are measured in


def cut(parts: Sequence[Part], most: int, most_bytes: int) -> Iterator[tuple[Part, ...]]:
    """Parts, in their order, in shards of at most so many documents and bytes, if not of one part that has more.

    A shard that is a quarter full ends at the first part whose path says so, one of every quarter shard; else where it
    is full.
    """
    shard: list[Part] = []
    count = weight = 0
    for part in parts:
        if shard and (count + part.count > most or weight + part.size > most_bytes):
            yield tuple(shard)
            shard, count, weight = [], 0, 0
        shard.append(part)
        count += part.count
        weight += part.size
        ripe = count >= max(LEAST, most // 4) or weight >= most_bytes // 4
        if ripe and _is_border(part, max(part.count * WHOLE // most, part.size * WHOLE // most_bytes)):
            yield tuple(shard)
            shard, count, weight = [], 0, 0
    if shard:
        yield tuple(shard)


def grown(least: int, documents: int, shards: int) -> int:
    """The most documents of a shard: `least`, doubled until there are no more than `shards` half full ones. It seldom
    changes when documents come, for with it all borders do.
    """
    most = least
    while most * shards < 2 * documents:
        most *= 2
    return most


def _is_border(part: Part, share: int) -> bool:
    """Whether a shard ends after the part: by chance, but always the same; more often the more of a shard it is."""
    place = f"{part.source.raw_path}\0{part.number}".encode("utf-8", "surrogatepass")
    chance = int.from_bytes(hashlib.blake2b(place, digest_size=8).digest(), "big")
    return chance % (share + WHOLE // 4) < share
