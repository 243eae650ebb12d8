"""Names known before the article is read, without identities: organisations and places that the press names without a
word of what they are.
"""

from functools import cache
from pathlib import Path

from dateline.actors.matching import Matcher
from dateline.actors.spans import Span

DATA = Path(__file__).with_name("data")


@cache
def names(file: str) -> tuple[frozenset[str], frozenset[str]]:
    """The sure names of a list in ``data/``, and the unsure ones, each also with the curly apostrophe."""
    lines = (DATA / file).read_text(encoding="utf-8").splitlines()
    read = [name for line in lines if not line.startswith("#") for name in line.split(";") if name]
    both = [spelling for name in read for spelling in (name, name.replace("'", "’"))]
    unsure = {name.rstrip("?") for name in both if name.endswith("?")}
    return frozenset(set(both) - {f"{name}?" for name in unsure} - unsure), frozenset(unsure)


def sure_organization(name: str) -> bool:
    """Whether `name` can be nothing but a listed organisation's."""
    return name in names("organization_names.txt")[0]


def unsure_organization(name: str) -> bool:
    """Whether `name` is a listed organisation's, and something else as well."""
    return name in names("organization_names.txt")[1]


def place(name: str) -> bool:
    """Whether `name` is a listed place's."""
    return name in names("places.txt")[0]


def club(name: str) -> bool:
    """Whether a club goes by this name of a place."""
    return name in names("clubs.txt")[0]


@cache
def matcher() -> Matcher:
    """The sure organisations, ready to be found."""
    return Matcher(names("organization_names.txt")[0])


def organizations(text: str) -> list[Span]:
    """Places where a sure organisation is named."""
    return matcher().spans(text)
