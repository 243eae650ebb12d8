"""The per-document stage: input files to rows. A pure function of files and settings, run anywhere and in any order.

An error in one document becomes a row of the rejects table; nothing that a document holds can stop a build.
"""

import contextlib
import signal
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from dateline.extract.article import read_draft
from dateline.fields.names import Names
from dateline.normalize import Normalized, Row, normalize
from dateline.read.document import Reject
from dateline.read.files import Source, read_bytes
from dateline.read.text import read_text
from dateline.rulings import apply_rulings
from dateline.settings import Settings

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


@cache
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
    return {"raw_path": reject.raw_path, "sha256": reject.sha256, "stage": reject.stage, "rule": reject.rule, "message": reject.message}


def read_one(source: Source, settings: Settings) -> tuple[Normalized | Reject, str | None]:
    """Rows of one input, or why there are none; and the SHA-256 of its bytes where they could be read."""
    data = read_bytes(source)
    if isinstance(data, Reject):
        return data, data.sha256
    document = read_text(source.raw_path, data)
    if isinstance(document, Reject):
        return document, document.sha256
    try:
        with _time_limit(BUDGET):
            rows = normalize(document, read_draft(document.text, _names(settings)))
        if isinstance(rows, Normalized):
            rows = apply_rulings(rows, document.sha256, settings.rulings)
    except OverBudget:
        rows = Reject(source.raw_path, document.sha256, "extract", "extract.over-budget", f"reading the document took longer than {BUDGET:.0f} seconds")
    except Exception as error:  # a document must never stop a build: what went wrong is written down
        rows = Reject(source.raw_path, document.sha256, "extract", "extract.error", f"{type(error).__name__}: {error}"[:500])
    return rows, document.sha256


@contextlib.contextmanager
def _time_limit(seconds: float) -> Iterator[None]:
    """Raise OverBudget in the body after so many seconds, where signals can be used: on Unix, in a main thread."""
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(number: int, frame: object) -> None:
        raise OverBudget

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def add_actors(shard: Shard) -> None:
    """Find the actors of every article and put them in its row and in the shard's actors."""
    from dateline.actors import Item, actors_table, find_actors_batch

    items = [Item(a["id"], a["body"], a["language"], a["title"]) for a in shard.articles]
    found = find_actors_batch(items)
    for article, actors in zip(shard.articles, found, strict=True):
        article["actors"] = [
            {"id": a.id, "name": a.name, "kind": a.kind, "mentions": [{"start": m.start, "end": m.end, "text": m.text, "form": m.form} for m in a.mentions]}
            for a in actors
        ]
    shard.actors = [dict(row) for row in actors_table(found)]
