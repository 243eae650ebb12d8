"""The checks of `dateline verify`: one module a question, each a function from a dataset folder to an answer."""
