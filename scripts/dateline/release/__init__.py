"""Releases: which versions a dataset has had, what the next one must be called, and the texts that say so."""
