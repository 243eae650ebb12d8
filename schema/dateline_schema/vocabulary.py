"""The closed vocabularies of the contract; a value outside of them is a failure."""

from typing import Literal, get_args

Kind = Literal["person", "state", "organization", "armed_group", "body"]
"""What an actor is. `body`: an organ that states form or share (a ministry, a parliament, the United Nations)."""

Form = Literal["full", "surname", "title", "acronym", "demonym", "metonym"]
"""How a mention names its actor: `metonym` is a place that stands for its government ("Moscow says")."""

DateBasis = Literal["stated", "metadata", "url", "relative", "story", "ruling"]
"""Where a date comes from, in falling order of directness; `story`: inferred from other articles."""

Stage = Literal["read", "extract", "normalize", "corpus", "validate"]
"""The stage at which a document was rejected."""

Text = Literal["full", "withheld"]
"""What an edition of a dataset holds of the texts of its articles: all, or none."""

WITHHELD: Text = "withheld"
"""Also the reason of a row of evidence whose text an edition withholds."""

QuoteForm = Literal["direct", "mixed"]
"""How words are quoted: `mixed` where the quoted words are a part of the reporter's own sentence."""

Split = Literal["train", "validation", "test"]
"""The sides of a split, the oldest articles first."""

KINDS: tuple[str, ...] = get_args(Kind)
FORMS: tuple[str, ...] = get_args(Form)
QUOTE_FORMS: tuple[str, ...] = get_args(QuoteForm)
DATE_BASES: tuple[str, ...] = get_args(DateBasis)
STAGES: tuple[str, ...] = get_args(Stage)
EDITIONS: tuple[str, ...] = get_args(Text)
SPLITS: tuple[str, ...] = get_args(Split)
