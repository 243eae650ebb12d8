"""`CITATION.cff` and BibTeX: what CFF 1.2.0 asks for, and names and titles that try to break out."""

import re
from dataclasses import replace
from typing import Any

import pytest
import yaml

from dateline.metadata.citation import bibtex, citation, render_citation
from dateline.settings import Creator, Dataset, Settings

# keys of the JSON Schema of CFF 1.2.0 that a citation of ours can have: of the whole, of a person, of an entity
KEYS = {
    "cff-version", "message", "title", "authors", "type", "abstract", "version", "date-released", "license",
    "license-url", "repository", "url", "keywords",
}  # fmt: skip
PERSON = {"family-names", "given-names", "affiliation", "orcid", "website"}
ENTITY = {"name", "orcid", "website"}

VARIANTS = [
    {},
    {"license": "cc-by-4.0", "repository": "nordland/ferry"},
    {"license": "other", "license_link": "https://l.example/x", "homepage": "https://ferry.example"},
    {"license": "gpl-3.0", "tags": ("ships",), "description": "a\nb: c # d\n---\n"},
]


@pytest.mark.parametrize("given", VARIANTS)
@pytest.mark.parametrize("released", [None, "2026-03-04"])
@pytest.mark.parametrize("named", [True, False])
def test_it_is_what_the_format_asks_for(
    given: dict[str, Any], released: str | None, named: bool, made: Any, settings: Settings
) -> None:
    own = Settings(Dataset(**given), creators=settings.creators if named else ())
    found = yaml.safe_load(render_citation(own, replace(made.manifest, released=released)))
    assert found.keys() <= KEYS
    assert {"cff-version", "message", "title", "authors"} <= found.keys()
    assert (found["cff-version"], found["type"], found["version"]) == ("1.2.0", "dataset", "1.2.3")
    assert found.get("date-released") == released
    assert found["authors"]
    for author in found["authors"]:
        assert author.keys() <= (ENTITY if "name" in author else PERSON)
    assert ("license" in found) == (given.get("license") == "cc-by-4.0")
    assert not {"license", "license-url"} <= found.keys()
    assert all(isinstance(word, str) and word for word in found["keywords"])
    for key in ("license-url", "repository", "url"):
        assert re.fullmatch(r"https://\S+", found.get(key, "https://x"))


def test_authors(made: Any, settings: Settings) -> None:
    creators = (*settings.creators, Creator("Ola  Berg", url="https://ola.example", affiliation="The Post"))
    found = citation(replace(settings, creators=creators), made.manifest)["authors"]
    assert found == [
        {
            "family-names": "Brekke",
            "given-names": "Ada",
            "affiliation": "Nordland University",
            "orcid": "https://orcid.org/0000-0002-1825-0097",
        },
        {"name": "Harbour Union", "website": "https://union.example"},
        {"name": "Ola Berg", "website": "https://ola.example"},
    ]
    assert citation(Settings(), made.manifest)["authors"] == [{"name": "News articles"}]


def test_hostile_titles_stay_titles(made: Any) -> None:
    evil = 'x"\n---\nlicense: mit\n# {y: [z'
    own = Settings(Dataset(pretty_name=evil, description=evil, tags=(evil,)))
    found = yaml.safe_load(render_citation(own, made.manifest))
    assert found["title"] == found["abstract"] == " ".join(evil.split())
    assert "license" not in found


def test_bibtex(made: Any, settings: Settings) -> None:
    on_hub = replace(settings, dataset=replace(settings.dataset, repository="nordland/ferry"))
    assert bibtex(on_hub, replace(made.manifest, released="2026-03-04")) == (
        "@misc{ferry-1-2-3,\n"
        "  author = {Brekke, Ada and {Harbour Union}},\n"
        "  title = {{Fähre: the ferry to Westhaven}},\n"
        "  version = {1.2.3},\n"
        "  year = {2026},\n"
        "  publisher = {Hugging Face},\n"
        "  url = {https://huggingface.co/datasets/nordland/ferry},\n"
        "}"
    )
    bare = bibtex(Settings(), made.manifest)
    assert "author" not in bare
    assert "year" not in bare
    assert "url" not in bare


@pytest.mark.parametrize(
    ("title", "tex"),
    [
        ("A & B", r"A \& B"),
        ("50% of $1 #_{}", r"50\% of \$1 \#\_\{\}"),
        ("a}, author = {b", r"a\}, author = \{b"),
        ("\\input{x} ~^", r"\textbackslash{}input\{x\} \textasciitilde{}\textasciicircum{}"),
        ("two\nlines", "two lines"),
    ],
)
def test_bibtex_reads_no_commands(title: str, tex: str, made: Any) -> None:
    assert f"  title = {{{{{tex}}}}},\n" in bibtex(Settings(Dataset(pretty_name=title)), made.manifest)
