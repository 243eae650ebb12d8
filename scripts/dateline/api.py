"""Dateline as a library: the functions that `import dateline` offers."""

import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path

from dateline.actors.options import ActorOptions, actor_options, authority_files
from dateline.engine import LOCAL, open_engine
from dateline.errors import InputError, UsageError
from dateline.extract.article import Draft, read_draft
from dateline.fields.columns import Columns
from dateline.fields.finding import Finding
from dateline.fields.names import Names
from dateline.html.article import HtmlDraft, read_html
from dateline.mapping import ColumnMap
from dateline.pipeline import BuildResult, build_dataset
from dateline.progress import Progress, quiet
from dateline.read.document import Reject
from dateline.read.files import Source, find_sources
from dateline.read.hints import with_hints
from dateline.read.index import workers_for
from dateline.read.records import Hints, Record, cached_sources, is_hub_name, spool, to_document
from dateline.read.records.record import Media
from dateline.read.records.signatures import begins_as_page
from dateline.read.records.standard_input import DASH
from dateline.settings import FILE_NAME, Settings, load_settings
from dateline_schema.vocabulary import EDITIONS


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a value stands in the text: `raw == text[start:end]`, in code points, and the rule that read it.

    A null `value` has a `reason`; `chosen` is false for a candidate that another one beat.
    """

    field: str
    value: str | None
    raw: str | None
    start: int | None
    end: int | None
    rule: str
    reason: str | None
    chosen: bool


@dataclass(frozen=True, slots=True)
class Article(Columns):
    """One article as `extract` reads it: the columns of the contract that a single document can fill."""

    evidence: tuple[Evidence, ...]


def extract(
    text: str | bytes, *, media: Media | None = None, url: str | None = None, settings: Settings | None = None
) -> Article:
    """Read one document: a web page, or text or markdown as a scraper leaves it.

    Args:
        text: the document, decoded or as bytes of any encoding.
        media: `html` or `text`; none means a page where the document begins as one (`<!doctype html>`, `<html`, ...).
        url: the address that it was fetched from; it counts where the document itself names none.
        settings: publishers and agencies that are known by name, as `load_settings` reads them from a `dataset.toml`.

    Raises InputError where bytes hold no text, or a text holds half of a surrogate pair. A document without an article
    gives an Article with an empty body.
    """
    names, hints = Names(settings or Settings()), Hints(url=url, places={"url": "given by the caller"})
    data = text.encode("utf-8", "replace") if isinstance(text, str) else text
    if media == "html" or (media is None and begins_as_page(data)):
        page = _whole(text) if isinstance(text, str) else _decoded(text, "html")
        return as_article(with_hints(read_html(page, names, url), hints), page)
    raw = _whole(text) if isinstance(text, str) else _decoded(text, "text")
    return as_article(with_hints(read_draft(raw, names), hints), raw)


def _whole(text: str) -> str:
    try:
        text.encode()
    except UnicodeEncodeError as error:
        found = f"U+{ord(text[error.start]):04X} at {error.start}"
        remedy = "Decode with errors='replace', or hand over the bytes"
        raise InputError("is no Unicode text", file="document", found=found, remedy=remedy) from error
    return text


def _decoded(data: bytes, media: Media) -> str:
    document = to_document(Record("document", data, media, sha256=""))
    if isinstance(document, Reject):
        raise InputError(document.message, file=document.raw_path, field=document.rule)
    return document.text


def as_article(draft: Draft | HtmlDraft, raw: str) -> Article:
    """A draft without what only `explain` needs; `raw` is the document that it was read from."""
    columns = {column.name: getattr(draft, column.name) for column in fields(Columns)}
    return Article(**columns, evidence=tuple(_evidence(raw, found) for found in draft.findings))


def _evidence(text: str, found: Finding) -> Evidence:
    return Evidence(
        field=found.field,
        value=found.value,
        raw=None if found.start is None else text[found.start : found.end],
        start=found.start,
        end=found.end,
        rule=found.rule,
        reason=found.reason,
        chosen=found.chosen,
    )


def build(
    inputs: Sequence[str | Path] | str | Path | None = None,
    out: str | Path | None = None,
    *,
    settings: Settings | str | Path | None = None,
    workers: int | None = None,
    actors: str | bool = "full",
    authorities: Sequence[str | Path] = (),
    text: str | None = None,
    mapping: ColumnMap | None = None,
    engine: str = LOCAL,
    master: str | None = None,
    cache: str | Path | None = None,
    progress: Progress | None = None,
) -> BuildResult:
    """Build a dataset of documents, validated and swapped in at once.

    Args:
        inputs: files, folders and globs, `hf://datasets/owner/name` for what this machine has of a dataset on the Hub,
            `-` for standard input; none means those that the settings name, relative to the settings file.
        out: folder of the dataset; none means that of the settings file, or `dataset` where no settings file is given.
        settings: `Settings`, the path of a `dataset.toml`, or none: then `out`'s own `dataset.toml` where there is one.
        workers: processes; none means as many as pay, one a processor at the most. A script that asks for more than one
            calls this below `if __name__ == "__main__":`, as for any pool of processes.
        actors: `full`, or true; `authority`, without the statistical model; `none`, or false.
        authorities: files of actors that are known beforehand, besides those that the settings name.
        mapping: what the columns of tables of documents are called; it goes before those of the settings.
        text: `full`, or `withheld` for an edition without bodies; none means what the settings say.
        engine: `local`, or `spark`, which needs the extra `dateline[spark]` and Java.
        master: URL of a Spark cluster, which must see the inputs and `out`; none means this machine.
        cache: a folder in which what is read of the documents is kept, so that the next build need not read what has
            not changed; none means that every document is read.
        progress: called with what is being done, how much is done and how much there is.

    Raises UsageError, InputError, SettingsError, TargetError or ContractError; each has an `exit_code`.
    """
    if workers is not None and workers < 1:
        raise UsageError("too few processes", field="workers", found=workers, expected="1 or more")
    if text not in (None, *EDITIONS):
        raise UsageError("no such edition", field="text", found=text, expected=" or ".join(EDITIONS))
    file = _settings_file(settings, out)
    folder = Path(out if out is not None else file.parent if file else "dataset")
    loaded = settings if isinstance(settings, Settings) else load_settings(file) if file else Settings()
    loaded = _changed(loaded, text, mapping)
    options = _actor_options(actors, loaded, file.parent if file else folder, authorities)
    with tempfile.TemporaryDirectory(prefix="dateline-") as spooled:
        sources = _sources(inputs, folder, file, loaded, Path(spooled))
        count = workers or (workers_for(sources) if engine == LOCAL else None)
        with open_engine(engine, count, master) as opened:
            return build_dataset(
                sources,
                folder,
                loaded,
                engine=opened,
                actors=options,
                progress=progress or quiet,
                cache=None if cache is None else Path(cache),
            )


def _changed(settings: Settings, text: str | None, mapping: ColumnMap | None) -> Settings:
    """The settings with what a build was told besides them."""
    if text is not None:
        settings = replace(settings, dataset=replace(settings.dataset, text=text))
    return settings if mapping is None else replace(settings, mapping=(mapping, *settings.mapping))


def _actor_options(
    actors: str | bool, settings: Settings, folder: Path, authorities: Sequence[str | Path]
) -> ActorOptions:
    """How actors are found; the settings' own authorities are paths from `folder`."""
    mode = actors if isinstance(actors, str) else "full" if actors else "none"
    files = (*authority_files(settings, folder), *authorities)
    return actor_options(mode, files if mode != "none" else ())


def _settings_file(settings: Settings | str | Path | None, out: str | Path | None) -> Path | None:
    """The `dataset.toml` that holds, if any."""
    if isinstance(settings, Settings):
        return None
    if settings is not None:
        return Path(settings)
    own = Path(out if out is not None else "dataset") / FILE_NAME
    return own if own.is_file() else None


def _sources(
    inputs: Sequence[str | Path] | str | Path | None,
    folder: Path,
    file: Path | None,
    settings: Settings,
    spooled: Path,
) -> list[Source]:
    if isinstance(inputs, str | Path):
        inputs = [inputs]
    if inputs:
        return _named(inputs, folder, spooled)
    if file is None:
        raise InputError(
            "no inputs",
            file=folder,
            expected=f"documents, or a {FILE_NAME} that names them",
            remedy="Name files or folders",
        )
    return find_sources(settings.inputs, file.parent, folder)


def _named(inputs: Sequence[str | Path], folder: Path, spooled: Path) -> list[Source]:
    """The inputs that were named: paths, datasets of the Hub that this machine has, standard input."""
    names = [str(given) for given in inputs]
    hub = [source for name in names if is_hub_name(name) for source in cached_sources(name)]
    piped = [spool(sys.stdin.buffer, spooled)] if DASH in names else []
    paths = [name for name in names if name != DASH and not is_hub_name(name)]
    return [*(find_sources(paths, out=folder) if paths else []), *hub, *piped]
