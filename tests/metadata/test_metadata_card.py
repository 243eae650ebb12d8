"""The card: its sections and numbers, what strangers wrote in it, and its lines of code, which are run."""

import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
import yaml

from dateline.card import contract_matter, front_matter, render_card
from dateline.manifest import make_manifest
from dateline.metadata.facts import Facts, split_of, splits
from dateline.metadata.markdown import fenced, paragraph, section
from dateline.release.ledger import Release
from dateline.settings import About, Creator, Rights, Ruling, Settings, Source
from dateline.tally import Tally
from dateline_schema.render import cell
from dateline_schema.tables import EVIDENCE

EVIL = "[Post](http://evil.example) | <script>alert(1)</script> `x` **b** _i_ \n---\n# Heading\n```\n~~~ &lt; \\| $x$"

TITLES = [
    "Why it was made",
    "Loading",
    "`articles`",
    "`actors`",
    "`mentions`",
    "`quotes`",
    "`roles`",
    "`evidence`",
    "`stories`",
    "`splits`",
    "`rejects`",
    "Sources",
    "Languages",
    "Dates",
    "How it was made",
    "How far labels can be trusted",
    "Reprints and stories",
    "Splits and leaks",
    "Known faults",
    "Personal data",
    "Uses",
    "Limits",
    "Biases",
    "Social impact",
    "Maintenance",
    "Rights",
    "Citation",
    "Versions",
    "How to check it",
]

RELEASES = (
    Release(
        "1.2.3", "2026-03-04", "minor", ("columns added",), {}, {},
        {"data": ("3 articles added", "1 date corrected"), "schema": ("`x` added",), "code": ("dateline 0.2",)},
    ),
    Release("1.1.0", "2026-01-02", "first", ("the first release",), {}, {}),
)  # fmt: skip


def front(text: str) -> dict[str, Any]:
    return dict(yaml.safe_load(text.split("---\n", 2)[1]))


def sections(text: str) -> dict[str, str]:
    """Text by heading, code blocks left out of the search for headings."""
    body = re.sub(r"(?ms)^(`{3,})\w*\n.*?^\1$", lambda found: found.group().replace("\n#", "\n #"), text)
    parts = re.split(r"(?m)^## (.+)$", body)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def card(made: Any, settings: Settings | None = None, **manifest: Any) -> str:
    return render_card(settings or made.settings, made.tally, replace(made.manifest, **manifest))


def with_dataset(settings: Settings, **given: Any) -> Settings:
    return replace(settings, dataset=replace(settings.dataset, **given))


def test_sections_stand_in_the_order_of_questions(made: Any) -> None:
    assert list(sections(card(made))) == TITLES


def test_what_the_maintainer_left_open_is_no_section(made: Any) -> None:
    left = set(TITLES) - set(sections(card(made, Settings())))
    assert left == {
        "Why it was made", "Personal data", "Uses", "Limits", "Biases", "Social impact", "Maintenance",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("title", "line"),
    [
        ("Why it was made", "To try the tools."),
        ("Loading", 'articles = load_dataset("ferry", "articles", split="train")'),
        ("Loading", '    columns=["date", "source", "title"],'),
        ("Loading", '    filters=[("language", "==", "en")],'),
        ("Loading", 'articles = dateline.load("ferry", "articles", split="train")'),
        ("`articles`", "One row an article. 7 rows."),
        ("`articles`", "| `id` | string |  | stable id:"),
        ("`articles`", "| `title` | string | 28.6% | headline,"),
        ("`articles`", "| `translator` | string | 100.0% |"),
        ("`articles`", "| `actors.mentions.start` | int64 |  | offset of the first code point"),
        ("`actors`", "| `offices.from` | date32 |  | first day in office |"),
        ("Sources", "| The Nordland Post | 5 | 71.4% |"),
        ("Sources", "| unknown | 2 | 28.6% |"),
        ("Sources", "Agencies credited: NNA (5)."),
        ("Sources", "- The Nordland Post: Made up, free for all."),
        ("Sources", "2 articles come from sources without a note on their rights."),
        ("Languages", "| nn-NO | 2 | 28.6% |"),
        ("Dates", "The days run from 2019-02-03 to 2020-02-03."),
        ("Dates", "yet no day: 2 articles."),
        ("Dates", "| relative | 2 | 28.6% |"),
        ("Dates", "| 2019 | 3 |\n| 2020 | 2 |"),
        ("How it was made", "Written for the tests."),
        ("How it was made", "options: `actors`: full, `text`: full."),
        ("How it was made", "finds the actors that the body names"),
        ("How far labels can be trusted", "| field | read in the document | inferred from other articles | none, with"),
        ("How far labels can be trusted", "| date | 0 | 7 | 0 | 0 |"),
        ("How far labels can be trusted", "| title | 7 | 0 | 0 | 7 |"),
        ("How far labels can be trusted", "| url | 0 | 0 | 2 | 0 |"),
        ("How far labels can be trusted", "| authors: absent | 5 |\n| url: absent | 2 |"),
        ("How far labels can be trusted", "Of 6 actors, 1 have a verified Wikidata item."),
        ("How far labels can be trusted", "| person | 0 | 5 |\n| state | 1 | 0 |"),
        ("How far labels can be trusted", "| surname | 5 | 50.0% |"),
        ("Reprints and stories", "1 article reprint or repeat another"),
        ("Reprints and stories", "1 story (`story_id`)"),
        ("Splits and leaks", "| train | 4 |\n| validation | 1 |\n| test | 1 |"),
        ("Splits and leaks", "Of 21 pairs of articles on different sides, 3 share a sample of words"),
        ("Splits and leaks", "have 12.5% of their runs of five words in common"),
        ("Splits and leaks", "| near text | 2 | 0 |"),
        ("Known faults", "- One date is missing.\n- One body is short."),
        ("Known faults", "- Articles of 7 that lack a value: title 2, date 2, source 2, url 2."),
        ("Known faults", "| read | empty | 2 |"),
        ("Personal data", "No real person."),
        ("Uses", "Tests."),
        ("Limits", "Nothing here happened."),
        ("Biases", "Towards ferries."),
        ("Rights", "Licence: `cc-by-4.0`, https://spdx.org/licenses/CC-BY-4.0.html."),
        ("Rights", "The reports are made up."),
        ("Rights", "To have a text taken out or corrected: rights@ferry.example."),
        ("Citation", "@misc{ferry-1-2-3,"),
        ("Versions", "This state is unreleased, and nothing was released before."),
        ("How to check it", "sha256sum -c SHA256SUMS"),
        ("How to check it", "dateline validate ."),
        ("How to check it", "dateline verify ."),
    ],
)  # fmt: skip
def test_a_section_says(title: str, line: str, made: Any) -> None:
    assert line in sections(card(made))[title]


def test_the_opening_tells_version_and_state(made: Any, settings: Settings) -> None:
    opening = card(made).split("\n## ")[0]
    assert "# Fähre: the ferry to Westhaven\n" in opening
    assert "Version 1.2.3 (unreleased): 7 articles from 7 documents, dated 2019-02-03 to 2020-02-03." in opening
    assert "Version 1.2.3 (released on 2026-03-04)" in card(made, released="2026-03-04")
    assert "actors it names" in opening
    assert "actors it names" not in card(made, options={"actors": "none", "text": "full"})


def test_a_card_on_the_hub_pins_its_release(made: Any, settings: Settings) -> None:
    hub = with_dataset(settings, repository="nordland/ferry")
    pinned = sections(card(made, hub, released="2026-03-04"))["Loading"]
    assert 'load_dataset("nordland/ferry", "articles", revision="v1.2.3", split="train")' in pinned
    assert (
        '    "nordland/ferry",\n    "articles",\n    revision="v1.2.3",\n    split="train",\n    streaming=True,'
        in pinned
    )
    assert 'dateline.load("nordland/ferry", "articles", version="1.2.3", split="train")' in pinned
    loose = sections(card(made, hub))["Loading"]
    assert 'load_dataset("nordland/ferry", "articles", split="train")' in loose
    assert "v1.2.3" not in loose
    assert "unreleased" in loose
    assert "revision" not in sections(card(made, settings, released="2026-03-04"))["Loading"]


def test_releases_are_listed(made: Any) -> None:
    text = render_card(made.settings, made.tally, replace(made.manifest, released="2026-03-04"), RELEASES)
    versions = sections(text)["Versions"]
    assert "| 1.2.3 | 2026-03-04 | minor | 3 articles added · 1 date corrected · `x` added · and 1 more |" in versions
    assert "| 1.1.0 | 2026-01-02 | first | the first release |" in versions
    assert "unreleased" not in text
    later = sections(render_card(made.settings, made.tally, made.manifest, RELEASES))["Versions"]
    assert "unreleased: it differs from all that was released, 1.2.3 the last." in later


def test_the_withheld_edition_says_so(editions: dict[str, Any]) -> None:
    made = editions["withheld"]
    text = card(made)
    assert "**The bodies are withheld**, and `subtitle` is null." in text
    assert "`dateline rehydrate`" in text
    columns = sections(text)["`articles`"]
    assert "| `body_length` |" in columns
    assert "| `body` |" not in columns
    assert "| body | 0 | 0 | 0 | 7 | 0 |" in sections(text)["How far labels can be trusted"]
    named = [column["name"] for column in front(text)["dataset_info"][0]["features"]]
    assert "body_sha256" in named
    assert "withheld" not in sections(card(editions["shards"]))["How far labels can be trusted"]
    assert front(text)["task_categories"] == ["text-classification"]


def test_rulings_and_rights_of_other_licences_are_told(made: Any, settings: Settings) -> None:
    ruled = replace(settings, rulings=(Ruling("ab" * 32, "date", "2020-01-01", "as the print says"),))
    assert "1 value decided by a person" in sections(card(made, ruled))["How it was made"]
    own = with_dataset(settings, license="other", license_name="theirs", license_link="https://l.example/x")
    text = card(made, own)
    assert "Licence: `other` (theirs), https://l.example/x." in sections(text)["Rights"]
    assert (front(text)["license_name"], front(text)["license_link"]) == ("theirs", "https://l.example/x")
    assert "license_name" not in front(card(made))


def test_many_years_are_told_by_decade(made: Any) -> None:
    tally = replace(made.tally, years=Counter(dict.fromkeys(range(1901, 1990), 2)))
    dates = sections(render_card(made.settings, tally, made.manifest))["Dates"]
    assert "| decade | articles |" in dates
    assert "| 1900s | 18 |\n| 1910s | 20 |" in dates


def test_an_empty_dataset_has_a_card(editions: dict[str, Any]) -> None:
    text = card(editions["no rows"])
    assert front(text)["configs"] == []
    assert "load_dataset(" not in text
    assert "No rows yet" in sections(text)["Loading"]
    assert render_card(Settings(), Tally(), make_manifest(Settings(), [], [], {})).startswith("---\n")


# What strangers wrote


def hostile_tally(made: Any) -> Tally:
    """Counts in which every text that can come from an article or a document is hostile."""
    tally: Tally = replace(made.tally)
    for name in ("bases", "languages", "sources", "agencies", "forms"):
        setattr(tally, name, Counter({EVIL: 3, "plain": 2}))
    tally.evidence = Counter({(EVIL, "read"): 2, ("title", "missing"): 1})
    tally.absences = Counter({("title", EVIL): 1})
    tally.rejects = Counter({(EVIL, EVIL): 1})
    return tally


def outside_of_code(text: str) -> str:
    return re.sub(r"(?ms)^(`{3,})\w*\n.*?^\1$", "", text)


def test_text_of_articles_stays_text(made: Any) -> None:
    # the lines of a ledger are markdown already: what articles say in them was escaped when they were written
    evil = Release(EVIL, EVIL, EVIL, (), {}, {}, {"data": (cell(EVIL), "a | b\n| c")})
    text = render_card(made.settings, hostile_tally(made), made.manifest, (evil,))
    assert list(sections(text)) == TITLES
    prose = outside_of_code(text.split("---\n", 2)[2])
    assert "[Post](" not in prose
    assert re.search(r"(?<!\\)<script", prose) is None
    assert "\n---" not in prose
    assert "\n```" not in prose
    assert prose.count("\\[Post\\](http://evil.example)") >= 10
    for line in prose.splitlines():
        if line.startswith("|"):
            assert "\\[Post" not in line or re.search(r"(?<!\\)[`*<>]", line.replace("`", "", 0)) is None


def test_tables_keep_their_columns(made: Any) -> None:
    text = outside_of_code(render_card(made.settings, hostile_tally(made), made.manifest))
    blocks = re.findall(r"(?m)(?:^\|.*\n)+", text)
    assert len(blocks) > 12
    for block in blocks:
        widths = {len(re.findall(r"(?<!\\)(?:\\\\)*\|", line)) for line in block.splitlines()}
        assert len(widths) == 1, block


@pytest.mark.parametrize(
    "text", ["--- a ---", "a: b", "a\n---\nlicense: mit", "# x", "'\"", "- a", "ends with ---", EVIL.replace("```", "")]
)
def test_settings_cannot_end_the_front_matter(text: str, made: Any, settings: Settings) -> None:
    hostile = with_dataset(
        settings,
        pretty_name=text,
        description=text,
        tags=(text,),
        license="other",
        license_name=text,
        license_link=text,
    )
    hostile = replace(hostile, about=About(*[text] * 8, faults=(text,)), rights=Rights(text, text))
    hostile = replace(hostile, sources=(Source(text, text),), creators=(Creator(text),))
    rendered = card(made, hostile)
    found = front(rendered)
    flat = " ".join(text.split())
    assert found["pretty_name"] == found["license_name"] == flat
    assert found["tags"][-1] == flat
    assert found["license"] == "other"
    assert len(found["configs"]) == 9
    assert set(sections(rendered)) == set(TITLES)


def test_the_clients_own_parser_reads_the_front_matter(made: Any, settings: Settings) -> None:
    from huggingface_hub import DatasetCard

    text = card(made, with_dataset(settings, pretty_name="a ---\n---\nb", tags=("x",)))
    data = DatasetCard(text).data.to_dict()
    assert data["pretty_name"] == "a --- --- b"
    assert data["configs"] == contract_matter(made.manifest)["configs"]


def test_a_fence_is_longer_than_what_it_holds() -> None:
    assert fenced("a ``` b", "python") == "````python\na ``` b\n````"
    assert fenced("a", "sh") == "```sh\na\n```"
    assert paragraph("a\n---\n ## b\n") == "a\n\\---\n\\ ## b"
    assert section("T", "", " \n") == ""
    assert section("T", "a\n\n", "", "b") == "## T\n\na\n\nb\n"


# The YAML


def test_front_matter(made: Any, settings: Settings) -> None:
    found = front_matter(settings, made.tally, made.manifest)
    assert found["language"] == ["en", "nn"]
    assert found["language_details"] == ["nn-NO"]
    assert found["size_categories"] == ["n<1K"]
    assert found["tags"] == ["news", "dateline", "ferries"]
    assert [config["config_name"] for config in found["configs"]] == list(made.manifest.tables)
    own = with_dataset(settings, languages=("de",), tasks=("other",))
    again = front_matter(own, made.tally, made.manifest)
    assert (again["language"], again["task_categories"]) == (["de"], ["other"])
    assert "language_details" not in again


def test_splits_are_read_from_the_files(made: Any) -> None:
    entry = made.manifest.tables["articles"]
    (file,) = entry.files
    names = ("test", "validation", "extra", "train")
    cut = tuple(
        replace(
            file, path=f"data/articles/{name}-00000-of-00001.parquet", rows=number, num_bytes=10 * number, size=number
        )
        for number, name in enumerate(names)
    )
    split = replace(made.manifest, tables={"articles": replace(entry, rows=6, files=cut)})
    assert list(splits(split.tables["articles"])) == ["train", "validation", "extra"]
    matter = contract_matter(split)
    assert matter["configs"][0]["data_files"] == [
        {"split": name, "path": f"data/articles/{name}-*.parquet"} for name in ("train", "validation", "extra")
    ]
    assert matter["dataset_info"][0]["splits"] == [
        {"name": "train", "num_bytes": 30, "num_examples": 3},
        {"name": "validation", "num_bytes": 10, "num_examples": 1},
        {"name": "extra", "num_bytes": 20, "num_examples": 2},
    ]
    assert (matter["dataset_info"][0]["download_size"], matter["dataset_info"][0]["dataset_size"]) == (6, 60)
    assert split_of("data/articles/validation-00003-of-00009.parquet") == "validation"
    assert Facts(made.settings, made.tally, split).tables[0].name == "articles"


# Counts


def test_counts_are_those_of_the_rows(made: Any) -> None:
    tally = made.tally
    evidence = made.tables["evidence"].to_pylist()
    assert sum(tally.evidence.values()) == len(evidence)
    assert tally.evidence["title", "passed over"] == sum(not row["chosen"] for row in evidence)
    assert tally.evidence["date", "inferred"] == sum(bool(row["articles"]) for row in evidence)
    assert sum(tally.absences.values()) == sum(row["value"] is None for row in evidence)
    assert sum(tally.actors.values()) == made.tables["actors"].num_rows
    assert sum(tally.years.values()) == made.tables["articles"].num_rows - made.tables["articles"]["date"].null_count
    assert sum(tally.forms.values()) == made.tables["mentions"].num_rows


def test_counts_do_not_depend_on_the_cut(made: Any) -> None:
    parts = Tally()
    for name, table in made.tables.items():
        for start in range(0, max(1, table.num_rows), 2):
            parts.add({name: table.slice(start, 2)})
    assert parts == made.tally


def test_what_an_edition_withholds_is_not_missing(made: Any) -> None:
    rows = made.tables["evidence"].to_pylist()
    hidden = [{**row, "value": None, "raw": None, "reason": "withheld"} for row in rows if row["field"] == "body"]
    tally = Tally()
    tally.add({"evidence": pa.Table.from_pylist(hidden, schema=EVIDENCE.schema)})
    assert tally.evidence == {("body", "withheld"): len(hidden)}
    assert not tally.absences


# The lines of code


def blocks(text: str) -> list[str]:
    return re.findall(r"(?ms)^```python\n(.*?)^```$", text)


@pytest.mark.parametrize("split", ["train", "test"])
def test_the_lines_that_load_it_run(
    split: str, tables: Callable[[int], dict[str, pa.Table]], write: Callable[..., Any], tmp_path: Path
) -> None:
    made = write(tmp_path / "ferry", tables(7), shards=2, split=split)
    code = blocks((made.folder / "README.md").read_text(encoding="utf-8"))
    assert len(code) == 3
    checks = ["assert len(articles) == 7", "assert len(list(stream)) == 5", "assert len(articles) == 7"]
    script = "\n".join(part for pair in zip(code, checks, strict=True) for part in pair)
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", script],
        cwd=tmp_path,
        env={**os.environ, "HF_HOME": str(tmp_path / "cache"), "HF_HUB_OFFLINE": "1", "PYTHONHASHSEED": "0"},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    lines = done.stdout.splitlines()
    assert lines[0].startswith("Fähre bleibt")
    assert len(lines) == 1 + 5 + 1
    assert lines[-1] == "7"
