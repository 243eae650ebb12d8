"""The day of publication of whole small articles: labels, places, addresses, and what is only partly known."""

import pytest

from dateline.extract.article import Draft, read_draft
from dateline.fields.names import Names
from dateline.settings import Settings

BODY = (
    "Trams will run all night at weekends again from the first of May, nine years after the city stopped the service.",
    "The plan hinges on forty new drivers, of whom twenty-six have signed their contracts, the city said.",
    "Opponents said that the money would be better spent on repairs of the oldest tracks, some of which are very old.",
)


def story(*head: str, body: tuple[str, ...] = BODY, url: str = "") -> Draft:
    tail = (f"Original url: {url}",) if url else ()
    return read_draft(
        "\n\n".join(["# Night trams return to the city of Calder", *head, *body, *tail]), Names(Settings())
    )


def known(draft: Draft) -> tuple[str | None, str | None, str | None]:
    return (draft.date.isoformat() if draft.date else None, draft.date_edtf, draft.date_basis)


@pytest.mark.parametrize(
    "line",
    [
        "March 5, 2024",
        "5 March 2024",
        "2024-03-05",
        "Published: March 5, 2024",
        "Tuesday, March 5, 2024",
        "By Anna Berg - March 5, 2024",
        "March 5, 2024 | By Anna Berg",
        "Published 5 March 2024, 6:05 am",
        "*March 5, 2024*",
        "5. März 2024",
        "Stand: 05.03.2024, 17:42 Uhr",
        "Publié le 5 mars 2024 à 10h12",
        "5 de marzo de 2024",
        "5 марта 2024",
        "2024年3月5日",
        "2024.03.05 11:20",
        "٥ مارس ٢٠٢٤",
    ],
)
def test_stated(line: str) -> None:
    assert known(story(line)) == ("2024-03-05", "2024-03-05", "stated")


def test_published_goes_before_updated() -> None:
    for lines in (("Updated: March 8, 2024", "Published: March 5, 2024"), ("March 5, 2024", "Updated: March 8, 2024")):
        assert known(story(*lines))[0] == "2024-03-05"


def test_a_moment_needs_a_zone() -> None:
    assert story("March 5, 2024 10:00 GMT").published_at is not None
    assert story("March 5, 2024 10:00").published_at is None


def test_a_day_in_the_prose_is_not_the_day_of_publication() -> None:
    body = (
        BODY[0],
        "The last night tram had left the depot on May 14, 2015, with three passengers and a dog on board.",
        BODY[2],
    )
    assert known(story(body=body)) == (None, None, None)


def test_the_address_alone() -> None:
    assert known(story(url="https://x.example/2024/03/05/night-trams")) == ("2024-03-05", "2024-03-05", "url")
    assert known(story(url="https://x.example/2024/03/night-trams")) == (None, "2024-03", "url")
    assert known(story(url="https://x.example/night-trams-20240305x")) == (None, None, None)


def test_the_address_settles_day_and_month() -> None:
    assert known(story("03/04/2024", url="https://x.example/2024/04/03/trams"))[0] == "2024-04-03"
    assert known(story("03/04/2024", url="https://x.example/2024/03/04/trams"))[0] == "2024-03-04"


def test_another_day_in_the_address_is_evidence() -> None:
    found = story("March 5, 2024", url="https://x.example/2024/02/01/trams")
    days = {(f.value, f.chosen) for f in found.findings if f.field == "date"}
    assert days == {("2024-03-05", True), ("2024-02-01", False)}


@pytest.mark.parametrize(
    ("lead", "edtf", "raw"),
    [
        (
            "The trams came back yesterday (March 3), nine years after they had stopped for good.",
            "XXXX-03-04",
            "yesterday (March 3)",
        ),
        (
            "The trams came back today (March 3), nine years after they had stopped for good.",
            "XXXX-03-03",
            "today (March 3)",
        ),
        (
            "The trams came back yesterday (December 31), nine years after they had stopped.",
            "XXXX-01-01",
            "yesterday (December 31)",
        ),
    ],
)
def test_a_day_without_a_year(lead: str, edtf: str, raw: str) -> None:
    found = story(body=(lead, *BODY))
    assert known(found) == (None, edtf, "relative")
    spans = {found.page.raw[f.start : f.end] for f in found.findings if f.field == "date_edtf"}
    assert spans == {raw}


def test_a_weekday_alone() -> None:
    found = story(
        body=("The trams came back on Wednesday, nine years after they had stopped for good, said the city.", *BODY)
    )
    assert known(found) == (None, None, None)
    (row,) = [f for f in found.findings if f.field == "date"]
    assert (row.value, found.page.raw[row.start : row.end]) == (None, "on Wednesday")
    assert row.reason


def test_nothing_known_has_a_reason() -> None:
    (row,) = [f for f in story().findings if f.field == "date"]
    assert (row.value, row.start, row.reason) == (None, None, "the document states no date of publication")
