"""Scores: what an answer is worth, added up over items, with intervals by bootstrap over stories."""
