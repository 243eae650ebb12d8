"""The data contract of Dateline: what every table, column and value of a release must be.

Nothing is imported here, so that a single module (`dateline_schema.boilerplate`, say) loads without pyarrow:

- `vocabulary`   the closed vocabularies
- `characters`   what may not stand in clean text
- `boilerplate`  paragraphs that are not part of an article
- `checks`       the kinds of check a field can declare
- `fields`       one declaration a column
- `tables`       the tables, as pyarrow schemas
- `levels`       the checks of fields, nested ones too, run by pandera
- `corpus`       rules across rows and tables
- `jsonschema`, `render`, `generate`  the contract in other notations
"""

SCHEMA_VERSION = "0.3.0"
"""Semantic version of the contract; it rises on its own, apart from the code's and the dataset's."""
