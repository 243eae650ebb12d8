"""What a page's head says of the article's text: its description, and the text itself where it is stated."""

import json
import re
from dataclasses import dataclass

from dateline.html.dom import HtmlPage

ARTICLE_BODY = re.compile(r'"(?:articleBody|reviewBody)"\s*:\s*"([^"\\]*+(?:\\.[^"\\]*+)*+)(?:"|\Z)', re.DOTALL)
DESCRIPTIONS = (
    'meta[property="og:description"],meta[name="description"],meta[name="twitter:description"],'
    'meta[name="Description"],meta[itemprop="description"]'
)
HEADLINES = 'meta[property="og:title"],meta[name="twitter:title"],meta[name="title"]'
MARKUP = re.compile(r"<[^<>]{1,300}>")
TYPOGRAPHIC = "’‘“”–—…\u00a0"
BLANKS = {code: " " for code in range(128) if not chr(code).isalnum()}
WORDS = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]|[^\W_]+")


@dataclass(frozen=True, slots=True)
class Stated:
    """`body` may be cut short, or be the description once more; each is empty where nothing is stated."""

    headline: str
    description: str
    body: str


def read_stated(page: HtmlPage, headline: str | None) -> Stated:
    """`headline` is the article's, where it is known; else the head's first stands for it."""
    descriptions = [content for content in _contents(page, DESCRIPTIONS) if len(content) > 20]
    headlines = [headline] if headline else _contents(page, HEADLINES)
    if not headlines and (title := page.tree.css_first("title")) is not None:
        headlines = [title.text()]
    return Stated(headlines[0] if headlines else "", "\n".join(dict.fromkeys(descriptions)), _body(page.source))


def _contents(page: HtmlPage, query: str) -> list[str]:
    return [content for node in page.tree.css(query) if (content := (node.attributes.get("content") or "").strip())]


def _body(source: str) -> str:
    """The longest text that linked data state as the article's; from the raw script, so that broken JSON is no bar."""
    named = [at for name in ('"articleBody"', '"reviewBody"') if (at := source.find(name)) >= 0]
    if not named:
        return ""
    found = max((match[1] for match in ARTICLE_BODY.finditer(source, min(named))), key=len, default="")
    try:
        text = str(json.loads(f'"{found}"', strict=False))
    except ValueError:
        text = found
    return MARKUP.sub(" ", text)


def words(text: str) -> list[str]:
    """Words in lower case; an ideograph is one."""
    folded = text.casefold()
    if not folded.isascii():
        for mark in TYPOGRAPHIC:
            folded = folded.replace(mark, " ")
    if folded.isascii():  # several times as fast, and nearly all English is
        return folded.translate(BLANKS).split()
    return WORDS.findall(folded)


def triples(tokens: list[str]) -> set[tuple[str, str, str]]:
    """Three words in a row each: what two texts have in common."""
    return set(zip(tokens, tokens[1:], tokens[2:], strict=False))
