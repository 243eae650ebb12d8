"""`import dateline`: the functions that it offers."""

import dataclasses
import inspect
import subprocess
import sys
from pathlib import Path

import pytest

import dateline
from dateline.errors import InputError, SettingsError, UsageError
from dateline.settings import Publisher, Ruling, Settings

TEXTS = sorted((Path(__file__).resolve().parent.parent / "data" / "articles").iterdir())

# What a person reads in these texts; null where there is nothing to read.
EXPECTED = {
    "en_ferry.md": {
        "title": "Nordland votes to keep the Westhaven ferry running through winter",
        "date": "2021-03-14",
        "authors": ("Ada Lindqvist",),
        "url": "https://www.nordlandcourier.example/2021/03/14/ferry-stays",
        "language": "en",
    },
    "en_plain.txt": {
        "title": "Bridge over the Salt River closes for repairs",
        "date": "2019-05-03",
        "url": None,
        "language": "en",
    },
    "de_brunnen.txt": {
        "title": "Dorfbrunnen in Oberwalden sprudelt wieder",
        "date": "2022-10-07",
        "authors": ("Greta Hollmann",),
        "language": "de",
    },
    "fr_marche.md": {
        "title": "Le marché couvert de Saint-Alban rouvre ses portes",
        "date": "2020-06-21",
        "authors": ("Hélène Morvan",),
        "language": "fr",
    },
    "ru_most.txt": {
        "title": "В Верхнеозёрске открыли пешеходный мост через Талку",
        "date": "2018-08-18",
        "language": "ru",
    },
    "es_tren.md": {
        "title": "El tren de la sierra vuelve a Valdeclara",
        "date": "2017-02-02",
        "authors": ("Marta Rueda",),
        "language": "es",
    },
    "ja_toshokan.txt": {"date": "2023-04-09", "language": "ja"},
    "ar_sadd.txt": {
        "title": "إعادة فتح سد وادي النخيل بعد أعمال الصيانة",
        "date": "2016-11-05",
        "language": "ar",
    },
}


def test_every_text_is_expected() -> None:
    assert {path.name for path in TEXTS} == EXPECTED.keys()


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name)
def test_fields(path: Path) -> None:
    article = dateline.extract(path.read_text(encoding="utf-8"))
    found = {name: getattr(article, name) for name in EXPECTED[path.name]}
    assert found | {"date": str(found["date"])} == EXPECTED[path.name]


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name)
def test_evidence_slices_the_text(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    article = dateline.extract(text)
    for row in article.evidence:
        assert (row.raw is None) == (row.start is None) == (row.end is None)
        assert row.start is None or row.raw == text[row.start : row.end]
        assert row.value is not None or row.reason
    body = [row.value for row in article.evidence if row.field == "body" and row.chosen]
    assert article.body == "\n\n".join(value for value in body if value)
    assert article.body.endswith((".", "。"))


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name)
def test_bytes_give_what_their_text_gives(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert dateline.extract(text.encode()) == dateline.extract(text)
    assert dateline.extract(text.encode("utf-16")) == dateline.extract(text)


PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Ferry to Hvaler runs again</title>
<meta property="article:published_time" content="2021-04-07T09:30:00+02:00"></head><body>
<nav><a href="/">Home</a> <a href="/sea">Sea</a></nav><article><h1>Ferry to Hvaler runs again</h1>
<p class="byline">By Marit Olsen</p>
<p>The ferry to Hvaler sailed on Wednesday for the first time since a storm tore its ramp loose in January.</p>
<p>Some forty people stood on the quay before sunrise, and the captain let every child sound the horn once.</p>
<p>The county paid for the new ramp and says that it will stand waves twice as high as those of the winter.</p>
</article><footer>All rights reserved</footer></body></html>"""


@pytest.mark.parametrize(
    "document", [PAGE, PAGE.encode(), "\n<!-- saved -->\n" + PAGE], ids=["text", "bytes", "comment"]
)
def test_a_page_is_known_by_its_beginning(document: str | bytes) -> None:
    article = dateline.extract(document)
    assert (article.title, str(article.date)) == ("Ferry to Hvaler runs again", "2021-04-07")
    assert article.authors == ("Marit Olsen",)
    assert article.body.startswith("The ferry to Hvaler sailed")
    source = document if isinstance(document, str) else document.decode()
    assert all(row.raw == source[row.start : row.end] for row in article.evidence if row.start is not None)


def test_media_says_what_a_document_is() -> None:
    assert dateline.extract(PAGE, media="text").body != dateline.extract(PAGE).body
    assert dateline.extract(PAGE.encode("utf-16"), media="html") == dateline.extract(PAGE)


def test_an_address_that_is_given_counts_where_the_document_names_none() -> None:
    article = dateline.extract(PAGE, url="https://sound.example.org/sea/ferry?utm_source=mail")
    assert (article.url, article.source_domain) == ("https://sound.example.org/sea/ferry", "example.org")
    told = next(row for row in article.evidence if row.field == "url" and row.chosen)
    assert (told.value, told.start) == (article.url, None)


def test_settings_name_the_publisher() -> None:
    text = next(path for path in TEXTS if path.name == "en_ferry.md").read_text(encoding="utf-8")
    aliases = ("The Nordland Courier",)
    known = Settings(publishers=(Publisher("The Courier of Nordland", "as it calls itself", aliases),))
    assert dateline.extract(text, settings=known).source == "The Courier of Nordland"


@pytest.mark.parametrize("text", ["", " \n\n", "\x00", "a", "-" * 100, "\ufeff"])
def test_a_text_without_an_article_has_no_body(text: str) -> None:
    article = dateline.extract(text)
    assert article.date is None
    assert len(article.body) < 20


@pytest.mark.parametrize(("data", "rule"), [(b"", "read.empty"), (b"\x00" * 99, "read.binary")])
def test_bytes_without_text_are_an_error(data: bytes, rule: str) -> None:
    with pytest.raises(InputError, match=rule):
        dateline.extract(data)


def test_half_of_a_surrogate_pair_is_no_text() -> None:
    with pytest.raises(InputError, match=r"U\+D800 at 2"):
        dateline.extract("a \ud800 lone")


def test_results_are_frozen() -> None:
    article = dateline.extract("A headline\n\nA text of one sentence, no more than that, was all that was left.")
    for record, name in ((article, "title"), (article.evidence[0], "value")):
        with pytest.raises(dataclasses.FrozenInstanceError):
            setattr(record, name, "other")
    assert hash(article) == hash(dataclasses.replace(article))


@pytest.mark.parametrize("name", [name for name in dateline.__all__ if name != "__version__"])
def test_what_is_public_has_a_docstring_and_types(name: str) -> None:
    thing = getattr(dateline, name)
    assert inspect.getdoc(thing)
    signature = inspect.signature(thing)
    assert all(one.annotation is not inspect.Parameter.empty for one in signature.parameters.values())


def test_functions_stay_functions_whatever_was_imported() -> None:
    # modules of the same names would take their places as attributes of the package
    script = (
        "import dateline\n"
        "from dateline.extract.article import read_draft\n"
        "from dateline.validate import Report\n"
        "for _ in range(2):\n"
        "    dateline.extract('A headline\\n\\nA text of some words.')\n"
        "assert callable(dateline.validate) and callable(dateline.build)\n"
        "from dateline.extract import article\n"
        "assert article.read_draft is read_draft\n"
    )
    subprocess.run([sys.executable, "-c", script], check=True)


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="nothing_of_the_kind"):
        _ = dateline.nothing_of_the_kind


def test_build_and_validate(corpus: Path, tmp_path: Path) -> None:
    seen: list[tuple[str, int, int]] = []
    result = dateline.build(corpus, tmp_path / "out", actors=False, workers=1, progress=lambda *step: seen.append(step))
    assert result.inputs == 16
    assert result.rows["articles"] == 12
    assert sum(result.rejects.values()) == result.rows["rejects"] == 4
    assert seen[0] == ("reading", 0, 16)
    assert seen[-1] == ("writing", 1, 1)
    report = dateline.validate(tmp_path / "out")
    assert report.failures == ()
    assert report.rows == result.rows


def test_build_by_a_settings_file(corpus: Path, tmp_path: Path) -> None:
    place = tmp_path / "mine"
    place.mkdir()
    corpus.rename(place / "texts")
    (place / "dataset.toml").write_text('inputs = ["texts/*.md"]\n[dataset]\nname = "mine"\n')
    first = dateline.build(settings=place / "dataset.toml", actors=False)
    assert (first.folder, first.inputs) == (str(place), 13)
    assert dateline.build(out=place, actors=False).inputs == 13
    assert dateline.validate(place).ok


@pytest.mark.parametrize("workers", [0, -1])
def test_too_few_workers(corpus: Path, tmp_path: Path, workers: int) -> None:
    with pytest.raises(UsageError, match="workers"):
        dateline.build([corpus], tmp_path / "out", workers=workers)


def test_nothing_to_build(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no inputs"):
        dateline.build(out=tmp_path / "out")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("day", ["2021-02-30", "20210203", "2021-W05-1", "soon", "2021-2-3"])
def test_a_ruling_with_an_impossible_day_stops_before_anything_is_written(
    corpus: Path, tmp_path: Path, day: str
) -> None:
    settings = Settings(rulings=(Ruling("0123456789abcdef", "date", day, "as printed"),))
    with pytest.raises(SettingsError, match=r"rulings\[0\].value"):
        dateline.build([corpus], tmp_path / "out", settings=settings)
    assert not (tmp_path / "out").exists()
