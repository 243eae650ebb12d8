"""Raw text to blocks, and what each block is."""
