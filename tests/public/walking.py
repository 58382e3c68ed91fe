"""Walking through the site as a stranger does: every address, every link, every choice of every form."""

import io
import re
from collections import deque
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import urlencode, urljoin, urlsplit

import lxml.html
import openpyxl
from django.conf import settings
from django.urls import Resolver404, resolve
from django.utils import translation

from public import root_urls, urls
from tests.public.whole_site import ALIKE, LANGUAGES

MEDIA_TYPES_OF_TEXT = (
    "text/", "application/json", "application/ld+json", "application/xml", "application/atom+xml",
)  # fmt: skip
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ROOT_NAMES = {pattern.name for pattern in root_urls.urlpatterns}
MOST_PARAMETERS = 1
ADDRESS_IN_TEXT = re.compile(r"""https?://[^\s"'<>\\,;]+""")


@dataclass(frozen=True)
class Answer:
    """What the site said at an address."""

    address: str
    status: int
    media_type: str
    content: bytes = field(repr=False)
    location: str = ""
    etag: str = ""

    @cached_property
    def said(self):
        """All its words: of a workbook those of each cell, of anything else what it holds, with its new address."""
        if self.media_type == WORKBOOK and self.content:
            book = openpyxl.load_workbook(io.BytesIO(self.content), read_only=True)
            cells = (str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row if cell)
            words = "\n".join((*book.sheetnames, *cells))
            book.close()
        else:
            words = self.content.decode(errors="replace")
        return f"{words}\n{self.location}"

    @cached_property
    def page(self):
        """The page as its root element; None for what is no page of the site."""
        if self.status != 200 or not self.media_type.startswith("text/html") or not is_page(self.address):
            return None
        return lxml.html.fromstring(self.content.decode())

    @property
    def path(self):
        return urlsplit(self.address).path

    @cached_property
    def links(self):
        """Where it leads, without the fragments."""
        return [urlsplit(link)._replace(fragment="").geturl() for link in self.links_with_fragments]

    @cached_property
    def links_with_fragments(self):
        """The addresses of this site to which it leads, as paths; those of all choices of its forms too."""
        found = [self.location] if self.location else []
        if self.page is not None:
            found += [element.get(name) for name in ("href", "src") for element in self.page.xpath(f"//*[@{name}]")]
            found += [address for form in self.page.iter("form") for address in _choices(form)]
        elif self.media_type.startswith(MEDIA_TYPES_OF_TEXT):
            found += ADDRESS_IN_TEXT.findall(self.content.decode())
        return list(dict.fromkeys(filter(None, (_inside(self.address, link) for link in found))))


def ask(client, address, **headers):
    """What is answered at the address, read to its end."""
    response = client.get(address, headers=headers)
    # The client closes the response itself: a second time would close the connection to the database too.
    content = b"".join(response.streaming_content) if response.streaming else response.content
    media_type = response.get("Content-Type", "")
    return Answer(
        address, response.status_code, media_type, content, response.get("Location", ""), response.get("ETag", "")
    )


def walk(client, starts):
    """Address → answer, from the starts on along every link.

    What is not public is asked for, and not walked through. Passed by are lists that are narrowed by more than one
    thing, and pages that are all alike.
    """
    found, waiting = {}, deque(dict.fromkeys(starts))
    while waiting:
        address = waiting.popleft()
        if address in found:
            continue
        found[address] = ask(client, address)
        if is_public(address):
            waiting.extend(filter(_tells_something_new, found[address].links))
    return found


def _tells_something_new(link):
    return urlsplit(link).query.count("=") <= MOST_PARAMETERS and not ALIKE.search(link)


def is_page(address):
    """Whether a page of the site is there, with its language and its frame."""
    return _name_of(address).startswith(f"{urls.app_name}:")


def is_public(address):
    return is_page(address) or _name_of(address) in ROOT_NAMES


def _name_of(address):
    path = urlsplit(address).path
    # Addresses with a language are known while that language is spoken.
    with translation.override(path[1:3] if path[1:3] in LANGUAGES else "fr"):
        try:
            return resolve(path).view_name
        except Resolver404:
            return ""


def _inside(address, link):
    """The path of a link, from the page where it stands; None where it leads elsewhere."""
    site, link = settings.SITE_URL, urljoin(f"{settings.SITE_URL}{address}", link.strip())
    is_ours = link.startswith(f"{site}/") and not link.startswith(f"{site}/{settings.STATIC_URL.lstrip('/')}")
    return link.removeprefix(site) if is_ours else None


def _choices(form):
    """The address of each choice that a form offers, one at a time."""
    if form.get("method", "get").lower() != "get":
        return
    action = form.get("action", "")
    offered = [(box.get("name"), box.get("value")) for box in form.xpath(".//input[@type='checkbox' or @type='radio']")]
    offered += [
        (select.get("name"), option.get("value", option.text_content()))
        for select in form.iter("select")
        for option in select.iter("option")
    ]
    for name, value in offered:
        if value:
            yield f"{action}?{urlencode([(name, value)], safe='/')}"
