"""The per-document stage: input files to rows. A pure function of files and settings, run anywhere and in any order.

An error in one document becomes a row of the rejects table; nothing that a document holds can stop a build.
"""

import contextlib
import hashlib
import signal
import threading
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from dateline.extract.article import read_draft
from dateline.fields.names import Names
from dateline.normalize import Normalized, Row, normalize
from dateline.printable import plain
from dateline.read.document import Reject
from dateline.read.files import Source, read_bytes
from dateline.read.text import read_text
from dateline.settings import Settings

if TYPE_CHECKING:
    from dateline.actors import Actor

BUDGET = 20.0  # seconds for one document; a page takes milliseconds


@dataclass(slots=True)
class Shard:
    """Rows of some documents: articles with their evidence and actors, rejects, and what was read (path, sha256)."""

    articles: list[Row] = field(default_factory=list)
    evidence: list[Row] = field(default_factory=list)
    actors: list[Row] = field(default_factory=list)
    rejects: list[Row] = field(default_factory=list)
    inputs: list[tuple[str, str | None]] = field(default_factory=list)


class OverBudget(BaseException):
    """A document took longer than its budget; no Exception, so that no handler on the way swallows it."""


@lru_cache(maxsize=8)
def _names(settings: Settings) -> Names:
    return Names(settings)


def run_stage(sources: Sequence[Source], settings: Settings, *, actors: bool) -> Shard:
    """Read, extract and normalize some inputs."""
    shard = Shard()
    for source in sources:
        result, digest = read_one(source, settings)
        shard.inputs.append((source.raw_path, digest))
        if isinstance(result, Reject):
            shard.rejects.append(reject_row(result))
        else:
            shard.articles.append(result.article)
            shard.evidence += result.evidence
    if actors:
        add_actors(shard)
    return shard


def reject_row(reject: Reject) -> Row:
    """A row of the table `rejects`."""
    return asdict(reject)


def read_one(source: Source, settings: Settings) -> tuple[Normalized | Reject, str | None]:
    """Rows of one input, or why there are none; and the SHA-256 of its bytes where they could be read."""
    data = read_bytes(source)
    if isinstance(data, Reject):
        return data, data.sha256
    digest = hashlib.sha256(data).hexdigest()
    try:
        with _time_limit(BUDGET):
            return _rows(source, data, settings), digest
    except OverBudget:
        message = f"reading the document took longer than {BUDGET:.0f} seconds of a processor"
        return Reject(source.raw_path, digest, "extract", "extract.over-budget", message), digest
    except Exception as error:  # a document must never stop a build: what went wrong is written down
        message = plain(f"{type(error).__name__}: {error}")[:500]
        return Reject(source.raw_path, digest, "extract", "extract.error", message), digest


def _rows(source: Source, data: bytes, settings: Settings) -> Normalized | Reject:
    document = read_text(source.raw_path, data)
    if isinstance(document, Reject):
        return document
    return normalize(document, read_draft(document.text, _names(settings)), settings.rulings)


@contextlib.contextmanager
def _time_limit(seconds: float) -> Iterator[None]:
    """Raise OverBudget in the body after so many seconds of this process's processor time, which a busy machine does
    not shorten, where signals can be used: on Unix, in a main thread.
    """
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(number: int, frame: object) -> None:
        raise OverBudget

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def add_actors(shard: Shard) -> None:
    """Find the actors of every article and put them in its row and in the shard's actors.

    An article whose actors cannot be found is not in the dataset: an empty list would say that it names nobody.
    """
    from dateline.actors import Actor, actors_table

    found: dict[str, tuple[Actor, ...]] = {}
    for article in shard.articles:
        result = _find_actors(article)
        if isinstance(result, Reject):
            shard.rejects.append(reject_row(result))
        else:
            found[article["id"]] = result
            article["actors"] = [_actor(actor) for actor in result]
    shard.articles = [article for article in shard.articles if article["id"] in found]
    shard.evidence = [row for row in shard.evidence if row["article_id"] in found]
    shard.actors = [dict(row) for row in actors_table(found.values())]


def _find_actors(article: Row) -> "tuple[Actor, ...] | Reject":
    from dateline.actors import find_actors

    def reject(rule: str, message: str) -> Reject:
        return Reject(article["raw_path"], article["raw_sha256"], "extract", rule, message)

    try:
        with _time_limit(BUDGET):
            return find_actors(article["id"], article["body"], language=article["language"], title=article["title"])
    except OverBudget:
        return reject("actors.over-budget", f"finding actors took longer than {BUDGET:.0f} seconds of a processor")
    except Exception as error:  # as in `read_one`
        return reject("actors.error", plain(f"{type(error).__name__}: {error}")[:500])


def _actor(actor: "Actor") -> Row:
    mentions = [{"start": m.start, "end": m.end, "text": m.text, "form": m.form} for m in actor.mentions]
    return {"id": actor.id, "name": actor.name, "kind": actor.kind, "mentions": mentions}
