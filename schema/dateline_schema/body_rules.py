"""Rules about the text of the body."""

from functools import cache

import polars as pl

from dateline_schema.boilerplate import ANY_MARKUP, LONGEST, boilerplate, markup
from dateline_schema.frames import Frames
from dateline_schema.rules import Broken, Rule
from dateline_schema.writing import scripts


def paragraphs(frames: Frames) -> Broken:
    """Paragraphs are joined by exactly one blank line; no line begins or ends with white space."""
    found = pl.col("body").str.extract(r"((?:[^\n]{0,20}\n\n\n)|(?:[^\n]{0,20}[^\S\n]\n)|(?:\n[^\S\n]+\S{0,20}))", 1)
    frame = frames["articles"].select(article="id", found=found)
    return frame.filter(pl.col("found").is_not_null())


def no_boilerplate(frames: Frames) -> Broken:
    """No paragraph is boilerplate."""
    short = frames.paragraphs.filter(pl.col("paragraph").str.len_bytes() <= LONGEST * 4)
    kinds = [boilerplate(paragraph) if paragraph else None for paragraph in short["paragraph"]]
    found = short.with_columns(kind=pl.Series(kinds, dtype=pl.String)).filter(pl.col("kind").is_not_null())
    return found.select("article", found=pl.format("{}: {}", "kind", "paragraph"))


def no_markup(frames: Frames) -> Broken:
    """No markdown or HTML is left."""
    left = frames["articles"].select(article="id", body="body").filter(pl.col("body").str.contains(ANY_MARKUP))
    found = [" ".join(markup(body) or ("markup",)) for body in left["body"]]
    return left.select("article").with_columns(found=pl.Series(found, dtype=pl.String))


def title_repeated(frames: Frames) -> Broken:
    """The body does not begin with the title."""
    first = _plain(pl.col("body").str.split_exact("\n\n", 1).struct.field("field_0"))
    frame = frames["articles"].select("title", "body", article="id")
    return frame.filter(first == _plain(pl.col("title"))).select("article", found="title")


def written(frames: Frames) -> Broken:
    """Most letters of the body are of a script that its language is written in."""
    frame = frames["articles"].select("language", "body", article="id")
    parts = [
        _foreign(group, known)
        for (tag,), group in frame.group_by("language", maintain_order=True)
        if (known := scripts(str(tag)))
    ]
    return pl.concat(parts) if parts else Broken(schema={"article": pl.String, "found": pl.String})


def _foreign(frame: pl.DataFrame, known: tuple[str, ...]) -> Broken:
    foreign = pl.col("body").str.count_matches(_letters_but(known))
    # letters of the script itself are many and slow to count: count all letters only where foreign ones are frequent
    some = frame.with_columns(foreign=foreign).filter(pl.col("foreign") * 4 > pl.col("body").str.len_chars())
    most = some.filter(pl.col("foreign") * 2 > pl.col("body").str.count_matches(r"\p{L}"))
    found = pl.format("{} letters of other scripts than those of {}", "foreign", "language")
    return most.select("article", found=found)


@cache
def _letters_but(known: tuple[str, ...]) -> str:
    own = "".join(rf"\p{{{script}}}" for script in known)
    return rf"[\p{{L}}&&[^{own}\p{{Common}}\p{{Inherited}}]]"


def _plain(text: pl.Expr) -> pl.Expr:
    return text.str.to_lowercase().str.replace_all(r"[\s\p{P}\p{S}]+", " ").str.strip_chars()


BODY = ("articles.body",)
"""These rules have nothing to look at in an edition without bodies."""

RULES: tuple[Rule, ...] = (
    Rule(
        "paragraphs", "articles", "body", "paragraphs with one blank line between them, lines trimmed", paragraphs, BODY
    ),
    Rule("boilerplate", "articles", "body", "no boilerplate", no_boilerplate, BODY),
    Rule("markup", "articles", "body", "no markup", no_markup, BODY),
    Rule("title-repeated", "articles", "body", "a body that does not begin with the title", title_repeated, BODY),
    Rule("script", "articles", "language", "a language that is written in the script of the body", written, BODY),
)
