"""Stories: articles on the same event, several reports or one that several publishers have, under one id.

`profile` goes over the articles of a bucket; `find_stories` joins what is alike over the whole corpus; `stories` makes
the table. Two articles on one topic are no story: a story is a meeting, an attack, a vote, and lasts a few days.
"""

from dateline.corpus.stories.columns import DAYS, HISTORY, MEMBERS, PROFILE
from dateline.corpus.stories.find import find_stories
from dateline.corpus.stories.profiles import profile
from dateline.corpus.stories.rows import stories

__all__ = ["DAYS", "HISTORY", "MEMBERS", "PROFILE", "find_stories", "profile", "stories"]
