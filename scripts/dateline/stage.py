"""The per-document stage: parts of inputs to rows. A pure function of files and settings, run anywhere, in any order.

An error in one document becomes a row of the rejects table; nothing that a document holds can stop a build.
"""

import contextlib
import math
import signal
import threading
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from functools import lru_cache
from multiprocessing import parent_process
from typing import TYPE_CHECKING

from dateline.actors.authorities import Supplement
from dateline.actors.options import ActorOptions
from dateline.extract.article import read_draft
from dateline.fields.names import Names
from dateline.html.article import read_html
from dateline.normalize import Normalized, Row, normalize
from dateline.printable import plain
from dateline.read.document import Reject
from dateline.read.hints import with_hints
from dateline.read.records import Record, Result, Skipped, to_document
from dateline.settings import Settings

if TYPE_CHECKING:
    from dateline.actors import Actor
    from dateline.actors.roles import Role
    from dateline.quotes import Quote

BUDGET = 20.0  # seconds for one document; a page takes milliseconds
GRACE = 10  # seconds more until a worker is ended that does not come back from a library to be told


@dataclass(slots=True)
class Shard:
    """Rows of some documents: articles with their evidence, quotes and roles, and rejects.

    `inputs` are the files that are one document each (path, sha256), `documents` the number of documents, `skipped` the
    records that are none, by what they are.
    """

    articles: list[Row] = field(default_factory=list)
    evidence: list[Row] = field(default_factory=list)
    quotes: list[Row] = field(default_factory=list)
    roles: list[Row] = field(default_factory=list)
    rejects: list[Row] = field(default_factory=list)
    inputs: list[tuple[str, str | None]] = field(default_factory=list)
    documents: int = 0
    skipped: Counter[str] = field(default_factory=Counter)


class OverBudget(BaseException):
    """A document took longer than its budget; no Exception, so that no handler on the way swallows it."""


@lru_cache(maxsize=8)
def _names(settings: Settings) -> Names:
    return Names(settings)


def run_record(record: Record, settings: Settings, *, actors: ActorOptions) -> Shard:
    """What one document gives."""
    shard = Shard()
    _add(shard, record, settings)
    if actors.wanted:
        add_actors(shard, actors)
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

    Python can only be told between two of its steps. A worker process that is lost in a library for `GRACE` seconds
    more is ended by the system; the document is then known as the one that its process died of.
    """
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(number: int, frame: object) -> None:
        raise OverBudget

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    _end_after(seconds + GRACE)
    try:
        yield
    finally:
        _end_after(None)
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def _end_after(seconds: float | None) -> None:
    """Let the system end this process after so many more seconds of processor time, if it is a worker; None lets it
    live on.
    """
    if parent_process() is None:
        return
    import resource  # of Unix alone, as `setitimer` is

    most = resource.getrlimit(resource.RLIMIT_CPU)[1]
    end = most if seconds is None else math.ceil(time.process_time() + seconds)
    resource.setrlimit(resource.RLIMIT_CPU, (end if most == resource.RLIM_INFINITY else min(end, most), most))


@dataclass(frozen=True, slots=True)
class Named:
    """Who is named in an article, as what, and who says what."""

    actors: "tuple[Actor, ...]"
    roles: "tuple[Role, ...]"
    quotes: "tuple[Quote, ...]"


def add_actors(shard: Shard, options: ActorOptions) -> None:
    """Find the actors of every article, their roles and quotes, and put them in its row and the shard's.

    An article whose actors cannot be found is not in the dataset: an empty list would say that it names nobody.
    """
    found: dict[str, Named] = {}
    for article in shard.articles:
        result = _find(article, options)
        if isinstance(result, Reject):
            shard.rejects.append(reject_row(result))
            continue
        found[article["id"]] = result
        article["actors"] = [_actor(actor) for actor in result.actors]
        shard.evidence += [_told(article["id"], actor) for actor in result.actors]
        shard.quotes += [{"article_id": article["id"], **asdict(quote)} for quote in result.quotes]
        shard.roles += [{"article_id": article["id"], **asdict(role)} for role in result.roles]
    shard.articles = [article for article in shard.articles if article["id"] in found]
    shard.evidence = [row for row in shard.evidence if row["article_id"] in found]


def _find(article: Row, options: ActorOptions) -> Named | Reject:
    def reject(rule: str, message: str) -> Reject:
        return Reject(article["raw_path"], article["raw_sha256"], "extract", rule, message)

    try:
        with _time_limit(BUDGET):
            return _named(article, options)
    except OverBudget:
        return reject("actors.over-budget", f"finding actors took longer than {BUDGET:.0f} seconds of a processor")
    except Exception as error:  # as in `read_one`
        return reject("actors.error", plain(f"{type(error).__name__}: {error}")[:500])


def _named(article: Row, options: ActorOptions) -> Named:
    from dateline.actors import find_actors
    from dateline.quotes import find_quotes

    body, language = article["body"], article["language"]
    actors = find_actors(
        article["id"],
        body,
        language=language,
        title=article["title"],
        use_model=options.mode == "full",
        extra=options.extra,
    )
    roles = _roles(article, actors, options.extra)
    told: dict[str, list[str]] = {}
    for role in roles:
        told.setdefault(role.actor_id, []).append(role.text)
    return Named(actors, roles, find_quotes(body, actors, language, roles=told))


def _roles(article: Row, actors: "tuple[Actor, ...]", extra: Supplement) -> "tuple[Role, ...]":
    """Roles beside names, and titles that stand alone for somebody whom the article names."""
    from dateline.actors.roles import find_roles
    from dateline.actors.title_mentions import actor_entries, title_mentions

    body, language = article["body"], article["language"]
    roles = find_roles(body, actors, language)
    entries = actor_entries(actors, extra)
    titles = title_mentions(body, actors, roles, article["date"], language, entries, extra)
    taken = {(role.start, role.actor_id) for role in roles}
    alone = [role for title in titles if (role := title.role(body)) is not None]
    return (*roles, *(role for role in alone if (role.start, role.actor_id) not in taken))


def _told(article: str, actor: "Actor") -> Row:
    """Evidence of an actor: the rule that found the first mention; its places stand in the mentions."""
    return {
        "article_id": article,
        "field": "actors",
        "value": actor.id,
        "raw": None,
        "start": None,
        "end": None,
        "rule": actor.rule,
        "reason": f"“{actor.mentions[0].text}” at {actor.mentions[0].start} of the body",
        "chosen": True,
        "articles": [],
    }


def _actor(actor: "Actor") -> Row:
    mentions = [{"start": m.start, "end": m.end, "text": m.text, "form": m.form} for m in actor.mentions]
    return {"id": actor.id, "name": actor.name, "kind": actor.kind, "mentions": mentions}
