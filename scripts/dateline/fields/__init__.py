"""Fields out of blocks: one small module for each field of an article."""
