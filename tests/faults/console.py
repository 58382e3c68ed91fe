"""A Python that stays open beside a site: it runs one program after the other, which spares starting Django for each.

Sent: a program, as a line of JSON. Answered: a line of JSON with what it printed, and its traceback or null.
"""

import contextlib
import io
import json
import sys
import traceback


def main() -> None:
    import django

    django.setup()
    for line in sys.stdin:
        sys.stdout.write(json.dumps(_run(json.loads(line))) + "\n")
        sys.stdout.flush()


def _run(program: str) -> tuple[str, str | None]:
    from django.db import connections

    error = None
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        try:
            exec(program, {"__name__": "__main__"})  # noqa: S102 - the programs of our own tests
        except Exception:
            error = traceback.format_exc()
        finally:
            connections.close_all()
    return printed.getvalue(), error


if __name__ == "__main__":
    main()
