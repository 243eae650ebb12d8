"""Authorities: what is known of actors before any article is read, from Dateline's data and from a user's files."""

from dateline.actors.authorities.bundled import bundled, known
from dateline.actors.authorities.entry import Entry, Name, Office
from dateline.actors.authorities.reading import read_authority
from dateline.actors.authorities.supplement import NOTHING, Supplement, supplement

__all__ = ["NOTHING", "Entry", "Name", "Office", "Supplement", "bundled", "known", "read_authority", "supplement"]
