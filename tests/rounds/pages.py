"""The pages of a partner as a browser without script sees them: what they say, and the forms that they hold."""

from html.parser import HTMLParser

from django.urls import reverse
from django.utils import translation


def address(name, *arguments, language="en"):
    """The address of a page of the round."""
    with translation.override(language):
        return reverse(f"rounds:{name}", args=arguments)


def words(response):
    """The text of the page, without its mark-up, a space between the pieces."""
    reader = _Words()
    reader.feed(response.content.decode())
    return " ".join(" ".join(reader.words).split())


def fields(response):
    """What a browser would send from the form in which one writes, without its buttons."""
    reader = _Fields()
    reader.feed(response.content.decode())
    return reader.sent


class _Words(HTMLParser):
    SILENT = {"script", "style", "template"}

    def __init__(self):
        super().__init__()
        self.words, self._silent = [], 0

    def handle_starttag(self, tag, attrs):
        self._silent += tag in self.SILENT

    def handle_endtag(self, tag):
        self._silent -= tag in self.SILENT

    def handle_data(self, data):
        if not self._silent:
            self.words.append(data)


class _Fields(HTMLParser):
    """The fields of the form of the class "writing"; rows in a template are none yet."""

    def __init__(self):
        super().__init__()
        self.sent, self._inside, self._template, self._area, self._select = {}, False, 0, None, None

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        if tag == "template":
            self._template += 1
        if tag == "form":
            self._inside = "writing" in (attributes.get("class") or "")
        name = attributes.get("name")
        if not self._inside or self._template:
            return
        if tag == "input" and name:
            is_off = attributes.get("type") in ("checkbox", "radio") and "checked" not in attributes
            if not is_off:
                self.sent[name] = attributes.get("value") or ""
        elif tag == "textarea":
            self._area, self.sent[name] = name, ""
        elif tag == "select":
            self._select, self.sent[name] = name, ""
        elif tag == "option" and "selected" in attributes:
            self.sent[self._select] = attributes.get("value") or ""

    def handle_endtag(self, tag):
        if tag == "template":
            self._template -= 1
        if tag == "form":
            self._inside = False
        if tag == "textarea" and self._area:
            # What follows the tag at once is no part of the text.
            self.sent[self._area] = self.sent[self._area].removeprefix("\n")
            self._area = None

    def handle_data(self, data):
        if self._area:
            self.sent[self._area] += data
