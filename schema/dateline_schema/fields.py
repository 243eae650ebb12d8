"""One declaration a column: name, Arrow type, null or not, meaning, checks. All else is derived from these.

A field that holds a list declares its element in `items`; a field that holds a struct declares its `members`.
"""

from dataclasses import dataclass
from functools import cached_property
from itertools import chain

import pyarrow as pa

from dateline_schema import characters
from dateline_schema.checks import AtLeast, Check, Distinct, Lacks, Matches, NotEmpty, OneOf
from dateline_schema.vocabulary import DATE_BASES, FORMS, KINDS, QUOTE_FORMS, SPLITS, STAGES


@dataclass(frozen=True)
class Field:
    """One column, list element or struct member.

    Attributes:
        name: as it stands in the Parquet file.
        meaning: for people; it goes into the Arrow metadata, the JSON Schema and the dataset card.
        type: Arrow type of a scalar; None where `items` or `members` give it.
        nullable: whether null is a value. Lists are never null: an empty list says that there is none.
        checks: what each value that is not null must hold.
        items: the element of a list.
        members: the members of a struct.
    """

    name: str
    meaning: str
    type: pa.DataType | None = None
    nullable: bool = False
    checks: tuple[Check, ...] = ()
    items: "Field | None" = None
    members: tuple["Field", ...] = ()

    @cached_property
    def data_type(self) -> pa.DataType:
        """The whole Arrow type, nested parts included."""
        if self.items is not None:
            return pa.list_(self.items.arrow)
        if self.members:
            return pa.struct([member.arrow for member in self.members])
        if self.type is None:
            raise TypeError(f"field {self.name}: declare a type, items or members")
        return self.type

    @cached_property
    def arrow(self) -> pa.Field:
        """The Arrow field, its meaning in the metadata."""
        metadata = {"meaning": self.meaning} if self.meaning else None
        return pa.field(self.name, self.data_type, nullable=self.nullable, metadata=metadata)


def _text(name: str, meaning: str, *checks: Check, null: bool = False) -> Field:
    return Field(name, meaning, pa.string(), null, checks)


def _list(name: str, meaning: str, items: Field, *checks: Check) -> Field:
    return Field(name, meaning, checks=checks, items=items)


def _element(*checks: Check) -> Field:
    # Parquet names the element of a list "element"; the same name here makes schemas equal after a round trip
    return Field("element", "", pa.string(), checks=checks)


def _struct(*members: Field) -> Field:
    return Field("element", "", members=members)


NOT_BLANK = Matches("not-blank", r"\S", "some text")
TRIMMED = Lacks("trimmed", r"^\s|\s$", "no white space at the ends")
CLEAN = Lacks("clean", characters.UNCLEAN, "no control, no-break, invisible or replacement character")
CLEAN_LINE = Lacks("clean", characters.UNCLEAN_LINE, "one line, no control, no-break or invisible character")
ONE_LINE = (NOT_BLANK, TRIMMED, CLEAN_LINE)

_ARTICLE = "[0-9a-f]{16}(-[0-9a-f]{4,8})?"
ARTICLE_ID = Matches("article-id", f"^{_ARTICLE}$", "16 hex digits, with - and 4 to 8 more for another scrape")
ACTOR_ID = Matches(
    "actor-id",
    f"^([g-z][a-z]*-[a-zA-Z0-9]+(-[a-zA-Z0-9]+)*|{_ARTICLE}[.][0-9a-f]{{4,8}})$",
    "an authority's id (state-sy) or a local one (article id, dot, 4 to 8 hex digits)",
)
STORY_ID = Matches("story-id", "^story-[0-9a-z]+(-[0-9a-z]+)*$", "story- and lower-case letters or digits")
SHA256 = Matches("sha256", "^[0-9a-f]{64}$", "64 lower-case hex digits")
URL = Matches("url", r"^https?://[^\s/?#]+[^\s#]*$", "an http(s) address without a fragment")
UNTRACKED = Lacks(
    "untracked",
    "[?&](utm_[a-z]+|fbclid|gclid|dclid|msclkid|yclid|igshid|mc_cid|mc_eid)=",
    "no tracking parameter",
)
DOMAIN = Matches("domain", r"^[^\s./@:A-Z]+([.][^\s./@:A-Z]+)+$", "a lower-case domain name")
# RFC 5646: language, script, region; variants and extensions say nothing that a reader of news would filter by
LANGUAGE = Matches(
    "language-tag", "^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?$", "a BCP 47 tag such as en or sr-Latn-RS"
)
# EDTF (ISO 8601-2) levels 0 and 1: unspecified digits as X, ? ~ % as qualifiers, intervals open or unknown at one end
_DAY = "[0-9X]{4}(-([0-1][0-9]|2[1-4]|XX|[0-1]X)(-([0-3][0-9]|XX|[0-3]X))?)?[?~%]?"
EDTF = Matches("edtf", f"^({_DAY}|({_DAY}|[.][.])?/{_DAY}|{_DAY}/([.][.])?)$", "an EDTF date or interval")
WIKIDATA = Matches("wikidata", "^Q[1-9][0-9]*$", "a Wikidata item such as Q42")
COUNTRY = Matches("country", "^[A-Z]{2}$", "an ISO 3166-1 alpha-2 code")
RAW_PATH = (NOT_BLANK, Lacks("relative-path", r"^/|^[A-Za-z]:|\\|(^|/)[.][.](/|$)", "a path inside of the dataset"))

START = Field("start", "offset of the first code point, counted from 0", pa.int64(), checks=(AtLeast(0),))
END = Field("end", "offset after the last code point", pa.int64(), checks=(AtLeast(1),))
TEXT = _text("text", "what stands there: `body[start:end]`", NOT_BLANK)
FORM = _text("form", "how the actor is named: " + ", ".join(FORMS), OneOf(FORMS))
ACTOR_NAME = _text("name", "the actor's name in full, as far as it is known", *ONE_LINE)
KIND = _text("kind", "what the actor is: " + ", ".join(KINDS), OneOf(KINDS))

MENTION = _struct(START, END, TEXT, FORM)
ACTOR = _struct(
    _text("id", "id of the actor; the table `actors` says more of it", ACTOR_ID),
    ACTOR_NAME,
    KIND,
    _list("mentions", "each place of the body that names the actor, in order", MENTION, NotEmpty()),
)

BODY = _text(
    "body",
    "text of the article, paragraphs joined by a blank line; no captions, related links, navigation or trailers",
    NOT_BLANK,
    TRIMMED,
    CLEAN,
)

ARTICLE_COLUMNS: tuple[Field, ...] = (
    _text(
        "id",
        "stable id: an article keeps it when its URL becomes known, when white space, quotes or boilerplate change, "
        "or when it is scraped again; the copies of two publishers differ",
        ARTICLE_ID,
    ),
    _text("title", "headline, without site name, kicker or markup", *ONE_LINE, null=True),
    _text("subtitle", "standfirst below the headline", *ONE_LINE, null=True),
    Field(
        "date",
        "day of publication; where what is known spans several days but at most a week, the likeliest of them",
        pa.date32(),
        nullable=True,
    ),
    Field(
        "published_at",
        "moment of publication, where a time and a zone are stated",
        pa.timestamp("s", tz="UTC"),
        nullable=True,
    ),
    _text(
        "date_edtf",
        "all that is known of the date, as EDTF (ISO 8601-2): `2014-11-26`, `2014-11-26/2014-12-02`, `XXXX-11-27`",
        EDTF,
        null=True,
    ),
    _text("date_basis", "where the date comes from: " + ", ".join(DATE_BASES), OneOf(DATE_BASES), null=True),
    _text("source", "publisher, by its canonical name", *ONE_LINE, null=True),
    _text("source_domain", "registrable domain of the publisher", DOMAIN, null=True),
    _list("agencies", "wire agencies credited; never the publisher", _element(*ONE_LINE), Distinct()),
    _list("authors", "people credited; never a publisher or an agency", _element(*ONE_LINE), Distinct()),
    _text("translator", "who translated or edited the text, where credited", *ONE_LINE, null=True),
    _text("url", "canonical address: no tracking, no fragment", URL, UNTRACKED, null=True),
    _text("language", "language of the body, as BCP 47", LANGUAGE),
    _list(
        "actors",
        "who is named in the body; offsets are half-open and count Unicode code points of `body`",
        ACTOR,
    ),
    BODY,
    _text("story_id", "articles on the same event share it", STORY_ID, null=True),
    _text(
        "duplicate_of",
        "id of the article that this one reprints or repeats; that one itself reprints none",
        ARTICLE_ID,
        null=True,
    ),
    _text("raw_sha256", "SHA-256 of the document that it was read from", SHA256),
    _text("raw_path", "path of that document, relative to the dataset", *RAW_PATH),
)

BODY_DIGEST: tuple[Field, ...] = (
    Field("body_length", "code points of the body, which this edition withholds", pa.int64(), checks=(AtLeast(1),)),
    _text("body_sha256", "SHA-256 of the body in UTF-8, to know it again", SHA256),
)
"""What stands for the body in an edition without texts."""

WITHHELD_FIELDS: tuple[str, ...] = ("subtitle", BODY.name)
"""Columns whose text an edition without texts holds nowhere: bodies, and standfirsts, which are prose of the publisher
too and often are a sentence of the body. Headlines stay: they are what an article is called and looked up by.
"""

WITHHELD_ARTICLE_COLUMNS: tuple[Field, ...] = tuple(
    chain.from_iterable(BODY_DIGEST if column is BODY else (column,) for column in ARTICLE_COLUMNS)
)

ACTOR_COLUMNS: tuple[Field, ...] = (
    _text(
        "id",
        "stable id: an authority's, or one that starts with the id of the oldest article that names the actor",
        ACTOR_ID,
    ),
    ACTOR_NAME,
    KIND,
    _list("aliases", "other names and spellings that were met", _element(*ONE_LINE), Distinct()),
    _text("wikidata", "Wikidata item, where it is verified", WIKIDATA, null=True),
    _text("country", "state that the actor is or belongs to, as ISO 3166-1 alpha-2", COUNTRY, null=True),
    _list(
        "offices",
        "offices held, with the days from and to which they were held where known",
        _struct(
            _text("title", "title of the office", *ONE_LINE),
            _text("organization", "where it is held", *ONE_LINE, null=True),
            Field("from", "first day in office", pa.date32(), nullable=True),
            Field("to", "last day in office", pa.date32(), nullable=True),
        ),
    ),
)

MENTION_COLUMNS: tuple[Field, ...] = (
    _text("article_id", "the article", ARTICLE_ID),
    _text("actor_id", "the actor named", ACTOR_ID),
    START,
    END,
    TEXT,
    FORM,
)

QUOTE_COLUMNS: tuple[Field, ...] = (
    _text("article_id", "the article", ARTICLE_ID),
    START,
    END,
    _text("text", "the words quoted, without the marks: `body[start:end]`", NOT_BLANK),
    _text("form", "how they are quoted: " + ", ".join(QUOTE_FORMS), OneOf(QUOTE_FORMS)),
    _text("speaker_id", "the actor who speaks; null where the speaker is no actor or not known", ACTOR_ID, null=True),
    _text("speaker", "the words that name the speaker: `body[speaker_start:speaker_end]`", NOT_BLANK, null=True),
    Field("speaker_start", "offset of their first code point", pa.int64(), True, (AtLeast(0),)),
    Field("speaker_end", "offset after their last code point", pa.int64(), True, (AtLeast(1),)),
    _text("cue", "the verb or words that report: `body[cue_start:cue_end]`", NOT_BLANK, null=True),
    Field("cue_start", "offset of its first code point", pa.int64(), True, (AtLeast(0),)),
    Field("cue_end", "offset after its last code point", pa.int64(), True, (AtLeast(1),)),
    _text("rule", "the rule that read who speaks, or why nobody could be read", NOT_BLANK),
)

WITHHELD_QUOTE_COLUMNS: tuple[Field, ...] = tuple(column for column in QUOTE_COLUMNS if column.name != "text")
"""An edition without texts tells where somebody is quoted and who, not the words."""

ROLE_COLUMNS: tuple[Field, ...] = (
    _text("article_id", "the article", ARTICLE_ID),
    _text("actor_id", "the actor who is said to have the role", ACTOR_ID),
    START,
    END,
    _text("text", "the role as the article words it: `body[start:end]`", NOT_BLANK),
    _text("country", "state whose office it is, as ISO 3166-1 alpha-2, where the words tell", COUNTRY, null=True),
    _text("rule", "the rule that read it", NOT_BLANK),
)

EVIDENCE_FIELDS: tuple[str, ...] = (*(column.name for column in ARTICLE_COLUMNS[1:18]), "encoding")
"""What evidence can be about: the columns that are read from a document or found by looking at all articles, and how
the document's bytes were decoded.
"""

EVIDENCE_COLUMNS: tuple[Field, ...] = (
    _text("article_id", "the article", ARTICLE_ID),
    _text(
        "field",
        "column of `articles` that this is about, or `encoding` (how the document was decoded)",
        OneOf(EVIDENCE_FIELDS),
    ),
    _text("value", "the value read; null where none could be, with the reason", null=True),
    _text("raw", "what stands in the document: `document[start:end]`", null=True),
    Field("start", "offset of its first code point in the document", pa.int64(), True, (AtLeast(0),)),
    Field("end", "offset after its last code point", pa.int64(), True, (AtLeast(0),)),
    _text("rule", "the rule that read the value", NOT_BLANK),
    _text("reason", "why there is no value, or what the rule saw", NOT_BLANK, null=True),
    Field("chosen", "false for a candidate that was not taken", pa.bool_()),
    _list("articles", "articles that the value was inferred from; empty when it was read", _element(ARTICLE_ID)),
)

STORY_COLUMNS: tuple[Field, ...] = (
    _text("id", "stable id of the story", STORY_ID),
    Field("date_start", "first day that its articles are dated", pa.date32(), nullable=True),
    Field("date_end", "last day that its articles are dated", pa.date32(), nullable=True),
    _list("articles", "articles on it", _element(ARTICLE_ID), NotEmpty(), Distinct()),
    _list("actors", "actors named in at least one of them", _element(ACTOR_ID), Distinct()),
    _text("headline", "a headline that stands for the story", *ONE_LINE),
)

SPLIT_COLUMNS: tuple[Field, ...] = (
    _text("article_id", "the article", ARTICLE_ID),
    _text(
        "group_id",
        "articles that must not be parted share it: reprints, stories, long quotations; the lowest id among them",
        ARTICLE_ID,
    ),
    _text(
        "split",
        "side of the whole group: " + ", ".join(SPLITS) + "; null in a corpus too small for sides",
        OneOf(SPLITS),
        null=True,
    ),
    Field(
        "fold",
        "fold of the whole group, counted from 0, in a corpus too small for sides",
        pa.int64(),
        True,
        (AtLeast(0),),
    ),
    _text("reason", "why it stands there", NOT_BLANK),
)

REJECT_COLUMNS: tuple[Field, ...] = (
    _text("raw_path", "path of the document, relative to the dataset", NOT_BLANK),
    _text("sha256", "SHA-256 of its bytes; null when they could not be read", SHA256, null=True),
    _text("stage", "where it was rejected: " + ", ".join(STAGES), OneOf(STAGES)),
    _text("rule", "the rule that rejected it", NOT_BLANK),
    _text("message", "what was found, for a person to act on", NOT_BLANK),
)
