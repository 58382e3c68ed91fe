"""A world whose every text wants out of the page: mark-up, scripts, formulas, control characters, no end of a word.

The fields are found in the models: a new one is hostile here from its first day.
"""

import datetime
import io
import itertools
import re
import unicodedata
from copy import deepcopy
from zipfile import ZipFile

import lxml.html
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db.models import CharField, EmailField, SlugField, TextField, URLField
from django.utils import translation
from lxml import etree
from PIL import Image

from accounts.models import User
from document.dates import PartialDate
from initiatives.models import (
    Event,
    Figure,
    Framework,
    Indicator,
    Initiative,
    Period,
    Photo,
    Recommendation,
    Theme,
    Update,
    UpdateReview,
    Volet,
)
from lisa.models import Antenna, AntennaCount, AntennaFigure, AntennaReview, AntennaService, AntennaUpdate
from records.models import FormerAddress
from reporting.models import Edition, EditionText, Issue
from rounds.models import Extension, Message, Question, Response
from tests.builders import COORDINATION, MAKERS
from zones.models import Commune, Partner, PoliceZone

LANGUAGES = ("fr", "nl", "en")
KEYS = {"password", "sha256", "form", "table", "key"}
"""Names of columns that hold no text but a key or a digest, though the database does not know it."""

LONG_WORD = "Hottentottententententoonstelling" * 8
RIGHT_TO_LEFT = "\u202egnirts\u202c \u2067\u0645\u0631\u062d\u0628\u0627\u2069"
PIECES = (
    "<script>alert(1)</script>",
    "</textarea><img src=x onerror=alert(2)>",
    '"><svg onload=alert(3)>',
    "' onfocus=alert(4) '",
    "javascript:alert(5)",
    "<!-- ]]>",
    "=cmd|/C!A0 _x0041_",
    "{{ 7|add:7 }}{% now %}",
    "%s %(name)s {0}",
    '#panic("typst") $x$ @label',
    "A\x01\x08\x0b\x1b\x7f\x92Z",
    "👩\u200d👩\u200d👧 🇧🇪 R&D",
    LONG_WORD,
)

_numbers = itertools.count(1)


def free_fields(model):
    """The columns in which somebody writes freely: no key, no choice, no address; those of translations one by one."""
    columns = {field.name: field for field in model._meta.concrete_fields}
    return {
        name: field
        for name, field in columns.items()
        if isinstance(field, CharField | TextField)
        and not isinstance(field, EmailField | URLField | SlugField)
        and not (field.unique or field.choices or name in KEYS or f"{name}_fr" in columns)
        and model is not FormerAddress  # what leads to a record: its kind and a key
        and (field.max_length or 1000) >= 20
    }


def hostile_text(longest):
    """A text that is known by its first word, with as many of the pieces as it can hold, each time others first."""
    number = next(_numbers)
    text = f"=zq{number}qz"
    start = number % len(PIECES)
    for piece in (*PIECES[start:], *PIECES[:start], RIGHT_TO_LEFT):
        if longest is None or len(text) + len(piece) < longest:
            text += f" {piece}"
    return text


class HostileWorld:
    """A row of every content model, under each other as in a report; an open round with a text in each of its states.

    `texts` says what was written: row → field → text.
    """

    def __init__(self):
        self.texts = {}
        self._places()
        self._reference()
        self.before, self.period = _year(2023, closed=True), _year(2024, opens_on=datetime.date(2025, 1, 6))
        self.initiative = self._initiative()
        self.told = self._update(self.initiative, self.before, state="validated", highlight=True, status="changed")
        self.listed = self._update(self._initiative(), self.before, state="validated", status="new")
        self.returned = self._update(self.initiative, self.period, state="returned", status="changed")
        self.submitted = self._update(self._initiative(), self.period, state="submitted", status="changed")
        self.draft = self._update(self._initiative(), self.period, state="draft", status="changed")
        self._antenna()
        self._round()
        self._edition()

    def row(self, model, **links):
        texts = {name: hostile_text(field.max_length) for name, field in free_fields(model).items()}
        row = MAKERS[model](**texts | links)
        self.texts[row] = {name: text for name, text in texts.items() if name not in links}
        return row

    def _places(self):
        self.zone = self.row(PoliceZone)
        self.commune = self.row(Commune, zones=[self.zone])
        self.partner = self.row(Partner, commune=self.commune)
        self.other = self.row(Partner, group="safe_brussels")
        self.of_zone = self.row(Partner, zone=self.zone)
        self.referent = self.row(User, partners=[self.partner])
        self.coordinator = self.row(User, role=COORDINATION)

    def _reference(self):
        self.framework = self.row(Framework)
        self.volet = self.row(Volet, framework=self.framework)
        self.recommendation = self.row(Recommendation, volet=self.volet)
        self.indicator = self.row(Indicator)
        self.theme = self.row(Theme)

    def _initiative(self):
        return self.row(
            Initiative, lead=self.partner, volet=self.volet, theme=self.theme, recommendations=[self.recommendation],
            co_partners=[self.other, self.of_zone], communes=[self.commune],
        )  # fmt: skip

    def _update(self, initiative, period, **state):
        # An empty title, audience and partnerships leave the word to the initiative itself.
        own = {} if state["state"] != "validated" else {
            f"{name}_{language}": "" for name in ("title", "audience", "partnerships") for language in LANGUAGES
            if initiative is self.initiative
        }  # fmt: skip
        update = self.row(Update, initiative=initiative, period=period, **state, **own)
        for _ in range(2):  # one figure is a line, two are a table
            self.row(Figure, update=update, indicator=self.indicator)
        self.row(Event, update=update)
        self.row(Photo, update=update, file=_picture())
        self.row(UpdateReview, subject=update, by=self.coordinator, to_state=update.review_state)
        return update

    def _antenna(self):
        self.antenna = self.row(Antenna, commune=self.commune, partners=[self.partner])
        self.row(AntennaService, antenna=self.antenna)
        self.row(AntennaCount, counted_on=PartialDate.parse("2024"), number=14)
        self.row(AntennaFigure, antenna=self.antenna, indicator=self.indicator, year=2023)
        self.row(AntennaUpdate, antenna=self.antenna, period=self.before, state="validated")
        self.antenna_text = self.row(AntennaUpdate, antenna=self.antenna, period=self.period, state="submitted")
        self.row(AntennaReview, subject=self.antenna_text, by=self.coordinator)

    def _round(self):
        self.row(Response, partner=self.partner, period=self.before)
        self.row(Extension, partner=self.partner, period=self.period)
        asked = {"partner": self.partner, "period": self.period, "asked_by": self.referent}
        answered = {"answered_by": self.coordinator, "answered_at": datetime.datetime(2025, 2, 1, tzinfo=datetime.UTC)}
        self.question = self.row(Question, initiative=self.submitted.initiative, answer="", **asked)
        self.row(Question, **asked, **answered)
        self.message = self.row(Message, partner=self.partner, period=self.period, state="prepared")
        self.row(Message, partner=self.partner, period=self.period, state="failed")
        self.row(Response, partner=self.partner, period=self.period)

    def _edition(self):
        self.edition = self.row(
            Edition, framework=self.framework, periods=[self.before],
            covers_from=self.before.starts_on, covers_to=self.before.ends_on,
        )  # fmt: skip
        for place in EditionText.Place.values:
            volet = self.volet if place == "volet" else None
            self.row(EditionText, edition=self.edition, place=place, volet=volet)
        self.row(Issue, edition=self.edition)


def _year(number, **fields):
    first, last = datetime.date(number, 1, 1), datetime.date(number, 12, 31)
    return MAKERS[Period](key=str(number), starts_on=first, ends_on=last, **fields)


def _picture():
    drawn = io.BytesIO()
    Image.new("RGB", (8, 8), "teal").save(drawn, "JPEG")
    return default_storage.save(f"photos/{next(_numbers)}.jpg", ContentFile(drawn.getvalue()))


# --- Is it intact? --------------------------------------------------------------------------------


def squeeze(text):
    """Letters and digits only: what spaces, hyphens and typography do to a text makes no difference."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text).casefold())


def marker(text):
    """The word by which a hostile text is known."""
    return re.match(r"=(zq\d+qz)", text)[1]


def said_on(content):
    """Everything that a page says, squeezed: its words, and what its fields hold.

    Where two texts are compared word by word, each of the two is read by itself too.
    """
    page = lxml.html.fromstring(_CONTROL.sub("", content))
    values = [element.get("value") or "" for element in page.iter("input", "option", "button")]
    readings = [page.text_content(), *(_without(page, tag) for tag in ("del", "ins"))]
    return squeeze(" ".join([*readings, *values]))


def _without(page, tag):
    """The words of a page on which something is compared, without those of the one text or of the other."""
    if page.find(f".//{tag}") is None:
        return ""
    page = deepcopy(page)
    for element in [*page.iter(tag), *page.find_class("visually-hidden")]:
        element.drop_tree()
    return page.text_content()


def standing(world, said):
    """(row, field) of each text of the world that stands in what is said, and the texts of them that are cut short.

    A list may call a row by its name, which is shorter for a recommendation than its text.
    """
    found, cut = set(), []
    for row, texts in world.texts.items():
        for name, text in texts.items():
            if marker(text) in said:
                found.add((row, name))
                if squeeze(text) not in said and not any(known in said for known in _names(row)):
                    cut.append(f"{row._meta.label}.{name}: {text}")
    return found, cut


def _names(row):
    for language in LANGUAGES:
        with translation.override(language):
            yield squeeze(str(row))


# --- Is it harmless? ------------------------------------------------------------------------------

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")


def controls(text):
    """The control characters of a text, beside those that end lines and separate words."""
    return _CONTROL.findall(text)


def dangers_of_page(content):
    """What of a page a browser would run, or would take for mark-up although somebody typed it."""
    tree = lxml.html.fromstring(_CONTROL.sub("", content))
    found = [f"<script>{script.text}" for script in tree.iter("script") if "alert(" in (script.text or "")]
    for element in tree.iter(etree.Element):
        for name, value in element.attrib.items():
            address = "".join(value.split()).casefold() if name in ("href", "src", "action", "formaction") else ""
            if name.startswith("on") or address.startswith(("javascript:", "data:text", "vbscript:")) or value == "x":
                found.append(f"<{element.tag} {name}={value!r}>")
    return found


def dangers_of_package(content):
    """What of a Word or Excel file is no XML, would compute, or would run."""
    found = []
    with ZipFile(io.BytesIO(content)) as package:
        for name in package.namelist():
            data = package.read(name)
            if not name.endswith((".xml", ".rels")):
                continue
            root = etree.fromstring(data)
            found += [f"{name}: a control character"] if controls(data.decode()) else []
            found += [f"{name}: a formula" for _ in root.iter("{*}f")]
            found += [
                f"{name}: {element.get('Target')}"
                for element in root.iter("{*}Relationship")
                if element.get("Target", "").casefold().startswith(("javascript", "data", "file"))
            ]
            found += [f"{name}: {key}" for key in ("macro", "vba") if key in name.casefold()]
    return found
