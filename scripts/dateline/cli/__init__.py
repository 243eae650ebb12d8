"""The command line. Each command parses, calls one function and shows what came of it; heavy imports stay inside."""

import sys
import traceback

from dateline import errors
from dateline.cli import acting, benching, building, releasing, together
from dateline.cli.output import as_json
from dateline.cli.root import app
from dateline.printable import plain

__all__ = ["COMMANDS", "app", "main"]

COMMANDS = (building, acting, together, benching, releasing)
"""The modules whose commands the application has, in the order of `dateline --help`."""


def main() -> None:
    """Entry point: an error that a person can act on is one line, without a traceback; a bug is reported whole."""
    try:
        app()
    except errors.DatelineError as error:
        if "--json" in sys.argv:
            print(as_json(error.to_json()))
        _say(str(error))
        sys.exit(error.exit_code)
    except SystemExit as end:
        if end.code == errors.INTERRUPTED:
            _say("interrupted; the old dataset is as it was")
        raise
    except KeyboardInterrupt:
        _say("interrupted; the old dataset is as it was")
        sys.exit(errors.INTERRUPTED)
    except OSError as error:  # a full disk, a folder that may not be written to
        place = f"{error.filename}: " if error.filename else ""
        _say(f"{place}{error.strerror or error}")
        sys.exit(errors.INTERNAL)
    except Exception:
        traceback.print_exc()
        _say("this is a bug in Dateline; please report it with the lines above")
        sys.exit(errors.INTERNAL)


def _say(message: str) -> None:
    print(f"dateline: {plain(message)}", file=sys.stderr)


if __name__ == "__main__":
    main()
