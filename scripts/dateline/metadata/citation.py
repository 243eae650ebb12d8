"""How a dataset is cited: `CITATION.cff` and BibTeX.

Citation File Format 1.2.0: https://github.com/citation-file-format/citation-file-format
"""

import re
from typing import Any

import yaml

from dateline.manifest import Manifest
from dateline.metadata.facts import hub_address
from dateline.metadata.keywords import keywords
from dateline.metadata.licence import license_address, spdx_id
from dateline.settings import Creator, Settings

FORMAT = "1.2.0"
MESSAGE = "If you use this dataset, please cite it as below, and the publishers of the articles where you quote them."

# what TeX reads as a command in a field of BibTeX, and how it is written to be read as itself
TEX = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{char: f"\\{char}" for char in "&%$#_"},
}

Json = dict[str, Any]


def render_citation(settings: Settings, manifest: Manifest) -> str:
    """The text of `CITATION.cff`."""
    return yaml.safe_dump(citation(settings, manifest), sort_keys=False, allow_unicode=True, width=100)


def citation(settings: Settings, manifest: Manifest) -> Json:
    """The citation by CFF keys; a date only where this very data was released, a licence only by its SPDX id."""
    dataset = settings.dataset
    spdx = spdx_id(settings)
    given = {
        "cff-version": FORMAT,
        "message": MESSAGE,
        "type": "dataset",
        "title": _flat(dataset.pretty_name),
        "authors": [_author(creator) for creator in settings.creators] or [{"name": _flat(dataset.pretty_name)}],
        "abstract": _flat(dataset.description),
        "version": manifest.version,
        "date-released": manifest.released,
        "license": spdx,
        "license-url": None if spdx else license_address(settings),
        "repository": hub_address(settings),
        "url": dataset.homepage or hub_address(settings),
        "keywords": list(keywords(settings)),
    }
    return {key: value for key, value in given.items() if value}


def _author(creator: Creator) -> Json:
    """`Family, Given` says which name of a person is which; other names stand whole, as CFF's `entity` has them."""
    family, comma, first = (part.strip() for part in _flat(creator.name).partition(","))
    split = creator.kind == "person" and bool(comma and family and first)
    named = {"family-names": family, "given-names": first} if split else {"name": _flat(creator.name)}
    given = {
        # only a person of CFF has an affiliation
        "affiliation": _flat(creator.affiliation or "") if split else None,
        "orcid": f"https://orcid.org/{creator.orcid}" if creator.orcid else None,
        "website": creator.url,
    }
    return {**named, **{key: value for key, value in given.items() if value}}


def bibtex(settings: Settings, manifest: Manifest) -> str:
    """The citation in BibTeX; the year is that of the release, and missing before one."""
    dataset = settings.dataset
    given = {
        "author": " and ".join(_author_tex(creator) for creator in settings.creators) or None,
        "title": f"{{{_tex(dataset.pretty_name)}}}",
        "version": manifest.version,
        "year": manifest.released[:4] if manifest.released else None,
        "publisher": "Hugging Face" if dataset.repository else None,
        "url": hub_address(settings) or dataset.homepage,
    }
    lines = [f"  {key} = {{{value}}}," for key, value in given.items() if value]
    return "\n".join([f"@misc{{{_key(settings, manifest)},", *lines, "}"])


def _author_tex(creator: Creator) -> str:
    # braces keep a name of several words one name
    name = _tex(creator.name)
    return name if creator.kind == "person" else f"{{{name}}}"


def _key(settings: Settings, manifest: Manifest) -> str:
    return re.sub(r"[^A-Za-z0-9]+", "-", f"{settings.dataset.name}-{manifest.version}").strip("-")


def _tex(text: str) -> str:
    return "".join(TEX.get(char, char) for char in _flat(text))


def _flat(text: str) -> str:
    return " ".join(text.split())
