"""`croissant.json`: the dataset for tools that read Croissant 1.1 with its responsible-AI properties.

Specification: https://docs.mlcommons.org/croissant/docs/croissant-spec-1.1.html. Where mlcroissant 1.1.1, which most
tools are built on, reads less than the specification allows, the file keeps to what it reads right.
"""

import json
from typing import Any

from dateline.manifest import Manifest
from dateline.metadata.citation import bibtex
from dateline.metadata.facts import Facts, filled, hub_address, tag
from dateline.metadata.keywords import keywords, languages
from dateline.metadata.licence import license_address, license_title
from dateline.metadata.rai import CONFORMS as CONFORMS_RAI
from dateline.metadata.rai import responsible
from dateline.metadata.record_sets import files_id, record_set
from dateline.settings import Creator, Settings
from dateline.tally import Tally
from dateline.write import Written
from dateline_schema.tables import Table

Json = dict[str, Any]

CONFORMS = "http://mlcommons.org/croissant/1.1"
PARQUET = "application/x-parquet"
"""The media type by which mlcroissant knows Parquet."""

REPO = "repo"
"""The `@id` of the repository that all files are in: `mlcroissant.Dataset(file, mapping={"repo": folder})`."""

NO_SHA256 = "https://github.com/mlcommons/croissant/issues/80"
"""Stands for the digest of a git repository, which has none: the convention of the Hub and of mlcroissant's own files.
Each file of the repository has its digest."""

# the context of the specification's own examples; mlcroissant warns of any other
CONTEXT: Json = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "arrayShape": "cr:arrayShape",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "containedIn": "cr:containedIn",
    "cr": "http://mlcommons.org/croissant/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "description": {"@container": "@language"},
    "equivalentProperty": "cr:equivalentProperty",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileObject": "cr:fileObject",
    "fileProperty": "cr:fileProperty",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isArray": "cr:isArray",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "name": {"@container": "@language"},
    "parentField": "cr:parentField",
    "path": "cr:path",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "samplingRate": "cr:samplingRate",
    "sc": "https://schema.org/",
    "sdVersion": "cr:sdVersion",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}


def render_croissant(settings: Settings, tally: Tally, manifest: Manifest) -> str:
    """The text of `croissant.json`."""
    return json.dumps(croissant(Facts(settings, tally, manifest)), indent=2, ensure_ascii=False) + "\n"


def croissant(facts: Facts) -> Json:
    """The Croissant file as JSON; what is unknown is left out, never guessed."""
    known = filled(facts.manifest)
    return {
        "@context": CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": [CONFORMS, CONFORMS_RAI],
        **{name: value for name, value in _about(facts).items() if value},
        "isLiveDataset": False,
        **responsible(facts),
        "distribution": [
            _repository(facts),
            *(_file_set(table) for table in facts.tables),
            *(_file(file) for table in facts.tables for file in facts.manifest.tables[table.name].files),
        ],
        "recordSet": [record_set(table, known) for table in facts.tables],
    }


def _about(facts: Facts) -> Json:
    settings, manifest = facts.settings, facts.manifest
    dataset = settings.dataset
    return {
        "name": dataset.name,
        "alternateName": dataset.pretty_name,
        "description": _description(facts),
        "url": hub_address(settings) or dataset.homepage,
        "sameAs": dataset.homepage if hub_address(settings) else None,
        "version": manifest.version,
        "sdVersion": manifest.version,
        "datePublished": manifest.released,
        "license": _license(settings),
        "creator": [_creator(creator) for creator in settings.creators] or [_maker(settings)],
        "citeAs": bibtex(settings, manifest),
        "keywords": list(keywords(settings)),
        "inLanguage": languages(settings, facts.tally),
        "temporalCoverage": f"{facts.tally.first}/{facts.tally.last}" if facts.tally.first else None,
    }


def _description(facts: Facts) -> str:
    text = " ".join(facts.settings.dataset.description.split()) or facts.settings.dataset.pretty_name
    held = " This edition holds no bodies, only their lengths and digests." if facts.withheld else ""
    return text + held


def _license(settings: Settings) -> str | Json:
    """The licence's address where it has one, else what can be said of it."""
    if address := license_address(settings):
        return address
    statement = " ".join(settings.rights.statement.split())
    described = {"description": statement} if statement else {}
    return {"@type": "sc:CreativeWork", "name": license_title(settings), **described}


def _creator(creator: Creator) -> Json:
    person = creator.kind == "person"
    home = f"https://orcid.org/{creator.orcid}" if creator.orcid else creator.url
    other = creator.url if creator.orcid else None
    team = {"@type": "sc:Organization", "name": creator.affiliation} if creator.affiliation else None
    given = {"url": home, "sameAs": other, "affiliation" if person else "parentOrganization": team}
    known = {name: value for name, value in given.items() if value}
    return {"@type": "sc:Person" if person else "sc:Organization", "name": creator.name, **known}


def _maker(settings: Settings) -> Json:
    # Croissant wants a creator; where none is named, the dataset speaks for itself
    return {"@type": "sc:Organization", "name": settings.dataset.pretty_name}


def _repository(facts: Facts) -> Json:
    home = hub_address(facts.settings)
    # this form of a tag is the one that mlcroissant can check out
    pinned = f"/tree/refs%2Ftags%2F{tag(facts.manifest.version)}" if facts.manifest.released else ""
    return {
        "@type": "cr:FileObject",
        "@id": REPO,
        "name": REPO,
        "description": "The repository of the dataset" if home else "The folder that this file is in",
        "contentUrl": f"{home}{pinned}" if home else "./",
        "encodingFormat": "git+https",
        "sha256": NO_SHA256,
    }


def _file_set(table: Table) -> Json:
    return {
        "@type": "cr:FileSet",
        "@id": files_id(table),
        "name": files_id(table),
        "description": f"The Parquet files of {table.name}; the split stands at the head of a file's name",
        "containedIn": {"@id": REPO},
        "encodingFormat": PARQUET,
        "includes": f"data/{table.name}/*.parquet",
    }


def _file(file: Written) -> Json:
    return {
        "@type": "cr:FileObject",
        "@id": file.path,
        "name": file.path.rpartition("/")[2],
        "description": f"{file.rows} rows of {file.table}",
        "containedIn": {"@id": REPO},
        "contentUrl": file.path,
        "contentSize": f"{file.size} B",
        "encodingFormat": PARQUET,
        "sha256": file.sha256,
    }
