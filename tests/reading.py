"""Reading a page as a person does: what stands where."""

import lxml.html


def tree(response):
    """The page that the server answered, as its root element."""
    return lxml.html.fromstring(response.content.decode())


def text(element):
    """What an element says, on one line."""
    return " ".join(element.text_content().split())


def under(page, name, tag):
    """The elements of that tag that stand in an element of that class."""
    return [element for frame in page.find_class(name) for element in frame.iter(tag)]
