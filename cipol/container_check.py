"""Asks the server on this machine whether it is well: `python -m cipol.container_check`.

It ends with 0 and what the server answers, or says what is wrong.
The health checks of the image and of docker-compose.yml run this: a slim image has no curl.
"""

import sys
import urllib.error
import urllib.request

from cipol import environment

TIMEOUT = 5


def make_request() -> urllib.request.Request:
    """The question, in the name of a host that the server answers to."""
    host = next(iter(environment.read_list("ALLOWED_HOSTS")), "localhost")
    port = environment.read_number("PORT", default=8000)
    return urllib.request.Request(
        f"http://127.0.0.1:{port}/healthz",
        headers={"Host": "localhost" if host == "*" else host.removeprefix(".")},
    )


def main() -> None:
    try:
        with urllib.request.urlopen(make_request(), timeout=TIMEOUT) as answer:  # noqa: S310
            print(answer.read().decode().strip())  # noqa: T201
    except (urllib.error.URLError, TimeoutError) as problem:
        sys.exit(f"Not well: {problem}")


if __name__ == "__main__":
    main()
