"""What the maintainer of a dataset decides: `dataset.toml`, read strictly.

A key that is unknown, missing or of the wrong type is an error that names the file, the key, what was found and what
was expected. `Settings()` alone serves a dataset that is built from loose documents.
"""

import re
import tomllib
import types
from collections.abc import Mapping, Sequence
from dataclasses import MISSING, dataclass, field, fields, is_dataclass, replace
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from dateline.corpus.splits.settings import SplitSettings, split_settings
from dateline.errors import SettingsError
from dateline.mapping import ColumnMap
from dateline.metadata.vocabulary import vocabulary_problems
from dateline_schema.vocabulary import EDITIONS
from dateline_schema.vocabulary import WITHHELD as WITHHELD

SEMVER = re.compile(r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)")
NAME = re.compile(r"[A-Za-z0-9]([A-Za-z0-9._-]{0,94}[A-Za-z0-9])?")
RULABLE = ("title", "subtitle", "date", "source", "agencies", "authors", "translator", "url", "language")
"""Fields that a ruling can decide."""

FILE_NAME = "dataset.toml"

VERDICTS = ("same", "different", "unsure")
"""What a person can decide on two names; `unsure` is left as it is, and not asked again."""

CREATORS = ("person", "organization")
REPOSITORY = re.compile(r"[A-Za-z0-9][\w.-]{0,95}/[A-Za-z0-9][\w.-]{0,95}")
ORCID = re.compile(r"\d{4}-\d{4}-\d{4}-\d{3}[\dX]")


@dataclass(frozen=True, slots=True)
class Dataset:
    """`[dataset]`: how the dataset presents itself."""

    name: str = "dateline"
    """Name of the repository on the Hub, without its owner."""
    pretty_name: str = "News articles"
    version: str = "0.1.0"
    """MAJOR.MINOR.PATCH of the dataset, not of the code."""
    license: str = "other"
    """Licence as the Hub names it."""
    description: str = ""
    languages: tuple[str, ...] = ()
    """BCP 47 tags; where none stand, the card shows those of the articles."""
    homepage: str | None = None
    repository: str | None = None
    """`owner/name` on the Hub; the card's lines for loading name it."""
    text: str = EDITIONS[0]
    """`full`, or `withheld`: an edition without the bodies, for texts that must not be passed on."""
    changelog: str = "CHANGELOG.md"
    """Where `dateline release` writes, relative to this file."""
    license_name: str | None = None
    license_link: str | None = None
    """What the Hub shows of a licence that it has no id for: `license = "other"`."""
    tasks: tuple[str, ...] = ()
    """Task categories of the Hub; where none stand, those that the columns serve."""
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Creator:
    """`[[creators]]`: who made the dataset, for citations."""

    name: str
    kind: str = "person"
    """`person` or `organization`."""
    url: str | None = None
    orcid: str | None = None
    affiliation: str | None = None


@dataclass(frozen=True, slots=True)
class Rights:
    """`[rights]`: on what ground the texts are passed on; `dateline publish` wants it before bodies leave."""

    statement: str = ""
    contact: str | None = None
    """Where a publisher turns to who wants a text taken out: a mail or web address."""


@dataclass(frozen=True, slots=True)
class About:
    """`[about]`: what only its maker can say of a dataset. Sections of the card, and Croissant's RAI properties."""

    why: str = ""
    uses: str = ""
    limits: str = ""
    biases: str = ""
    personal: str = ""
    collection: str = ""
    impact: str = ""
    maintenance: str = ""
    faults: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """`[[sources]]`: where documents come from, and on what terms."""

    name: str
    rights: str


@dataclass(frozen=True, slots=True)
class Publisher:
    """`[[publishers]]`: a publisher's canonical name, its other names and its domains."""

    name: str
    reason: str
    aliases: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Agency:
    """`[[agencies]]`: a wire agency's canonical name and its other names and spellings."""

    name: str
    reason: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ruling:
    """`[[rulings]]`: what a person decided of one field of one document.

    `document` is the document's SHA-256 or the article's id; an empty `value` says that the field has none.
    """

    document: str
    field: str
    value: str | tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """`[[judgements]]`: what a person decided on two actors: one and the `same`, `different`, or `unsure`.

    `one` and `other` are each a name as it is written, or the id of an actor.
    """

    one: str
    other: str
    verdict: str
    reason: str


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings; the defaults serve a build without a `dataset.toml`."""

    dataset: Dataset = field(default_factory=Dataset)
    inputs: tuple[str, ...] = ("raw",)
    """Files, folders or globs, relative to the folder of the settings file."""
    mapping: tuple[ColumnMap, ...] = ()
    creators: tuple[Creator, ...] = ()
    rights: Rights = field(default_factory=Rights)
    about: About = field(default_factory=About)
    sources: tuple[Source, ...] = ()
    publishers: tuple[Publisher, ...] = ()
    agencies: tuple[Agency, ...] = ()
    rulings: tuple[Ruling, ...] = ()
    authorities: tuple[str, ...] = ()
    """Files of actors that are known beforehand, relative to the folder of the settings file."""
    judgements: tuple[Judgement, ...] = ()
    splits: SplitSettings = field(default_factory=SplitSettings)


def load_settings(path: str | Path) -> Settings:
    """Read a `dataset.toml`. Raises SettingsError."""
    path = Path(path)
    settings = _record(Settings, _toml(path), str(path), "")
    for test in CHECKS:
        test(settings, str(path))
    return settings


def settings_of(folder: str | Path) -> Settings:
    """The settings in a dataset folder; the defaults where it has none. Raises SettingsError."""
    path = Path(folder) / FILE_NAME
    return load_settings(path) if path.is_file() else Settings()


def all_agencies(settings: Settings) -> tuple[Agency, ...]:
    """The agencies known to everyone, then those of the settings; one name's aliases are joined."""
    known = {agency.name: agency for agency in builtin_agencies()}
    for agency in settings.agencies:
        before = known.get(agency.name)
        aliases = dict.fromkeys((*(before.aliases if before else ()), *agency.aliases))
        known[agency.name] = replace(agency, aliases=tuple(aliases))
    return tuple(known.values())


@cache
def builtin_agencies() -> tuple[Agency, ...]:
    """The wire agencies of `agencies.toml`, which comes with the package."""
    text = files("dateline").joinpath("agencies.toml").read_text(encoding="utf-8")
    return _record(Settings, tomllib.loads(text), "agencies.toml", "").agencies


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise SettingsError("cannot be read", file=path, found=error.strerror or str(error)) from error
    except UnicodeDecodeError as error:
        raise SettingsError(
            "is not text", file=path, found=f"byte {error.start}: {error.reason}", expected="UTF-8"
        ) from error
    except tomllib.TOMLDecodeError as error:
        raise SettingsError("is not TOML", file=path, found=str(error)) from error


T = TypeVar("T")


def _record(kind: type[T], raw: Mapping[str, Any], file: str, place: str) -> T:
    """An instance of the dataclass `kind` from a TOML table: no key more, none less, each of its type."""
    hints = get_type_hints(kind)
    known = {item.name: item for item in fields(kind)}  # type: ignore[arg-type]  # T has no bound
    for key in raw:
        if key not in known:
            expected = "one of " + ", ".join(known)
            raise SettingsError(
                "unknown key", file=file, field=_join(place, key), expected=expected, remedy="Correct or remove it"
            )
    for name, item in known.items():
        if name not in raw and item.default is MISSING and item.default_factory is MISSING:
            raise SettingsError("missing key", file=file, field=_join(place, name), remedy="Add it")
    return kind(**{key: _value(hints[key], value, file, _join(place, key)) for key, value in raw.items()})


def _value(hint: Any, raw: Any, file: str, place: str) -> Any:
    """The TOML value as the type `hint` says. Raises SettingsError."""
    options = get_args(hint) if get_origin(hint) in (Union, types.UnionType) else (hint,)
    for option in options:
        if option is str and isinstance(raw, str):
            return raw
        if option is SplitSettings and isinstance(raw, dict):
            return _splits(raw, file)
        if is_dataclass(option) and isinstance(option, type) and isinstance(raw, dict):
            return _record(option, raw, file, place)
        if get_origin(option) is tuple and isinstance(raw, list):
            element = get_args(option)[0]
            return tuple(_value(element, value, file, f"{place}[{number}]") for number, value in enumerate(raw))
    raise SettingsError(
        "wrong type", file=file, field=place, found=_kind(raw), expected=" or ".join(map(_wanted, options))
    )


def _splits(raw: Mapping[str, Any], file: str) -> SplitSettings:
    """The table `[splits]`, which has numbers and days, as its own module reads it. Raises SettingsError."""
    try:
        return split_settings(raw)
    except SettingsError as error:
        raise SettingsError(
            error.problem,
            file=file,
            field=error.field,
            found=error.found,
            expected=error.expected,
            remedy=error.remedy,
        ) from error


def _kind(raw: Any) -> str:
    names = {str: "text", bool: "a boolean", int: "a number", float: "a number", list: "a list", dict: "a table"}
    return f"{names.get(type(raw), type(raw).__name__)} ({str(raw)[:60]})"


def _wanted(option: Any) -> str:
    if get_origin(option) is tuple:
        return "a list of tables" if is_dataclass(get_args(option)[0]) else "a list of texts"
    return "a table" if is_dataclass(option) else "text" if option is str else "no value"


def _join(place: str, key: str) -> str:
    return f"{place}.{key}" if place else key


def _require(good: bool, file: str, place: str, found: object, expected: str, remedy: str | None = None) -> None:
    if not good:
        raise SettingsError("bad value", file=file, field=place, found=repr(found), expected=expected, remedy=remedy)


def _check_dataset(settings: Settings, file: str) -> None:
    dataset = settings.dataset
    _require(bool(SEMVER.fullmatch(dataset.version)), file, "dataset.version", dataset.version, "a version as 1.2.3")
    _require(bool(NAME.fullmatch(dataset.name)), file, "dataset.name", dataset.name, "letters, digits, dot, dash")
    _require(bool(dataset.pretty_name.strip()), file, "dataset.pretty_name", dataset.pretty_name, "some text")
    _require(dataset.text in EDITIONS, file, "dataset.text", dataset.text, " or ".join(EDITIONS))
    owned = dataset.repository is None or bool(REPOSITORY.fullmatch(dataset.repository))
    _require(owned, file, "dataset.repository", dataset.repository, "owner/name on the Hub")
    changelog = dataset.changelog
    named = changelog.endswith(".md") and not Path(changelog).is_absolute()
    _require(named, file, "dataset.changelog", changelog, "the path of a .md file, relative to this file")


def _check_vocabulary(settings: Settings, file: str) -> None:
    for place, found, expected in vocabulary_problems(settings):
        _require(False, file, place, found, expected)


def _check_people(settings: Settings, file: str) -> None:
    for number, creator in enumerate(settings.creators):
        place = f"creators[{number}]"
        _require(bool(creator.name.strip()), file, f"{place}.name", creator.name, "some text")
        _require(creator.kind in CREATORS, file, f"{place}.kind", creator.kind, " or ".join(CREATORS))
        known = creator.orcid is None or bool(ORCID.fullmatch(creator.orcid))
        _require(known, file, f"{place}.orcid", creator.orcid, "an ORCID as 0000-0000-0000-0000")


def _check_inputs(settings: Settings, file: str) -> None:
    _require(bool(settings.inputs), file, "inputs", "[]", "at least one path or glob")
    for group, paths in (("inputs", settings.inputs), ("authorities", settings.authorities)):
        for number, pattern in enumerate(paths):
            good = bool(pattern.strip()) and not Path(pattern).is_absolute()
            _require(good, file, f"{group}[{number}]", pattern, "a path relative to this file")


def _check_names(settings: Settings, file: str) -> None:
    """Each name and alias is some text and means one publisher (or one agency) only."""
    groups: dict[str, Sequence[Publisher | Agency]] = {
        "publishers": settings.publishers,
        "agencies": settings.agencies,
    }
    for group, entries in groups.items():
        owner: dict[str, str] = {}
        for number, entry in enumerate(entries):
            place = f"{group}[{number}]"
            _require(bool(entry.reason.strip()), file, f"{place}.reason", entry.reason, "why it is so")
            for name in (entry.name, *entry.aliases):
                _require(bool(name.strip()), file, place, name, "some text")
                other = owner.setdefault(name.casefold(), entry.name)
                _require(other == entry.name, file, place, name, f"a name of one entry only, not also of {other}")


def _check_rulings(settings: Settings, file: str) -> None:
    for number, ruling in enumerate(settings.rulings):
        place = f"rulings[{number}]"
        _require(ruling.field in RULABLE, file, f"{place}.field", ruling.field, "one of " + ", ".join(RULABLE))
        _require(bool(ruling.reason.strip()), file, f"{place}.reason", ruling.reason, "why it is so")
        many = ruling.field in ("agencies", "authors")
        good = isinstance(ruling.value, tuple) == many
        _require(good, file, f"{place}.value", ruling.value, "a list of texts" if many else "text")


def _check_judgements(settings: Settings, file: str) -> None:
    """Two names are judged once: of two verdicts one would be lost."""
    seen: dict[frozenset[str], int] = {}
    for number, judgement in enumerate(settings.judgements):
        place = f"judgements[{number}]"
        _require(judgement.verdict in VERDICTS, file, f"{place}.verdict", judgement.verdict, ", ".join(VERDICTS))
        _require(bool(judgement.reason.strip()), file, f"{place}.reason", judgement.reason, "why it is so")
        pair = frozenset((judgement.one.strip(), judgement.other.strip()))
        _require(len(pair) == 2 and "" not in pair, file, place, sorted(pair), "two names or ids")
        first = seen.setdefault(pair, number)
        _require(first == number, file, place, sorted(pair), f"two that judgements[{first}] is not about already")


CHECKS = (
    _check_dataset,
    _check_vocabulary,
    _check_people,
    _check_inputs,
    _check_names,
    _check_rulings,
    _check_judgements,
)
"""What must hold of settings beyond their types, in the order in which it is looked at."""
