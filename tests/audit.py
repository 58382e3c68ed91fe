"""The checks that need a tool from elsewhere, run by hand on a running site: `python -m tests.audit --help`.

The pages are those of its sitemap, one of each kind in each language. A tool that is not named is not run.
"""

import argparse
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import urlopen

from rich.console import Console
from rich.table import Table

from tests.e2e.chromium import find_chromium

LOCATION = re.compile(r"<loc>([^<]+)</loc>")
LANGUAGES = ("fr", "nl", "en")
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
CONSOLE = Console()


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("site", help="its address, such as http://127.0.0.1:8000")
    parser.add_argument("--vnu", help="the Nu HTML checker, vnu.jar; needs java")
    parser.add_argument("--lighthouse", help="the program lighthouse")
    parser.add_argument("--runs", type=int, default=5, help="how often Lighthouse looks at a page (%(default)s)")
    parser.add_argument("--page", action="append", help="a path: Lighthouse looks at this page, instead of one a kind")
    parser.add_argument("--desktop", action="store_true", help="Lighthouse as on a desktop, not as on a telephone")
    chosen = parser.parse_args()
    pages = list(page_kinds(chosen.site.rstrip("/")))
    sound = not chosen.vnu or html_is_valid(chosen.vnu, pages)
    if chosen.lighthouse:
        show_scores(chosen, _named(chosen) or [page for page in pages if "/fr/" in page])
    sys.exit(not sound)


def _named(chosen):
    return [chosen.site.rstrip("/") + path for path in chosen.page or ()]


def page_kinds(site):
    """All pages that there are once, and the first of each other kind."""
    for part in _locations(f"{site}/sitemap.xml"):
        found = _locations(site + urlsplit(part).path)
        wanted = found if "/pages-" in part else found[: len(LANGUAGES)]
        yield from (site + urlsplit(page).path for page in wanted)


def _locations(address):
    return LOCATION.findall(_read(address).decode())


def _read(address):
    with urlopen(address) as answer:  # noqa: S310 - the address comes from who runs this
        return answer.read()


def html_is_valid(jar, pages):
    """Whether the checker finds nothing on any page; what it finds is printed with the address of the page."""
    with tempfile.TemporaryDirectory() as folder:
        files = {f"{number}.html": page for number, page in enumerate(pages)}
        for name, page in files.items():
            Path(folder, name).write_bytes(_read(page))
        command = ["java", "-Xss4m", "-jar", Path(jar).resolve(), "--format", "gnu", *files]
        said = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False).stderr
    for line in said.splitlines():
        name = re.search(r"(\d+\.html)\"?:", line)
        CONSOLE.print(f"{files[name[1]]}: {line}" if name else line, markup=False)
    CONSOLE.print(f"HTML: {len(pages)} pages, {len(said.splitlines())} findings.")
    return not said


def show_scores(chosen, pages):
    table = Table("page", *CATEGORIES, title=f"Lighthouse, median of {chosen.runs}")
    for page in pages:
        runs = [_scores(chosen, page) for _ in range(chosen.runs)]
        medians = (round(statistics.median(column)) for column in zip(*runs, strict=True))
        table.add_row(urlsplit(page).path, *map(str, medians))
    CONSOLE.print(table)


def _scores(chosen, page):
    flags = "--chrome-flags=--headless=new --no-sandbox"
    command = [chosen.lighthouse, page, "--quiet", "--output=json", "--no-enable-error-reporting", flags]
    command += ["--preset=desktop"] if chosen.desktop else []
    environment = os.environ | {"CHROME_PATH": find_chromium()}
    said = subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout
    categories = json.loads(said)["categories"]
    return [100 * categories[name]["score"] for name in CATEGORIES]


if __name__ == "__main__":
    main()
