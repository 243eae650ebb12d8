"""The per-document stage: parts of inputs to rows. A pure function of files and settings, run anywhere, in any order.

An error in one document becomes a row of the rejects table; nothing that a document holds can stop a build.
"""

import contextlib
import signal
import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from dateline.extract.article import read_draft
from dateline.fields.names import Names
from dateline.html.article import read_html
from dateline.normalize import Normalized, Row, normalize
from dateline.printable import plain
from dateline.read.document import Reject
from dateline.read.hints import with_hints
from dateline.read.records import Part, Record, Result, Skipped, is_one_document, read_part, single_digest, to_document
from dateline.settings import Settings

if TYPE_CHECKING:
    from dateline.actors import Actor

BUDGET = 20.0  # seconds for one document; a page takes milliseconds


@dataclass(slots=True)
class Shard:
    """Rows of some documents: articles with their evidence and actors, and rejects.

    `inputs` are the files that are one document each (path, sha256), `documents` the number of documents, `skipped` the
    records that are none, by what they are.
    """

    articles: list[Row] = field(default_factory=list)
    evidence: list[Row] = field(default_factory=list)
    actors: list[Row] = field(default_factory=list)
    rejects: list[Row] = field(default_factory=list)
    inputs: list[tuple[str, str | None]] = field(default_factory=list)
    documents: int = 0
    skipped: Counter[str] = field(default_factory=Counter)


class OverBudget(BaseException):
    """A document took longer than its budget; no Exception, so that no handler on the way swallows it."""


@lru_cache(maxsize=8)
def _names(settings: Settings) -> Names:
    return Names(settings)


def run_stage(parts: Sequence[Part], settings: Settings, *, actors: bool) -> Shard:
    """Read, extract and normalize some parts of the inputs."""
    shard = Shard()
    for part in parts:
        for item in read_part(part, settings.mapping):
            _add(shard, item, settings)
            if is_one_document(part):
                shard.inputs.append((part.source.raw_path, single_digest(part, item)))
    if actors:
        add_actors(shard)
    return shard


def run_record(record: Record, settings: Settings, *, actors: bool) -> Shard:
    """What one document gives."""
    shard = Shard()
    _add(shard, record, settings)
    if actors:
        add_actors(shard)
    return shard


def _add(shard: Shard, item: Result, settings: Settings) -> None:
    if isinstance(item, Skipped):
        shard.skipped[item.what] += item.count
        return
    shard.documents += 1
    result = item if isinstance(item, Reject) else read_one(item, settings)
    if isinstance(result, Reject):
        shard.rejects.append(reject_row(result))
    else:
        shard.articles.append(result.article)
        shard.evidence += result.evidence


def reject_row(reject: Reject) -> Row:
    """A row of the table `rejects`."""
    return asdict(reject)


def read_one(record: Record, settings: Settings) -> Normalized | Reject:
    """Rows of one document, or why there are none."""
    try:
        with _time_limit(BUDGET):
            return _rows(record, settings)
    except OverBudget:
        message = f"reading the document took longer than {BUDGET:.0f} seconds of a processor"
        return Reject(record.raw_path, record.sha256, "extract", "extract.over-budget", message)
    except Exception as error:  # a document must never stop a build: what went wrong is written down
        message = plain(f"{type(error).__name__}: {error}")[:500]
        return Reject(record.raw_path, record.sha256, "extract", "extract.error", message)


def _rows(record: Record, settings: Settings) -> Normalized | Reject:
    document = to_document(record)
    if isinstance(document, Reject):
        return document
    if record.media == "html":
        page = with_hints(read_html(document.text, _names(settings), record.hints.url), record.hints)
        return normalize(document, page, settings.rulings, why=page.read.reason)
    return normalize(document, with_hints(read_draft(document.text, _names(settings)), record.hints), settings.rulings)


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
