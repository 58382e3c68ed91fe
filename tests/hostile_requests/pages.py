"""The pages that somebody reaches by following links, and the forms that stand on them."""

from collections import Counter
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

import lxml.html
from django.urls import Resolver404, resolve

TOO_MANY = 40
"""Fields of one name: a list of a thousand check boxes is sent no better than one of forty."""


@dataclass(frozen=True)
class Form:
    """What a browser would send: where, how, the values by name, the names of files and of buttons."""

    action: str
    method: str
    fields: tuple
    files: tuple = ()
    buttons: tuple = ()

    @property
    def names(self):
        return tuple(dict.fromkeys(name for name, _value in self.fields))


def walk(get, starts, *, most, of_a_kind):
    """(addresses, forms) of at most so many pages, found from the starts on, few of each kind of page.

    `get` gives the page at an address; "" where there is no page to read.
    """
    waiting, seen, kinds, forms = list(starts), set(starts), Counter(), {}
    addresses = []
    while waiting and len(addresses) < most:
        address = waiting.pop(0)
        kind = kind_of(address)
        if kind is None or kinds[kind] >= of_a_kind:
            continue
        kinds[kind] += 1
        addresses.append(address)
        content = get(address)
        if not content.strip():
            continue
        page = lxml.html.fromstring(content)
        for form in page.forms:
            found = read_form(form, address)
            forms.setdefault((kind_of(found.action), found.method, found.names), found)
        for link in page.iter("a"):
            target = urlsplit(urljoin(address, link.get("href") or ""))
            place = target.path + (f"?{target.query}" if target.query else "")
            if not target.netloc and place not in seen:
                seen.add(place)
                waiting.append(place)
    return addresses, list(forms.values())


def kind_of(address):
    """The name of the page at an address, with its language left aside; None where there is none."""
    try:
        match = resolve(urlsplit(address).path)
    except Resolver404:
        return None
    return match.view_name, bool(urlsplit(address).query)


def read_form(form, address):
    """The form as a browser would send it; rows in a template count too."""
    fields, files, buttons = [], [], []
    for element in form.iter("input", "textarea", "select", "button"):
        name, kind = element.get("name"), element.get("type", "text")
        if not name:
            continue
        if element.tag == "button" or kind in ("submit", "image"):
            buttons.append((name, element.get("value") or ""))
        elif kind == "file":
            files.append(name)
        elif element.tag == "select":
            fields += [(name, value or "") for value in _chosen(element)]
        elif element.tag == "textarea":
            fields.append((name, (element.text or "").removeprefix("\n")))
        elif kind not in ("checkbox", "radio") or element.get("checked") is not None:
            fields.append((name, element.get("value") or ("on" if kind in ("checkbox", "radio") else "")))
        else:
            fields.append((name, element.get("value") or "on"))  # an attacker ticks what he likes
    action = urljoin(address, form.get("action") or "")
    place = urlsplit(action)
    target = place.path + (f"?{place.query}" if place.query else "")
    counts, kept = Counter(), []
    for name, value in fields:
        counts[name] += 1
        if counts[name] <= TOO_MANY:
            kept.append((name, value))
    return Form(target, (form.get("method") or "get").upper(), tuple(kept), tuple(files), tuple(buttons))


def _chosen(select):
    chosen = [option.get("value") for option in select.iter("option") if option.get("selected") is not None]
    return chosen or [option.get("value") for option in select.iter("option")][-1:]
