"""What articles tell together, looked at: stories, reprints, and the sides of the splits."""

from dateline.events.reprints import Reprints, list_reprints
from dateline.events.sides import check_sides
from dateline.events.stories import Stories, Story, list_stories, tell_story

__all__ = ["Reprints", "Stories", "Story", "check_sides", "list_reprints", "list_stories", "tell_story"]
