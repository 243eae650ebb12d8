"""The parts of the body reader: families of names, shortlist, what a head states, trees, labels."""

import numpy as np
import pytest

from dateline.html.dom import read_page
from dateline.html.embedded import unescape
from dateline.html.families import families, names, read_bits
from dateline.html.features import features
from dateline.html.grow import Plan, grow
from dateline.html.shortlist import MOST, RUN, shortlist
from dateline.html.stated import read_stated
from dateline.html.train import align, rouge
from dateline.html.trees import Forest, forest


def told(attributes: dict[str, str | None]) -> set[str]:
    bits = families(attributes)
    return {name for at, name in enumerate(names()) if bits >> at & 1}


FAMILIES = {
    "a word of a class": ({"class": "article"}, {"article"}),
    "parts of a class": ({"class": "c-article__body--wide"}, {"article", "body"}),
    "changes of case": ({"class": "articleBody"}, {"article", "body"}),
    "beginnings of words": ({"class": "recommendations"}, {"related"}),
    "other languages": ({"class": "kommentare"}, {"comment"}),
    "ids and roles": ({"id": "sidebar", "role": "complementary"}, {"aside"}),
    "no part of a word": ({"class": "shadow readable"}, set()),
    "other attributes": ({"data-x": "comment", "title": "comment"}, set()),
    "nothing": ({"class": None, "id": ""}, set()),
}


@pytest.mark.parametrize(("attributes", "expected"), FAMILIES.values(), ids=FAMILIES)
def test_families_of_names(attributes: dict[str, str | None], expected: set[str]) -> None:
    assert told(attributes) == expected


def test_families_around_a_block_leave_out_the_body() -> None:
    page = read_page('<body class="article-page"><div class="comments"><ul><li>One</li></ul></div></body>')
    bits = read_bits(page)
    place = page.blocks[0].place
    comment = 1 << names().index("comment")
    assert bits.own[place] == bits.near[place] == 0
    assert bits.far[place] == comment


def shortlisted(source: str) -> list[str]:
    page = read_page(source)
    return [page.blocks[at].text for at in shortlist(page.blocks, read_bits(page))]


def test_menus_are_cut_to_their_ends() -> None:
    links = [f"<li><a href=/{at}>Section {at}</a></li>" for at in range(RUN + 3)]
    assert shortlisted(f"<ul>{''.join(links)}</ul>") == ["Section 0", "Section 1", f"Section {RUN + 2}"]
    assert len(shortlisted(f"<ul>{''.join(links[: RUN - 1])}</ul>")) == RUN - 1


def test_elements_without_text_of_articles() -> None:
    assert shortlisted("<nav><p>One</p></nav><footer><div>Two</div></footer><button>Three</button><p>Four</p>") == [
        "Four"
    ]


def test_a_shortlist_is_not_endless() -> None:
    assert len(shortlisted("<p>One</p>" * (MOST + 10))) == MOST


def test_what_a_head_states() -> None:
    page = read_page(
        "<head><meta property='og:title' content='Bridge opens'><meta name=description content='Two years late, the "
        'bridge opens.\'></head><script type=\'application/ld+json\'>{"articleBody": "One <b>two\\u00e9</b>\\nthree", '
        "broken</script>"
    )
    stated = read_stated(page, None)
    assert stated.headline == "Bridge opens"
    assert stated.description == "Two years late, the bridge opens."
    assert stated.body.split() == ["One", "twoé", "three"]
    assert read_stated(page, "Another headline").headline == "Another headline"


def test_a_stated_text_without_an_end() -> None:
    assert read_stated(read_page('<script>{"articleBody": "One two'), None).body == "One two"


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("a\\nb", "a\nb"),
        ("\\u003cp\\u003e", "<p>"),
        ("\\ud83d\\ude00!", "😀!"),
        ('\\"a\\/b\\\\', '"a/b\\'),
        ("\\x", "x"),
    ],
)
def test_escapes_of_a_script(raw: str, text: str) -> None:
    source = f'x="{raw}"'
    found, starts, ends = unescape(source, 3, len(source) - 1)
    assert found == text
    assert (starts[0], ends[-1]) == (3, len(source) - 1)
    assert all(end <= start for end, start in zip(ends[:-1], starts[1:], strict=True))


def test_features_have_the_columns_that_the_trees_ask_for() -> None:
    page = read_page("<article><h1>One</h1><p>Two three, four.</p></article>")
    columns = features(page, page.blocks, read_stated(page, None), read_bits(page))
    assert set(forest("body").columns) <= set(columns)
    assert all(np.isfinite(column).all() and len(column) == 2 for column in columns.values())


def test_features_that_are_asked_for_alone_are_the_same() -> None:
    page = read_page("<article><h1>One two</h1><p>Two three, four.</p><ul><li><a href=x>More</a></ul></article>")
    stated, bits = read_stated(page, "One two"), read_bits(page)
    columns = features(page, page.blocks, stated, bits)
    for name, column in columns.items():
        assert np.array_equal(features(page, page.blocks, stated, bits, [name])[name], column), name


def learned() -> tuple[Forest, np.ndarray, np.ndarray]:
    random = np.random.default_rng(5)
    rows = random.random((400, 3)).astype(np.float32)
    labels = ((rows[:, 0] > 0.4) & (rows[:, 2] < 0.7)).astype(float)
    plan = Plan(trees=40, depth=2, ridge=1.0, columns=1.0)
    return grow(["first", "noise", "last"], rows, labels, np.ones(400), plan), rows, labels


def test_trees_learn_what_two_columns_say_together() -> None:
    model, rows, labels = learned()
    chances = model.predict(rows[:, [["first", "noise", "last"].index(name) for name in model.columns]].T)
    assert np.mean((chances > 0.5) == (labels > 0.5)) > 0.97
    assert {"first", "last"} <= set(model.columns)


def test_trees_are_the_same_each_time_and_after_a_journey_through_json() -> None:
    one, rows, _ = learned()
    other, _, _ = learned()
    again = Forest.from_json(one.to_json())
    assert one.to_json() == other.to_json() == again.to_json()
    use = rows[:, [["first", "noise", "last"].index(name) for name in one.columns]]
    assert np.abs(one.predict(use.T) - again.predict(use.T)).max() < 0.05


def test_a_column_of_one_value_is_not_asked_about() -> None:
    rows = np.array([[1.0, at] for at in range(50)], dtype=np.float32)
    labels = (rows[:, 1] > 20).astype(float)
    model = grow(["same", "other"], rows, labels, np.ones(50), Plan(trees=3, depth=2, columns=1.0))
    assert model.columns == ("other",)


def test_labels_come_from_an_alignment() -> None:
    page = [["menu"], ["the", "bridge", "opens"], ["share"], ["on", "monday"]]
    assert align(["the", "bridge", "opens", "on", "monday"], page) == [0, 3, 0, 2]
    assert rouge(["a", "b", "c"], ["a", "c"]) == pytest.approx(0.8)
    assert rouge([], ["a"]) == 0.0
