"""Editions of a dataset: the full one, one without texts, and the way back from it with a user's own documents."""
