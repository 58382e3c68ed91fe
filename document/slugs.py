"""ASCII slugs for anchors and file names."""

import re
import unicodedata

_LIGATURES = str.maketrans({"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "ß": "ss", "ø": "o", "Ø": "o"})


def slugify(text: str) -> str:
    """Lower-case ASCII letters and digits with single hyphens; empty when nothing of the text is left."""
    decomposed = unicodedata.normalize("NFKD", text.translate(_LIGATURES))
    letters = "".join(character for character in decomposed if not unicodedata.combining(character)).lower()
    return re.sub(r"[^a-z0-9]+", "-", letters).strip("-")


def make_unique_slug(slug: str, taken: set[str]) -> str:
    """The slug itself, or with the first free number behind it; it is then taken."""
    name, number = slug, 2
    while name in taken:
        name, number = f"{slug}-{number}", number + 1
    taken.add(name)
    return name
