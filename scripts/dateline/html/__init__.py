"""HTML pages: one parse to blocks, candidates for each field, and the choice between them."""
