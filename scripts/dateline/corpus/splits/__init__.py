"""Train, validation and test without a leak: what belongs together stays on one side, and a report proves it.

- `settings`   what a maintainer decides; nothing heavy is loaded for it
- `quotes`     long quotations that articles share
- `groups`, `sides`, `folds`, `assign`  what stays together, and where it goes
- `leaks`, `crossing`, `traces`  the report, from texts and tables alone
- `splitting`  all of it in one call
"""
