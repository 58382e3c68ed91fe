"""One site, walked through several times: as it is published, with what is hidden beside it, and after withdrawals."""

from django.apps import apps
from django.test import Client

from initiatives.services import advance_update
from lisa.services import advance_antenna_update
from public.index.caching import clear_pages
from public.index.changes import refresh_pending
from tests.public.addresses import every_address
from tests.public.read_only import only_reading
from tests.public.walking import ask, walk
from tests.public.whole_site import Hidden, Site

SEARCHED = {"fr": ("balades", "texte"), "nl": ("tochten",), "en": ()}
OF_ONE_TEXT = ("Neuf balades", "Negen tochten", "Photographe des balades", "Départ 2023", "Vertrek 2023", "Note 2023")
OF_THE_INITIATIVE = ("Promenades à vélo", "Fietstochten", "Cinq balades", "Vijf tochten", "Note 2022", "promenades")
OF_THE_ANTENNA = ("Ouverte.",)


class Walks:
    """What the site answered, address → answer.

    `published`: before there was anything hidden; `beside_hidden`: with it. `signed_in`: to one of the Coordination.
    `refused`: what of the first walk was refused on a connection that only reads. `made_ready`: what the tables of the
    site hold. `withdrawn`: (words, the visitor's answers before, those of the next request, those after everything was
    made anew) for what was withdrawn step by step.
    """

    def __init__(self):
        self.site = Site()
        clear_pages()
        visitor = Client(raise_request_exception=False)
        self.published, self.refused = self._reading(visitor, _starts())
        self.signed_in, self.refused_signed_in = self._reading_signed_in()
        self.hidden = Hidden(self.site)
        self.beside_hidden = walk(visitor, _starts())
        self.at_hidden = {page: ask(visitor, page) for page in self.hidden.pages}
        self.searched = {address: ask(visitor, address) for address in self._searches()}
        self.made_ready = _made_ready()
        self.withdrawn = list(self._withdrawals(visitor))

    def _reading(self, client, starts):
        with only_reading() as refused:
            return walk(client, starts), refused

    def _reading_signed_in(self):
        client = Client(raise_request_exception=False)
        client.force_login(self.site.coordinator)
        with only_reading() as refused:
            return {address: ask(client, address) for address in every_address(most=1)}, refused

    def _searches(self):
        """A hidden word of each kind, looked for in every search. That the search knows none, `made_ready` tells."""
        for word, what in self.hidden.words.items():
            if what.endswith(("body_fr", "first name", "question", "remark")):
                yield f"/fr/search/?q={word}"
                yield f"/nl/initiatives/?q={word}"
                yield f"/api/v1/initiatives/?q={word}"

    def _withdrawals(self, visitor):
        site, picture = self.site, f"/photos/{self.site.picture.sha256}.jpg"
        steps = (
            (OF_ONE_TEXT, [picture], advance_update, site.second),
            (OF_THE_INITIATIVE, [], advance_update, site.first),
            (OF_THE_ANTENNA, [], advance_antenna_update, site.antenna.updates.get(period=site.period)),
        )
        for words, others, advance, text in steps:
            told = [address for address, answer in self.published.items() if _says(answer, words) or address in others]
            asked = {address: ask(visitor, address) for address in told}
            seen = {page: answer for page, answer in asked.items() if _says(answer, words) or page in others}
            text.refresh_from_db()
            advance(text, "withdraw", by=site.coordinator, remark="Par erreur.")
            at_once = _again(visitor, seen)
            refresh_pending()
            yield words, seen, at_once, _again(visitor, seen)


def _says(answer, words):
    return any(word in answer.said for word in words)


def _made_ready():
    """Every value of the tables from which the site is read."""
    rows = [row for model in apps.get_app_config("public").get_models() for row in model.objects.values_list()]
    return "\n".join(str(value) for row in rows for value in row).casefold()


def _starts():
    searches = [f"/{language}/search/?q={word}" for language, words in SEARCHED.items() for word in words]
    return [*every_address(), *searches]


def _again(visitor, seen):
    """The same addresses, asked by a browser that has kept what it saw."""
    return {address: ask(visitor, address, **{"if-none-match": answer.etag}) for address, answer in seen.items()}
