"""What an earlier build found in the same documents, kept on this machine and used where nothing has changed.

Rows of a document are reused where its bytes, the settings that its stage sees, the actors that are known beforehand,
the code and its libraries are what they were. They are the rows that the stage would give, so the dataset is that of a
full build, bit for bit. All of it can be deleted at any time.

- `stamp`    what all documents depend on: code, libraries, settings, actors
- `keys`     what one document depends on: what the readers gave, and the rulings on it
- `entry`    a file of the cache: the rows of one shard, with a digest of its own
- `reuse`    rows of an entry and fresh ones, put together
- `cuts`     shards whose borders stay where they are when an input comes or goes
- `place`    where caches lie; `shelf` the entries of one dataset
"""

from dateline.cache.place import cache_folder
from dateline.cache.shelf import NOT_USED, Shelf, Used, close_shelf, open_shelf, total

__all__ = ["NOT_USED", "Shelf", "Used", "cache_folder", "close_shelf", "open_shelf", "total"]
