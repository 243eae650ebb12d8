"""Who is in a dataset: its actors listed, one shown with every place that names them, joins explained and ruled on."""

from dateline.roster.judging import judge
from dateline.roster.listing import Listing, list_actors
from dateline.roster.portrait import Portrait, portray
from dateline.roster.questions import Answer, Review, explain_two, review

__all__ = ["Answer", "Listing", "Portrait", "Review", "explain_two", "judge", "list_actors", "portray", "review"]
